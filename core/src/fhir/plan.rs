//! A plan version of the patient's own as a `MedicationRequest` with `intent` *plan*.

use super::medicine::naltrexone;
use super::parts::{fields_in, fields_of, fill, noun_of, parts_of};
use super::reading::ReadRefusal;
use super::resources::MedicationRequest;
use super::shape::{Source, coding, identifiers, instant, meta, patient, reference_id, to_fact};
use super::steps;
use super::systems::{FACT, REQUEST_CATEGORY};
use super::text::Text;
use super::types::extension::find;
use super::types::{Annotation, CodeableConcept, Extension};
use super::writing::Writing;
use crate::domain::plan::{AgreementKind, PlanVersion};
use serde_json::Value;

/// The resource of a plan version. Never a prescriber's order: those are the clinic's alone.
pub(super) fn write(plan: &PlanVersion, with: &Writing<'_>) -> MedicationRequest {
    let mut fields = fields_of(plan);
    for carried in ["id", "steps", "follows"] {
        fields.remove(carried);
    }
    let by = super::parts::cleaned(&plan.agreement.by);
    let told = match plan.agreement.kind {
        AgreementKind::Signed => format!("by the signed order of {by}, {}", plan.agreement.on),
        AgreementKind::Reported => {
            format!("agreed with {by} on {}, as the patient reports", plan.agreement.on)
        }
    };
    MedicationRequest {
        id: Some(plan.id.to_string().into()),
        meta: Some(meta(with)),
        identifier: identifiers(plan.id),
        status: Some(Text::fixed("active")),
        intent: Some(Text::fixed("plan")),
        category: vec![CodeableConcept {
            coding: vec![coding(REQUEST_CATEGORY, "community", Some("Community"))],
            ..CodeableConcept::default()
        }],
        reported_boolean: Some(plan.agreement.kind == AgreementKind::Reported),
        medication_codeable_concept: Some(naltrexone(None, with.codes)),
        subject: Some(patient(with)),
        authored_on: Some(instant(plan.stamp.recorded_at, plan.stamp.offset_s).into()),
        requester: Some(patient(with)),
        note: vec![Annotation { text: Some(told.into()), ..Annotation::default() }],
        dosage_instruction: steps::write(&plan.steps),
        prior_prescription: plan.follows.map(|before| to_fact("MedicationRequest", before)),
        extension: vec![Extension::of(FACT, parts_of(&fields))],
        ..MedicationRequest::default()
    }
}

/// The plan version a resource holds; `None` when it is another program's.
pub(super) fn read(it: &MedicationRequest) -> Result<Option<PlanVersion>, ReadRefusal> {
    let Some(parts) = find(&it.extension, FACT) else { return Ok(None) };
    let mut fields = fields_in(&parts.extension)?;
    fill(&mut fields, "id", it.fact_id()?.to_string());
    let steps = steps::read(&it.dosage_instruction)?;
    fill(
        &mut fields,
        "steps",
        Value::Array(steps.iter().map(|step| Value::Object(fields_of(step))).collect()),
    );
    if let Some(before) = &it.prior_prescription {
        let before =
            reference_id(before, "MedicationRequest").ok_or(ReadRefusal::Field("priorPrescription"))?;
        fill(&mut fields, "follows", before.to_string());
    }
    noun_of(fields).map(Some)
}
