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
    all_on(strength, doses, syringe, parameters).map_err(|refusal| StepsRefused {
        refusal,
        would_do: COMMON_SYRINGES
            .iter()
            .filter(|row| !row.verify)
            .map(|row| row.syringe)
            .find(|other| all_on(strength, doses, *other, parameters).is_ok()),
    })
}

fn all_on(
    strength: Strength,
    doses: &[Dose],
    syringe: Syringe,
    parameters: &Parameters,
) -> Result<Vec<Dilution>, StepsRefusal> {
    let percent = parameters.rounding_percent.value;
    let mut steps: Vec<Dilution> = Vec::with_capacity(doses.len());
    for (step, dose) in doses.iter().enumerate() {
        let dilution = dilute(strength, *dose, syringe, parameters)
            .map_err(|error| StepsRefusal::NoLine { step, error })?;
        let same = steps.iter().position(|other| other.line == dilution.line && other.dose != *dose);
        if let Some(first) = same {
            return Err(StepsRefusal::SameLine { first, second: step });
        }
        if dilution.below_by_more_than(percent) {
            return Err(StepsRefusal::OverBound { step, percent });
        }
        steps.push(dilution);
    }
    Ok(steps)
}
