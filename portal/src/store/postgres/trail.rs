//! Rows of the audit: appended to the one chain, shown to their patient, followed from the first to the last.

use super::cell::{bytes, clean};
use super::on::{On, Value};
use crate::audit::{Broken, Entry, Kept, Trail, Verified, chained};
use crate::store::{Access, StoreError};
use tokio_postgres::Row;

const COLUMNS: &str =
    "seq, at, patient, actor, token, action, type, id, ver, status, found, sha, request, query, hash";

/// Rows that are followed at a time.
const STRETCH: i64 = 2_000;

/// Appends one row for each entry. The last thing a transaction does: from here to its commit every other waits.
pub(super) async fn append(on: &On, access: &Access, entries: Vec<Entry>) -> Result<(), StoreError> {
    append_all(on, vec![(access.clone(), entries)]).await
}

/// The same for several accesses.
pub(super) async fn append_all(on: &On, acts: Vec<(Access, Vec<Entry>)>) -> Result<(), StoreError> {
    if acts.iter().all(|(_, entries)| entries.is_empty()) {
        return Ok(());
    }
    let row = on.row("SELECT audit_seq, hash FROM head WHERE one = 1 FOR UPDATE", &[]).await?;
    let row = row.ok_or(StoreError::Damaged("head"))?;
    let (mut seq, mut hash): (i64, [u8; 32]) = (row.try_get(0)?, bytes(&row, 1)?);
    let mut kept = Vec::new();
    for (access, entries) in acts {
        for mut entry in entries {
            seq += 1;
            entry.query = clean(&entry.query);
            let row = Kept::new(seq, &access, entry);
            hash = chained(&hash, &row);
            kept.push((row, hash));
        }
    }
    let numbers = |of: fn(&Kept) -> i64| kept.iter().map(|(row, _)| of(row)).collect::<Vec<i64>>();
    let (seqs, instants) = (numbers(|row| row.seq), numbers(|row| row.at_ms));
    let (versions, statuses, founds) =
        (numbers(|row| row.version), numbers(|row| row.status), numbers(|row| row.found));
    let patients = texts(&kept, |row| &row.patient);
    let (actors, tokens) = (texts(&kept, |row| &row.actor), texts(&kept, |row| &row.token));
    let (actions, kinds) = (texts(&kept, |row| &row.action), texts(&kept, |row| &row.kind));
    let ids = texts(&kept, |row| &row.id);
    let (requests, queries) = (texts(&kept, |row| &row.request), texts(&kept, |row| &row.query));
    let shas: Vec<&[u8]> = kept.iter().map(|(row, _)| row.sha.as_slice()).collect();
    let hashes: Vec<&[u8]> = kept.iter().map(|(_, hash)| hash.as_slice()).collect();
    let insert = format!(
        "INSERT INTO audit ({COLUMNS}) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], \
         $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bytea[], \
         $13::text[], $14::text[], $15::bytea[])"
    );
    let values: [Value<'_>; 15] = [
        &seqs, &instants, &patients, &actors, &tokens, &actions, &kinds, &ids, &versions, &statuses, &founds,
        &shas, &requests, &queries, &hashes,
    ];
    let (end, latest) = (hash.as_slice(), kept.iter().map(|(row, _)| row.at_ms).max().unwrap_or(0));
    let moved: [Value<'_>; 3] = [&seq, &end, &latest];
    tokio::try_join!(
        on.run(&insert, &values),
        on.run("UPDATE head SET audit_seq = $1, hash = $2, upd = greatest(upd, $3) WHERE one = 1", &moved),
    )?;
    Ok(())
}

/// One text of each row.
fn texts(kept: &[(Kept, [u8; 32])], of: fn(&Kept) -> &str) -> Vec<&str> {
    kept.iter().map(|(row, _)| of(row)).collect()
}

/// The rows about a patient after `after`; the look is recorded in the same commit and not part of its answer.
pub(super) async fn look(
    on: &On,
    access: &Access,
    patient: &str,
    after: i64,
    count: usize,
) -> Result<Trail, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM audit WHERE patient = $1 AND seq > $2 ORDER BY seq LIMIT $3");
    looked(on, access, patient, &sql, after, count).await
}

/// The same newest first, before `before`.
pub(super) async fn look_back(
    on: &On,
    access: &Access,
    patient: &str,
    before: Option<i64>,
    count: usize,
) -> Result<Trail, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM audit WHERE patient = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3");
    looked(on, access, patient, &sql, before.unwrap_or(i64::MAX), count).await
}

/// The same of the rows about staff.
pub(super) async fn visits(
    on: &On,
    access: &Access,
    before: Option<i64>,
    count: usize,
) -> Result<Trail, StoreError> {
    // The type stands in the text, so that the index of these rows alone is used.
    let sql = format!(
        "SELECT {COLUMNS} FROM audit WHERE type = 'Practitioner' AND patient = $1 AND seq < $2 \
         ORDER BY seq DESC LIMIT $3"
    );
    looked(on, access, "", &sql, before.unwrap_or(i64::MAX), count).await
}

async fn looked(
    on: &On,
    access: &Access,
    patient: &str,
    sql: &str,
    edge: i64,
    count: usize,
) -> Result<Trail, StoreError> {
    let limit = i64::try_from(count).unwrap_or(i64::MAX).saturating_add(1);
    let found = on.rows(sql, &[&patient, &edge, &limit]).await?;
    let mut rows = found.iter().map(|row| Ok(kept(row)?.0)).collect::<Result<Vec<_>, StoreError>>()?;
    let more = rows.len() > count;
    rows.truncate(count);
    let next = rows.last().filter(|_| more).map(|row| row.seq);
    let mut entry = Entry::new(patient, "search-type", "AuditEvent", "", 200);
    entry.found = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    append(on, access, vec![entry]).await?;
    Ok(Trail { rows, next })
}

/// Follows the chain. Rows are numbered without gaps, and the head says where it ends.
pub(super) async fn verify(on: &On) -> Result<Result<Verified, Broken>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2");
    // Rows numbered 0 or less are none of ours: the first stretch begins below every number.
    let (mut last, mut hash, mut from) = (0_i64, [0_u8; 32], i64::MIN);
    loop {
        let rows = on.rows(&sql, &[&from, &STRETCH]).await?;
        for row in &rows {
            let expected = last + 1;
            let Ok((row, stored)) = kept(row) else { return Ok(Err(Broken { row: expected })) };
            hash = chained(&hash, &row);
            if row.seq != expected || stored != hash {
                return Ok(Err(Broken { row: expected }));
            }
            last = row.seq;
        }
        from = last;
        if rows.is_empty() {
            break;
        }
    }
    let row = on.row("SELECT audit_seq, hash FROM head WHERE one = 1", &[]).await?;
    let row = row.ok_or(StoreError::Damaged("head"))?;
    if (row.try_get::<_, i64>(0)?, bytes::<32>(&row, 1)?) != (last, hash) {
        return Ok(Err(Broken { row: last + 1 }));
    }
    Ok(Ok(Verified { rows: u64::try_from(last).unwrap_or(0) }))
}

fn kept(row: &Row) -> Result<(Kept, [u8; 32]), StoreError> {
    let kept = Kept {
        seq: row.try_get(0)?,
        at_ms: row.try_get(1)?,
        patient: row.try_get(2)?,
        actor: row.try_get(3)?,
        token: row.try_get(4)?,
        action: row.try_get(5)?,
        kind: row.try_get(6)?,
        id: row.try_get(7)?,
        version: row.try_get(8)?,
        status: row.try_get(9)?,
        found: row.try_get(10)?,
        sha: row.try_get(11)?,
        request: row.try_get(12)?,
        query: row.try_get(13)?,
    };
    Ok((kept, bytes(row, 14)?))
}
