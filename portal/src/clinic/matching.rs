//! The match: is the phone that claimed this link the phone of this patient?
//!
//! Staff says what they see and hear (initials, birth year, present dose); each is compared with the record. The
//! phone's side is its owner's Consent. Until both stand, no order travels (`safety.md` 25).

use super::{Clinic, ClinicError};
use crate::keyring::{Pairing, Side};
use core::fmt;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::initials::{initials, initials_as_typed};
use serde_json::Value;

/// What staff compared with the person on the telephone or in the room. Personal: no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Seen {
    /// "AM"; dots, spaces and case do not matter.
    pub initials: String,
    /// The year of birth.
    pub birth_year: i32,
    /// The dose the phone shows for tonight's step; `None` when it has no plan yet.
    pub dose: Option<Dose>,
}

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The initials.
    Initials,
    /// The birth year.
    BirthYear,
    /// The present dose.
    Dose,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Initials => "initials",
            Self::BirthYear => "year of birth",
            Self::Dose => "present dose",
        })
    }
}

impl Clinic {
    /// Confirms, for the clinic, that this pairing is this patient's phone. Refused when anything differs from the
    /// record, or when the record has no such thing to compare with.
    ///
    /// # Errors
    /// [`ClinicError::Differs`], [`ClinicError::NoPairing`], [`ClinicError::NoPatient`].
    pub async fn confirm_match(
        &self,
        patient: &str,
        pairing: &str,
        seen: &Seen,
    ) -> Result<Pairing, ClinicError> {
        self.listed(patient).await?;
        let stored = self.current(patient, "Patient", patient).await?.ok_or(ClinicError::NoPatient)?;
        let record: Value = serde_json::from_str(&stored.body).unwrap_or(Value::Null);
        let name = record.pointer("/name/0/text").and_then(Value::as_str).unwrap_or_default();
        if initials(name).is_empty() || initials(name) != initials_as_typed(&seen.initials) {
            return Err(ClinicError::Differs(Difference::Initials));
        }
        let birth = record.get("birthDate").and_then(Value::as_str).unwrap_or_default();
        let year = birth.split('-').next().and_then(|year| year.parse().ok());
        if year != Some(seen.birth_year) {
            return Err(ClinicError::Differs(Difference::BirthYear));
        }
        if self.sight(patient).await?.dose != seen.dose {
            return Err(ClinicError::Differs(Difference::Dose));
        }
        let (whose, which) = (patient.to_owned(), pairing.to_owned());
        if !self.keyring().confirm(self.access(), whose, which, Side::Staff).await? {
            return Err(ClinicError::NoPairing);
        }
        let pairings = self.pairings(patient).await?;
        pairings.into_iter().find(|one| one.id == pairing).ok_or(ClinicError::NoPairing)
    }

    /// Refuses until a living pairing is confirmed on both sides.
    ///
    /// # Errors
    /// [`ClinicError::NotMatched`].
    pub async fn require_match(&self, patient: &str) -> Result<(), ClinicError> {
        self.listed(patient).await?;
        let pairings = self.pairings(patient).await?;
        if pairings.iter().any(Pairing::matched) { Ok(()) } else { Err(ClinicError::NotMatched) }
    }
}
