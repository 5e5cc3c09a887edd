//! Where a titration stands.

use crate::error::ApiError;
use crate::mirror::{Decision, DoseEntry, PlanProgress, PlanVersion, SideEffect};
use nocte_core::domain::journal::Journal;
use nocte_core::domain::night::Night;
use nocte_core::domain::progress;

/// The facts a titration is judged by, each list oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, uniffi::Record)]
pub struct PlanFacts {
    /// All versions.
    pub plans: Vec<PlanVersion>,
    /// All decisions, holds among them.
    pub decisions: Vec<Decision>,
    /// Dose entries that stand.
    pub doses: Vec<DoseEntry>,
    /// Side effects.
    pub effects: Vec<SideEffect>,
}

/// The step in force tonight and everything the next one waits for; nothing without a plan in force.
#[uniffi::export]
pub fn advance_plan(facts: PlanFacts, tonight: Night) -> Result<Option<PlanProgress>, ApiError> {
    let PlanFacts { plans, decisions, doses, effects } = facts;
    let journal = Journal { plans, decisions, doses, effects, ..Journal::default() };
    Ok(progress::progress(&journal, tonight))
}
