//! Who looked at the patient's record at the clinic, or wrote into it: what a clinic's server tells of one access.

use chrono::{DateTime, Utc};

/// One access, or what of it the server tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// When, by the server's clock.
    pub at: DateTime<Utc>,
    /// Who.
    pub who: Who,
    /// What they did.
    pub did: Did,
    /// The type of record it was about ("Observation"); `None` where the server names none.
    pub kind: Option<String>,
    /// It was refused.
    pub refused: bool,
}

/// Who it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// One of the patient's own phones.
    Own,
    /// A person of the clinic: the name, or what the server has instead of one.
    Person(String),
    /// A program on the clinic's server.
    Program,
    /// The server does not say.
    Unknown,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// Read something.
    Read,
    /// Wrote something new.
    Wrote,
    /// Changed something.
    Changed,
    /// Took something away.
    Removed,
    /// Something else: a search, a whole record, an export.
    Asked,
}
