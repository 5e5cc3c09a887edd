//! Restore is not amnesia (`safety.md` 23): that a file came from a copy is itself a fact.
//!
//! Between the copy and the restore doses may have been taken that this file has never heard of.
//! Every night since is unknown until the patient has confirmed step, bottle, strength and painkillers.

use super::entry::Stamp;
use super::fact_id::FactId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The file was restored from a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// Its id.
    pub id: FactId,
    /// When the copy was made: what happened after it is unknown.
    pub copied_at: DateTime<Utc>,
    /// When and where it was restored.
    pub stamp: Stamp,
}

/// The patient confirmed what a restore left open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreConfirmed {
    /// Its id.
    pub id: FactId,
    /// The restore it answers.
    pub restored: FactId,
    /// When and where.
    pub stamp: Stamp,
}
