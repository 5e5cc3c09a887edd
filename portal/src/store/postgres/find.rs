//! Reading: one compartment, the patient in every WHERE besides the policy that asks the same.

use super::on::{On, Value};
use super::search;
use crate::store::sql::{COLUMNS, limit};
use crate::store::{Cursor, Found, Page, Party, Reading, Since, StoreError, Stored};
use tokio_postgres::Row;

/// A version from its row: [`COLUMNS`].
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

/// A page of a statement's rows.
pub(super) fn page(
    rows: &[Row],
    count: usize,
    value: impl Fn(&Row) -> Result<i64, StoreError>,
) -> Result<Found, StoreError> {
    Found::page(rows.iter().map(|row| Ok((stored(row)?, value(row)?))), count)
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
            let (after, from) = since.begins();
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
    let (after, from) = since.begins();
    let after = at.after.map_or(after, |cursor| cursor.seq);
    let rows = on.rows(&sql, &[&patient, &after, &from, &limit(at.count), &kinds]).await?;
    page(&rows, at.count, |_| Ok(0))
}

/// The last place in commit order that this patient has in this state of the database.
async fn latest(on: &On, patient: &str, at_least: i64) -> Result<Cursor, StoreError> {
    let sql = "SELECT seq FROM res WHERE patient = $1 ORDER BY seq DESC LIMIT 1";
    let seq = on.row(sql, &[&patient]).await?.map(|row| row.try_get::<_, i64>(0)).transpose()?;
    Ok(Cursor { value: 0, seq: seq.unwrap_or(0).max(at_least) })
}
