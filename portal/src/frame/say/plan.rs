//! Plans and verdicts as a clinician reads them: the core's words speak to the patient.

use super::{LANG, counted};
use nocte_core::domain::plan::{Gate, Step};
use nocte_core::domain::plan_change::PlanWarning;
use nocte_core::domain::response::Verdict;
use nocte_core::words::amount::show_dose;
use nocte_core::words::plan::show_warning;
use nocte_core::words::verdict::span;

/// What must hold before the next step, as a clinician reads it: the core's words speak to the patient.
pub(crate) fn gate(gate: Gate) -> String {
    match gate {
        Gate::Nights | Gate::Patient => "when the patient confirms".to_owned(),
        Gate::Clinician => "when a clinician has confirmed and the patient confirms".to_owned(),
        Gate::SymptomFree { nights } => {
            format!("after {} and the patient's confirmation", counted(nights, "symptom-free night"))
        }
    }
}

/// A step in one line.
pub(crate) fn step(step: &Step, last: bool) -> String {
    let dose = show_dose(step.dose, LANG);
    let nights = (step.min_nights > 0).then(|| format!("{} taken", counted(step.min_nights, "night")));
    match (last, nights) {
        (false, Some(nights)) => format!("{dose}, {nights}, then {}", gate(step.gate)),
        (false, None) => format!("{dose}, then {}", gate(step.gate)),
        (true, Some(nights)) => format!("{dose}, open-ended; review due after {nights}"),
        (true, None) => format!("{dose}, open-ended"),
    }
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

/// A verdict on one scale, as a clinician reads it; never that it works (`safety.md` 29).
pub(crate) fn verdict(verdict: &Verdict) -> String {
    match *verdict {
        Verdict::NotBegun => "No dose recorded yet.".to_owned(),
        Verdict::NoBaseline => "No verdict: nothing was recorded before the first dose.".to_owned(),
        Verdict::TooEarly { taken, needed } => {
            format!("Too early to judge: {taken} of {needed} nights taken.")
        }
        Verdict::TooEarlyAgain { taken, needed } => {
            format!("Too early again: {taken} of {needed} nights taken since the last change or hold.")
        }
        Verdict::NotEnoughNights(missing) => format!(
            "Too few rated weeks for a verdict: {} before, {} now; {} on each side are needed.",
            missing.before, missing.after, missing.needed
        ),
        Verdict::Better(interval) => format!("Better than before, by {}.", span(interval, LANG)),
        Verdict::Worse(interval) => format!("Worse than before, by {}.", span(interval.turned(), LANG)),
        Verdict::NoClearDifference(interval) => {
            format!("No difference that these nights can tell from chance: {}.", span(interval, LANG))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nocte_core::domain::response::Interval;

    #[test]
    fn a_step_speaks_of_the_patient_and_not_to_them() {
        let of = |gate, min_nights| Step {
            id: "s1".to_owned(),
            dose: nocte_core::domain::amount::Dose::from_ng(1_500_000),
            min_nights,
            max_nights: None,
            gate,
        };
        let said = step(&of(Gate::SymptomFree { nights: 7 }, 14), false);
        assert_eq!(
            said,
            "1.5\u{a0}mg, 14 nights taken, then after 7 symptom-free nights and the patient's confirmation"
        );
        assert_eq!(step(&of(Gate::Patient, 0), true), "1.5\u{a0}mg, open-ended");
        for gated in [Gate::Nights, Gate::Patient, Gate::Clinician] {
            assert!(!gate(gated).contains("you"));
        }
    }

    #[test]
    fn safety_29_the_clinics_verdict_never_says_that_it_works_either() {
        let interval = Interval { change: 150, low: 40, high: 260, degrees: 5 };
        let said = verdict(&Verdict::Better(interval));
        assert_eq!(said, "Better than before, by 1.5 points (95 % interval 0.4 to 2.6).");
        let negative = Interval { change: -150, low: -260, high: -40, degrees: 5 };
        let said = verdict(&Verdict::Worse(negative));
        assert_eq!(said, "Worse than before, by 1.5 points (95 % interval 0.4 to 2.6).");
        for one in [Verdict::Better(interval), Verdict::Worse(negative), Verdict::NoClearDifference(interval)]
        {
            assert!(!verdict(&one).to_lowercase().contains("work"));
        }
    }
}
