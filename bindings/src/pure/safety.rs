//! The check of medicines and operations.

use crate::error::ApiError;
use crate::mirror::CheckAnswer;
use crate::scalar::Day;
use nocte_core::app::view::Refused;
use nocte_core::catalogue;
use nocte_core::domain::night::Night;
use nocte_core::domain::safety::{self, CheckRequest};
use nocte_core::domain::setting::Settings;

/// Names of medicines, and an operation.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CheckQuery {
    /// As typed, one each.
    pub names: Vec<String>,
    /// The day of the last dose; not with `starting`.
    #[uniffi(default = None)]
    pub last: Option<Day>,
    /// The day the medicine begins.
    #[uniffi(default = None)]
    pub starting: Option<Day>,
    /// The day of an operation.
    #[uniffi(default = None)]
    pub surgery: Option<Day>,
}

impl CheckQuery {
    pub(crate) fn on(self, today: Day, settings: Settings) -> CheckRequest {
        let Self { names, last, starting, surgery } = self;
        CheckRequest { names, today, last, starting, surgery, settings }
    }
}

/// Checks names and an operation against the shipped tables, with bedtime and cutover as shipped.
#[uniffi::export]
pub fn check(query: CheckQuery, today: Day, tonight: Night) -> Result<CheckAnswer, ApiError> {
    let request = query.on(today, Settings::default());
    safety::check(&request, catalogue::medicines(), catalogue::parameters(), tonight)
        .map_err(|error| Refused::Check(error).into())
}
