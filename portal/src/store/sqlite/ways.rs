//! Ways in as rows: passwords, passkeys, and challenges that wait for their answer.

use super::doors::{instant, ms};
use super::people;
use crate::roster::{NewWay, Passkey, Password, Presented, Removed, Shown, Ways};
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};
use zeroize::Zeroizing;

/// Challenges that wait at once; the next flood finds the oldest gone.
const CHALLENGES: i64 = 10_000;

/// Adds a way in; `false` for a passkey that is known already.
pub(super) fn add(on: &Connection, staff: &str, way: &NewWay, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let new = match way {
        NewWay::Password(new) => {
            let sql = "INSERT OR REPLACE INTO password (staff, kdf, salt, hash, totp, step, since) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            let step = i64::try_from(new.step).unwrap_or(i64::MAX);
            on.execute(sql, params![staff, new.kdf, new.salt, new.hash, new.totp.as_slice(), step, ms(at)])?
        }
        NewWay::Passkey(new) => {
            let sql = "INSERT INTO passkey (id, staff, name, fixed, moving, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                       ON CONFLICT (id) DO NOTHING";
            on.execute(sql, params![new.id, staff, new.name, new.fixed, new.moving, ms(at)])?
        }
    };
    Ok(new == 1)
}

/// Takes a passkey away, or the password; never the last way in.
pub(super) fn remove(on: &Connection, staff: &str, passkey: Option<&[u8]>) -> Result<Removed, StoreError> {
    let there: bool = match passkey {
        Some(id) => {
            on.prepare("SELECT 1 FROM passkey WHERE id = ?1 AND staff = ?2")?.exists(params![id, staff])?
        }
        None => on.prepare("SELECT 1 FROM password WHERE staff = ?1")?.exists([staff])?,
    };
    if !there {
        return Ok(Removed::Nothing);
    }
    let count = "SELECT (SELECT count(*) FROM passkey WHERE staff = ?1) + (SELECT count(*) FROM password WHERE staff = ?1)";
    let count: i64 = on.query_row(count, [staff], |row| row.get(0))?;
    if count < 2 {
        return Ok(Removed::LastWay);
    }
    match passkey {
        Some(id) => on.execute("DELETE FROM passkey WHERE id = ?1 AND staff = ?2", params![id, staff])?,
        None => on.execute("DELETE FROM password WHERE staff = ?1", [staff])?,
    };
    Ok(Removed::Done)
}

pub(super) fn ways(on: &Connection, staff: &str) -> Result<Ways, StoreError> {
    let since = "SELECT since FROM password WHERE staff = ?1";
    let password = on.query_row(since, [staff], |row| row.get(0)).optional()?.map(instant);
    let sql = "SELECT id, name, since, used FROM passkey WHERE staff = ?1 ORDER BY since, id";
    let shown = |row: &Row<'_>| {
        let used = row.get::<_, Option<i64>>(3)?.map(instant);
        Ok(Shown { id: row.get(0)?, name: row.get(1)?, since: instant(row.get(2)?), used })
    };
    let passkeys = on.prepare(sql)?.query_map([staff], shown)?.collect::<Result<_, _>>()?;
    Ok(Ways { password, passkeys })
}

pub(super) fn handle(on: &Connection, staff: &str) -> Result<Option<[u8; 64]>, StoreError> {
    let sql = "SELECT handle FROM staff WHERE id = ?1 AND disabled IS NULL";
    Ok(on.query_row(sql, [staff], |row| row.get(0)).optional()?)
}

pub(super) fn password(on: &Connection, staff: &str) -> Result<Option<Password>, StoreError> {
    let read = |row: &Row<'_>| {
        Ok(Password {
            kdf: row.get(0)?,
            salt: row.get(1)?,
            hash: row.get(2)?,
            totp: Zeroizing::new(row.get(3)?),
            step: u64::try_from(row.get::<_, i64>(4)?).unwrap_or(u64::MAX),
        })
    };
    let sql = "SELECT kdf, salt, hash, totp, step FROM password WHERE staff = ?1";
    Ok(on.query_row(sql, [staff], read).optional()?)
}

pub(super) fn passkey(on: &Connection, id: &[u8]) -> Result<Option<Presented>, StoreError> {
    let sql = format!(
        "SELECT {}, staff.handle, passkey.name, passkey.fixed, passkey.moving \
         FROM passkey JOIN staff ON staff.id = passkey.staff WHERE passkey.id = ?1 AND staff.disabled IS NULL",
        people::COLUMNS
    );
    let read = |row: &Row<'_>| {
        let passkey =
            Passkey { id: id.to_owned(), name: row.get(8)?, fixed: row.get(9)?, moving: row.get(10)? };
        Ok(Presented { member: people::member(row)?, handle: row.get(7)?, passkey })
    };
    Ok(on.query_row(&sql, [id], read).optional()?)
}

/// Spends the code of a step: `false` when it, or a later one, has counted already.
pub(super) fn spend_step(on: &Connection, staff: &str, step: u64) -> Result<bool, StoreError> {
    let step = i64::try_from(step).unwrap_or(i64::MAX);
    let sql = "UPDATE password SET step = ?2 WHERE staff = ?1 AND step < ?2";
    Ok(on.execute(sql, params![staff, step])? == 1)
}

/// A passkey was used.
pub(super) fn moved(
    on: &Connection,
    staff: &str,
    id: &[u8],
    moving: &[u8],
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE passkey SET moving = ?3, used = ?4 WHERE id = ?1 AND staff = ?2";
    Ok(on.execute(sql, params![id, staff, moving, ms(at)])? == 1)
}

pub(super) fn keep_challenge(
    on: &Connection,
    challenge: &[u8],
    state: &[u8],
    ends: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    on.execute("DELETE FROM challenge WHERE ends <= ?1", [ms(at)])?;
    let sql = "INSERT INTO challenge (challenge, state, ends) VALUES (?1, ?2, ?3)";
    on.execute(sql, params![challenge, state, ms(ends)])?;
    let sql = "DELETE FROM challenge WHERE challenge IN (SELECT challenge FROM challenge ORDER BY ends DESC \
               LIMIT -1 OFFSET ?1)";
    on.execute(sql, [CHALLENGES])?;
    Ok(())
}

pub(super) fn take_challenge(
    on: &Connection,
    challenge: &[u8],
    at: DateTime<Utc>,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "DELETE FROM challenge WHERE challenge = ?1 RETURNING state, ends";
    let taken = on.query_row(sql, [challenge], |row| Ok((row.get(0)?, instant(row.get(1)?)))).optional()?;
    Ok(taken.filter(|(_, ends)| at < *ends).map(|(state, _)| state))
}
