//! A link that this phone made: what it leads to, how long, and what takes it back.
//!
//! It is no fact: it says nothing about the patient, changes with every look at the server, and goes to no clinic. It
//! travels in a backup all the same, because a link that outlived its phone could otherwise never be taken back.

use super::Secret;
use crate::domain::fact_id::FactId;
pub use crate::domain::sharing::{ShareKind, ShareState};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A link that this phone made. It holds secrets; `Debug` prints none of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Its id on this phone.
    pub id: FactId,
    /// What it shows.
    pub kind: ShareKind,
    /// For whom, in the patient's words. It stands in the link's label.
    pub label: Option<String>,
    /// Language of what it shows: `en` or `de`.
    pub lang: String,
    /// The server's public address, without a slash at its end.
    pub server: String,
    /// The secret part of its address there.
    pub address: Secret,
    /// What takes it back, renews it, and asks how often it was opened. No reader has it.
    pub manage: Secret,
    /// What opens the file. The server never has it.
    pub key: Secret,
    /// A passcode goes with it. The passcode itself is not kept.
    pub passcode: bool,
    /// It may be opened again and again, and shows what is true then.
    pub long_term: bool,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it ends, whole seconds.
    pub ends: DateTime<Utc>,
    /// Where it stands.
    pub state: ShareState,
    /// How often it was opened, as the server last said.
    pub opened: Option<u64>,
    /// How many wrong passcodes it was given in its life, as the server last said.
    #[serde(default)]
    pub wrong: Option<u32>,
    /// When the server last said so, or took what it shows.
    pub heard_at: Option<DateTime<Utc>>,
    /// It came with a copy of the file: another phone made it.
    #[serde(default)]
    pub from_copy: bool,
}

impl Share {
    /// Whether somebody may still open it: so it is listed among the open ones.
    pub fn may_open(&self, now: DateTime<Utc>) -> bool {
        now < self.ends && matches!(self.state, ShareState::Making | ShareState::Open | ShareState::Revoking)
    }

    /// Whether the server is still to be told that it is over.
    pub fn to_revoke(&self, now: DateTime<Utc>) -> bool {
        self.state == ShareState::Revoking && now < self.ends
    }
}
