//! Rows of the audit: appended to the chain, shown to their patient, followed from the first to the last.

use crate::audit::{Broken, Entry, Kept, Trail, Verified, chained};
use crate::store::{Access, StoreError};
use rusqlite::{Connection, OptionalExtension, Row, params};

const COLUMNS: &str =
    "seq, at, patient, actor, token, action, type, id, ver, status, found, sha, request, query, hash";

/// Appends one row for each entry.
pub(super) fn append(
    connection: &Connection,
    access: &Access,
    entries: Vec<Entry>,
) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    let (mut seq, mut hash) = head(connection)?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO audit (seq, at, patient, actor, token, action, type, id, ver, status, found, sha, request, \
         query, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    for entry in entries {
        seq += 1;
        let row = Kept::new(seq, access, entry);
        hash = chained(&hash, &row);
        insert.execute(params![
            row.seq,
            row.at_ms,
            row.patient,
            row.actor,
            row.token,
            row.action,
            row.kind,
            row.id,
            row.version,
            row.status,
            row.found,
            row.sha,
            row.request,
            row.query,
            hash.as_slice()
        ])?;
    }
    connection
        .prepare_cached("UPDATE head SET audit_seq = ?1, hash = ?2 WHERE one = 1")?
        .execute(params![seq, hash.as_slice()])?;
    Ok(())
}

fn head(connection: &Connection) -> Result<(i64, [u8; 32]), StoreError> {
    connection
        .prepare_cached("SELECT audit_seq, hash FROM head WHERE one = 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or(StoreError::Damaged("head"))
}

/// The rows about a patient after `after`; the look is recorded in the same commit and not part of its answer.
pub(super) fn look(
    connection: &Connection,
    access: &Access,
    patient: &str,
    after: i64,
    count: usize,
) -> Result<Trail, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM audit WHERE patient = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3");
    looked(connection, access, patient, &sql, after, count)
}

/// The same newest first, before `before`.
pub(super) fn look_back(
    connection: &Connection,
    access: &Access,
    patient: &str,
    before: Option<i64>,
    count: usize,
) -> Result<Trail, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM audit WHERE patient = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3");
    looked(connection, access, patient, &sql, before.unwrap_or(i64::MAX), count)
}

/// The same of the rows about staff.
pub(super) fn visits(
    connection: &Connection,
    access: &Access,
    before: Option<i64>,
    count: usize,
) -> Result<Trail, StoreError> {
    // The type stands in the text, so that the index of these rows alone is used.
    let sql = format!(
        "SELECT {COLUMNS} FROM audit WHERE type = 'Practitioner' AND patient = ?1 AND seq < ?2 \
         ORDER BY seq DESC LIMIT ?3"
    );
    looked(connection, access, "", &sql, before.unwrap_or(i64::MAX), count)
}

fn looked(
    connection: &Connection,
    access: &Access,
    patient: &str,
    sql: &str,
    edge: i64,
    count: usize,
) -> Result<Trail, StoreError> {
    let limit = i64::try_from(count).unwrap_or(i64::MAX).saturating_add(1);
    let mut rows: Vec<Kept> = connection
        .prepare_cached(sql)?
        .query_map(params![patient, edge, limit], |row| kept(row).map(|(row, _)| row))?
        .collect::<Result<_, _>>()?;
    let more = rows.len() > count;
    rows.truncate(count);
    let next = rows.last().filter(|_| more).map(|row| row.seq);
    let mut entry = Entry::new(patient, "search-type", "AuditEvent", "", 200);
    entry.found = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    append(connection, access, vec![entry])?;
    Ok(Trail { rows, next })
}

/// Follows the chain. Rows are numbered without gaps, and the head says where it ends.
pub(super) fn verify(connection: &Connection) -> Result<Result<Verified, Broken>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM audit ORDER BY seq");
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut last = 0_i64;
    let mut hash = [0_u8; 32];
    while let Some(row) = rows.next()? {
        let expected = last + 1;
        // A value of another type than it was written with is a change like any other.
        let Ok((row, stored)) = kept(row) else { return Ok(Err(Broken { row: expected })) };
        hash = chained(&hash, &row);
        if row.seq != expected || stored != hash {
            return Ok(Err(Broken { row: expected }));
        }
        last = row.seq;
    }
    if head(connection)? != (last, hash) {
        return Ok(Err(Broken { row: last + 1 }));
    }
    Ok(Ok(Verified { rows: u64::try_from(last).unwrap_or(0) }))
}

fn kept(row: &Row<'_>) -> rusqlite::Result<(Kept, [u8; 32])> {
    let kept = Kept {
        seq: row.get(0)?,
        at_ms: row.get(1)?,
        patient: row.get(2)?,
        actor: row.get(3)?,
        token: row.get(4)?,
        action: row.get(5)?,
        kind: row.get(6)?,
        id: row.get(7)?,
        version: row.get(8)?,
        status: row.get(9)?,
        found: row.get(10)?,
        sha: row.get(11)?,
        request: row.get(12)?,
        query: row.get(13)?,
    };
    Ok((kept, row.get(14)?))
}

#[cfg(test)]
mod tests {
    use crate::audit::{Broken, Entry};
    use crate::store::sqlite::SqliteStore;
    use crate::store::{Access, Actor, Store as _};
    use chrono::DateTime;

    async fn with_rows(count: u16) -> (tempfile::TempDir, SqliteStore) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(folder.path()).expect("opens");
        let access = Access { actor: Actor::Command, at: DateTime::UNIX_EPOCH, request: "r".to_owned() };
        for number in 0..count {
            let (access, entry) =
                (access.clone(), Entry::new("p", "read", "Observation", "id", 200 + number));
            let written =
                store.write(move |connection| super::append(connection, &access, vec![entry])).await;
            written.expect("appended");
        }
        (folder, store)
    }

    /// Every way to meddle, by somebody who has the key and takes the triggers away first.
    #[tokio::test]
    async fn any_changed_moved_added_or_removed_row_is_found() {
        let again = "SELECT 11, at, patient, actor, token, action, type, id, ver, status, found, sha, request, query, \
                     hash FROM audit WHERE seq = 10";
        let added = format!("INSERT INTO audit {again}");
        let mut ways: Vec<(String, i64)> = vec![
            ("DELETE FROM audit WHERE seq = 1".to_owned(), 1),
            ("DELETE FROM audit WHERE seq = 5".to_owned(), 5),
            ("DELETE FROM audit WHERE seq = 10".to_owned(), 10),
            ("DELETE FROM audit".to_owned(), 1),
            ("UPDATE audit SET seq = 12 WHERE seq = 10".to_owned(), 10),
            ("UPDATE audit SET hash = zeroblob(32) WHERE seq = 4".to_owned(), 4),
            ("UPDATE head SET audit_seq = 9".to_owned(), 11),
            (added, 11),
        ];
        for column in ["patient", "actor", "token", "action", "type", "id", "request", "query"] {
            ways.push((format!("UPDATE audit SET {column} = {column} || 'x' WHERE seq = 7"), 7));
        }
        for column in ["at", "ver", "status", "found"] {
            ways.push((format!("UPDATE audit SET {column} = {column} + 1 WHERE seq = 3"), 3));
        }
        ways.push(("UPDATE audit SET sha = x'00' WHERE seq = 2".to_owned(), 2));
        for (way, row) in ways {
            let (_folder, store) = with_rows(10).await;
            assert!(store.verify().await.expect("answers").is_ok());
            let sql =
                format!("DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_shortened; {way};");
            store.write(move |connection| Ok(connection.execute_batch(&sql)?)).await.expect("meddled");
            assert_eq!(store.verify().await.expect("answers"), Err(Broken { row }), "{way}");
        }
    }

    #[tokio::test]
    async fn the_triggers_hold_without_them_being_taken_away() {
        let (_folder, store) = with_rows(2).await;
        for sql in
            ["DELETE FROM audit", "UPDATE audit SET status = 1", "REPLACE INTO audit SELECT * FROM audit"]
        {
            let tried = store.write(move |connection| Ok(connection.execute_batch(sql)?)).await;
            assert!(tried.is_err(), "{sql}");
        }
        assert!(store.verify().await.expect("answers").is_ok());
    }
}
