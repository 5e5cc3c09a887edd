//! The outbox: what no clinic has acknowledged yet, oldest first, and how far each fact has got.
//!
//! A fact is queued in its own transaction. It is in flight from before its first byte is sent until an answer was
//! kept; a process that dies in between finds it in flight and queues it again, to be sent word for word as before.
//! A parked one waits for a person and holds nothing else up.

use super::cell::Cell;
use super::delivery::why;
use super::error::StoreError;
use super::reading;
use super::table;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::parked::ParkedReason;
use rusqlite::Connection;

/// One fact that waits to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its place in the sequence.
    pub seq: i64,
    /// The fact.
    pub fact: Fact,
    /// How often it was sent.
    pub attempt: u32,
    /// What was sent the first time, as JSON; `None` before.
    pub letters: Option<String>,
}

/// One fact a server will not take as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// Its place in the sequence.
    pub seq: i64,
    /// Its id.
    pub fact: FactId,
    /// The HTTP status that parked it, where there was one.
    pub status: Option<u16>,
    /// Why.
    pub reason: ParkedReason,
}

/// How many are queued or in flight.
pub(super) fn waiting(connection: &Connection) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM outbox WHERE state <> 'parked'";
    let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// The oldest that are queued after a place in the sequence, at most `most` of them.
pub(super) fn queued(connection: &Connection, after: i64, most: usize) -> Result<Vec<Waiting>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, family, attempt, letters FROM outbox WHERE state = 'queued' AND seq > ?1 ORDER BY seq LIMIT ?2",
    )?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement.query_map([after, most], |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?))
    })?;
    let mut found = Vec::new();
    for row in rows {
        let (seq, family, attempt, letters) = row?;
        let fact = reading::fact_at(connection, &family, seq)?;
        found.push(Waiting { seq, fact, attempt, letters });
    }
    Ok(found)
}

/// Everything that is parked, oldest first.
pub(super) fn parked(connection: &Connection) -> Result<Vec<Parked>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, family, status, reason FROM outbox WHERE state = 'parked' ORDER BY seq",
    )?;
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, why(row.get(3)?))))?;
    let mut found = Vec::new();
    for row in rows {
        let (seq, family, status, reason) = row?;
        let fact = reading::fact_at(connection, &family, seq)?.id();
        found.push(Parked { seq, fact, status, reason });
    }
    Ok(found)
}

/// What was in flight when a process ended is queued again; answers how many.
pub(super) fn land(connection: &Connection) -> Result<usize, StoreError> {
    // Asked first: without any, the file is not written to.
    let any =
        connection.prepare_cached("SELECT 1 FROM outbox WHERE state = 'in_flight' LIMIT 1")?.exists([])?;
    if !any {
        return Ok(0);
    }
    Ok(connection.execute("UPDATE outbox SET state = 'queued' WHERE state = 'in_flight'", [])?)
}

/// What is parked is tried again: the person, or a newer version, says so.
pub(super) fn unpark(connection: &Connection) -> Result<usize, StoreError> {
    let sql = "UPDATE outbox SET state = 'queued', status = NULL, reason = NULL, letters = NULL \
               WHERE state = 'parked'";
    Ok(connection.execute(sql, [])?)
}

/// The fact of an id, taken back or not.
pub(super) fn fact(connection: &Connection, id: FactId) -> Result<Option<Fact>, StoreError> {
    for family in table::TABLES {
        let sql = format!("SELECT seq FROM {family} WHERE id = ?1");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id.to_cell()?])?;
        if let Some(row) = rows.next()? {
            return reading::fact_at(connection, family, row.get(0)?).map(Some);
        }
    }
    Ok(None)
}
