//! The small shapes that every resource of ours has in common.

use super::reading::ReadRefusal;
use super::resources::{
    Basic, FhirTask, Medication, MedicationAdministration, MedicationRequest, MedicationStatement,
    Observation, Provenance,
};
use super::systems::{LOINC, OBSERVATION_VALUE, RXNORM, SNOMED, STATUS_BEFORE, UNII, URI, US_CORE_TAGS};
use super::text::Text;
use super::types::extension::find;
use super::types::{CodeableConcept, Coding, Extension, Identifier, Meta, Reference};
use super::writing::Writing;
use crate::domain::code::{CodeSystem, CodeTable};
use crate::domain::entry::Stamp;
use crate::domain::fact_id::FactId;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, Utc};

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

/// A code of our own.
pub(super) fn own_coding(system: &'static str, code: &str) -> Coding {
    coding(system, code, None)
}

/// A concept in words alone.
pub(super) fn words_only(words: &'static str) -> CodeableConcept {
    CodeableConcept { text: Some(Text::fixed(words)), ..CodeableConcept::default() }
}

/// The code of something, if it may be sent.
pub(super) fn sendable(codes: &CodeTable, what: &str, display: Option<&'static str>) -> Option<Coding> {
    let entry = codes.sendable(what)?;
    let system = match entry.system {
        CodeSystem::Rxnorm => RXNORM,
        CodeSystem::Snomed => SNOMED,
        CodeSystem::Loinc => LOINC,
        CodeSystem::Unii => UNII,
    };
    Some(coding(system, &entry.code, display))
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

/// A pointer to the resource of a fact, by address and by the name it keeps on servers that choose ids themselves.
pub(super) fn to_fact(kind: &str, id: FactId) -> Reference {
    Reference { identifier: Some(Box::new(identifier(id))), ..Reference::to(kind, id) }
}

/// The fact a pointer means.
pub(super) fn reference_id(reference: &Reference, kind: &str) -> Option<FactId> {
    let by_name = reference.identifier.as_deref().and_then(urn_in);
    by_name.or_else(|| reference.id_of(kind)?.parse().ok())
}

/// Whom a pointer names, in words; without words, what it points to.
pub(super) fn reference_words(reference: &Reference) -> Option<&str> {
    reference.display.as_deref().or(reference.reference.as_deref()).filter(|words| !words.trim().is_empty())
}

/// The status a record has, or had before it was marked as entered in error.
pub(super) fn standing_status(status: Option<&Text>, extensions: &[Extension]) -> Option<String> {
    let before = find(extensions, STATUS_BEFORE).and_then(Extension::value_as);
    before.or_else(|| status.map(|status| status.as_str().to_owned()))
}

/// The instant in a `dateTime`, in UTC; `None` when it is only a date.
pub(super) fn instant_in(text: &str, field: &'static str) -> Result<Option<String>, ReadRefusal> {
    if text.len() <= 10 && text.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(None);
    }
    let at = DateTime::parse_from_rfc3339(text).map_err(|_| ReadRefusal::Field(field))?;
    Ok(Some(at.with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::AutoSi, true)))
}

/// The day and time of a stamp where it was made.
pub(super) fn local_date_hour(stamp: &Stamp) -> (NaiveDate, NaiveTime) {
    let at = local(stamp.recorded_at, stamp.offset_s);
    (at.date_naive(), at.time())
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
    let by_name = names.iter().find_map(urn_in);
    by_name.or_else(|| id?.parse().ok()).ok_or(ReadRefusal::Field("identifier"))
}

fn urn_in(name: &Identifier) -> Option<FactId> {
    let is_urn = name.system.as_deref() == Some(URI);
    name.value.as_deref().filter(|_| is_urn)?.strip_prefix("urn:uuid:")?.parse().ok()
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
    FhirTask,
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
