//! Why a version exists, and what is said before one is confirmed.

use super::protocol::missing_list;
use crate::domain::plan::PlanReason;
use crate::domain::plan_change::PlanWarning;
use crate::words::Lang;
use crate::words::amount::show_dose;
use crate::words::date::show_day;
use crate::words::safety::not_reviewed;

/// Why a version was made.
pub fn show_reason(reason: PlanReason, lang: Lang) -> &'static str {
    match (lang, reason) {
        (Lang::En, PlanReason::New) => "new plan",
        (Lang::De, PlanReason::New) => "neuer Plan",
        (Lang::En, PlanReason::Repeat) => "step repeated",
        (Lang::De, PlanReason::Repeat) => "Schritt wiederholt",
        (Lang::En, PlanReason::Back) => "one step back",
        (Lang::De, PlanReason::Back) => "einen Schritt zurück",
        (Lang::En, PlanReason::Halve) => "dose halved",
        (Lang::De, PlanReason::Halve) => "Dosis halbiert",
        (Lang::En, PlanReason::Change) => "changed with the prescriber",
        (Lang::De, PlanReason::Change) => "mit der verordnenden Person geändert",
        (Lang::En, PlanReason::Stop) => "stop night set",
        (Lang::De, PlanReason::Stop) => "letzte Nacht festgelegt",
        (Lang::En, PlanReason::Recheck) => "re-check: down, then up again",
        (Lang::De, PlanReason::Recheck) => "Gegenprobe: herunter, dann wieder hinauf",
        (Lang::En, PlanReason::Retitrate) => "started again at step 1",
        (Lang::De, PlanReason::Retitrate) => "wieder bei Schritt 1 begonnen",
    }
}

/// What is said before a plan is confirmed.
pub fn show_warning(warning: &PlanWarning, lang: Lang) -> String {
    match lang {
        Lang::En => english(warning),
        Lang::De => german(warning),
    }
}

fn english(warning: &PlanWarning) -> String {
    let lang = Lang::En;
    match warning {
        PlanWarning::NotReviewed => {
            format!("The numbers behind this plan are {}. Go by your prescriber.", not_reviewed(lang))
        }
        PlanWarning::OutOfDate { review_by } => {
            format!("These tables were to be reviewed by {}: out of date, ask.", show_day(*review_by, lang))
        }
        PlanWarning::Verify => {
            "The steps of this protocol could not be read in the source itself (verify).".to_owned()
        }
        PlanWarning::AboveSoftCap { dose, cap } => format!(
            "The plan goes up to {}, above the usual {}. Check it with your prescriber.",
            show_dose(*dose, lang),
            show_dose(*cap, lang)
        ),
        PlanWarning::Completed { missing, by } => {
            format!("Not in the source, given by {by}: {}.", missing_list(missing, lang))
        }
        PlanWarning::LeftOpen { missing } => format!(
            "The source leaves open: {}. The plan stays on its last step until your prescriber says more.",
            missing_list(missing, lang)
        ),
    }
}

fn german(warning: &PlanWarning) -> String {
    let lang = Lang::De;
    match warning {
        PlanWarning::NotReviewed => format!(
            "Die Zahlen hinter diesem Plan sind {}. Richten Sie sich nach Ihrer verordnenden Person.",
            not_reviewed(lang)
        ),
        PlanWarning::OutOfDate { review_by } => format!(
            "Diese Tabellen waren bis {} zu überprüfen: veraltet, bitte nachfragen.",
            show_day(*review_by, lang)
        ),
        PlanWarning::Verify => {
            "Die Schritte dieses Protokolls waren in der Quelle selbst nicht zu lesen (zu prüfen).".to_owned()
        }
        PlanWarning::AboveSoftCap { dose, cap } => format!(
            "Der Plan geht bis {}, mehr als die üblichen {}. Sprechen Sie das mit Ihrer verordnenden Person ab.",
            show_dose(*dose, lang),
            show_dose(*cap, lang)
        ),
        PlanWarning::Completed { missing, by } => {
            format!("Steht nicht in der Quelle, angegeben von {by}: {}.", missing_list(missing, lang))
        }
        PlanWarning::LeftOpen { missing } => format!(
            "Die Quelle lässt offen: {}. Der Plan bleibt auf seinem letzten Schritt, bis Ihre \
             verordnende Person mehr sagt.",
            missing_list(missing, lang)
        ),
    }
}
