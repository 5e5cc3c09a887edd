//! A whole plan on one syringe (`safety.md` 8).
//!
//! A syringe that reads tonight's dose may not read the plan: two steps can fall on one line, so that a step up
//! changes nothing, or a line can hold far less than its step. Then the syringe is refused for this plan, and
//! a graduation that would do is named.

use super::{Dilution, DilutionError, dilute};
use crate::domain::amount::{Dose, Strength};
use crate::domain::parameter::Parameters;
use crate::domain::syringe::{COMMON_SYRINGES, Syringe};

/// Why a syringe does not fit a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepsRefusal {
    /// Two different doses of the plan fall on one line.
    SameLine {
        /// Index of the first of them.
        first: usize,
        /// Index of the other.
        second: usize,
    },
    /// A step's line holds less than its dose by more than the bound.
    OverBound {
        /// Index of the step.
        step: usize,
        /// The bound, in percent.
        percent: u32,
    },
    /// A step has no line at all.
    NoLine {
        /// Index of the step.
        step: usize,
        /// Why.
        error: DilutionError,
    },
}

/// A refusal, with the common syringe that reads every step of the plan, when there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StepsRefused {
    /// Why.
    pub refusal: StepsRefusal,
    /// A syringe whose graduation would do, at this strength.
    pub would_do: Option<Syringe>,
}

impl StepsRefusal {
    /// The stable name of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameLine { .. } => "two_steps_on_one_line",
            Self::OverBound { .. } => "step_rounding_over_10_percent",
            Self::NoLine { error, .. } => error.code(),
        }
    }
}

/// Every step of a plan on one syringe, in the plan's order; the same dose twice is no conflict.
pub fn steps_on_syringe(
    strength: Strength,
    doses: &[Dose],
    syringe: Syringe,
    parameters: &Parameters,
) -> Result<Vec<Dilution>, StepsRefused> {
    let (steps, refusals) = all_on(strength, doses, syringe, parameters);
    match refusals.first() {
        None => Ok(steps),
        Some(&refusal) => Err(StepsRefused { refusal, would_do: would_do(strength, doses, parameters) }),
    }
}

/// Everything that speaks against a syringe for a plan, in the plan's order; empty when it fits.
pub fn against_syringe(
    strength: Strength,
    doses: &[Dose],
    syringe: Syringe,
    parameters: &Parameters,
) -> Vec<StepsRefused> {
    let (_, refusals) = all_on(strength, doses, syringe, parameters);
    if refusals.is_empty() {
        return Vec::new();
    }
    let would_do = would_do(strength, doses, parameters);
    refusals.into_iter().map(|refusal| StepsRefused { refusal, would_do }).collect()
}

/// The first common syringe that reads every step.
fn would_do(strength: Strength, doses: &[Dose], parameters: &Parameters) -> Option<Syringe> {
    let fits = |syringe: &Syringe| all_on(strength, doses, *syringe, parameters).1.is_empty();
    COMMON_SYRINGES.iter().filter(|row| !row.verify).map(|row| row.syringe).find(fits)
}

/// The steps that have a line, and what speaks against each.
fn all_on(
    strength: Strength,
    doses: &[Dose],
    syringe: Syringe,
    parameters: &Parameters,
) -> (Vec<Dilution>, Vec<StepsRefusal>) {
    let percent = parameters.rounding_percent.value;
    let mut refusals = Vec::new();
    let mut steps: Vec<(usize, Dilution)> = Vec::with_capacity(doses.len());
    for (step, dose) in doses.iter().enumerate() {
        let dilution = match dilute(strength, *dose, syringe, parameters) {
            Ok(dilution) => dilution,
            Err(error) => {
                refusals.push(StepsRefusal::NoLine { step, error });
                continue;
            }
        };
        let same = steps.iter().find(|(_, other)| other.line == dilution.line && other.dose != *dose);
        if let Some((first, _)) = same {
            refusals.push(StepsRefusal::SameLine { first: *first, second: step });
        }
        if dilution.below_by_more_than(percent) {
            refusals.push(StepsRefusal::OverBound { step, percent });
        }
        steps.push((step, dilution));
    }
    (steps.into_iter().map(|(_, dilution)| dilution).collect(), refusals)
}
