//! The outbox: what no clinic has acknowledged yet, oldest first.

use super::error::StoreError;
use super::reading;
use crate::domain::fact::Fact;
use rusqlite::Connection;

/// One fact that waits to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its place in the sequence.
    pub seq: i64,
    /// The fact.
    pub fact: Fact,
}

/// How many wait.
pub(super) fn waiting(connection: &Connection) -> Result<u64, StoreError> {
    let count: i64 = connection.query_row("SELECT count(*) FROM outbox", [], |row| row.get(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// The oldest that wait, at most `most` of them.
pub(super) fn oldest(connection: &Connection, most: usize) -> Result<Vec<Waiting>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT seq, family FROM outbox ORDER BY seq LIMIT ?1")?;
    let places = statement.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut found = Vec::new();
    for place in places {
        let (seq, family) = place?;
        let fact = reading::fact_at(connection, &family, seq)?;
        found.push(Waiting { seq, fact });
    }
    Ok(found)
}
