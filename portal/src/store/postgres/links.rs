//! Shared links behind the trait [`Links`]: each method one commit.

use super::PgStore;
use super::cell::{at as instant_of, clean, ms};
use super::on::{On, Value};
use crate::caller::Pending;
use crate::keyring::Digest;
use crate::store::StoreError;
use crate::store::links::{ALL, ATTEMPTS, Asking, Kept, Links, Looked, NewLink, OPENINGS, Opening, TICKET};
use chrono::{DateTime, Utc};

/// Whether a link is active at `$2`: the one place that says it.
macro_rules! active {
    () => {
        "address = $1 AND ends > $2 AND file IS NOT NULL"
    };
}

impl Links for PgStore {
    fn keep(&self, link: NewLink, at: DateTime<Utc>) -> Pending<'_, Result<Kept, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                // What is held in all is counted by one at a time.
                on.row("SELECT pg_advisory_xact_lock(4, 0)", &[]).await?;
                on.run("DELETE FROM link WHERE ends <= $1", &[&ms(at)]).await?;
                keep(on, &link, at).await
            })
        }))
    }

    fn open(
        &self,
        address: Digest,
        asking: Asking,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Opening, StoreError>> {
        Box::pin(self.write(move |on| Box::pin(async move { open(on, &address, asking, at).await })))
    }

    fn lend(
        &self,
        ticket: Digest,
        address: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.run("DELETE FROM ticket WHERE ends <= $1", &[&ms(at)]).await?;
                let new = "INSERT INTO ticket (ticket, address, ends) VALUES ($1, $2, $3)";
                on.run(new, &[&ticket.0.as_slice(), &address.0.as_slice(), &ms(at + TICKET)]).await?;
                Ok(())
            })
        }))
    }

    fn fetch(&self, ticket: Digest, at: DateTime<Utc>) -> Pending<'_, Result<Option<String>, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                let spend = "DELETE FROM ticket WHERE ticket = $1 AND ends > $2 RETURNING address";
                let found = on.row(spend, &[&ticket.0.as_slice(), &ms(at)]).await?;
                // A ticket that is none leads to an address that nobody has: the same statements as for one that is.
                let address = match found {
                    Some(row) => row.try_get::<_, Vec<u8>>(0)?,
                    None => vec![0; 32],
                };
                let sql = concat!("SELECT file FROM link WHERE ", active!());
                let found = on.row(sql, &[&address, &ms(at)]).await?;
                Ok(found.map(|row| row.try_get(0)).transpose()?)
            })
        }))
    }

    fn look(
        &self,
        address: Digest,
        manage: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Option<Looked>, StoreError>> {
        Box::pin(self.look(move |on| {
            Box::pin(async move {
                let sql =
                    concat!("SELECT opened, wrong, ends FROM link WHERE ", active!(), " AND manage = $3");
                let row = on.row(sql, &[&address.0.as_slice(), &ms(at), &manage.0.as_slice()]).await?;
                let Some(row) = row else { return Ok(None) };
                let count = |column| -> Result<u32, StoreError> {
                    Ok(u32::try_from(row.try_get::<_, i64>(column)?).unwrap_or(u32::MAX))
                };
                Ok(Some(Looked { opened: count(0)?, wrong: count(1)?, ends: instant_of(&row, 2)? }))
            })
        }))
    }

    fn take_back(
        &self,
        address: Digest,
        manage: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                let sql = concat!("UPDATE link SET file = NULL WHERE ", active!(), " AND manage = $3");
                let (address, manage, at) = (address.0.as_slice(), manage.0.as_slice(), ms(at));
                Ok(on.run(sql, &[&address, &at, &manage]).await? == 1)
            })
        }))
    }
}

async fn keep(on: &On, link: &NewLink, at: DateTime<Utc>) -> Result<Kept, StoreError> {
    let (address, manage) = (link.address.0.as_slice(), link.manage.0.as_slice());
    let same = concat!("UPDATE link SET file = $4, at = $2 WHERE ", active!(), " AND manage = $3");
    if on.run(same, &[&address, &ms(at), &manage, &link.file]).await? == 1 {
        return Ok(Kept::Replaced);
    }
    let held = "SELECT coalesce(sum(octet_length(file)), 0)::bigint FROM link WHERE file IS NOT NULL";
    let held: i64 = on.row(held, &[]).await?.ok_or(StoreError::Damaged("link"))?.try_get(0)?;
    if u64::try_from(held).unwrap_or(u64::MAX).saturating_add(link.file.len() as u64) > ALL {
        return Ok(Kept::Full);
    }
    let new = "INSERT INTO link (address, manage, passcode, file, kind, long_term, at, ends) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let passcode = link.passcode.map(|digest| digest.0.to_vec());
    let (kind, long_term) = (clean(&link.kind), i64::from(link.long_term));
    let (at, ends) = (ms(at), ms(link.ends));
    let values: [Value<'_>; 8] = [&address, &manage, &passcode, &link.file, &kind, &long_term, &at, &ends];
    Ok(if on.run(new, &values).await? == 1 { Kept::New } else { Kept::Taken })
}

/// One statement finds the link, compares, and counts either an opening or a wrong passcode; the fifth wrong one takes
/// the file away in the same stroke. Of two at once the second waits for the first and is judged by what came of it.
async fn open(on: &On, address: &Digest, asking: Asking, at: DateTime<Utc>) -> Result<Opening, StoreError> {
    // By GET, a link with a passcode is none; without one, whatever is given is right.
    let sql = concat!(
        "UPDATE link SET \
            opened = opened + CASE WHEN passcode IS NULL OR passcode IS NOT DISTINCT FROM $3 THEN 1 ELSE 0 END, \
            wrong = wrong + CASE WHEN passcode <> $3 THEN 1 ELSE 0 END, \
            file = CASE WHEN passcode <> $3 AND wrong + 1 >= $4 THEN NULL ELSE file END \
         WHERE ",
        active!(),
        " AND wrong < $4 AND opened < $5 AND (passcode IS NULL OR NOT $6) \
         RETURNING passcode IS NULL OR passcode IS NOT DISTINCT FROM $3, file, kind, long_term, at, wrong"
    );
    let (given, direct) = match asking {
        Asking::Direct => (None, true),
        Asking::Manifest(given) => (given.map(|digest| digest.0.to_vec()), false),
    };
    let (now, attempts, openings) = (ms(at), i64::from(ATTEMPTS), i64::from(OPENINGS));
    let address = address.0.as_slice();
    let values: [Value<'_>; 6] = [&address, &now, &given, &attempts, &openings, &direct];
    let Some(row) = on.row(sql, &values).await? else { return Ok(Opening::Gone) };
    if !row.try_get::<_, bool>(0)? {
        let wrong = u32::try_from(row.try_get::<_, i64>(5)?).unwrap_or(u32::MAX);
        return Ok(Opening::Wrong { remaining: ATTEMPTS.saturating_sub(wrong) });
    }
    Ok(Opening::File {
        file: row.try_get(1)?,
        kind: row.try_get(2)?,
        long_term: row.try_get::<_, i64>(3)? == 1,
        at: instant_of(&row, 4)?,
    })
}
