//! The red flags in plain words: readable in a fright, discreet, and honest about who is not watching.

use super::Lang;
use crate::domain::safety::{RedFlagAction, RedFlagSign};

/// The sign.
pub fn sign(sign: RedFlagSign, lang: Lang) -> &'static str {
    match (sign, lang) {
        (RedFlagSign::AllergicReaction, Lang::En) => {
            "Face, lips or tongue swell, hives come up, or breathing is hard."
        }
        (RedFlagSign::AllergicReaction, Lang::De) => {
            "Gesicht, Lippen oder Zunge schwellen an, Quaddeln treten auf, oder das Atmen fällt schwer."
        }
        (RedFlagSign::OpioidOnTop, Lang::En) => {
            "An opioid was taken on top of naltrexone to get through it. Too much can stop the breath, \
             and less is tolerated than before."
        }
        (RedFlagSign::OpioidOnTop, Lang::De) => {
            "Zu Naltrexon wurde ein Opioid genommen, um trotzdem eine Wirkung zu spüren. Zu viel kann den Atem \
             aussetzen lassen, und es wird weniger vertragen als früher."
        }
        (RedFlagSign::Withdrawal, Lang::En) => {
            "Sweating, shaking, cramps, vomiting or great restlessness soon after a dose, and an opioid was taken \
             not long ago."
        }
        (RedFlagSign::Withdrawal, Lang::De) => {
            "Schwitzen, Zittern, Krämpfe, Erbrechen oder große Unruhe bald nach einer Dosis, und vor Kurzem wurde \
             ein Opioid genommen."
        }
        (RedFlagSign::SomeoneElse, Lang::En) => {
            "Someone else swallowed it: a child, or anyone who takes opioids."
        }
        (RedFlagSign::SomeoneElse, Lang::De) => {
            "Jemand anderes hat es geschluckt: ein Kind, oder ein Mensch, der Opioide nimmt."
        }
        (RedFlagSign::SuicidalThoughts, Lang::En) => "Thoughts of ending your life.",
        (RedFlagSign::SuicidalThoughts, Lang::De) => "Gedanken, sich das Leben zu nehmen.",
        (RedFlagSign::LongErection, Lang::En) => "An erection that has lasted four hours or more.",
        (RedFlagSign::LongErection, Lang::De) => "Eine Erektion, die vier Stunden oder länger anhält.",
        (RedFlagSign::WholeTablet, Lang::En) => "A whole 50 mg tablet was swallowed.",
        (RedFlagSign::WholeTablet, Lang::De) => "Eine ganze Tablette zu 50 mg wurde geschluckt.",
        (RedFlagSign::LiverSigns, Lang::En) => {
            "Dark urine, yellow eyes or skin, or severe pain on the right side of the belly."
        }
        (RedFlagSign::LiverSigns, Lang::De) => {
            "Dunkler Urin, gelbe Augen oder Haut, oder starke Schmerzen rechts im Bauch."
        }
        (RedFlagSign::ThyroidOveractive, Lang::En) => {
            "A racing heart or feeling overheated, and you take thyroid tablets."
        }
        (RedFlagSign::ThyroidOveractive, Lang::De) => {
            "Herzrasen oder Hitzegefühl, und Sie nehmen Schilddrüsentabletten."
        }
    }
}

/// What to do. No number is built in: the local one is on the phone's emergency screen.
pub fn action(action: RedFlagAction, lang: Lang) -> &'static str {
    match (action, lang) {
        (RedFlagAction::EmergencyCall, Lang::En) => "Call your emergency number now.",
        (RedFlagAction::EmergencyCall, Lang::De) => "Rufen Sie jetzt den Notruf.",
        (RedFlagAction::EmergencyCare, Lang::En) => "Go to emergency care now. Waiting does harm.",
        (RedFlagAction::EmergencyCare, Lang::De) => "Gehen Sie jetzt in die Notaufnahme. Warten schadet.",
        (RedFlagAction::EmergencyOrPoisonLine, Lang::En) => {
            "Call your emergency number, or the poison line, now. Say what, how much and when. \
             Keep the bottle at hand."
        }
        (RedFlagAction::EmergencyOrPoisonLine, Lang::De) => {
            "Rufen Sie jetzt den Notruf oder den Giftnotruf. Sagen Sie, was, wie viel und wann. \
             Halten Sie die Flasche bereit."
        }
        (RedFlagAction::CrisisLine, Lang::En) => {
            "Call a crisis line first, or your emergency number, or tell someone near you now. Then your doctor."
        }
        (RedFlagAction::CrisisLine, Lang::De) => {
            "Rufen Sie zuerst eine Krisenhilfe oder den Notruf an, oder sagen Sie es jetzt jemandem in Ihrer Nähe. \
             Danach Ihrer Praxis."
        }
        (RedFlagAction::PoisonLine, Lang::En) => {
            "Call the poison line. Take no opioids. Note the time of swallowing."
        }
        (RedFlagAction::PoisonLine, Lang::De) => {
            "Rufen Sie den Giftnotruf an. Nehmen Sie keine Opioide. Notieren Sie, wann geschluckt wurde."
        }
        (RedFlagAction::StopAndUrgentHelp, Lang::En) => {
            "Take no more of it, and get urgent help. Say what was taken, and when."
        }
        (RedFlagAction::StopAndUrgentHelp, Lang::De) => {
            "Nehmen Sie nichts mehr davon und holen Sie dringend Hilfe. Sagen Sie, was wann genommen wurde."
        }
        (RedFlagAction::StopAndSameDay, Lang::En) => "Take no more of it, and see a doctor the same day.",
        (RedFlagAction::StopAndSameDay, Lang::De) => {
            "Nehmen Sie nichts mehr davon und gehen Sie noch am selben Tag zu einer Ärztin oder einem Arzt."
        }
        (RedFlagAction::CallPrescriber, Lang::En) => "Call your prescriber.",
        (RedFlagAction::CallPrescriber, Lang::De) => "Rufen Sie die Praxis an, die es verschrieben hat.",
    }
}

/// How every red flag ends (`safety.md` 22).
pub fn ending(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Nobody at the clinic sees this now.",
        Lang::De => "In der Praxis sieht das jetzt niemand.",
    }
}

/// One red flag whole: the sign, what to do, and who does not see it.
pub fn red_flag(of: RedFlagSign, to_do: RedFlagAction, lang: Lang) -> String {
    format!("{} {} {}", sign(of, lang), action(to_do, lang), ending(lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::red_flags;

    #[test]
    fn safety_22_every_red_flag_ends_by_saying_that_nobody_sees_it() {
        for flag in &red_flags().flags {
            for (lang, last) in [
                (Lang::En, "Nobody at the clinic sees this now."),
                (Lang::De, "In der Praxis sieht das jetzt niemand."),
            ] {
                let text = red_flag(flag.sign, flag.action, lang);
                assert!(text.ends_with(last), "{text}");
            }
        }
    }

    #[test]
    fn safety_24_no_telephone_number_is_built_in() {
        for flag in &red_flags().flags {
            for lang in [Lang::En, Lang::De] {
                let text = red_flag(flag.sign, flag.action, lang).replace("50 mg", "");
                assert!(!text.chars().any(|c| c.is_ascii_digit()), "{text}");
            }
        }
    }
}
