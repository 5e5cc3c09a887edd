//! Resources to facts and arrivals.

use super::resource::Resource;
use super::resources::FhirTask;
use super::taken_back::tombstone_in;
use super::types::Extension;
use super::{answer, basic, bottle, clinic, dose, felt, issue, medicine, plan, taken_back, task};
use crate::domain::clinic::{Arrival, ResourceRef};
use crate::domain::fact::Fact;
use core::fmt;

/// What a resource says to the phone.
#[derive(Debug, Clone, PartialEq)]
pub enum Read {
    /// Facts the patient's own phones wrote: one, or a fact with the tombstones on it.
    Facts(Vec<Fact>),
    /// Something the clinic said.
    Arrival(ResourceRef, Arrival),
    /// A request of the patient's own, and the clinic's answer to it in the same resource.
    Answered(Vec<Fact>, ResourceRef, Arrival),
    /// Nothing that concerns Nocte: another medicine's order, another program's observation.
    Nothing,
}

/// Why a resource that concerns Nocte cannot be taken. Nothing of its content is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadRefusal {
    /// It speaks of another patient.
    OtherPatient,
    /// A field without which it means nothing is missing or says something else than R4 allows.
    Field(&'static str),
    /// The parts of our own extension do not make a fact.
    Parts,
    /// A text is longer than anyone writes.
    TooLong,
    /// It names its medicine only by a reference, so it cannot be told whether it is naltrexone.
    UnknownMedicine,
}

impl ReadRefusal {
    /// The stable name of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OtherPatient => "other_patient",
            Self::Field(_) => "field",
            Self::Parts => "parts",
            Self::TooLong => "too_long",
            Self::UnknownMedicine => "unknown_medicine",
        }
    }
}

impl fmt::Display for ReadRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "resource refused: {}", self.code())?;
        if let Self::Field(name) = self { write!(f, " {name}") } else { Ok(()) }
    }
}

impl core::error::Error for ReadRefusal {}

/// What a resource says.
///
/// Whose it is, is not judged here: ask [`belongs`] first.
pub fn read(resource: &Resource) -> Result<Read, ReadRefusal> {
    match resource {
        Resource::Basic(it) => facts(basic::read(it)?, &it.extension),
        Resource::Medication(it) => facts(bottle::read(it)?, &it.extension),
        Resource::MedicationAdministration(it) => facts(dose::read(it)?, &it.extension),
        Resource::MedicationStatement(it) => facts(medicine::read(it)?, &it.extension),
        Resource::Observation(it) => facts(felt::read(it)?, &it.extension),
        Resource::DetectedIssue(it) => facts(issue::read(&it.extension)?, &it.extension),
        Resource::AdverseEvent(it) => facts(issue::read(&it.extension)?, &it.extension),
        Resource::Provenance(it) => facts(taken_back::read(it)?, &it.extension),
        Resource::MedicationRequest(it) => match it.intent.as_deref() {
            Some("plan" | "proposal" | "option") => facts(plan::read(it)?, &it.extension),
            _ => arrival(resource, clinic::read_order(it)?.map(Arrival::Order)),
        },
        Resource::Flag(it) => arrival(resource, clinic::read_flag(it).map(Arrival::Flag)),
        Resource::Communication(it) => arrival(resource, clinic::read_message(it)?.map(Arrival::Message)),
        Resource::Task(it) => task_and_answer(resource, it),
        _ => Ok(Read::Nothing),
    }
}

/// A fact, with the tombstone on it if there is one.
fn facts(fact: Option<impl Into<Fact>>, extensions: &[Extension]) -> Result<Read, ReadRefusal> {
    let Some(fact) = fact else { return Ok(Read::Nothing) };
    let mut facts = vec![fact.into()];
    facts.extend(tombstone_in(extensions)?.map(Fact::from));
    Ok(Read::Facts(facts))
}

fn arrival(resource: &Resource, arrival: Option<Arrival>) -> Result<Read, ReadRefusal> {
    let Some(arrival) = arrival else { return Ok(Read::Nothing) };
    Ok(Read::Arrival(reference(resource)?, arrival))
}

/// Which version of which resource it is.
fn reference(resource: &Resource) -> Result<ResourceRef, ReadRefusal> {
    Ok(ResourceRef {
        kind: resource.kind().to_owned(),
        id: resource.id().ok_or(ReadRefusal::Field("id"))?.to_owned(),
        version: resource.version_id().unwrap_or_default().to_owned(),
    })
}

/// A request and its answer stand in one task; a reply of the patient's own is a task as well.
fn task_and_answer(resource: &Resource, it: &FhirTask) -> Result<Read, ReadRefusal> {
    let fact = task::read(it)?;
    if !matches!(fact, Some(Fact::StepRequest(_))) {
        return facts(fact, &it.extension);
    }
    let answer = answer::read(it)?;
    match (facts(fact, &it.extension)?, answer) {
        (Read::Facts(facts), Some(answer)) => {
            Ok(Read::Answered(facts, reference(resource)?, Arrival::Answer(answer)))
        }
        (read, _) => Ok(read),
    }
}

/// Whether a resource is this patient's; one without any subject is nobody's and passes.
pub fn belongs(resource: &Resource, patient: &str) -> Result<(), ReadRefusal> {
    let Some(subject) = resource.subject() else { return Ok(()) };
    let id = subject.rsplit_once("Patient/").map(|(_, id)| id.split('/').next().unwrap_or_default());
    if id == Some(patient) { Ok(()) } else { Err(ReadRefusal::OtherPatient) }
}
