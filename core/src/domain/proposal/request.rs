//! "May I step up?": the one thing a phone asks of a clinic.

use crate::domain::clinic::{Arrival, RequestOutcome, StepRequest};
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::progress::{self, Progress};

/// Why nothing is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestRefusal {
    /// No plan is in force.
    NoPlan,
    /// The plan has no step after the present one; a review is what can be asked for, in person.
    LastStep,
    /// It was asked already and not answered.
    Asked {
        /// The request.
        request: FactId,
    },
}

/// The plan version and the step to ask for: the next one of the plan in force.
///
/// Asked before it is earned, too: what the clinic sees beside it is how far the nights have come.
pub fn request_step(journal: &Journal, tonight: Night) -> Result<(FactId, String), RequestRefusal> {
    let Progress { plan, next, .. } = progress::progress(journal, tonight).ok_or(RequestRefusal::NoPlan)?;
    let to = next.ok_or(RequestRefusal::LastStep)?.id;
    match open_request(journal) {
        Some(open) if open.plan == plan && open.to == to => Err(RequestRefusal::Asked { request: open.id }),
        _ => Ok((plan, to)),
    }
}

/// The newest request, while the clinic has neither agreed nor refused.
pub fn open_request(journal: &Journal) -> Option<&StepRequest> {
    let last = journal.requests.last()?;
    let decided = journal.received.iter().any(|received| match &received.what {
        Arrival::Answer(answer) => answer.request == last.id && answer.outcome != RequestOutcome::Accepted,
        _ => false,
    });
    (!decided).then_some(last)
}
