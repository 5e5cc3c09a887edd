//! Ways in as rows: passwords, passkeys, and challenges that wait for their answer.

use super::cell::{at, bytes, clean, maybe_at, ms};
use super::on::{On, Value};
use super::people;
use crate::roster::{NewWay, Passkey, Password, Presented, Removed, Shown, Ways};
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use zeroize::Zeroizing;

/// Challenges that wait at once; the next flood finds the oldest gone.
const CHALLENGES: i64 = 10_000;

/// Adds a way in; `false` for a passkey that is known already.
pub(super) async fn add(on: &On, staff: &str, way: &NewWay, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let since = ms(at);
    let new = match way {
        NewWay::Password(new) => {
            let sql = "INSERT INTO password (staff, kdf, salt, hash, totp, step, since) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (staff) DO UPDATE SET kdf = excluded.kdf, \
                       salt = excluded.salt, hash = excluded.hash, totp = excluded.totp, step = excluded.step, \
                       since = excluded.since";
            let step = i64::try_from(new.step).unwrap_or(i64::MAX);
            let (salt, hash, totp) = (new.salt.as_slice(), new.hash.as_slice(), new.totp.as_slice());
            let values: [Value<'_>; 7] = [&staff, &new.kdf, &salt, &hash, &totp, &step, &since];
            on.run(sql, &values).await?
        }
        NewWay::Passkey(new) => {
            let sql = "INSERT INTO passkey (id, staff, name, fixed, moving, since) VALUES ($1, $2, $3, $4, $5, $6) \
                       ON CONFLICT (id) DO NOTHING";
            let name = clean(&new.name);
            let values: [Value<'_>; 6] = [&new.id, &staff, &name, &new.fixed, &new.moving, &since];
            on.run(sql, &values).await?
        }
    };
    Ok(new == 1)
}

/// Takes a passkey away, or the password; never the last way in.
pub(super) async fn remove(on: &On, staff: &str, passkey: Option<&[u8]>) -> Result<Removed, StoreError> {
    let there = match passkey {
        Some(id) => on.row("SELECT 1 FROM passkey WHERE id = $1 AND staff = $2", &[&id, &staff]).await?,
        None => on.row("SELECT 1 FROM password WHERE staff = $1", &[&staff]).await?,
    };
    if there.is_none() {
        return Ok(Removed::Nothing);
    }
    let count = "SELECT (SELECT count(*) FROM passkey WHERE staff = $1) + (SELECT count(*) FROM password WHERE staff = $1)";
    let row = on.row(count, &[&staff]).await?.ok_or(StoreError::Damaged("ways"))?;
    if row.try_get::<_, i64>(0)? < 2 {
        return Ok(Removed::LastWay);
    }
    match passkey {
        Some(id) => on.run("DELETE FROM passkey WHERE id = $1 AND staff = $2", &[&id, &staff]).await?,
        None => on.run("DELETE FROM password WHERE staff = $1", &[&staff]).await?,
    };
    Ok(Removed::Done)
}

pub(super) async fn ways(on: &On, staff: &str) -> Result<Ways, StoreError> {
    let row = on.row("SELECT since FROM password WHERE staff = $1", &[&staff]).await?;
    let password = row.map(|row| at(&row, 0)).transpose()?;
    let sql = "SELECT id, name, since, used FROM passkey WHERE staff = $1 ORDER BY since, id";
    let mut passkeys = Vec::new();
    for row in on.rows(sql, &[&staff]).await? {
        let (id, name) = (row.try_get(0)?, row.try_get(1)?);
        passkeys.push(Shown { id, name, since: at(&row, 2)?, used: maybe_at(&row, 3)? });
    }
    Ok(Ways { password, passkeys })
}

pub(super) async fn handle(on: &On, staff: &str) -> Result<Option<[u8; 64]>, StoreError> {
    let sql = "SELECT handle FROM staff WHERE id = $1 AND disabled IS NULL";
    on.row(sql, &[&staff]).await?.map(|row| bytes(&row, 0)).transpose()
}

pub(super) async fn password(on: &On, staff: &str) -> Result<Option<Password>, StoreError> {
    let sql = "SELECT kdf, salt, hash, totp, step FROM password WHERE staff = $1";
    let Some(row) = on.row(sql, &[&staff]).await? else { return Ok(None) };
    Ok(Some(Password {
        kdf: row.try_get(0)?,
        salt: bytes(&row, 1)?,
        hash: bytes(&row, 2)?,
        totp: Zeroizing::new(bytes(&row, 3)?),
        step: u64::try_from(row.try_get::<_, i64>(4)?).unwrap_or(u64::MAX),
    }))
}

pub(super) async fn passkey(on: &On, id: &[u8]) -> Result<Option<Presented>, StoreError> {
    let sql = format!(
        "SELECT {}, staff.handle, passkey.name, passkey.fixed, passkey.moving \
         FROM passkey JOIN staff ON staff.id = passkey.staff WHERE passkey.id = $1 AND staff.disabled IS NULL",
        people::COLUMNS
    );
    let Some(row) = on.row(&sql, &[&id]).await? else { return Ok(None) };
    let (name, fixed, moving) = (row.try_get(8)?, row.try_get(9)?, row.try_get(10)?);
    let passkey = Passkey { id: id.to_owned(), name, fixed, moving };
    Ok(Some(Presented { member: people::member(&row)?, handle: bytes(&row, 7)?, passkey }))
}

/// Spends the code of a step: `false` when it, or a later one, has counted already.
pub(super) async fn spend_step(on: &On, staff: &str, step: u64) -> Result<bool, StoreError> {
    let step = i64::try_from(step).unwrap_or(i64::MAX);
    let sql = "UPDATE password SET step = $2 WHERE staff = $1 AND step < $2";
    Ok(on.run(sql, &[&staff, &step]).await? == 1)
}

/// A passkey was used.
pub(super) async fn moved(
    on: &On,
    staff: &str,
    id: &[u8],
    moving: &[u8],
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE passkey SET moving = $3, used = $4 WHERE id = $1 AND staff = $2";
    Ok(on.run(sql, &[&id, &staff, &moving, &ms(at)]).await? == 1)
}

pub(super) async fn keep_challenge(
    on: &On,
    challenge: &[u8],
    state: &[u8],
    ends: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    // Rows that another process is clearing away are left to it: two floods must not wait for each other.
    let old = "DELETE FROM challenge WHERE challenge IN \
               (SELECT challenge FROM challenge WHERE ends <= $1 FOR UPDATE SKIP LOCKED)";
    on.run(old, &[&ms(at)]).await?;
    let sql = "INSERT INTO challenge (challenge, state, ends) VALUES ($1, $2, $3)";
    on.run(sql, &[&challenge, &state, &ms(ends)]).await?;
    let sql = "DELETE FROM challenge WHERE challenge IN \
               (SELECT challenge FROM challenge ORDER BY ends DESC OFFSET $1 FOR UPDATE SKIP LOCKED)";
    on.run(sql, &[&CHALLENGES]).await?;
    Ok(())
}

pub(super) async fn take_challenge(
    on: &On,
    challenge: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "DELETE FROM challenge WHERE challenge = $1 RETURNING state, ends";
    let Some(row) = on.row(sql, &[&challenge]).await? else { return Ok(None) };
    Ok(if now < at(&row, 1)? { Some(row.try_get(0)?) } else { None })
}
