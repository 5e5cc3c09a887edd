//! Sessions as rows, by the digest of their cookie. Ended ones are kept a day for the reader of the tables, then go.

use super::cell::{at, ms};
use super::on::On;
use super::people;
use crate::keyring::Digest;
use crate::roster::session::{IDLE, Standing};
use crate::roster::{NewSession, Session};
use crate::store::StoreError;
use chrono::{DateTime, TimeDelta, Utc};

/// Rows of dead sessions stay this long.
const KEPT: TimeDelta = TimeDelta::days(1);

/// Browsers one person is known by, at most; the oldest goes.
const BROWSERS: i64 = 10;

pub(super) async fn open(on: &On, new: &NewSession, at: DateTime<Utc>) -> Result<(), StoreError> {
    let old = "DELETE FROM session WHERE digest IN \
               (SELECT digest FROM session WHERE seen < $1 FOR UPDATE SKIP LOCKED)";
    on.run(old, &[&ms(at - IDLE - KEPT)]).await?;
    if let Some(before) = &new.instead_of {
        end(on, before, at).await?;
    }
    let sql = "INSERT INTO session (digest, staff, way, since, seen) VALUES ($1, $2, $3, $4, $4)";
    on.run(sql, &[&new.digest.0.as_slice(), &new.staff, &new.way.word(), &ms(at)]).await?;
    if let Some(browser) = &new.browser {
        let sql = "INSERT INTO browser (digest, staff, since) VALUES ($1, $2, $3)";
        on.run(sql, &[&browser.0.as_slice(), &new.staff, &ms(at)]).await?;
        let sql = "DELETE FROM browser WHERE staff = $1 AND digest NOT IN \
                   (SELECT digest FROM browser WHERE staff = $1 ORDER BY since DESC, digest LIMIT $2)";
        on.run(sql, &[&new.staff, &BROWSERS]).await?;
    }
    Ok(())
}

/// The session and whether it is to be noted that it was seen.
pub(super) async fn find(
    on: &On,
    cookie: &Digest,
    now: DateTime<Utc>,
) -> Result<Option<(Session, bool)>, StoreError> {
    let sql = format!(
        "SELECT {}, session.since, session.seen, session.ended IS NOT NULL \
         FROM session JOIN staff ON staff.id = session.staff WHERE session.digest = $1",
        people::COLUMNS
    );
    let Some(row) = on.row(&sql, &[&cookie.0.as_slice()]).await? else { return Ok(None) };
    let member = people::member(&row)?;
    let standing = Standing {
        since: at(&row, 7)?,
        seen: at(&row, 8)?,
        ended: row.try_get(9)?,
        disabled: member.disabled.is_some(),
    };
    let session = Session { member, since: standing.since };
    Ok(standing.lives(now).then(|| (session, standing.to_note(now))))
}

/// Notes a sight, never an earlier one than is noted.
pub(super) async fn note(on: &On, cookie: &Digest, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE session SET seen = greatest(seen, $2) WHERE digest = $1 AND ended IS NULL";
    on.run(sql, &[&cookie.0.as_slice(), &ms(at)]).await?;
    Ok(())
}

pub(super) async fn end(on: &On, cookie: &Digest, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "UPDATE session SET ended = $2 WHERE digest = $1 AND ended IS NULL";
    Ok(on.run(sql, &[&cookie.0.as_slice(), &ms(at)]).await? == 1)
}

pub(super) async fn end_all(on: &On, staff: &str, at: DateTime<Utc>) -> Result<u64, StoreError> {
    let sql = "UPDATE session SET ended = $2 WHERE staff = $1 AND ended IS NULL";
    on.run(sql, &[&staff, &ms(at)]).await
}

/// Whether this browser is one that somebody signed in with.
pub(super) async fn knows(on: &On, staff: &str, browser: &Digest) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM browser WHERE digest = $1 AND staff = $2";
    Ok(on.row(sql, &[&browser.0.as_slice(), &staff]).await?.is_some())
}
