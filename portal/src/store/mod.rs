//! Versions, index and audit of every patient, behind a trait that names no database.
//!
//! A write and its audit rows are one commit. A read's audit row is committed before the first byte of its answer
//! leaves: no access without a row. `seq` is given in commit order, so it is the cursor; `lastUpdated` never runs
//! backwards.

mod access;
mod cursor;
mod draft;
mod error;
mod index;
mod query;
pub mod sqlite;
mod stored;
mod writing;

pub use access::{Access, Actor, Party};
pub use cursor::Cursor;
pub use draft::Draft;
pub use error::StoreError;
pub use index::{Ident, Index, Span, Token, instant_span};
pub use query::{Bound, Filter, Order, Page, Query, Reading, Since};
pub(crate) use stored::instant;
pub use stored::{Found, Stored};
pub use writing::{Done, Judge, May, Refusal, Work, Write};

use crate::audit::{Broken, Trail, Verified};
use crate::caller::Pending;
use std::collections::HashMap;

/// How far a record has come: equal tips are equal records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tip {
    /// The last place in commit order.
    pub seq: i64,
    /// Grows with each pairing that is claimed, confirmed or ended.
    pub doors: i64,
}

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

    /// How far each listed patient's record has come, with one audit row for the list.
    fn tips(&self, access: Access) -> Pending<'_, Result<HashMap<String, Tip>, StoreError>>;

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

    /// Follows the audit's chain from its first row; the first row that does not fit is returned.
    fn verify(&self) -> Pending<'_, Result<Result<Verified, Broken>, StoreError>>;

    /// Removes the bodies and index rows of one patient for good; the audit keeps ids and hashes. Gives how many
    /// versions went.
    fn erase(&self, access: Access, patient: String) -> Pending<'_, Result<u64, StoreError>>;
}
