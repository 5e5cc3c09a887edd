//! Everything from one database to another: rows in the order of their keys, some at a time, each time one commit
//! together with how far it is. Killed at any point, it goes on there.
//!
//! What is compared at the end is a digest over every cell of every table, read again from both sides. A source that
//! has moved meanwhile is noticed, by its own marks: nothing is served from a target that is not whole.

mod cell;
mod table;

pub use cell::{Cell, Line};
pub use table::{Kind, TABLES, Table};

use super::StoreError;
use crate::caller::Pending;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Rows that are moved in one commit.
const TOGETHER: usize = 500;

/// How far a move has come, as the target keeps it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What the source was when it began: another one is another move.
    pub source: Vec<u8>,
    /// The table that is being moved, by its place in [`TABLES`].
    pub table: usize,
    /// The key of the last row that is there; empty before the first.
    pub after: Line,
}

/// A database as one end of a move.
pub trait End: Send + Sync {
    /// What has happened here so far, in few bytes: any write changes them.
    fn state(&self) -> Pending<'_, Result<Vec<u8>, StoreError>>;

    /// Rows of a table after a key, in the order of keys, `count` at most; none only at the end.
    fn lines(
        &self,
        table: &'static Table,
        after: Line,
        count: usize,
    ) -> Pending<'_, Result<Vec<Line>, StoreError>>;

    /// The mark of a move that has begun and not ended.
    fn mark(&self) -> Pending<'_, Result<Option<Mark>, StoreError>>;

    /// Whether nothing was ever kept here.
    fn is_empty(&self) -> Pending<'_, Result<bool, StoreError>>;

    /// Rows and the mark behind them, in one commit. With `afresh` what the table holds goes first.
    fn put(
        &self,
        table: &'static Table,
        lines: Vec<Line>,
        mark: Mark,
        afresh: bool,
    ) -> Pending<'_, Result<(), StoreError>>;

    /// The move has ended: numbers go on after those that came, and the mark goes.
    fn end(&self) -> Pending<'_, Result<(), StoreError>>;
}

/// What a move came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Rows of each table, and their digest, on both sides the same.
    pub tables: Vec<(&'static str, u64, [u8; 32])>,
    /// It went on where an earlier one had been broken off.
    pub resumed: bool,
}

/// Why a move did not end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// A store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The target holds something already.
    #[error("the target is not empty")]
    Occupied,
    /// The source is another one, or has moved, since the move began.
    #[error("the source has changed since the move began")]
    Changed,
    /// A table differs after all rows were moved.
    #[error("the table {0} differs on the two sides")]
    Differs(&'static str),
}

/// Moves everything.
///
/// # Errors
/// [`ReplayError`]. Whatever was moved stays, with its mark.
pub async fn replay(from: &dyn End, to: &dyn End) -> Result<Moved, ReplayError> {
    let source = from.state().await?;
    let begun = to.mark().await?;
    let mut resumed = begun.is_some();
    let mark = match begun {
        Some(mark) if mark.source == source => mark,
        Some(_) => return Err(ReplayError::Changed),
        None if to.is_empty().await? => Mark { source: source.clone(), table: 0, after: Vec::new() },
        // Killed after its last commit and before it could say so: all that is left is to compare.
        None if to.state().await? == source => {
            resumed = true;
            Mark { source: source.clone(), table: TABLES.len(), after: Vec::new() }
        }
        None => return Err(ReplayError::Occupied),
    };
    for (place, table) in TABLES.iter().enumerate().skip(mark.table) {
        // Where it stopped, or from the beginning. A short table is moved whole, however often.
        let here = place == mark.table && table.long;
        let mut after = if here { mark.after.clone() } else { Vec::new() };
        let mut first = !table.long;
        loop {
            let lines = from.lines(table, after.clone(), TOGETHER).await?;
            let Some(last) = lines.last() else {
                if first {
                    // What the table was made with goes too.
                    let mark = Mark { source: source.clone(), table: place, after: Vec::new() };
                    to.put(table, Vec::new(), mark, true).await?;
                }
                break;
            };
            after = table.key_of(last);
            let mark = Mark { source: source.clone(), table: place, after: after.clone() };
            to.put(table, lines, mark, first).await?;
            first = false;
        }
    }
    let mut tables = Vec::with_capacity(TABLES.len());
    for table in &TABLES {
        let (here, there) = (digest(from, table).await?, digest(to, table).await?);
        if here != there {
            let changed = from.state().await? != source;
            return Err(if changed { ReplayError::Changed } else { ReplayError::Differs(table.name) });
        }
        tables.push((table.name, here.0, here.1));
    }
    if from.state().await? != source {
        return Err(ReplayError::Changed);
    }
    to.end().await?;
    Ok(Moved { tables, resumed })
}

/// What has happened in a database, in one digest: where the audit ends, with its hash, and the count of what moved.
pub(super) fn state(seq: i64, hash: &[u8; 32], moved: i64) -> Vec<u8> {
    let mut sha = Sha256::new();
    for number in [seq, moved] {
        sha.update(number.to_be_bytes());
    }
    sha.update(hash);
    sha.finalize().to_vec()
}

/// A digest as it is shown: lower-case hex.
pub fn shown(digest: &[u8; 32]) -> String {
    use core::fmt::Write as _;
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// How many rows a table has, and a digest over all of them.
///
/// # Errors
/// When the database does not answer.
pub async fn digest(end: &dyn End, table: &'static Table) -> Result<(u64, [u8; 32]), StoreError> {
    let (mut rows, mut sha, mut after) = (0_u64, Sha256::new(), Vec::new());
    loop {
        let lines = end.lines(table, after, TOGETHER).await?;
        let Some(last) = lines.last() else { return Ok((rows, sha.finalize().into())) };
        after = table.key_of(last);
        for line in &lines {
            rows += 1;
            for cell in line {
                cell.hash(&mut sha);
            }
        }
    }
}
