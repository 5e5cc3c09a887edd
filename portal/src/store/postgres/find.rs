//! Reading: one compartment, the patient in every WHERE besides the policy that asks the same.

use super::on::{On, Value};
use super::search;
use crate::store::{Cursor, Found, Page, Party, Reading, Since, StoreError, Stored};
use tokio_postgres::Row;

/// The columns that [`stored`] reads, of a `res r`.
pub(super) const COLUMNS: &str = "r.seq, r.type, r.id, r.ver, r.upd, r.own, r.json";

/// A version from its row.
pub(super) fn stored(row: &Row) -> Result<Stored, StoreError> {
    Ok(Stored {
        seq: row.try_get(0)?,
        kind: row.try_get(1)?,
        id: row.try_get(2)?,
        version: row.try_get(3)?,
        updated_ms: row.try_get(4)?,
        owner: Party::of_letter(row.try_get(5)?),
        body: row.try_get(6)?,
    })
}

/// A page of rows that are one more than the page, so that it is known whether there is another.
pub(super) fn page(
    rows: &[Row],
    count: usize,
    value: impl Fn(&Row) -> Result<i64, StoreError>,
) -> Result<Found, StoreError> {
    let mut found = Found::default();
    let mut last = None;
    for row in rows {
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
pub(super) async fn find(on: &On, patient: &str, reading: &Reading) -> Result<Found, StoreError> {
    let none = |_: &Row| Ok(0);
    match reading {
        Reading::Current { kind, id } => {
            let sql = format!(
                "SELECT {COLUMNS} FROM cur c JOIN res r ON r.patient = c.patient AND r.seq = c.seq \
                 WHERE c.patient = $1 AND c.type = $2 AND c.id = $3"
            );
            page(&on.rows(&sql, &[&patient, kind, id]).await?, 1, none)
        }
        Reading::Version { kind, id, version } => {
            let sql = format!(
                "SELECT {COLUMNS} FROM res r \
                 WHERE r.patient = $1 AND r.type = $2 AND r.id = $3 AND r.ver = $4"
            );
            page(&on.rows(&sql, &[&patient, kind, id, version]).await?, 1, none)
        }
        Reading::Versions { kind, id, page: at } => {
            let sql = format!(
                "SELECT {COLUMNS} FROM res r WHERE r.patient = $1 AND r.type = $2 AND r.id = $3 AND r.seq < $4 \
                 ORDER BY r.ver DESC LIMIT $5"
            );
            let before = at.after.map_or(i64::MAX, |cursor| cursor.seq);
            let rows = on.rows(&sql, &[&patient, kind, id, &before, &limit(at.count)]).await?;
            page(&rows, at.count, none)
        }
        Reading::History { kind, since, count } => {
            let sql = format!(
                "SELECT {COLUMNS} FROM res r WHERE r.patient = $1 AND r.seq > $2 AND r.upd >= $3 \
                 AND ($4::text IS NULL OR r.type = $4) ORDER BY r.seq LIMIT $5"
            );
            let (after, from) = begins(*since);
            let limit = limit(*count);
            let values: [Value<'_>; 5] = [&patient, &after, &from, kind, &limit];
            let (rows, latest) = tokio::try_join!(on.rows(&sql, &values), latest(on, patient, after))?;
            let mut found = page(&rows, *count, none)?;
            found.latest = Some(latest);
            Ok(found)
        }
        Reading::Search(query) => search::search(on, patient, query).await,
        Reading::Count(query) => search::count(on, patient, query).await,
        Reading::Everything { page: at, since, kinds } => everything(on, patient, *at, *since, kinds).await,
    }
}

async fn everything(
    on: &On,
    patient: &str,
    at: Page,
    since: Since,
    kinds: &[String],
) -> Result<Found, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM res r JOIN cur c ON c.patient = r.patient AND c.type = r.type AND c.id = r.id \
         AND c.seq = r.seq WHERE r.patient = $1 AND r.seq > $2 AND r.upd >= $3 \
         AND (cardinality($5::text[]) = 0 OR r.type = ANY ($5)) ORDER BY r.seq LIMIT $4"
    );
    let (after, from) = begins(since);
    let after = at.after.map_or(after, |cursor| cursor.seq);
    let rows = on.rows(&sql, &[&patient, &after, &from, &limit(at.count), &kinds]).await?;
    page(&rows, at.count, |_| Ok(0))
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
async fn latest(on: &On, patient: &str, at_least: i64) -> Result<Cursor, StoreError> {
    let sql = "SELECT seq FROM res WHERE patient = $1 ORDER BY seq DESC LIMIT 1";
    let seq = on.row(sql, &[&patient]).await?.map(|row| row.try_get::<_, i64>(0)).transpose()?;
    Ok(Cursor { value: 0, seq: seq.unwrap_or(0).max(at_least) })
}
