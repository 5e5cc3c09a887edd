//! The check of medicines and operations.

use crate::error::ApiError;
use crate::mirror::{CheckAnswer, CheckQuery};
use crate::scalar::Day;
use nocte_core::app::view::Refused;
use nocte_core::catalogue;
use nocte_core::domain::night::Night;
use nocte_core::domain::safety;

/// Checks names and an operation against the shipped tables, with bedtime and cutover as shipped.
#[uniffi::export]
pub fn check(query: CheckQuery, today: Day, tonight: Night) -> Result<CheckAnswer, ApiError> {
    safety::check(&query.on(today), catalogue::medicines(), catalogue::parameters(), tonight)
        .map_err(|error| Refused::Check(error).into())
}
