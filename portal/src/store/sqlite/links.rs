//! Shared links behind the trait [`Links`]: each method one commit.

use super::SqliteStore;
use super::doors::{instant, ms};
use crate::caller::Pending;
use crate::keyring::Digest;
use crate::store::StoreError;
use crate::store::links::{ALL, ATTEMPTS, Asking, Kept, Links, Looked, NewLink, OPENINGS, Opening};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Whether a link is active at `?2`: the one place that says it.
macro_rules! active {
    () => {
        "address = ?1 AND ends > ?2 AND file IS NOT NULL"
    };
}

impl Links for SqliteStore {
    fn keep(&self, link: NewLink, at: DateTime<Utc>) -> Pending<'_, Result<Kept, StoreError>> {
        Box::pin(self.write(move |on| {
            on.prepare_cached("DELETE FROM link WHERE ends <= ?1")?.execute([ms(at)])?;
            keep(on, &link, at)
        }))
    }

    fn open(
        &self,
        address: Digest,
        asking: Asking,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Opening, StoreError>> {
        Box::pin(self.write(move |on| open(on, &address, asking, at)))
    }

    fn look(
        &self,
        address: Digest,
        manage: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Option<Looked>, StoreError>> {
        Box::pin(self.look(move |on| {
            let sql = concat!("SELECT opened, wrong, ends FROM link WHERE ", active!(), " AND manage = ?3");
            let read = |row: &Row<'_>| {
                Ok(Looked { opened: row.get(0)?, wrong: row.get(1)?, ends: instant(row.get(2)?) })
            };
            let found = on.prepare_cached(sql)?.query_row(params![address.0, ms(at), manage.0], read);
            Ok(found.optional()?)
        }))
    }

    fn take_back(
        &self,
        address: Digest,
        manage: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            let sql = concat!("UPDATE link SET file = NULL WHERE ", active!(), " AND manage = ?3");
            Ok(on.prepare_cached(sql)?.execute(params![address.0, ms(at), manage.0])? == 1)
        }))
    }
}

fn keep(on: &Connection, link: &NewLink, at: DateTime<Utc>) -> Result<Kept, StoreError> {
    let same = concat!("UPDATE link SET file = ?4, at = ?2 WHERE ", active!(), " AND manage = ?3");
    let bound = params![link.address.0, ms(at), link.manage.0, link.file];
    if on.prepare_cached(same)?.execute(bound)? == 1 {
        return Ok(Kept::Replaced);
    }
    let held: i64 = on
        .prepare_cached("SELECT coalesce(sum(octet_length(file)), 0) FROM link WHERE file IS NOT NULL")?
        .query_row([], |row| row.get(0))?;
    if u64::try_from(held).unwrap_or(u64::MAX).saturating_add(link.file.len() as u64) > ALL {
        return Ok(Kept::Full);
    }
    let new = "INSERT INTO link (address, manage, passcode, file, kind, long_term, at, ends) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING";
    let passcode = link.passcode.map(|digest| digest.0);
    let bound = params![
        link.address.0,
        link.manage.0,
        passcode,
        link.file,
        link.kind,
        link.long_term,
        ms(at),
        ms(link.ends)
    ];
    Ok(if on.prepare_cached(new)?.execute(bound)? == 1 { Kept::New } else { Kept::Taken })
}

/// One statement finds the link, compares, and counts either an opening or a wrong passcode; the fifth wrong one takes
/// the file away in the same stroke.
fn open(on: &Connection, address: &Digest, asking: Asking, at: DateTime<Utc>) -> Result<Opening, StoreError> {
    // 1 right, 0 wrong. By GET, a link with a passcode is none; without one, whatever is given is right.
    let sql = concat!(
        "UPDATE link SET \
            opened = opened + (passcode IS NULL OR passcode IS ?3), \
            wrong = wrong + (passcode IS NOT NULL AND ?3 IS NOT NULL AND passcode IS NOT ?3), \
            file = CASE WHEN passcode IS NOT NULL AND ?3 IS NOT NULL AND passcode IS NOT ?3 AND wrong + 1 >= ?4 \
                THEN NULL ELSE file END \
         WHERE ",
        active!(),
        " AND wrong < ?4 AND opened < ?5 AND (passcode IS NULL OR NOT ?6) \
         RETURNING passcode IS NULL OR passcode IS ?3, file, kind, long_term, at, wrong"
    );
    let (given, direct) = match asking {
        Asking::Direct => (None, true),
        Asking::Manifest(given) => (given.map(|digest| digest.0), false),
    };
    let read = |row: &Row<'_>| {
        if !row.get::<_, bool>(0)? {
            return Ok(Opening::Wrong { remaining: ATTEMPTS.saturating_sub(row.get(5)?) });
        }
        Ok(Opening::File {
            file: row.get(1)?,
            kind: row.get(2)?,
            long_term: row.get(3)?,
            at: instant(row.get(4)?),
        })
    };
    let bound = params![address.0, ms(at), given, ATTEMPTS, OPENINGS, direct];
    let found = on.prepare_cached(sql)?.query_row(bound, read).optional()?;
    Ok(found.unwrap_or(Opening::Gone))
}
