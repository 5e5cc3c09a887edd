//! Reading: one compartment, the patient in every WHERE.

use super::search;
use crate::store::{Cursor, Found, Page, Party, Reading, Since, StoreError, Stored};
use rusqlite::{Connection, Row, ToSql, params};

/// The columns that [`stored`] reads, of a `res r`.
pub(super) const COLUMNS: &str = "r.seq, r.type, r.id, r.ver, r.upd, r.own, r.json";

/// A version from its row.
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

/// Rows of a statement, one more than the page so that it is known whether there is another.
pub(super) fn page(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    count: usize,
    value: impl Fn(&Row<'_>) -> rusqlite::Result<i64>,
) -> Result<Found, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut found = Found::default();
    let mut last = None;
    while let Some(row) = rows.next()? {
        if found.entries.len() == count {
            found.next = last;
            break;
        }
        let entry = stored(row)?;
        last = Some(Cursor { value: value(row)?, seq: entry.seq });
        found.entries.push(entry);
    }
    Ok(found)
}

/// The SQL limit of a page: one more than it shows.
pub(super) fn limit(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX).saturating_add(1)
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
            let (after, from) = begins(*since);
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
    let (after, from) = begins(since);
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

/// The place after which a history begins and the earliest `lastUpdated` in it.
fn begins(since: Since) -> (i64, i64) {
    match since {
        Since::Beginning => (0, i64::MIN),
        Since::Cursor(cursor) => (cursor.seq, i64::MIN),
        Since::Instant(ms) => (0, ms),
    }
}

/// The last place in commit order that this patient has in this state of the database.
fn latest(connection: &Connection, patient: &str, at_least: i64) -> Result<Cursor, StoreError> {
    let seq: i64 = connection
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM res WHERE patient = ?1")?
        .query_row(params![patient], |row| row.get(0))?;
    Ok(Cursor { value: 0, seq: seq.max(at_least) })
}
