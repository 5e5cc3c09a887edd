//! Why a proposal is not followed, or nothing asked of the clinic: the reason, and the next step.

use crate::domain::proposal::{Newer, ProposalRefusal, RequestRefusal};
use crate::domain::tonight::Reason;
use crate::words::Lang;
use crate::words::amount::show_dose;
use crate::words::effect::effect as show_effect;
use crate::words::plan::plan_refused;
use crate::words::refusal::Refusal;
use crate::words::tonight::reason;

/// A proposal that is not followed, or not yet.
pub fn proposal_refused(refusal: &ProposalRefusal, lang: Lang) -> Refusal {
    let at_hand = |why: Reason| {
        let next = match lang {
            Lang::En => "The proposal stays. Make a bottle or take a syringe that fits, then confirm.",
            Lang::De => {
                "Der Vorschlag bleibt. Stellen Sie eine passende Flasche her oder nehmen Sie eine passende \
                 Spritze, dann bestätigen Sie."
            }
        };
        Refusal::new(reason(&why, lang), next)
    };
    match (lang, refusal) {
        (_, ProposalRefusal::Plan(refusal)) => plan_refused(refusal, lang),
        (_, ProposalRefusal::NoLine { error, .. }) => at_hand(Reason::NoLine { error: *error }),
        (_, ProposalRefusal::RoundedTooFar { dose, line_dose, graduation }) => {
            at_hand(Reason::RoundedTooFar { dose: *dose, line_dose: *line_dose, graduation: *graduation })
        }
        (_, ProposalRefusal::StepsShareALine { graduation }) => {
            at_hand(Reason::StepsShareALine { graduation: *graduation })
        }
        (Lang::En, ProposalRefusal::NotOpen) => {
            Refusal::new("No such proposal waits for an answer.", "Look at the proposals again.")
        }
        (Lang::De, ProposalRefusal::NotOpen) => Refusal::new(
            "Kein solcher Vorschlag wartet auf eine Antwort.",
            "Sehen Sie noch einmal nach, was vorgeschlagen ist.",
        ),
        (Lang::En, ProposalRefusal::PlanChanged) => Refusal::new(
            "Your plan has changed since you read this proposal.",
            "Read again what it would change now, then answer.",
        ),
        (Lang::De, ProposalRefusal::PlanChanged) => Refusal::new(
            "Ihr Plan hat sich geändert, seit Sie diesen Vorschlag gelesen haben.",
            "Lesen Sie noch einmal, was er jetzt ändern würde, dann antworten Sie.",
        ),
        (Lang::En, ProposalRefusal::NotMatched) => Refusal::new(
            "It has not been confirmed yet that the clinic's record is yours.",
            "Compare your initials, birth year and present dose with the clinic first.",
        ),
        (Lang::De, ProposalRefusal::NotMatched) => Refusal::new(
            "Noch ist nicht bestätigt, dass die Akte der Praxis Ihre ist.",
            "Vergleichen Sie zuerst Initialen, Geburtsjahr und jetzige Dosis mit der Praxis.",
        ),
        (Lang::En, ProposalRefusal::SentBack(newer)) => Refusal::new(
            format!("The prescriber has not seen this yet: {}", listed(newer, lang)),
            "The proposal went back to the clinic. Stay on the present plan until it answers.",
        ),
        (Lang::De, ProposalRefusal::SentBack(newer)) => Refusal::new(
            format!("Das hat die verordnende Person noch nicht gesehen: {}", listed(newer, lang)),
            "Der Vorschlag ging an die Praxis zurück. Bleiben Sie beim jetzigen Plan, bis sie antwortet.",
        ),
    }
}

/// Something an order did not see.
pub fn show_newer(newer: &Newer, lang: Lang) -> String {
    let mg = |dose| show_dose(dose, lang);
    match (lang, newer) {
        (Lang::En, Newer::Opioid) => "an opioid was recorded.".to_owned(),
        (Lang::De, Newer::Opioid) => "ein Opioid wurde eingetragen.".to_owned(),
        (Lang::En, Newer::Reaction { what }) => format!("a side effect: {}.", show_effect(what, lang)),
        (Lang::De, Newer::Reaction { what }) => format!("eine Nebenwirkung: {}.", show_effect(what, lang)),
        (Lang::En, Newer::Step { now: Some(now), .. }) => format!("the step is now {}.", mg(*now)),
        (Lang::De, Newer::Step { now: Some(now), .. }) => format!("der Schritt ist jetzt {}.", mg(*now)),
        (Lang::En, Newer::Step { now: None, .. }) => "no step is in force now.".to_owned(),
        (Lang::De, Newer::Step { now: None, .. }) => "jetzt gilt kein Schritt.".to_owned(),
    }
}

fn listed(newer: &[Newer], lang: Lang) -> String {
    newer.iter().map(|one| show_newer(one, lang)).collect::<Vec<_>>().join(" ")
}

/// Nothing was asked of the clinic.
pub fn request_refused(refusal: RequestRefusal, lang: Lang) -> Refusal {
    match (lang, refusal) {
        (Lang::En, RequestRefusal::NoPlan) => {
            Refusal::new("There is no plan in force to ask about.", "Make one first.")
        }
        (Lang::De, RequestRefusal::NoPlan) => {
            Refusal::new("Es gilt kein Plan, nach dem zu fragen wäre.", "Legen Sie zuerst einen an.")
        }
        (Lang::En, RequestRefusal::LastStep) => Refusal::new(
            "The plan has no step after this one.",
            "Speak with your prescriber about how it goes on.",
        ),
        (Lang::De, RequestRefusal::LastStep) => Refusal::new(
            "Der Plan hat keinen Schritt nach diesem.",
            "Sprechen Sie mit Ihrer verordnenden Person darüber, wie es weitergeht.",
        ),
        (Lang::En, RequestRefusal::Asked { .. }) => Refusal::new(
            "The clinic was asked for this step already and has not decided.",
            "Stay on the present dose until it answers.",
        ),
        (Lang::De, RequestRefusal::Asked { .. }) => Refusal::new(
            "Die Praxis wurde schon nach diesem Schritt gefragt und hat noch nicht entschieden.",
            "Bleiben Sie bei der jetzigen Dosis, bis sie antwortet.",
        ),
    }
}
