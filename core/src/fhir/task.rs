//! Requests to the clinic and answers to it, as `Task`s.

use super::parts::{fields_in, fields_of, fill, noun_of, parts_of, show};
use super::reading::ReadRefusal;
use super::resources::{FhirTask, TaskParameter};
use super::shape::{
    Source, coding, identifiers, instant, meta, own_coding, patient, reference_id, to_fact, words_only,
};
use super::systems::{ASKS, FACT, TASK_CODE};
use super::text::Text;
use super::types::extension::find;
use super::types::{CodeableConcept, Extension, Reference};
use super::writing::{Known, Writing};
use crate::domain::clinic::{Reply, ReplyKind, StepRequest};
use crate::domain::fact::Fact;

/// What both kinds have.
fn of(asks: &'static str, fact: &Fact, with: &Writing<'_>) -> FhirTask {
    let (id, stamp) = (fact.id(), fact.stamp());
    let at = Some(Text::from(instant(stamp.recorded_at, stamp.offset_s)));
    FhirTask {
        id: Some(id.to_string().into()),
        meta: Some(meta(with)),
        identifier: identifiers(id),
        code: Some(CodeableConcept { coding: vec![own_coding(ASKS, asks)], ..CodeableConcept::default() }),
        priority: Some(Text::fixed("routine")),
        for_patient: Some(patient(with)),
        authored_on: at.clone(),
        last_modified: at,
        requester: Some(patient(with)),
        ..FhirTask::default()
    }
}

/// "May I step up?"
pub(super) fn write_request(request: &StepRequest, with: &Writing<'_>) -> FhirTask {
    let mut fields = fields_of(request);
    for carried in ["id", "plan"] {
        fields.remove(carried);
    }
    let to = show(&mut fields, "to");
    let plan = to_fact("MedicationRequest", request.plan);
    let mut it = of("step", &request.clone().into(), with);
    if let Some(code) = &mut it.code {
        code.coding.insert(0, coding(TASK_CODE, "approve", Some("Activate/approve the focal resource")));
    }
    let words = super::parts::cleaned(&request.to);
    FhirTask {
        status: Some(Text::fixed("requested")),
        intent: Some(Text::fixed("proposal")),
        based_on: vec![plan.clone()],
        focus: Some(plan),
        description: Some(format!("The patient asks to go to step {words}").into()),
        input: vec![TaskParameter {
            kind: Some(words_only("step")),
            value_string: to,
            ..TaskParameter::default()
        }],
        extension: vec![Extension::of(FACT, parts_of(&fields))],
        ..it
    }
}

/// The patient's answer to an order, a flag or a message.
pub(super) fn write_reply(reply: &Reply, known: &dyn Known, with: &Writing<'_>) -> FhirTask {
    let mut fields = fields_of(reply);
    fields.remove("id");
    let (status, words) = match reply.what {
        ReplyKind::Confirmed { .. } => ("completed", "confirmed by the patient"),
        ReplyKind::Declined { .. } => ("rejected", "declined by the patient"),
        ReplyKind::SentBack => ("failed", "sent back: what the order saw is no longer so"),
    };
    let focus = match known.fact(reply.to) {
        Some(Fact::Received(received)) => Some(Reference::to(&received.from.kind, received.from.id)),
        _ => None,
    };
    let reason = match &reply.what {
        ReplyKind::Declined { reason: Some(reason) } => Some(super::parts::cleaned(reason)),
        _ => None,
    };
    let output = match reply.what {
        ReplyKind::Confirmed { plan } => vec![TaskParameter {
            kind: Some(words_only("plan")),
            value_reference: Some(to_fact("MedicationRequest", plan)),
            ..TaskParameter::default()
        }],
        _ => Vec::new(),
    };
    FhirTask {
        status: Some(Text::fixed(status)),
        status_reason: reason
            .map(|text| CodeableConcept { text: Some(text.into()), ..CodeableConcept::default() }),
        business_status: Some(words_only(words)),
        intent: Some(Text::fixed("plan")),
        focus,
        output,
        extension: vec![Extension::of(FACT, parts_of(&fields))],
        ..of("reply", &reply.clone().into(), with)
    }
}

/// The fact a task holds; `None` when it is another program's.
pub(super) fn read(it: &FhirTask) -> Result<Option<Fact>, ReadRefusal> {
    let asks = it.code.as_ref().and_then(|code| code.code_in(ASKS));
    let (Some(asks), Some(parts)) = (asks, find(&it.extension, FACT)) else { return Ok(None) };
    let mut fields = fields_in(&parts.extension)?;
    fill(&mut fields, "id", it.fact_id()?.to_string());
    match asks {
        "step" => {
            let plan = it.focus.as_ref().and_then(|plan| reference_id(plan, "MedicationRequest"));
            fill(&mut fields, "plan", plan.ok_or(ReadRefusal::Field("focus"))?.to_string());
            if let Some(to) = it.input.iter().find_map(|input| input.value_string.as_deref()) {
                fill(&mut fields, "to", to);
            }
            Ok(Some(Fact::StepRequest(noun_of(fields)?)))
        }
        "reply" => Ok(Some(Fact::Reply(noun_of(fields)?))),
        _ => Ok(None),
    }
}
