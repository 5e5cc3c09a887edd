//! The clinic's answer to a request: the request's own `Task`, moved on.

use super::clinic::state_words;
use super::parts::too_long;
use super::reading::ReadRefusal;
use super::resource::Resource;
use super::resources::{FhirTask, TaskParameter};
use super::shape::{Source, reference_words, words_only};
use super::text::Text;
use super::types::{CodeableConcept, Reference};
use crate::domain::clinic::{RequestAnswer, RequestOutcome};
use chrono::{DateTime, SecondsFormat, Utc};

/// A request with the clinic's answer in it. Never modified before it was written, whatever the clinic's clock says
/// (R4 refuses such a task). The answer's own `request` is the task's and is not looked at.
pub fn answer_request(task: &FhirTask, answer: &RequestAnswer, now: DateTime<Utc>) -> Resource {
    let mut task = task.clone();
    let (status, words) = match answer.outcome {
        RequestOutcome::Accepted => ("accepted", "seen by the clinic"),
        RequestOutcome::Completed => ("completed", "approved"),
        RequestOutcome::Rejected => ("rejected", "not agreed to"),
    };
    task.status = Some(Text::fixed(status));
    state_words(&mut task, words);
    let authored = task.authored_on.as_deref().and_then(|at| DateTime::parse_from_rfc3339(at).ok());
    let modified = authored.map_or(now, |at| now.max(at.with_timezone(&Utc)));
    task.last_modified = Some(modified.to_rfc3339_opts(SecondsFormat::AutoSi, true).into());
    task.owner = Some(Reference { display: Some(answer.by.as_str().into()), ..Reference::default() });
    task.status_reason = answer
        .reason
        .as_deref()
        .map(|reason| CodeableConcept { text: Some(reason.into()), ..CodeableConcept::default() });
    task.output = answer
        .order
        .iter()
        .map(|order| TaskParameter {
            kind: Some(words_only("order")),
            value_reference: Some(Reference::to("MedicationRequest", order)),
            ..TaskParameter::default()
        })
        .collect();
    task.into()
}

/// The answer in a request's task; `None` while nobody has answered.
pub(super) fn read(it: &FhirTask) -> Result<Option<RequestAnswer>, ReadRefusal> {
    let outcome = match it.status.as_deref() {
        Some("accepted" | "in-progress") => RequestOutcome::Accepted,
        Some("completed") => RequestOutcome::Completed,
        Some("rejected" | "failed") => RequestOutcome::Rejected,
        _ => return Ok(None),
    };
    let by = it.owner.as_ref().and_then(reference_words).unwrap_or_default().to_owned();
    let reason = it.status_reason.as_ref().and_then(CodeableConcept::words).map(str::to_owned);
    if too_long(&by) || reason.as_deref().is_some_and(too_long) {
        return Err(ReadRefusal::TooLong);
    }
    let order =
        it.output.iter().find_map(|output| output.value_reference.as_ref()?.id_of("MedicationRequest"));
    Ok(Some(RequestAnswer { request: it.fact_id()?, outcome, by, reason, order: order.map(str::to_owned) }))
}
