//! The one error of the boundary: a case for each thing a shell can do about it.

use crate::mirror::{BackupProblem, ChoiceRefusal, PairProblem, SymptomError};
use crate::refusal::Refusal;
use nocte_core::app::view::Refused;
use nocte_core::error::Error;
use nocte_core::store::{ImportRefusal, StoreError, VaultError};
use std::sync::Arc;

/// Why a call was not carried out. Nothing was stored. One case for each thing a shell can do about it.
///
/// No case carries a name, dose, date or note: an error ends up in a log. What a refusal says to the person it
/// belongs to is asked of `Refusal`, which prints as nothing.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum ApiError {
    /// The shell passed something that is not of its kind, such as a night not written `YYYY-MM-DD`: a mistake in
    /// the shell, or a field to mark.
    #[error("a value could not be read: {kind:?}")]
    Input {
        /// What it should have been.
        kind: InputKind,
    },
    /// A rule says no: show its reason and the next step.
    #[error("refused")]
    Refused {
        /// Why, and what to do next.
        refusal: Arc<Refusal>,
    },
    /// What was typed about a symptom cannot be kept: mark the field.
    #[error("what was typed about a symptom cannot be kept")]
    Symptom {
        /// Which.
        why: SymptomError,
    },
    /// A choice outside what can be chosen: mark the field.
    #[error("the choice cannot be kept")]
    Choice {
        /// Why.
        why: ChoiceRefusal,
    },
    /// A backup was not written or not opened: ask for another passphrase, name or copy. The store is as it was.
    #[error("the backup was refused")]
    Backup {
        /// Why.
        why: BackupProblem,
    },
    /// There is no such thing on record any more: load the screen again.
    #[error("there is no such thing on record")]
    NoSuch,
    /// This phone is not paired with a clinic: offer to pair it.
    #[error("not paired")]
    NotPaired,
    /// Pairing did not go through: ask again, or for a new link. Nothing changed.
    #[error("pairing was refused")]
    Pairing {
        /// Why.
        why: PairProblem,
    },
    /// What was given is no certificate: choose another file.
    #[error("no certificate")]
    Certificate,
    /// The call was ended by `cancel_sync`. What was done is kept.
    #[error("cancelled")]
    Cancelled,
    /// Nothing is recorded yet, so there is nothing to back up, export or verify.
    #[error("nothing is recorded yet")]
    Empty,
    /// The key cannot be read: the phone is not unlocked yet, or the key is gone. Try again when it is unlocked;
    /// offer a restore if it stays so. Nothing was touched.
    #[error("the store is locked")]
    Locked,
    /// The key is another store's: offer a restore. Nothing was touched.
    #[error("the key is another store's")]
    WrongKey,
    /// Written by a newer version: offer the update. Nothing was touched.
    #[error("written by a newer version")]
    Newer,
    /// The file is damaged and was set aside, never deleted: offer a restore.
    #[error("the store is damaged")]
    Damaged,
    /// Another process holds the file, or the file system failed: try again.
    #[error("the store is busy")]
    Busy,
    /// No space is left: ask for some.
    #[error("no space is left")]
    Full,
    /// A port of the shell failed or threw; its words were dropped.
    #[error("a port of the shell failed: {port:?}")]
    Port {
        /// Which.
        port: PortName,
    },
    /// The object is closed: open a new one.
    #[error("closed")]
    Closed,
    /// A mistake of ours: report it, and go on.
    #[error("internal")]
    Internal,
}

/// The shell's ports, by name. Not `Port`: inside a Kotlin exception that is the case of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum PortName {
    /// `Clock`.
    Clock,
    /// `KeyVault`.
    KeyVault,
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Store(error) => error.into(),
            Error::Plan(refusal) => Refused::Plan(refusal).into(),
            Error::Tap(refusal) => Refused::Tap(refusal).into(),
            Error::Hold(refusal) => Refused::Hold(refusal).into(),
            Error::Safety(reasons) => Refused::Safety(reasons).into(),
            Error::Check(error) => Refused::Check(error).into(),
            Error::Bottle(refusal) => Refused::Bottle(refusal).into(),
            Error::Symptom(why) => Self::Symptom { why },
            Error::Choice(why) => Self::Choice { why },
            Error::NoSuch(_) => Self::NoSuch,
            Error::NotPaired => Self::NotPaired,
            Error::Pairing(refusal) => Self::Pairing { why: refusal.into() },
            Error::Proposal(refusal) => Refused::Proposal(refusal).into(),
            Error::Request(refusal) => Refused::Request(refusal).into(),
            Error::Share(refusal) => Refused::Share(refusal).into(),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Missing => Self::Empty,
            StoreError::Locked | StoreError::Vault(VaultError::Unavailable) => Self::Locked,
            StoreError::WrongKey => Self::WrongKey,
            StoreError::Newer { .. } | StoreError::Import(ImportRefusal::Newer) => Self::Newer,
            StoreError::Damaged { .. } => Self::Damaged,
            StoreError::Busy | StoreError::Io { .. } => Self::Busy,
            StoreError::Full => Self::Full,
            StoreError::Vault(VaultError::NoRandomness) => Self::Internal,
            StoreError::Vault(_) => Self::Port { port: PortName::KeyVault },
            StoreError::Backup(refusal) => Self::Backup { why: refusal.into() },
            // Settings the database refused, codes nobody expected, and what a later version adds.
            _ => Self::Internal,
        }
    }
}

/// What a value passed in should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum InputKind {
    /// `p` or `p/q`.
    Ratio,
    /// A strength above nothing, as a fraction.
    Strength,
    /// A syringe whose lines divide its capacity of at most 20 mL.
    Syringe,
    /// `YYYY-MM-DD`.
    Night,
    /// A UUID.
    Id,
    /// Milliseconds within the calendar.
    Instant,
    /// `YYYY-MM-DD`.
    Day,
    /// `HH:MM`.
    TimeOfDay,
    /// `YYYY-MM-DDTHH:MM`.
    WallTime,
    /// 0 to 6.
    DayOfWeek,
    /// A place in a list.
    Index,
}

impl InputKind {
    /// The error that says so, in the coat the lifting code expects.
    pub(crate) fn unreadable(self) -> uniffi::deps::anyhow::Error {
        uniffi::deps::anyhow::Error::new(ApiError::Input { kind: self })
    }
}
