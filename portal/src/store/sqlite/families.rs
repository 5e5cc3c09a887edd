//! Pairings and tokens, as rows. Each function runs inside one transaction.

use super::doors::{instant, ms};
use crate::keyring::refresh::{self, Standing, Use};
use crate::keyring::{Digest, Fresh, Grant, Knock, Pairing, Rotated, Side, Turn, Why};
use crate::store::StoreError;
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A claimed link becomes a family with its first pair of tokens.
pub(super) fn pair(
    on: &Connection,
    patient: &str,
    knock: &Knock,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO family (id, patient, kind, scope, device, since, consent) \
               VALUES (?1, ?2, 'pairing', ?3, ?4, ?5, ?6)";
    on.execute(sql, params![knock.pairing, patient, knock.scope, knock.device, ms(at), knock.consent])?;
    keep_pair(on, &knock.pairing, &knock.scope, &knock.fresh, None)
}

/// `source` is the refresh token that the pair came of.
fn keep_pair(
    on: &Connection,
    family: &str,
    scope: &str,
    fresh: &Fresh,
    source: Option<&Digest>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO token (digest, family, kind, scope, ends, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut insert = on.prepare_cached(sql)?;
    let none: Option<[u8; 32]> = None;
    insert.execute(params![fresh.access.0, family, "access", scope, ms(fresh.access_ends), none])?;
    let source = source.map(|digest| digest.0);
    insert.execute(params![fresh.refresh.0, family, "refresh", scope, ms(fresh.refresh_ends), source])?;
    Ok(())
}

/// A token made by a command.
pub(super) fn issue(
    on: &Connection,
    grant: &Grant,
    token: &Digest,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let family = "INSERT INTO family (id, patient, kind, scope, device, since, consent) \
                  VALUES (?1, ?2, 'command', ?3, '', ?4, '')";
    on.execute(family, params![grant.family, grant.patient, grant.scope, ms(at)])?;
    let sql = "INSERT INTO token (digest, family, kind, scope, ends) VALUES (?1, ?2, 'access', ?3, ?4)";
    on.execute(sql, params![token.0, grant.family, grant.scope, ms(grant.ends)])?;
    Ok(())
}

/// What an access token opens now.
pub(super) fn admit(on: &Connection, token: &Digest, at: DateTime<Utc>) -> Result<Option<Grant>, StoreError> {
    let sql = "SELECT family.patient, family.id, token.scope, token.ends FROM token \
               JOIN family ON family.id = token.family \
               WHERE token.digest = ?1 AND token.kind = 'access' AND token.ends > ?2 AND family.revoked IS NULL";
    let read = |row: &Row<'_>| {
        Ok(Grant {
            patient: row.get(0)?,
            family: row.get(1)?,
            scope: row.get(2)?,
            ends: instant(row.get(3)?),
        })
    };
    Ok(on.prepare_cached(sql)?.query_row(params![token.0, ms(at)], read).optional()?)
}

/// Spends a refresh token; the second value is the patient and family it speaks of, for the audit.
pub(super) fn rotate(
    on: &Connection,
    turn: &Turn,
    at: DateTime<Utc>,
) -> Result<(Rotated, Option<(String, String)>), StoreError> {
    // What came of it is unused when it stands there unspent.
    let sql = "SELECT family.id, family.patient, family.scope, token.ends, token.spent, \
               family.revoked IS NOT NULL, token.retry, token.source, \
               EXISTS (SELECT 1 FROM token AS after WHERE after.source = token.digest AND after.spent IS NULL) \
               FROM token JOIN family ON family.id = token.family \
               WHERE token.digest = ?1 AND token.kind = 'refresh'";
    let read = |row: &Row<'_>| {
        let digest = |column: usize| row.get::<_, Option<[u8; 32]>>(column).map(|found| found.map(Digest));
        let same_key = digest(6)?.zip(turn.retry).is_some_and(|(first, now)| first.same(&now));
        let standing = Standing {
            ends: instant(row.get(3)?),
            spent: row.get::<_, Option<i64>>(4)?.map(instant),
            revoked: row.get(5)?,
            repeated: same_key && row.get(8)?,
        };
        let [family, patient, scope] = [0, 1, 2].map(|column| row.get::<_, String>(column));
        Ok((family?, patient?, scope?, standing, digest(7)?))
    };
    let found = on.prepare_cached(sql)?.query_row([turn.spent.0], read).optional()?;
    let Some((family, patient, granted, standing, source)) = found else { return Ok((Rotated::Dead, None)) };
    let whose = Some((patient.clone(), family.clone()));
    let scope = turn.narrowed.as_deref().unwrap_or(&granted);
    match refresh::judge(standing, at) {
        Use::Dead => return Ok((Rotated::Dead, whose)),
        Use::Reused => {
            end(on, &family, Why::Reuse, at)?;
            return Ok((Rotated::Reused, whose));
        }
        Use::Good | Use::Beside | Use::Again if !refresh::within(scope, &granted) => {
            return Ok((Rotated::Wider, whose));
        }
        // Of all that came of one use one is used: this one.
        Use::Good => spend_what_came_of(on, source.as_ref(), at)?,
        Use::Beside => {}
        Use::Again => spend_what_came_of(on, Some(&turn.spent), at)?,
    }
    let retry = turn.retry.map(|key| key.0);
    let spend = "UPDATE token SET spent = ?2, retry = ?3 WHERE digest = ?1";
    on.execute(spend, params![turn.spent.0, ms(at), retry])?;
    // Dead access tokens say nothing any more; spent refresh tokens stay, to be known when they come back.
    let old = "DELETE FROM token WHERE family = ?1 AND kind = 'access' AND ends < ?2";
    on.execute(old, params![family, ms(at - TimeDelta::days(1))])?;
    keep_pair(on, &family, scope, &turn.fresh, Some(&turn.spent))?;
    Ok((Rotated::Done { patient, scope: scope.to_owned() }, whose))
}

/// Spends whatever came of a use and stands unused.
fn spend_what_came_of(on: &Connection, source: Option<&Digest>, at: DateTime<Utc>) -> Result<(), StoreError> {
    if let Some(source) = source {
        let sql = "UPDATE token SET spent = ?2 WHERE source = ?1 AND spent IS NULL";
        on.execute(sql, params![source.0, ms(at)])?;
    }
    Ok(())
}

/// Ends a family; `false` when it was ended before or never was.
pub(super) fn end(on: &Connection, family: &str, why: Why, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "UPDATE family SET revoked = ?2, why = ?3 WHERE id = ?1 AND revoked IS NULL";
    Ok(on.execute(sql, params![family, ms(at), why.word()])? == 1)
}

/// The patient and family of any token of ours, dead or alive.
pub(super) fn family_of(on: &Connection, token: &Digest) -> Result<Option<(String, String)>, StoreError> {
    let sql = "SELECT family.patient, family.id FROM token JOIN family ON family.id = token.family \
               WHERE token.digest = ?1";
    Ok(on.query_row(sql, [token.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// The pairings that a consent taken back ends: the one that wrote it, and the one it was made for.
pub(super) fn under(
    on: &Connection,
    patient: &str,
    writer: &str,
    consent: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM family WHERE patient = ?1 AND kind = 'pairing' AND (id = ?2 OR consent = ?3)";
    let mut rows = on.prepare_cached(sql)?;
    let families = rows.query_map([patient, writer, consent], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(families)
}

/// Whether this family is a pairing of this patient.
pub(super) fn is_pairing(on: &Connection, patient: &str, family: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM family WHERE id = ?1 AND patient = ?2 AND kind = 'pairing'";
    Ok(on.query_row(sql, [family, patient], |_| Ok(())).optional()?.is_some())
}

pub(super) fn pairings(on: &Connection, patient: &str) -> Result<Vec<Pairing>, StoreError> {
    let sql = "SELECT id, device, since, consent, phone, staff, revoked, why FROM family \
               WHERE patient = ?1 AND kind = 'pairing' ORDER BY since DESC, id DESC";
    let mut rows = on.prepare_cached(sql)?;
    let read = |row: &Row<'_>| {
        let at = |column: usize| row.get::<_, Option<i64>>(column).map(|ms| ms.map(instant));
        let why: String = row.get(7)?;
        Ok(Pairing {
            id: row.get(0)?,
            device: row.get(1)?,
            claimed: instant(row.get(2)?),
            consent: row.get(3)?,
            phone: at(4)?,
            staff: at(5)?,
            revoked: at(6)?.map(|when| (when, Why::of_word(&why))),
        })
    };
    let pairings = rows.query_map([patient], read)?.collect::<Result<_, _>>()?;
    Ok(pairings)
}

/// Marks a confirmation once; `false` when there is no such living pairing.
pub(super) fn confirm(
    on: &Connection,
    patient: &str,
    family: &str,
    side: Side,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = match side {
        Side::Phone => {
            "UPDATE family SET phone = coalesce(phone, ?3) \
             WHERE id = ?1 AND patient = ?2 AND kind = 'pairing' AND revoked IS NULL"
        }
        Side::Staff => {
            "UPDATE family SET staff = coalesce(staff, ?3) \
             WHERE id = ?1 AND patient = ?2 AND kind = 'pairing' AND revoked IS NULL"
        }
    };
    Ok(on.execute(sql, params![family, patient, ms(at)])? == 1)
}
