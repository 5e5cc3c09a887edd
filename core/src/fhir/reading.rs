//! Resources to facts and arrivals.

use super::basic;
use super::resource::Resource;
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
        Resource::Basic(it) => basic::read(it),
        _ => Ok(Read::Nothing),
    }
}

/// Whether a resource is this patient's; one without any subject is nobody's and passes.
pub fn belongs(resource: &Resource, patient: &str) -> Result<(), ReadRefusal> {
    let Some(subject) = resource.subject() else { return Ok(()) };
    let id = subject.rsplit_once("Patient/").map(|(_, id)| id.split('/').next().unwrap_or_default());
    if id == Some(patient) { Ok(()) } else { Err(ReadRefusal::OtherPatient) }
}
