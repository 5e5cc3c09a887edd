//! Reading: one compartment, the patient in every WHERE.

use super::search;
use crate::store::sql::{COLUMNS, limit};
use crate::store::{Cursor, Found, Page, Party, Reading, Since, StoreError, Stored};
use rusqlite::{Connection, Row, ToSql, params};

/// A version from its row: [`COLUMNS`].
pub(super) fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        seq: row.get(0)?,
        kind: row.get(1)?,
        id: row.get(2)?,
        version: row.get(3)?,
        updated_ms: row.get(4)?,
        owner: Party::of_letter(&row.get::<_, String>(5)?),
        body: row.get(6)?,
    })
}

/// A page of a statement's rows.
pub(super) fn page(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    count: usize,
    value: impl Fn(&Row<'_>) -> rusqlite::Result<i64>,
) -> Result<Found, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(values, |row| Ok((stored(row)?, value(row)?)))?;
    Ok(Found::page(rows, count)?)
}

/// Answers one reading.
pub(super) fn find(connection: &Connection, patient: &str, reading: &Reading) -> Result<Found, StoreError> {
    let none = |_: &Row<'_>| Ok(0);
    match reading {
        Reading::Current { kind, id } => {
            let sql = format!(
                "SELECT {COLUMNS} FROM cur c JOIN res r ON r.seq = c.seq \
                 WHERE c.patient = ?1 AND c.type = ?2 AND c.id = ?3"
            );
            page(connection, &sql, &[&patient, kind, id], 1, none)
        }
        Reading::Version { kind, id, version } => {
            let sql = format!(
                "SELECT {COLUMNS} FROM res r \
                 WHERE r.patient = ?1 AND r.type = ?2 AND r.id = ?3 AND r.ver = ?4"
            );
            page(connection, &sql, &[&patient, kind, id, version], 1, none)
        }
        Reading::Versions { kind, id, page: at } => {
            let sql = format!(
                "SELECT {COLUMNS} FROM res r WHERE r.patient = ?1 AND r.type = ?2 AND r.id = ?3 AND r.seq < ?4 \
                 ORDER BY r.ver DESC LIMIT ?5"
            );
            let before = at.after.map_or(i64::MAX, |cursor| cursor.seq);
            page(connection, &sql, &[&patient, kind, id, &before, &limit(at.count)], at.count, none)
        }
        Reading::History { kind, since, count } => {
            let sql = format!(
                "SELECT {COLUMNS} FROM res r WHERE r.patient = ?1 AND r.seq > ?2 AND r.upd >= ?3 \
                 AND (?4 IS NULL OR r.type = ?4) ORDER BY r.seq LIMIT ?5"
            );
            let (after, from) = since.begins();
            let values: [&dyn ToSql; 5] = [&patient, &after, &from, kind, &limit(*count)];
            let mut found = page(connection, &sql, &values, *count, none)?;
            found.latest = Some(latest(connection, patient, after)?);
            Ok(found)
        }
        Reading::Search(query) => search::search(connection, patient, query),
        Reading::Count(query) => search::count(connection, patient, query),
        Reading::Everything { page: at, since, kinds } => everything(connection, patient, *at, *since, kinds),
    }
}

fn everything(
    connection: &Connection,
    patient: &str,
    at: Page,
    since: Since,
    kinds: &[String],
) -> Result<Found, StoreError> {
    let mut sql = format!(
        "SELECT {COLUMNS} FROM res r JOIN cur c ON c.patient = r.patient AND c.type = r.type AND c.id = r.id \
         AND c.seq = r.seq WHERE r.patient = ?1 AND r.seq > ?2 AND r.upd >= ?3"
    );
    let (after, from) = since.begins();
    let after = at.after.map_or(after, |cursor| cursor.seq);
    let limit = limit(at.count);
    let mut values: Vec<&dyn ToSql> = vec![&patient, &after, &from, &limit];
    if !kinds.is_empty() {
        let marks: Vec<String> = (5..5 + kinds.len()).map(|n| format!("?{n}")).collect();
        for part in [" AND r.type IN (", marks.join(", ").as_str(), ")"] {
            sql.push_str(part);
        }
        values.extend(kinds.iter().map(|kind| kind as &dyn ToSql));
    }
    sql.push_str(" ORDER BY r.seq LIMIT ?4");
    page(connection, &sql, &values, at.count, |_| Ok(0))
}

/// The last place in commit order that this patient has in this state of the database.
fn latest(connection: &Connection, patient: &str, at_least: i64) -> Result<Cursor, StoreError> {
    let seq: i64 = connection
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM res WHERE patient = ?1")?
        .query_row(params![patient], |row| row.get(0))?;
    Ok(Cursor { value: 0, seq: seq.max(at_least) })
}
