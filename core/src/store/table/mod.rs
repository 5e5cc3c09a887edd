//! The tables of facts: what each noun's row looks like, and the four things done with any of them.

mod bottles;
mod clinic;
mod doses;
mod medicines;
mod phones;
mod plans;
mod settings;
mod symptoms;

use super::cell::{Cell, Cells, Reader};
use super::error::StoreError;
use crate::domain::entry::Stamp;
use crate::domain::fact::{Fact, each};
use crate::domain::fact_id::FactId;
use rusqlite::{Connection, ErrorCode, params_from_iter};

/// A noun with a table. Its row is `seq`, `id`, the columns named here, and the stamp's five.
pub(super) trait Table: Sized + PartialEq + Into<Fact> {
    /// The table's name.
    const NAME: &'static str;
    /// Its own columns, in order.
    const COLUMNS: &'static str;
    /// Whether it goes to a clinic at all; then it gets an outbox row.
    const LEAVES: bool = true;

    /// Its id.
    fn id(&self) -> FactId;
    /// When and where it was recorded.
    fn stamp(&self) -> &Stamp;
    /// Its own columns' cells.
    fn write(&self, to: &mut Cells) -> Result<(), StoreError>;
    /// Back from its own columns' cells, in the same order.
    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self>;
}

/// Every table of facts, in the order in which facts usually come to be.
pub(super) const TABLES: [&str; 21] = [
    "plan",
    "decision",
    "dose",
    "score",
    "effect",
    "lab",
    "note",
    "bad_day",
    "medicine",
    "answer",
    "bottle",
    "bottle_end",
    "setting",
    "tombstone",
    "snooze",
    "restored",
    "restore_confirmed",
    "received",
    "step_request",
    "reply",
    "phone",
];

const STAMP: &str = "recorded_at, zone, offset_s, source, clock_suspect";

/// What became of a fact that was to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// It stands in the file now.
    Added,
    /// It stood there already, word for word.
    Already,
}

/// Where a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// This device, or a file taken in: the clinic has yet to hear of it.
    Here,
    /// The clinic's server, which has it already: no outbox row.
    Pulled,
}

/// Writes one fact at `seq`, with its outbox row if it has to be sent. A fact that is there already, word for
/// word, is no error.
pub(super) fn insert(
    connection: &Connection,
    seq: i64,
    fact: &Fact,
    origin: Origin,
) -> Result<Written, StoreError> {
    each!(fact, noun => insert_noun(connection, seq, noun, origin))
}

fn insert_noun<T: Table>(
    connection: &Connection,
    seq: i64,
    noun: &T,
    origin: Origin,
) -> Result<Written, StoreError> {
    let mut cells = Cells::default();
    let stamp = noun.stamp();
    cells.put(&seq)?.put(&noun.id())?.put(&stamp.recorded_at)?.put(&stamp.zone)?;
    cells.put(&stamp.offset_s)?.put(&stamp.source)?.put(&stamp.clock_suspect)?;
    noun.write(&mut cells)?;
    let places = vec!["?"; cells.0.len()].join(", ");
    let columns = columns::<T>();
    let sql = format!("INSERT INTO {} (seq, {columns}) VALUES ({places})", T::NAME);
    match connection.prepare_cached(&sql)?.execute(params_from_iter(cells.0)) {
        Ok(_) => {}
        Err(rusqlite::Error::SqliteFailure(failure, _)) if failure.code == ErrorCode::ConstraintViolation => {
            return match by_id::<T>(connection, noun.id())? {
                Some(there) if there == *noun => Ok(Written::Already),
                Some(_) => Err(StoreError::Conflict { id: noun.id() }),
                None => Err(StoreError::OutOfRange { what: "a value of this fact" }),
            };
        }
        Err(other) => return Err(other.into()),
    }
    if T::LEAVES && origin == Origin::Here {
        let outbox = "INSERT INTO outbox (seq, family) VALUES (?1, ?2)";
        connection.prepare_cached(outbox)?.execute((seq, T::NAME))?;
    }
    Ok(Written::Added)
}

/// Whether a fact of this id stands in another table than its own: ids are one space.
pub(super) fn stands_elsewhere(connection: &Connection, fact: &Fact) -> Result<bool, StoreError> {
    let own = table_of(fact);
    for table in TABLES.iter().filter(|&&table| table != own) {
        let sql = format!("SELECT 1 FROM {table} WHERE id = ?1");
        if connection.prepare_cached(&sql)?.exists([fact.id().to_cell()?])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The table a fact belongs to.
pub(super) fn table_of(fact: &Fact) -> &'static str {
    each!(fact, noun => name_of(noun))
}

fn name_of<T: Table>(_: &T) -> &'static str {
    T::NAME
}

/// The rows of one table that fulfil `condition` (`""` for all), oldest first, each with its place in the sequence.
pub(super) fn rows<T: Table>(
    connection: &Connection,
    condition: &str,
    bound: &[&str],
) -> Result<Vec<(i64, T)>, StoreError> {
    let sql = format!("SELECT seq, {} FROM {} {condition} ORDER BY seq", columns::<T>(), T::NAME);
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_map(params_from_iter(bound), |row| {
        let mut from = Reader::new(row);
        let seq = from.take()?;
        Ok((seq, read_noun(&mut from)?))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// All of one table, oldest first.
pub(super) fn all<T: Table>(connection: &Connection) -> Result<Vec<T>, StoreError> {
    let sql = format!("SELECT {} FROM {} ORDER BY seq", columns::<T>(), T::NAME);
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_map([], |row| read_noun(&mut Reader::new(row)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// All facts of one table, each with its place in the sequence.
pub(super) fn facts<T: Table>(connection: &Connection) -> Result<Vec<(i64, Fact)>, StoreError> {
    Ok(rows::<T>(connection, "", &[])?.into_iter().map(|(seq, noun)| (seq, noun.into())).collect())
}

fn by_id<T: Table>(connection: &Connection, id: FactId) -> Result<Option<T>, StoreError> {
    let sql = format!("SELECT {} FROM {} WHERE id = ?1", columns::<T>(), T::NAME);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query([id.to_cell()?])?;
    match found.next()? {
        Some(row) => Ok(Some(read_noun(&mut Reader::new(row))?)),
        None => Ok(None),
    }
}

/// `id`, the stamp, then the noun's own: the stamp first, so that it can be read before the noun is made.
fn columns<T: Table>() -> String {
    if T::COLUMNS.is_empty() { format!("id, {STAMP}") } else { format!("id, {STAMP}, {}", T::COLUMNS) }
}

fn read_noun<T: Table>(from: &mut Reader<'_, '_>) -> rusqlite::Result<T> {
    let id = from.take()?;
    let stamp = Stamp {
        recorded_at: from.take()?,
        zone: from.take()?,
        offset_s: from.take()?,
        source: from.take()?,
        clock_suspect: from.take()?,
    };
    T::read(id, stamp, from)
}
