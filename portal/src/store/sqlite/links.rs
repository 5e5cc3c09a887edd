//! Shared links behind the trait [`Links`]: each method one commit.

use super::SqliteStore;
use super::doors::{instant, ms};
use crate::caller::Pending;
use crate::keyring::Digest;
use crate::store::StoreError;
use crate::store::links::{ALL, ATTEMPTS, Asking, Kept, Links, Looked, NewLink, OPENINGS, Opening, TICKET};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Whether a link is active at `?2`: the one place that says it.
macro_rules! active {
    () => {
        "address = ?1 AND ends > ?2 AND file IS NOT NULL"
    };
}

/// Finds the link, compares, and counts either an opening or a wrong passcode; the fifth wrong one takes the file away in
/// the same stroke. First column: 1 right, 0 wrong. By GET, a link with a passcode is none; without one, whatever is
/// given is right.
const OPEN: &str = concat!(
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

    fn lend(
        &self,
        ticket: Digest,
        address: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| {
            on.prepare_cached("DELETE FROM ticket WHERE ends <= ?1")?.execute([ms(at)])?;
            let new = "INSERT INTO ticket (ticket, address, ends) VALUES (?1, ?2, ?3)";
            on.prepare_cached(new)?.execute(params![ticket.0, address.0, ms(at + TICKET)])?;
            Ok(())
        }))
    }

    fn fetch(&self, ticket: Digest, at: DateTime<Utc>) -> Pending<'_, Result<Option<String>, StoreError>> {
        Box::pin(self.write(move |on| {
            let spend = "DELETE FROM ticket WHERE ticket = ?1 AND ends > ?2 RETURNING address";
            let bound = params![ticket.0, ms(at)];
            let address = on.prepare_cached(spend)?.query_row(bound, |row| row.get::<_, [u8; 32]>(0));
            // A ticket that is none leads to an address that nobody has: the same statements as for one that is.
            let address = address.optional()?.unwrap_or_default();
            let sql = concat!("SELECT file FROM link WHERE ", active!());
            let found = on.prepare_cached(sql)?.query_row(params![address, ms(at)], |row| row.get(0));
            Ok(found.optional()?)
        }))
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

fn open(on: &Connection, address: &Digest, asking: Asking, at: DateTime<Utc>) -> Result<Opening, StoreError> {
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
    let found = on.prepare_cached(OPEN)?.query_row(bound, read).optional()?;
    Ok(found.unwrap_or(Opening::Gone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use rusqlite::StatementStatus;

    fn link(of: u8, passcode: Option<u8>, ends: DateTime<Utc>) -> NewLink {
        NewLink {
            address: Digest([of; 32]),
            manage: Digest([of + 100; 32]),
            passcode: passcode.map(|byte| Digest([byte; 32])),
            file: "a..b.c.d".repeat(50_000),
            kind: "application/fhir+json".to_owned(),
            long_term: false,
            ends,
        }
    }

    /// What an opening costs: rows changed, and steps of the database's machine.
    fn work(on: &Connection, address: u8, asking: Asking, at: DateTime<Utc>) -> (u64, i32) {
        let before = on.total_changes();
        on.prepare_cached(OPEN).expect("a statement").reset_status(StatementStatus::VmStep);
        assert_eq!(open(on, &Digest([address; 32]), asking, at).expect("an answer"), Opening::Gone);
        let steps = on.prepare_cached(OPEN).expect("a statement").get_status(StatementStatus::VmStep);
        (on.total_changes() - before, steps)
    }

    #[test]
    fn links_that_are_over_cost_the_same_work_as_links_that_never_were() {
        let on = Connection::open_in_memory().expect("a database");
        on.execute_batch(include_str!("migrations/006_links.sql")).expect("the table");
        let at = DateTime::from_timestamp(1_800_000_000, 0).expect("a date");
        let later = at + TimeDelta::days(1);
        let [ended, back, closed, living, invented] = [1, 2, 3, 4, 5];
        keep(&on, &link(ended, None, at), at - TimeDelta::days(1)).expect("kept");
        for of in [back, closed, living] {
            keep(&on, &link(of, Some(9), later), at).expect("kept");
        }
        on.execute("UPDATE link SET file = NULL WHERE address = ?1", [[back; 32]]).expect("taken back");
        for _ in 0..ATTEMPTS {
            let wrong = Asking::Manifest(Some(Digest([8; 32])));
            open(&on, &Digest([closed; 32]), wrong, at).expect("an answer");
        }
        let asked =
            [None, Some(8), Some(9)].map(|byte| Asking::Manifest(byte.map(|byte| Digest([byte; 32]))));
        let mut steps = Vec::new();
        for asking in asked.into_iter().chain([Asking::Direct]) {
            for address in [ended, back, closed, invented] {
                let (changed, took) = work(&on, address, asking, at);
                assert_eq!(changed, 0, "nothing is written, so nothing is waited for");
                steps.push(took);
            }
        }
        // By GET, a link with a passcode is looked at as far as its passcode.
        steps.push(work(&on, living, Asking::Direct, at).1);
        let (least, most) = (steps.iter().min().expect("steps"), steps.iter().max().expect("steps"));
        // A handful of comparisons, well under a microsecond; a commit would be thousands.
        assert!(most - least <= 16, "{steps:?}");
    }
}
