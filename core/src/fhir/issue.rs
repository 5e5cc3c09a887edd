//! What is suspected or in conflict: an opioid beside naltrexone, a reaction to it.

use super::parts::{fields_in, fields_of, noun_of, parts_of};
use super::reading::ReadRefusal;
use super::resource::Resource;
use super::resources::{AdverseEvent, DetectedIssue, SuspectEntity};
use super::shape::{coding, identifier, identifiers, instant, meta, patient, sendable, to_fact};
use super::systems::{ACT, FACT, REACTION_SEVERITY, SERIOUSNESS};
use super::taken_back::derived;
use super::text::Text;
use super::types::extension::find;
use super::types::{CodeableConcept, Extension, Reference};
use super::writing::Writing;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::plan::Decision;
use crate::domain::symptom::{Effect, Severity};

/// The conflict an opioid hold is about. It holds the decision as well, for servers that take no `Basic`.
pub(super) fn write(decision: &Decision, opioid: FactId, with: &Writing<'_>) -> DetectedIssue {
    let id = derived(decision.id);
    DetectedIssue {
        id: Some(id.to_string().into()),
        meta: Some(meta(with)),
        identifier: identifiers(id),
        status: Some(Text::fixed("final")),
        code: Some(CodeableConcept {
            coding: vec![coding(ACT, "DRG", Some("Drug Interaction Alert"))],
            text: Some(Text::fixed("opioid beside naltrexone")),
            ..CodeableConcept::default()
        }),
        severity: Some(Text::fixed("high")),
        patient: Some(patient(with)),
        identified_date_time: Some(instant(decision.stamp.recorded_at, decision.stamp.offset_s).into()),
        author: Some(Reference::to("Device", with.install)),
        implicated: vec![to_fact("MedicationRequest", decision.plan), to_fact("MedicationStatement", opioid)],
        detail: Some(Text::fixed(
            "The patient named an opioid. Naltrexone is on hold until the patient confirms its end.",
        )),
        extension: vec![whole(&decision.clone().into())],
        ..DetectedIssue::default()
    }
}

/// A reaction somebody thinks the medicine caused: written only when the patient ticks that and it was severe, or
/// when a clinician promotes a side effect. `suspect` is the dose.
pub fn write_reaction(effect: &Effect, suspect: FactId, with: &Writing<'_>) -> Resource {
    let id = derived(effect.id);
    let severity = match effect.severity {
        Severity::Mild => "mild",
        Severity::Moderate => "moderate",
        Severity::Severe => "severe",
    };
    let at = Text::from(instant(effect.stamp.recorded_at, effect.stamp.offset_s));
    AdverseEvent {
        id: Some(id.to_string().into()),
        meta: Some(meta(with)),
        identifier: Some(identifier(id)),
        actuality: Some(Text::fixed("actual")),
        event: Some(CodeableConcept {
            coding: sendable(with.codes, &format!("effect/{}", effect.what), None).into_iter().collect(),
            text: Some(super::parts::cleaned(&effect.what.replace('_', " ")).into()),
            ..CodeableConcept::default()
        }),
        subject: Some(patient(with)),
        date: Some(at.clone()),
        recorded_date: Some(at),
        seriousness: Some(CodeableConcept {
            coding: vec![coding(SERIOUSNESS, "Non-serious", Some("Non-serious"))],
            ..CodeableConcept::default()
        }),
        severity: Some(CodeableConcept {
            coding: vec![coding(REACTION_SEVERITY, severity, None)],
            ..CodeableConcept::default()
        }),
        recorder: Some(patient(with)),
        suspect_entity: vec![SuspectEntity {
            instance: Some(to_fact("MedicationAdministration", suspect)),
            ..SuspectEntity::default()
        }],
        extension: vec![whole(&effect.clone().into())],
        ..AdverseEvent::default()
    }
    .into()
}

/// A whole fact, id and kind included: the resource is its second one and has an id of its own.
fn whole(fact: &Fact) -> Extension {
    Extension::of(FACT, parts_of(&fields_of(fact)))
}

/// The fact such a resource holds; `None` when it is another program's.
pub(super) fn read(extensions: &[Extension]) -> Result<Option<Fact>, ReadRefusal> {
    let Some(parts) = find(extensions, FACT) else { return Ok(None) };
    noun_of(fields_in(&parts.extension)?).map(Some)
}
