//! Sessions as rows, by the digest of their cookie. Ended ones are kept a day for the reader of the file, then go.

use super::doors::{instant, ms};
use super::people;
use crate::keyring::Digest;
use crate::roster::session::{IDLE, Standing};
use crate::roster::{NewSession, Session};
use crate::store::StoreError;
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Rows of dead sessions stay this long.
const KEPT: TimeDelta = TimeDelta::days(1);

/// Browsers one person is known by, at most; the oldest goes.
const BROWSERS: i64 = 10;

pub(super) fn open(on: &Connection, new: &NewSession, at: DateTime<Utc>) -> Result<(), StoreError> {
    on.execute("DELETE FROM session WHERE seen < ?1", [ms(at - IDLE - KEPT)])?;
    if let Some(before) = &new.instead_of {
        end(on, before, at)?;
    }
    let sql = "INSERT INTO session (digest, staff, way, since, seen) VALUES (?1, ?2, ?3, ?4, ?4)";
    on.execute(sql, params![new.digest.0, new.staff, new.way.word(), ms(at)])?;
    if let Some(browser) = &new.browser {
        let sql = "INSERT INTO browser (digest, staff, since) VALUES (?1, ?2, ?3)";
        on.execute(sql, params![browser.0, new.staff, ms(at)])?;
        let sql = "DELETE FROM browser WHERE staff = ?1 AND digest NOT IN \
                   (SELECT digest FROM browser WHERE staff = ?1 ORDER BY since DESC, digest LIMIT ?2)";
        on.execute(sql, params![new.staff, BROWSERS])?;
    }
    Ok(())
}

/// The session and whether it is to be noted that it was seen.
pub(super) fn find(
    on: &Connection,
    cookie: &Digest,
    at: DateTime<Utc>,
) -> Result<Option<(Session, bool)>, StoreError> {
    let sql = format!(
        "SELECT {}, session.since, session.seen, session.ended IS NOT NULL \
         FROM session JOIN staff ON staff.id = session.staff WHERE session.digest = ?1",
        people::COLUMNS
    );
    let read = |row: &Row<'_>| {
        let member = people::member(row)?;
        let standing = Standing {
            since: instant(row.get(7)?),
            seen: instant(row.get(8)?),
            ended: row.get(9)?,
            disabled: member.disabled.is_some(),
        };
        Ok((member, standing))
    };
    let found = on.prepare_cached(&sql)?.query_row([cookie.0], read).optional()?;
    Ok(found
        .filter(|(_, standing)| standing.lives(at))
        .map(|(member, standing)| (Session { member, since: standing.since }, standing.to_note(at))))
}

/// Notes a sight, never an earlier one than is noted.
pub(super) fn note(on: &Connection, cookie: &Digest, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE session SET seen = max(seen, ?2) WHERE digest = ?1 AND ended IS NULL";
    on.prepare_cached(sql)?.execute(params![cookie.0, ms(at)])?;
    Ok(())
}

pub(super) fn end(on: &Connection, cookie: &Digest, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "UPDATE session SET ended = ?2 WHERE digest = ?1 AND ended IS NULL";
    Ok(on.execute(sql, params![cookie.0, ms(at)])? == 1)
}

pub(super) fn end_all(on: &Connection, staff: &str, at: DateTime<Utc>) -> Result<u64, StoreError> {
    let sql = "UPDATE session SET ended = ?2 WHERE staff = ?1 AND ended IS NULL";
    let ended = on.execute(sql, params![staff, ms(at)])?;
    Ok(u64::try_from(ended).unwrap_or(u64::MAX))
}

/// Whether this browser is one that somebody signed in with.
pub(super) fn knows(on: &Connection, staff: &str, browser: &Digest) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM browser WHERE digest = ?1 AND staff = ?2";
    Ok(on.prepare_cached(sql)?.exists(params![browser.0, staff])?)
}

/// Ends every session, link and challenge: what a copy of earlier says of them is not true any more. Summaries that
/// patients share are among them: which of them was taken back since, nobody can know.
pub(super) fn forget(on: &Connection, at: DateTime<Utc>) -> Result<(), StoreError> {
    on.execute("UPDATE session SET ended = ?1 WHERE ended IS NULL", [ms(at)])?;
    on.execute("UPDATE staff_link SET used = ?1 WHERE used IS NULL", [ms(at)])?;
    on.execute("DELETE FROM challenge", [])?;
    let open = "claimed IS NULL AND withdrawn IS NULL";
    on.execute(&["UPDATE invitation SET withdrawn = ?1, key = NULL WHERE ", open].concat(), [ms(at)])?;
    on.execute("UPDATE link SET file = NULL", [])?;
    on.execute("DELETE FROM ticket", [])?;
    Ok(())
}
