//! Where a titration stands.

use crate::error::ApiError;
use crate::mirror::{PlanFacts, PlanProgress};
use nocte_core::domain::night::Night;

/// The step in force tonight and everything the next one waits for; nothing without a plan in force.
#[uniffi::export]
pub fn advance_plan(facts: PlanFacts, tonight: Night) -> Result<Option<PlanProgress>, ApiError> {
    Ok(facts.progress(tonight))
}
