//! The clinic, its list of patients and its invitations, as rows. Each function runs inside one transaction.

use crate::keyring::claim::{self, Attempt, Standing};
use crate::keyring::{Attempted, Clinic, Digest, Invitation, Knock, Listed, SetUp, Tally, Why};
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// An instant as it is kept.
pub(super) fn ms(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// An instant as it was kept.
pub(super) fn instant(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

/// A digest of a column.
pub(super) fn digest(row: &Row<'_>, at: usize) -> Result<Digest, rusqlite::Error> {
    row.get::<_, [u8; 32]>(at).map(Digest)
}

pub(super) fn clinic(on: &Connection) -> Result<Option<Clinic>, StoreError> {
    let sql = "SELECT name, admin, since, (SELECT url FROM address) FROM clinic";
    let read = |row: &Row<'_>| {
        Ok(Clinic {
            name: row.get(0)?,
            admin: row.get(1)?,
            since: instant(row.get(2)?),
            public_url: row.get(3)?,
        })
    };
    Ok(on.query_row(sql, [], read).optional()?)
}

pub(super) fn address(on: &Connection) -> Result<Option<String>, StoreError> {
    Ok(on.query_row("SELECT url FROM address", [], |row| row.get(0)).optional()?)
}

pub(super) fn found(on: &Connection, clinic: &Clinic, set_up: &SetUp) -> Result<bool, StoreError> {
    let sql = "INSERT INTO clinic VALUES (1, ?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
    let link = set_up.link.0;
    let new = on.execute(sql, params![clinic.name, clinic.admin, ms(clinic.since), link, ms(set_up.ends)])?;
    Ok(new == 1)
}

pub(super) fn remember_url(on: &Connection, url: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO address VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET url = excluded.url";
    on.execute(sql, [url])?;
    Ok(())
}

pub(super) fn enrol(
    on: &Connection,
    patient: &str,
    synthetic: bool,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO listed VALUES (?1, ?2, NULL, ?3) ON CONFLICT (patient) DO NOTHING";
    on.execute(sql, params![patient, ms(at), i64::from(synthetic)])?;
    Ok(())
}

pub(super) fn close(on: &Connection, patient: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let listed = "UPDATE listed SET closed = coalesce(closed, ?2) WHERE patient = ?1";
    if on.execute(listed, params![patient, ms(at)])? == 0 {
        return Ok(false);
    }
    withdraw(on, patient, at)?;
    let families = "UPDATE family SET revoked = ?2, why = ?3 WHERE patient = ?1 AND revoked IS NULL";
    on.execute(families, params![patient, ms(at), Why::Closed.word()])?;
    Ok(true)
}

/// Everything of one patient behind the doors, for an erasure.
pub(super) fn erase(on: &Connection, patient: &str) -> Result<(), StoreError> {
    // Families, tokens and invitations go with the row they hang on.
    on.execute("DELETE FROM listed WHERE patient = ?1", [patient])?;
    Ok(())
}

pub(super) fn patients(on: &Connection, patient: Option<&str>) -> Result<Vec<Listed>, StoreError> {
    // Withdrawn: paired once, and no pairing lives.
    let sql = "SELECT patient, since, closed, synthetic, \
        (SELECT CASE WHEN count(*) > 0 AND count(*) = count(revoked) THEN max(revoked) END FROM family \
            WHERE family.patient = listed.patient AND kind = 'pairing') \
        FROM listed WHERE ?1 IS NULL OR patient = ?1 ORDER BY since, patient";
    let mut rows = on.prepare_cached(sql)?;
    let read = |row: &Row<'_>| {
        Ok(Listed {
            id: row.get(0)?,
            since: instant(row.get(1)?),
            closed: row.get::<_, Option<i64>>(2)?.map(instant),
            synthetic: row.get::<_, i64>(3)? == 1,
            withdrawn: row.get::<_, Option<i64>>(4)?.map(instant),
        })
    };
    let listed = rows.query_map([patient], read)?.collect::<Result<_, _>>()?;
    Ok(listed)
}

pub(super) fn invite(on: &Connection, new: &Invitation, at: DateTime<Utc>) -> Result<(), StoreError> {
    withdraw(on, &new.patient, at)?;
    let sql =
        "INSERT INTO invitation (link, patient, verifier, key, made, ends) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let (link, verifier, key) = (new.link.0, new.verifier.0, new.key.0);
    on.execute(sql, params![link, new.patient, verifier, key, ms(at), ms(new.ends)])?;
    Ok(())
}

/// Takes back what nobody has claimed.
fn withdraw(on: &Connection, patient: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE invitation SET withdrawn = ?2, key = NULL \
               WHERE patient = ?1 AND claimed IS NULL AND withdrawn IS NULL";
    on.execute(sql, params![patient, ms(at)])?;
    Ok(())
}

/// One attempt; the second value is whose link it was, for the audit.
pub(super) fn attempt(
    on: &Connection,
    knock: &Knock,
    at: DateTime<Utc>,
) -> Result<(Attempted, Option<String>), StoreError> {
    let sql = "SELECT patient, verifier, key, ends, claimed IS NOT NULL, withdrawn IS NOT NULL, wrong \
               FROM invitation WHERE link = ?1";
    let read = |row: &Row<'_>| {
        let standing = Standing {
            ends: instant(row.get(3)?),
            claimed: row.get(4)?,
            withdrawn: row.get(5)?,
            wrong: row.get(6)?,
        };
        let key = row.get::<_, Option<[u8; 32]>>(2)?.map(Digest);
        Ok((row.get::<_, String>(0)?, digest(row, 1)?, key, standing))
    };
    let gone = Attempted::Not(Attempt::Gone);
    let Some((patient, verifier, key, standing)) = on.query_row(sql, [knock.link.0], read).optional()? else {
        return Ok((gone, None));
    };
    let right = knock.verifier.map(|given| given.same(&verifier));
    let answer = match (claim::judge(standing, right, at), key) {
        (Attempt::Open, Some(key)) => {
            let sql = "UPDATE invitation SET claimed = ?2, key = NULL WHERE link = ?1";
            on.execute(sql, params![knock.link.0, ms(at)])?;
            super::families::pair(on, &patient, knock, at)?;
            Attempted::Claimed { patient: patient.clone(), key }
        }
        (wrong @ Attempt::Wrong { counts, .. }, _) => {
            if counts {
                on.execute("UPDATE invitation SET wrong = wrong + 1 WHERE link = ?1", [knock.link.0])?;
            }
            Attempted::Not(wrong)
        }
        // An open link without its key cannot be: nobody gets tokens by it.
        (Attempt::Open | Attempt::Gone, _) => gone,
    };
    Ok((answer, Some(patient)))
}

pub(super) fn tally(on: &Connection, at: DateTime<Utc>) -> Result<Tally, StoreError> {
    let sql = "SELECT (SELECT count(*) FROM listed WHERE closed IS NULL), \
        (SELECT count(*) FROM listed WHERE closed IS NOT NULL), \
        (SELECT count(*) FROM family WHERE kind = 'pairing' AND revoked IS NULL), \
        (SELECT count(*) FROM family WHERE kind = 'pairing' AND revoked IS NULL \
            AND (phone IS NULL OR staff IS NULL)), \
        (SELECT count(*) FROM invitation WHERE claimed IS NULL AND withdrawn IS NULL AND wrong < 5 AND ends > ?1)";
    let read = |row: &Row<'_>| {
        let count = |at: usize| row.get::<_, i64>(at).map(|n| u64::try_from(n).unwrap_or(0));
        Ok(Tally {
            patients: count(0)?,
            closed: count(1)?,
            pairings: count(2)?,
            unmatched: count(3)?,
            invitations: count(4)?,
        })
    };
    Ok(on.query_row(sql, [ms(at)], read)?)
}
