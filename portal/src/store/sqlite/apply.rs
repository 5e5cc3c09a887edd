//! Writing: each entry judged against what is there at that moment, appended, indexed and recorded.

use super::find::stored;
use super::{standing, trail};
use crate::store::weigh::{Weighed, weigh};
use crate::store::{
    Access, Done, Draft, Ident, Index, Party, Refusal, StoreError, Stored, Work, Write, rows,
};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

/// Applies the work inside the open transaction.
pub(super) fn apply(connection: &Connection, work: &Work) -> Result<Vec<Done>, StoreError> {
    connection.execute_batch("SAVEPOINT entries")?;
    let mut done = Vec::with_capacity(work.writes.len());
    let mut kept = standing::is_kept(connection, &work.patient)?;
    for write in &work.writes {
        done.push(one(connection, work, write, &mut kept)?);
    }
    let news: Vec<_> = work
        .writes
        .iter()
        .zip(&done)
        .filter_map(|(write, done)| match done {
            Done::Created(stored) | Done::Updated(stored) => Some((&**stored, &write.draft().trace)),
            _ => None,
        })
        .collect();
    if !news.is_empty() {
        standing::moved(connection, &work.patient, &news, kept)?;
    }
    let refused = done.iter().any(|one| matches!(one, Done::Refused(_)));
    if work.whole && refused {
        connection.execute_batch("ROLLBACK TO entries")?;
        for one in &mut done {
            if !matches!(one, Done::Refused(_)) {
                *one = Done::Refused(Refusal::Withheld);
            }
        }
    }
    connection.execute_batch("RELEASE entries")?;
    let acts =
        work.writes.iter().zip(&done).map(|(write, done)| rows::write(&work.patient, write, done)).collect();
    trail::append(connection, &work.access, acts)?;
    Ok(done)
}

fn one(connection: &Connection, work: &Work, write: &Write, kept: &mut bool) -> Result<Done, StoreError> {
    let party = work.access.actor.party();
    let draft = write.draft();
    if let Write::Create { if_none_exist: Some(ident), .. } = write {
        let ids = with_identifier(connection, &work.patient, &draft.kind, ident)?;
        match ids.as_slice() {
            [] => {}
            [id] => {
                let there = current(connection, &work.patient, &draft.kind, id)?;
                let (there, _) = there.ok_or(StoreError::Damaged("cur"))?;
                return Ok(Done::There(Box::new(there)));
            }
            _ => return Ok(Done::Refused(Refusal::Several)),
        }
    }
    let before = current(connection, &work.patient, &draft.kind, &draft.id)?;
    let weighed = weigh(work, write, before.as_ref().map(|(stored, sha)| (stored, sha)));
    let before = before.map(|(stored, _)| stored);
    match (weighed, &before) {
        (Weighed::New, _) => {}
        (Weighed::Same, Some(there)) => return Ok(Done::Same(Box::new(there.clone()))),
        (Weighed::UnlessEarlier(refusal), Some(there)) => {
            let earlier = was_there(connection, &work.patient, draft)?;
            return Ok(if earlier { Done::Same(Box::new(there.clone())) } else { Done::Refused(refusal) });
        }
        (Weighed::Refused(refusal) | Weighed::UnlessEarlier(refusal), _) => {
            return Ok(Done::Refused(refusal));
        }
        (Weighed::Same, None) => return Err(StoreError::Damaged("cur")),
    }
    let stored = insert(connection, &work.access, &work.patient, draft, before.as_ref(), party)?;
    // Once it has to be made from the record, single parts of it need not be.
    *kept = *kept && standing::tell(connection, &work.patient, draft, before.as_ref(), &stored)?;
    Ok(if before.is_some() { Done::Updated(Box::new(stored)) } else { Done::Created(Box::new(stored)) })
}

fn insert(
    connection: &Connection,
    access: &Access,
    patient: &str,
    draft: &Draft,
    before: Option<&Stored>,
    party: Party,
) -> Result<Stored, StoreError> {
    let version = before.map_or(1, |before| before.version + 1);
    let owner = before.map_or(party, |before| before.owner);
    let updated_ms: i64 = connection
        .prepare_cached("UPDATE head SET upd = max(upd, ?1) WHERE one = 1 RETURNING upd")?
        .query_row(params![access.at.timestamp_millis()], |row| row.get(0))?;
    connection
        .prepare_cached(
            "INSERT INTO res (patient, type, id, ver, upd, own, sha, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            patient,
            draft.kind,
            draft.id,
            version,
            updated_ms,
            owner.letter(),
            draft.sha.as_slice(),
            draft.body
        ])?;
    let seq = connection.last_insert_rowid();
    connection
        .prepare_cached(
            "INSERT INTO cur (patient, type, id, seq, upd) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (patient, type, id) DO UPDATE SET seq = excluded.seq, upd = excluded.upd",
        )?
        .execute(params![patient, draft.kind, draft.id, seq, updated_ms])?;
    if let Some(before) = before {
        unindex(connection, patient, before)?;
    }
    index(connection, patient, draft)?;
    if draft.kind == "Consent" {
        super::keyring::consented(connection, access, draft)?;
    }
    Ok(Stored {
        seq,
        kind: draft.kind.clone(),
        id: draft.id.clone(),
        version,
        updated_ms,
        owner,
        body: draft.body.clone(),
    })
}

fn index(connection: &Connection, patient: &str, draft: &Draft) -> Result<(), StoreError> {
    for ident in &draft.index.idents {
        connection
            .prepare_cached(
                "INSERT INTO ident (patient, type, value, system, id) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![patient, draft.kind, ident.value, ident.system, draft.id])?;
    }
    for token in &draft.index.tokens {
        connection
            .prepare_cached(
                "INSERT INTO ix_token (patient, type, param, val, system, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![patient, draft.kind, token.param, token.value, token.system, draft.id])?;
    }
    for date in &draft.index.dates {
        connection
            .prepare_cached("INSERT INTO ix_date (patient, type, lo, hi, id) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![patient, draft.kind, date.lo, date.hi, draft.id])?;
    }
    Ok(())
}

/// Takes the old version's rows out of the index, found by reading them from its body again: the tables need no
/// second index by id.
fn unindex(connection: &Connection, patient: &str, before: &Stored) -> Result<(), StoreError> {
    let Ok(Value::Object(fields)) = serde_json::from_str(&before.body) else {
        return Err(StoreError::Damaged("json"));
    };
    let old = Index::of(&before.kind, &fields);
    for ident in &old.idents {
        connection
            .prepare_cached(
                "DELETE FROM ident WHERE patient = ?1 AND type = ?2 AND value = ?3 AND system = ?4 AND id = ?5",
            )?
            .execute(params![patient, before.kind, ident.value, ident.system, before.id])?;
    }
    for token in &old.tokens {
        connection
            .prepare_cached(
                "DELETE FROM ix_token WHERE patient = ?1 AND type = ?2 AND param = ?3 AND val = ?4 AND system = ?5 \
                 AND id = ?6",
            )?
            .execute(params![patient, before.kind, token.param, token.value, token.system, before.id])?;
    }
    connection
        .prepare_cached("DELETE FROM ix_date WHERE patient = ?1 AND type = ?2 AND id = ?3")?
        .execute(params![patient, before.kind, before.id])?;
    Ok(())
}

/// The current version and its hash.
fn current(
    connection: &Connection,
    patient: &str,
    kind: &str,
    id: &str,
) -> Result<Option<(Stored, [u8; 32])>, StoreError> {
    let found = connection
        .prepare_cached(
            "SELECT r.seq, r.type, r.id, r.ver, r.upd, r.own, r.json, r.sha FROM cur c JOIN res r ON r.seq = c.seq \
             WHERE c.patient = ?1 AND c.type = ?2 AND c.id = ?3",
        )?
        .query_row(params![patient, kind, id], |row| Ok((stored(row)?, row.get(7)?)))
        .optional()?;
    Ok(found)
}

/// Was this very body an earlier version?
fn was_there(connection: &Connection, patient: &str, draft: &Draft) -> Result<bool, StoreError> {
    let found = connection
        .prepare_cached(
            "SELECT 1 FROM res WHERE patient = ?1 AND type = ?2 AND id = ?3 AND sha = ?4 LIMIT 1",
        )?
        .exists(params![patient, draft.kind, draft.id, draft.sha.as_slice()])?;
    Ok(found)
}

fn with_identifier(
    connection: &Connection,
    patient: &str,
    kind: &str,
    ident: &Ident,
) -> Result<Vec<String>, StoreError> {
    let ids = connection
        .prepare_cached(
            "SELECT DISTINCT id FROM ident WHERE patient = ?1 AND type = ?2 AND value = ?3 \
             AND (?4 = '' OR system = ?4) LIMIT 2",
        )?
        .query_map(params![patient, kind, ident.value, ident.system], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(ids)
}
