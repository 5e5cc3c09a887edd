//! What is kept of each record beside its versions, so that a list of patients needs no record whole.

use super::stored::Stored;
use super::told::Meaning;
use crate::keyring::Pairing;
use chrono::NaiveDate;

/// What one current version says, with its place in the record. Personal: no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Heard {
    /// Place in commit order.
    pub seq: i64,
    /// The resource type.
    pub kind: String,
    /// The resource id.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// When that version was written, milliseconds since 1970.
    pub updated_ms: i64,
    /// What it says.
    pub meaning: Meaning,
}

/// One patient's record as far as a line of the worklist needs it, without ratings. Personal: no `Debug`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The patient's id.
    pub patient: String,
    /// When the phone last wrote, milliseconds since 1970.
    pub arrived_ms: Option<i64>,
    /// What the phone's wall clock was east of UTC at its newest entry, seconds.
    pub offset_s: i32,
    /// Nights and everything else that is kept, in commit order.
    pub heard: Vec<Heard>,
    /// The phones, newest first.
    pub pairings: Vec<Pairing>,
}

/// Ratings of one patient are asked for over some stretches of nights, first and last included.
pub type Stretches = (String, Vec<(NaiveDate, NaiveDate)>);

/// How far one record has come: equal ticks are equal records.
#[derive(Clone, PartialEq, Eq)]
pub struct Tick {
    /// Which life of the file this is.
    pub era: Vec<u8>,
    /// The count at which the record last moved.
    pub moved: i64,
}

/// A record as it is read for a page. Personal: no `Debug`.
#[derive(Clone)]
pub struct Record {
    /// How far it has come; `None` where that is not kept, and it must be read each time.
    pub tick: Option<Tick>,
    /// The current versions of [`super::told::TOLD_KINDS`] in commit order; `None` when it is no further than was known.
    pub entries: Option<Vec<Stored>>,
}

/// What has moved since a count.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Moves {
    /// Which life of the file this is: another one after a restore, and counts begin anew.
    pub era: Vec<u8>,
    /// The count now. Grows with every commit that changes what a line says.
    pub count: i64,
    /// The count at which the list itself last changed: somebody came, left, or was paired.
    pub list: i64,
    /// The patients whose record or phones moved since the count that was asked for.
    pub moved: Vec<String>,
}
