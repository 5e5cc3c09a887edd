//! Who touches a compartment and by what right: what an audit row is made of.

use chrono::{DateTime, Utc};

/// On whose behalf a resource was written. It decides who may write it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// The patient's phone.
    Phone,
    /// The clinic.
    Clinic,
}

impl Party {
    /// The letter the database keeps.
    pub(crate) fn letter(self) -> &'static str {
        match self {
            Self::Phone => "p",
            Self::Clinic => "c",
        }
    }

    /// From the letter; anything unknown counts as the clinic's, which a phone may not touch.
    pub(crate) fn of_letter(letter: &str) -> Self {
        if letter == "p" { Self::Phone } else { Self::Clinic }
    }
}

/// Who is named in the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The patient, by a token with this id.
    Patient {
        /// The patient's id.
        patient: String,
        /// The token's id, never its text.
        token: String,
    },
    /// A member of the clinic, by an id of theirs.
    Staff(String),
    /// A command on the machine itself.
    Command,
    /// Somebody at the door whom we do not know; they write nothing.
    Unknown,
}

impl Actor {
    /// As a FHIR reference or a plain word: what the audit row keeps.
    pub(crate) fn reference(&self) -> String {
        match self {
            Self::Patient { patient, .. } => format!("Patient/{patient}"),
            Self::Staff(id) => format!("Practitioner/{id}"),
            Self::Command => "command".to_owned(),
            Self::Unknown => "unknown".to_owned(),
        }
    }

    /// The token's id, when a token was used.
    pub(crate) fn token(&self) -> &str {
        match self {
            Self::Patient { token, .. } => token,
            Self::Staff(_) | Self::Command | Self::Unknown => "",
        }
    }

    /// On whose behalf what they write is written.
    pub fn party(&self) -> Party {
        match self {
            Self::Patient { .. } | Self::Unknown => Party::Phone,
            Self::Staff(_) | Self::Command => Party::Clinic,
        }
    }
}

/// One access: who, when, under which request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Who.
    pub actor: Actor,
    /// When, by the portal's clock.
    pub at: DateTime<Utc>,
    /// The client's `X-Request-Id`, empty when there was none.
    pub request: String,
}
