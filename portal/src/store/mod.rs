//! Versions, index and audit of every patient, behind a trait that names no database. What every one of them keeps:
//!
//! 1. A write and its audit rows are one commit. A read's audit row is committed before the first byte of its answer
//!    leaves: no access without a row, in one chain without gaps.
//! 2. Within one patient `seq` is given in commit order, so it is the cursor of every history: whoever has read up to
//!    one never finds a smaller one later. `lastUpdated` never runs backwards there. Numbers may be missing, and those
//!    of two patients say nothing about each other.
//! 3. A version is never changed, and goes with its patient only.
//! 4. What is asked twice is done once: the same body under the same id is the same version, a link, a code and a
//!    challenge count once, however many processes are asked at the same moment.
//! 5. What is kept beside the versions (index, worklist, counts of what moved) is of the same commit.

mod access;
mod contents;
mod cursor;
mod draft;
mod error;
mod index;
pub mod knocks;
pub mod links;
pub mod postgres;
mod query;
pub mod replay;
mod rows;
mod sql;
pub mod sqlite;
mod standing;
mod stored;
pub mod told;
mod weigh;
mod writing;

pub use access::{Access, Actor, Party};
pub use contents::Contents;
pub use cursor::Cursor;
pub use draft::Draft;
pub use error::StoreError;
pub use index::{Ident, Index, Span, Token, instant_span};
pub use query::{Bound, Filter, Order, Page, Query, Reading, Since};
pub use standing::{Heard, Moves, Record, Standing, Stretches, Tick};
pub(crate) use stored::instant;
pub use stored::{Found, Stored};
pub use writing::{Done, Judge, May, Refusal, Work, Write};

use crate::audit::{Broken, Trail, Verified};
use crate::caller::Pending;

/// What the portal asks of a database. Every method is one commit.
pub trait Store: Send + Sync {
    /// Applies writes to one patient's compartment, with an audit row for each.
    ///
    /// A `whole` work is all or nothing: when one entry is refused nothing is written, and every entry's own
    /// outcome is returned (those that would have gone through as [`Refusal::Withheld`]).
    fn apply(&self, work: Work) -> Pending<'_, Result<Vec<Done>, StoreError>>;

    /// Answers readings of one patient's compartment from one state of the database, with an audit row for each.
    fn read(
        &self,
        access: Access,
        patient: String,
        what: Vec<Reading>,
    ) -> Pending<'_, Result<Vec<Found>, StoreError>>;

    /// One record for a page, with one audit row: its versions, unless it has come no further than `known` (how far,
    /// and how many versions that were).
    fn record(
        &self,
        access: Access,
        patient: String,
        known: Option<(Tick, usize)>,
    ) -> Pending<'_, Result<Record, StoreError>>;

    /// What has moved since a count, with one audit row for the list.
    fn moves(&self, access: Access, since: i64) -> Pending<'_, Result<Moves, StoreError>>;

    /// What is kept of some records beside their versions, in the order asked for, with an audit row for each. What is
    /// missing, or was kept by an older program, is made from the record first.
    fn standing(
        &self,
        access: Access,
        patients: Vec<String>,
    ) -> Pending<'_, Result<Vec<Standing>, StoreError>>;

    /// The ratings of listed scales over some stretches of nights: the other half of [`Self::standing`], under its row
    /// in the audit.
    fn ratings(&self, asked: Vec<Stretches>) -> Pending<'_, Result<Vec<Vec<Heard>>, StoreError>>;

    /// The audit rows about one patient, oldest first, from after `after`; this look is itself a row.
    fn trail(
        &self,
        access: Access,
        patient: String,
        after: i64,
        count: usize,
    ) -> Pending<'_, Result<Trail, StoreError>>;

    /// The same newest first, before `before`; `None` begins with the newest.
    fn trail_back(
        &self,
        access: Access,
        patient: String,
        before: Option<i64>,
        count: usize,
    ) -> Pending<'_, Result<Trail, StoreError>>;

    /// The rows about staff, newest first, before `before`: who came in, was turned away, was given a role.
    fn visits(
        &self,
        access: Access,
        before: Option<i64>,
        count: usize,
    ) -> Pending<'_, Result<Trail, StoreError>>;

    /// Follows the audit's chain from its first row; the first row that does not fit is returned.
    fn verify(&self) -> Pending<'_, Result<Result<Verified, Broken>, StoreError>>;

    /// Removes the bodies and index rows of one patient for good; the audit keeps ids and hashes. Gives how many
    /// versions went.
    fn erase(&self, access: Access, patient: String) -> Pending<'_, Result<u64, StoreError>>;
}
