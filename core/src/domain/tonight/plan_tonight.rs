//! What the plan says of one night: the confirmed step's dose, and the holds over it.

use crate::domain::amount::Dose;
use crate::domain::entry::StepRef;
use crate::domain::hold::{self, Hold};
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::PlanVersion;
use crate::domain::progress;

/// The version, step and dose confirmed for a night, holds aside; `None` before the plan and past its stop night.
pub(in crate::domain) fn planned(journal: &Journal, night: Night) -> Option<(StepRef, Dose)> {
    let plan = progress::plan_in_force(journal, night).filter(|plan| stopped(plan, night).is_none())?;
    let (_, step) = progress::step_on(journal, plan, night)?;
    Some((StepRef { plan: plan.id, step: step.id.clone() }, step.dose))
}

/// The prescriber's stop night, where it lies behind a night.
pub(in crate::domain) fn stopped(plan: &PlanVersion, night: Night) -> Option<Night> {
    plan.stop_after.filter(|last| night.date > last.date)
}

/// The holds over a night, the one that began first in front.
pub(in crate::domain) fn holds_over(journal: &Journal, night: Night) -> Vec<Hold> {
    let mut holds = hold::covering(journal, night);
    holds.sort_by_key(|one| one.from);
    holds
}

/// Whether a dose may be asked for at all: a step is confirmed and no hold lies over the night.
pub(in crate::domain) fn asked_for(journal: &Journal, night: Night) -> bool {
    planned(journal, night).is_some() && hold::covering(journal, night).is_empty()
}
