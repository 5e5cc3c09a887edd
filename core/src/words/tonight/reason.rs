//! Why there is no line, and what to do about it: one or two sentences each.

use super::giving::not_giving;
use super::named::show_weekday;
use crate::domain::amount::Volume;
use crate::domain::plan::HoldReason;
use crate::domain::tonight::Reason;
use crate::words::Lang;
use crate::words::amount::{show_dose, show_measure, show_ratio_mg};
use crate::words::date::show_day;
use crate::words::dilution::{capsules_refused, dilution_refused};
use crate::words::refusal::Refusal;
use crate::words::safety;
use chrono::{DateTime, FixedOffset};

/// The reason in words.
pub fn reason(reason: &Reason, lang: Lang) -> String {
    match lang {
        Lang::En => english(reason),
        Lang::De => german(reason),
    }
}

fn english(reason: &Reason) -> String {
    match reason {
        Reason::NoPlan => "There is no plan yet.".to_owned(),
        Reason::Safety(why) => safety::reason(why, Lang::En),
        Reason::PlanAhead { from } => {
            let (name, day) = (show_weekday(*from, Lang::En), show_day(from.date, Lang::En));
            format!("The plan begins on {name}, {day}.")
        }
        Reason::Ended { after } => {
            format!("Your prescriber set {} as the last night.", show_day(after.date, Lang::En))
        }
        Reason::Held { why, from } => {
            format!("{} Since {}. It ends only when you end it.", held_en(why), show_day(from.date, Lang::En))
        }
        Reason::Restored { copied_at } => format!(
            "This phone was restored from a copy of {}; what was taken since is not known. Confirm step, bottle, strength and recent painkillers first.",
            day_and_hour(*copied_at, Lang::En)
        ),
        Reason::Review { nights } => format!(
            "No dose was logged as taken for {nights} nights. Have you been taking it? If not, ask your prescriber whether to start again at step 1 (verify)."
        ),
        Reason::Answered => "This night has its answer.".to_owned(),
        Reason::OneDoseOrTwo => {
            "Two devices told of this night more than five minutes apart: one dose or two?".to_owned()
        }
        Reason::WindowOver { since } => format!(
            "The time for this dose ended at {} (verify). Leave it, take the next one as usual.",
            hour(*since)
        ),
        Reason::TooSoon { until } => {
            format!("The last dose there may have been is too near (verify). Not before {}.", hour(*until))
        }
        Reason::LeftOut { until } => format!(
            "The last dose is too near until {} (verify). Leave tonight out, take the next one as usual.",
            hour(*until)
        ),
        Reason::NotGiving(giving) => not_giving(giving, Lang::En),
        Reason::NoSuchNight => "The clock was changed and this evening does not exist.".to_owned(),
        Reason::NoBottle => "No bottle is open. Make one or record the pharmacy's.".to_owned(),
        Reason::TwoBottles { letters } => format!(
            "Bottles {} are open. Which one is never guessed: discard all but one.",
            letters.join(" and ")
        ),
        Reason::BottleExpired { letter, discard_by } => format!(
            "Bottle {letter} is past its last day, {}. Throw it away and make a new one.",
            show_day(*discard_by, Lang::En)
        ),
        Reason::BottleWarm { letter } => {
            format!("Bottle {letter} was left warm. Throw it away and make a new one.")
        }
        Reason::BottleUnnamed => "The open bottle has no letter. Write one on it and record it.".to_owned(),
        Reason::BottleEmpty { letter } => {
            format!("Nothing should be left in bottle {letter}. Make a new one.")
        }
        Reason::NoLine { error } => refused(&dilution_refused(*error, Lang::En)),
        Reason::RoundedTooFar { dose, line_dose, graduation } => format!(
            "The nearest line holds {} instead of {} (verify). {}",
            show_ratio_mg(*line_dose, Lang::En),
            show_dose(*dose, Lang::En),
            other_syringe_en(*graduation)
        ),
        Reason::StepsShareALine { graduation } => format!(
            "Two steps of the plan fall on one line of this syringe. {}",
            other_syringe_en(*graduation)
        ),
        Reason::NoCapsules { error } => refused(&capsules_refused(*error, Lang::En)),
    }
}

fn german(reason: &Reason) -> String {
    match reason {
        Reason::NoPlan => "Es gibt noch keinen Plan.".to_owned(),
        Reason::Safety(why) => safety::reason(why, Lang::De),
        Reason::PlanAhead { from } => {
            let (name, day) = (show_weekday(*from, Lang::De), show_day(from.date, Lang::De));
            format!("Der Plan beginnt am {name}, {day}.")
        }
        Reason::Ended { after } => {
            format!("Ihre Praxis hat den {} als letzte Nacht festgelegt.", show_day(after.date, Lang::De))
        }
        Reason::Held { why, from } => format!(
            "{} Seit {}. Die Pause endet nur, wenn Sie sie beenden.",
            held_de(why),
            show_day(from.date, Lang::De)
        ),
        Reason::Restored { copied_at } => format!(
            "Dieses Telefon wurde aus einer Kopie vom {} wiederhergestellt; was seither genommen wurde, ist nicht bekannt. Bestätigen Sie zuerst Schritt, Flasche, Stärke und letzte Schmerzmittel.",
            day_and_hour(*copied_at, Lang::De)
        ),
        Reason::Review { nights } => format!(
            "Seit {nights} Nächten ist keine Einnahme eingetragen. Haben Sie es genommen? Wenn nicht, fragen Sie Ihre Praxis, ob Sie bei Schritt 1 neu beginnen (verify)."
        ),
        Reason::Answered => "Diese Nacht hat ihre Antwort.".to_owned(),
        Reason::OneDoseOrTwo => {
            "Zwei Geräte haben diese Nacht im Abstand von mehr als fünf Minuten eingetragen: eine Dosis oder zwei?"
                .to_owned()
        }
        Reason::WindowOver { since } => format!(
            "Die Zeit für diese Dosis endete um {} Uhr (verify). Lassen Sie sie aus, nehmen Sie die nächste wie gewohnt.",
            hour(*since)
        ),
        Reason::TooSoon { until } => format!(
            "Die letzte mögliche Dosis liegt zu nahe (verify). Nicht vor {} Uhr.",
            hour(*until)
        ),
        Reason::LeftOut { until } => format!(
            "Die letzte Dosis liegt bis {} Uhr zu nahe (verify). Lassen Sie heute aus, nehmen Sie die nächste wie gewohnt.",
            hour(*until)
        ),
        Reason::NotGiving(giving) => not_giving(giving, Lang::De),
        Reason::NoSuchNight => "Die Uhr wurde umgestellt, diesen Abend gibt es nicht.".to_owned(),
        Reason::NoBottle => {
            "Keine Flasche ist offen. Stellen Sie eine her oder tragen Sie die der Apotheke ein.".to_owned()
        }
        Reason::TwoBottles { letters } => format!(
            "Die Flaschen {} sind offen. Welche, wird nie geraten: entsorgen Sie alle bis auf eine.",
            letters.join(" und ")
        ),
        Reason::BottleExpired { letter, discard_by } => format!(
            "Flasche {letter} ist über ihren letzten Tag, {}. Entsorgen Sie sie und stellen Sie eine neue her.",
            show_day(*discard_by, Lang::De)
        ),
        Reason::BottleWarm { letter } => {
            format!("Flasche {letter} stand warm. Entsorgen Sie sie und stellen Sie eine neue her.")
        }
        Reason::BottleUnnamed => {
            "Die offene Flasche hat keinen Buchstaben. Schreiben Sie einen darauf und tragen Sie ihn ein.".to_owned()
        }
        Reason::BottleEmpty { letter } => {
            format!("In Flasche {letter} dürfte nichts mehr sein. Stellen Sie eine neue her.")
        }
        Reason::NoLine { error } => refused(&dilution_refused(*error, Lang::De)),
        Reason::RoundedTooFar { dose, line_dose, graduation } => format!(
            "Der nächste Strich hält {} statt {} (verify). {}",
            show_ratio_mg(*line_dose, Lang::De),
            show_dose(*dose, Lang::De),
            other_syringe_de(*graduation)
        ),
        Reason::StepsShareALine { graduation } => format!(
            "Zwei Schritte des Plans fallen auf einen Strich dieser Spritze. {}",
            other_syringe_de(*graduation)
        ),
        Reason::NoCapsules { error } => refused(&capsules_refused(*error, Lang::De)),
    }
}

fn held_en(why: &HoldReason) -> String {
    match why {
        HoldReason::Patient => "You paused.".to_owned(),
        HoldReason::Opioid { .. } => "An opioid was taken or will be.".to_owned(),
        HoldReason::Surgery { on } => format!("An operation is planned on {}.", show_day(*on, Lang::En)),
        HoldReason::Effect { .. } => "A side effect holds the dose.".to_owned(),
        HoldReason::Clinician => {
            "A clinician stopped or paused it: speak with the clinic before you take any.".to_owned()
        }
    }
}

fn held_de(why: &HoldReason) -> String {
    match why {
        HoldReason::Patient => "Sie haben pausiert.".to_owned(),
        HoldReason::Opioid { .. } => "Ein Opioid wurde genommen oder ist geplant.".to_owned(),
        HoldReason::Surgery { on } => format!("Am {} ist eine Operation geplant.", show_day(*on, Lang::De)),
        HoldReason::Effect { .. } => "Eine Nebenwirkung hält die Dosis an.".to_owned(),
        HoldReason::Clinician => "Eine Fachperson hat gestoppt oder pausiert: Sprechen Sie mit der Praxis, bevor Sie wieder etwas nehmen.".to_owned(),
    }
}

/// Another *syringe* is named, never another strength or dose (`safety.md` 7).
fn other_syringe_en(graduation: Option<Volume>) -> String {
    match graduation {
        Some(every) => format!("A syringe with a line every {} would do.", show_measure(every, Lang::En)),
        None => "No common syringe would do: ask the pharmacy.".to_owned(),
    }
}

fn other_syringe_de(graduation: Option<Volume>) -> String {
    match graduation {
        Some(every) => format!("Eine Spritze mit einem Strich alle {} ginge.", show_measure(every, Lang::De)),
        None => "Keine übliche Spritze ginge: fragen Sie die Apotheke.".to_owned(),
    }
}

fn hour(at: DateTime<FixedOffset>) -> String {
    at.format("%H:%M").to_string()
}

fn day_and_hour(at: DateTime<FixedOffset>, lang: Lang) -> String {
    format!("{}, {}", show_day(at.date_naive(), lang), hour(at))
}

fn refused(refusal: &Refusal) -> String {
    format!("{} {}", refusal.reason, refusal.next)
}
