//! The small shapes that every resource of ours has in common.

use super::reading::ReadRefusal;
use super::resources::{
    Basic, Communication, FhirTask, Flag, Medication, MedicationAdministration, MedicationRequest,
    MedicationStatement, Observation, Provenance,
};
use super::systems::{OBSERVATION_VALUE, URI, US_CORE_TAGS};
use super::text::Text;
use super::types::{CodeableConcept, Coding, Identifier, Meta, Reference};
use super::writing::Writing;
use crate::domain::entry::Stamp;
use crate::domain::fact_id::FactId;
use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};

/// Who says so: the patient, from this installation.
pub(super) fn meta(with: &Writing<'_>) -> Meta {
    Meta {
        source: Some(urn(with.install).into()),
        security: vec![coding(OBSERVATION_VALUE, "PATAST", Some("patient asserted"))],
        tag: vec![coding(US_CORE_TAGS, "patient-supplied", None)],
        ..Meta::default()
    }
}

/// An id as an address.
pub(super) fn urn(id: FactId) -> String {
    format!("urn:uuid:{id}")
}

/// The name a fact goes by on every server.
pub(super) fn identifier(id: FactId) -> Identifier {
    Identifier { system: Some(Text::fixed(URI)), value: Some(urn(id).into()), ..Identifier::default() }
}

/// It, as most resources have it.
pub(super) fn identifiers(id: FactId) -> Vec<Identifier> {
    vec![identifier(id)]
}

/// A code.
pub(super) fn coding(system: &'static str, code: &str, display: Option<&'static str>) -> Coding {
    Coding {
        system: Some(Text::fixed(system)),
        code: Some(code.into()),
        display: display.map(Text::fixed),
        ..Coding::default()
    }
}

/// A concept by one code of our own.
pub(super) fn own_concept(system: &'static str, code: &str, words: &str) -> CodeableConcept {
    CodeableConcept {
        coding: vec![coding(system, code, None)],
        text: Some(words.into()),
        ..CodeableConcept::default()
    }
}

/// The patient.
pub(super) fn patient(with: &Writing<'_>) -> Reference {
    Reference::to("Patient", with.patient)
}

/// The day of a stamp where it was made.
pub(super) fn day_of(stamp: &Stamp) -> String {
    local(stamp.recorded_at, stamp.offset_s).format("%Y-%m-%d").to_string()
}

/// An instant as FHIR writes it, in the offset it happened in; in UTC where FHIR cannot write that offset.
pub(super) fn instant(at: DateTime<Utc>, offset_s: i32) -> String {
    local(at, offset_s).to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn local(at: DateTime<Utc>, offset_s: i32) -> DateTime<FixedOffset> {
    const FARTHEST_S: i32 = 14 * 3600;
    let writable = offset_s % 60 == 0 && (-FARTHEST_S..=FARTHEST_S).contains(&offset_s);
    let offset = FixedOffset::east_opt(if writable { offset_s } else { 0 });
    at.with_timezone(&offset.unwrap_or_else(|| chrono::Offset::fix(&Utc)))
}

/// A resource that came from a fact.
pub(super) trait Source {
    /// The fact's id: by its own name if it has one, else by the server's id, which is ours where servers let us
    /// choose.
    fn fact_id(&self) -> Result<FactId, ReadRefusal>;
}

/// The id in a list of names, else the logical id.
pub(super) fn id_from(names: &[Identifier], id: Option<&Text>) -> Result<FactId, ReadRefusal> {
    let urn = names
        .iter()
        .filter(|name| name.system.as_deref() == Some(URI))
        .find_map(|name| name.value.as_deref()?.strip_prefix("urn:uuid:"));
    urn.or(id.map(Text::as_str)).and_then(|id| id.parse().ok()).ok_or(ReadRefusal::Field("identifier"))
}

macro_rules! sources {
    ($($kind:ident),+) => {$(
        impl Source for $kind {
            fn fact_id(&self) -> Result<FactId, ReadRefusal> {
                id_from(&self.identifier, self.id.as_ref())
            }
        }
    )+};
}

sources!(
    Basic,
    Communication,
    FhirTask,
    Flag,
    Medication,
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
    Observation
);

impl Source for Provenance {
    fn fact_id(&self) -> Result<FactId, ReadRefusal> {
        id_from(&[], self.id.as_ref())
    }
}
