//! The records behind the doors.

use super::claim::Attempt;
use super::secret::Digest;
use chrono::{DateTime, Utc};

/// The clinic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clinic {
    /// Its name, as patients read it.
    pub name: String,
    /// The address of whoever set it up.
    pub admin: String,
    /// The public address of the last `serve`.
    pub public_url: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// The one-time link with which the first member of staff sets up their access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUp {
    /// Digest of its secret part.
    pub link: Digest,
    /// When it ends.
    pub ends: DateTime<Utc>,
}

/// A patient on the clinic's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The patient's id.
    pub id: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Off the list since then.
    pub closed: Option<DateTime<Utc>>,
    /// Made up for a demonstration.
    pub synthetic: bool,
    /// Paired once and no more: since when no phone of this patient sends anything. A new link ends it.
    pub withdrawn: Option<DateTime<Utc>>,
}

impl Listed {
    /// Whether the patient stands on the clinic's list: treated here, and not withdrawn.
    pub fn on_list(&self) -> bool {
        self.closed.is_none() && self.withdrawn.is_none()
    }
}

/// An invitation as it is kept: digests, and a key that is masked with what only the link holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The patient's id.
    pub patient: String,
    /// Digest of the link's secret address.
    pub link: Digest,
    /// Digest of the passcode, bound to the address.
    pub verifier: Digest,
    /// The link's content key, masked.
    pub key: Digest,
    /// When it ends.
    pub ends: DateTime<Utc>,
}

/// One attempt to claim a link.
#[derive(Debug, Clone)]
pub struct Knock {
    /// Digest of the address asked for.
    pub link: Digest,
    /// Digest of the passcode given, bound to the address; `None` when none was given.
    pub verifier: Option<Digest>,
    /// What the device says it is called.
    pub device: String,
    /// The pairing's id, should this succeed.
    pub pairing: String,
    /// Its consent's id.
    pub consent: String,
    /// Its scopes.
    pub scope: String,
    /// Its tokens.
    pub fresh: Fresh,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempted {
    /// Claimed: whose link it was, and the masked key, which is kept no longer.
    Claimed {
        /// The patient's id.
        patient: String,
        /// The masked content key.
        key: Digest,
    },
    /// Not claimed. Never [`Attempt::Open`].
    Not(Attempt),
}

/// A new pair of tokens, as digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fresh {
    /// The access token.
    pub access: Digest,
    /// When it ends.
    pub access_ends: DateTime<Utc>,
    /// The refresh token.
    pub refresh: Digest,
    /// When it ends, unused.
    pub refresh_ends: DateTime<Utc>,
}

/// What an access token opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Whose compartment.
    pub patient: String,
    /// The family it belongs to: a pairing's id, or that of a command's token.
    pub family: String,
    /// Its scopes.
    pub scope: String,
    /// When it ends.
    pub ends: DateTime<Utc>,
}

/// A use of a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The token.
    pub spent: Digest,
    /// The pair it is spent for.
    pub fresh: Fresh,
    /// Fewer scopes than were granted, for the new access token.
    pub narrowed: Option<String>,
    /// Digest of the key this use is marked with, so that it may be repeated when the answer is lost.
    pub retry: Option<Digest>,
}

/// What came of a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rotated {
    /// Spent for the new pair.
    Done {
        /// Whose.
        patient: String,
        /// The scopes of the new access token.
        scope: String,
    },
    /// More was asked for than was granted; nothing is spent.
    Wider,
    /// Unknown, ended or revoked.
    Dead,
    /// Used a second time: its family is revoked now.
    Reused,
}

/// A phone that claimed a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// Its id: the family of its tokens.
    pub id: String,
    /// What the device said it is called.
    pub device: String,
    /// When it claimed.
    pub claimed: DateTime<Utc>,
    /// The id of its Consent.
    pub consent: String,
    /// When the phone's owner agreed.
    pub phone: Option<DateTime<Utc>>,
    /// When staff confirmed that it is the right person's.
    pub staff: Option<DateTime<Utc>>,
    /// When and why its tokens died.
    pub revoked: Option<(DateTime<Utc>, Why)>,
}

impl Pairing {
    /// Alive and confirmed on both sides: orders may travel (`safety.md` 25).
    pub fn matched(&self) -> bool {
        self.phone.is_some() && self.staff.is_some() && self.revoked.is_none()
    }
}

/// Whose confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The patient, on the phone.
    Phone,
    /// The clinic's staff.
    Staff,
}

/// Why a family of tokens died.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The patient withdrew the consent.
    Consent,
    /// The phone gave its token back.
    Phone,
    /// A spent refresh token came back.
    Reuse,
    /// The clinic ended it.
    Clinic,
    /// The patient was closed or erased.
    Closed,
}

impl Why {
    /// The word the database and the audit keep.
    pub fn word(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Phone => "phone",
            Self::Reuse => "reuse",
            Self::Clinic => "clinic",
            Self::Closed => "closed",
        }
    }

    /// From the word; anything unknown is the clinic's doing.
    pub fn of_word(word: &str) -> Self {
        [Self::Consent, Self::Phone, Self::Reuse, Self::Closed]
            .into_iter()
            .find(|why| why.word() == word)
            .unwrap_or(Self::Clinic)
    }
}

/// Counts for `status`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Patients on the list.
    pub patients: u64,
    /// Patients closed.
    pub closed: u64,
    /// Pairings whose tokens live.
    pub pairings: u64,
    /// Of them, those that wait for a confirmation.
    pub unmatched: u64,
    /// Invitations that may still be claimed.
    pub invitations: u64,
}
