//! Refusals of plans, taps and holds: the reason, and the next step.

mod english;
mod german;

use super::block::why_not;
use crate::domain::hold::HoldRefusal;
use crate::domain::plan_change::PlanRefusal;
use crate::domain::progress::TapRefusal;
use crate::words::Lang;
use crate::words::refusal::Refusal;

/// A refused plan or change.
pub fn plan_refused(refusal: &PlanRefusal, lang: Lang) -> Refusal {
    match lang {
        Lang::En => english::english(refusal),
        Lang::De => german::german(refusal),
    }
}

/// A tap that changes nothing.
pub fn tap_refused(refusal: &TapRefusal, lang: Lang) -> Refusal {
    match (lang, refusal) {
        (_, TapRefusal::NoPlan) => plan_refused(&PlanRefusal::NoPlan, lang),
        (Lang::En, TapRefusal::Blocked(blocks)) => {
            Refusal::new(why_not(blocks, lang).join(" "), "Stay on the present dose until then.")
        }
        (Lang::De, TapRefusal::Blocked(blocks)) => {
            Refusal::new(why_not(blocks, lang).join(" "), "Bleiben Sie bis dahin bei der jetzigen Dosis.")
        }
        (Lang::En, TapRefusal::NoSuchGate) => {
            Refusal::new("The present step does not wait for this.", "See what it waits for in the plan.")
        }
        (Lang::De, TapRefusal::NoSuchGate) => Refusal::new(
            "Der jetzige Schritt wartet nicht darauf.",
            "Sehen Sie im Plan nach, worauf er wartet.",
        ),
        (Lang::En, TapRefusal::NothingToChoose) => {
            Refusal::new("These two are not open to choose between.", "Look at the plan again.")
        }
        (Lang::De, TapRefusal::NothingToChoose) => {
            Refusal::new("Diese beiden stehen nicht zur Wahl.", "Sehen Sie sich den Plan noch einmal an.")
        }
    }
}

/// A hold that cannot begin or end as asked.
pub fn hold_refused(refusal: HoldRefusal, lang: Lang) -> Refusal {
    match (lang, refusal) {
        (_, HoldRefusal::NoPlan) => plan_refused(&PlanRefusal::NoPlan, lang),
        (_, HoldRefusal::NightPast { night }) => plan_refused(&PlanRefusal::NightPast { night }, lang),
        (Lang::En, HoldRefusal::NoSuchHold) => {
            Refusal::new("There is no such hold.", "See which holds are on in the plan.")
        }
        (Lang::De, HoldRefusal::NoSuchHold) => {
            Refusal::new("Diese Pause gibt es nicht.", "Sehen Sie im Plan nach, welche Pausen laufen.")
        }
        (Lang::En, HoldRefusal::AlreadyEnded) => {
            Refusal::new("This hold was ended before.", "Nothing more is needed for it.")
        }
        (Lang::De, HoldRefusal::AlreadyEnded) => {
            Refusal::new("Diese Pause wurde schon beendet.", "Dafür ist nichts weiter nötig.")
        }
    }
}
