//! Plans and verdicts as a clinician reads them, in the language of the pages.

use super::LANG;
use nocte_core::domain::plan::{Gate, Step};
use nocte_core::domain::plan_change::PlanWarning;
use nocte_core::domain::response::Verdict;
use nocte_core::words::amount::show_dose;
use nocte_core::words::others;
use nocte_core::words::plan::show_warning;

/// What must hold before the next step.
pub(crate) fn gate(gate: Gate) -> String {
    others::gate(gate, LANG)
}

/// A step in one line.
pub(crate) fn step(step: &Step, last: bool) -> String {
    others::step(step, last, LANG)
}

/// What a clinician is told before signing; what stands on every page is not said again.
pub(crate) fn warning(warning: &PlanWarning) -> Option<String> {
    match warning {
        PlanWarning::NotReviewed => None,
        PlanWarning::AboveSoftCap { dose, cap } => {
            Some(format!("Goes up to {}, above the usual {}.", show_dose(*dose, LANG), show_dose(*cap, LANG)))
        }
        other => Some(show_warning(other, LANG)),
    }
}

/// A verdict on one scale; never that it works (`safety.md` 29).
pub(crate) fn verdict(verdict: &Verdict) -> String {
    others::verdict(verdict, LANG)
}
