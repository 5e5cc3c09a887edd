//! Pairings and tokens, as rows. Each function runs inside one transaction.

use super::cell::{at, clean, maybe_at, maybe_digest, ms};
use super::on::{On, Value};
use crate::keyring::refresh::{self, Standing, Use};
use crate::keyring::{Digest, Fresh, Grant, Knock, Pairing, Rotated, Side, Turn, Why};
use crate::store::StoreError;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use tokio_postgres::Row;

/// A claimed link becomes a family with its first pair of tokens.
pub(super) async fn pair(on: &On, patient: &str, knock: &Knock, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "INSERT INTO family (id, patient, kind, scope, device, since, consent) \
               VALUES ($1, $2, 'pairing', $3, $4, $5, $6)";
    let device = clean(&knock.device);
    on.run(sql, &[&knock.pairing, &patient, &knock.scope, &device, &ms(at), &knock.consent]).await?;
    keep_pair(on, &knock.pairing, &knock.scope, &knock.fresh, None).await
}

/// `source` is the refresh token that the pair came of.
async fn keep_pair(
    on: &On,
    family: &str,
    scope: &str,
    fresh: &Fresh,
    source: Option<&Digest>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO token (digest, family, kind, scope, ends, source) \
               VALUES ($1, $3, 'access', $4, $5, NULL), ($2, $3, 'refresh', $4, $6, $7)";
    let (access, refresh) = (fresh.access.0.as_slice(), fresh.refresh.0.as_slice());
    let source = source.map(|digest| digest.0.as_slice());
    let (access_ends, refresh_ends) = (ms(fresh.access_ends), ms(fresh.refresh_ends));
    let values: [Value<'_>; 7] = [&access, &refresh, &family, &scope, &access_ends, &refresh_ends, &source];
    on.run(sql, &values).await?;
    Ok(())
}

/// A token made by a command.
pub(super) async fn issue(
    on: &On,
    grant: &Grant,
    token: &Digest,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let family = "INSERT INTO family (id, patient, kind, scope, device, since, consent) \
                  VALUES ($1, $2, 'command', $3, '', $4, '')";
    on.run(family, &[&grant.family, &grant.patient, &grant.scope, &ms(at)]).await?;
    let sql = "INSERT INTO token (digest, family, kind, scope, ends) VALUES ($1, $2, 'access', $3, $4)";
    on.run(sql, &[&token.0.as_slice(), &grant.family, &grant.scope, &ms(grant.ends)]).await?;
    Ok(())
}

/// What an access token opens now.
pub(super) async fn admit(on: &On, token: &Digest, now: DateTime<Utc>) -> Result<Option<Grant>, StoreError> {
    let sql = "SELECT family.patient, family.id, token.scope, token.ends FROM token \
               JOIN family ON family.id = token.family \
               WHERE token.digest = $1 AND token.kind = 'access' AND token.ends > $2 AND family.revoked IS NULL";
    let Some(row) = on.row(sql, &[&token.0.as_slice(), &ms(now)]).await? else { return Ok(None) };
    let [patient, family, scope] = texts(&row)?;
    Ok(Some(Grant { patient, family, scope, ends: at(&row, 3)? }))
}

fn texts<const N: usize>(row: &Row) -> Result<[String; N], StoreError> {
    let mut texts = [const { String::new() }; N];
    for (column, text) in texts.iter_mut().enumerate() {
        *text = row.try_get(column)?;
    }
    Ok(texts)
}

/// Spends a refresh token; the second value is the patient and family it speaks of, for the audit.
pub(super) async fn rotate(
    on: &On,
    turn: &Turn,
    now: DateTime<Utc>,
) -> Result<(Rotated, Option<(String, String)>), StoreError> {
    let spent = turn.spent.0.as_slice();
    let Some((patient, _)) = family_of(on, &turn.spent).await? else { return Ok((Rotated::Dead, None)) };
    // Of two uses at once the second sees what came of the first.
    on.alone_with(&patient).await?;
    // What came of it is unused when it stands there unspent.
    let sql = "SELECT family.id, family.patient, family.scope, token.ends, token.spent, \
               family.revoked IS NOT NULL, token.retry, token.source, \
               EXISTS (SELECT 1 FROM token AS after WHERE after.source = token.digest AND after.spent IS NULL) \
               FROM token JOIN family ON family.id = token.family \
               WHERE token.digest = $1 AND token.kind = 'refresh'";
    let Some(row) = on.row(sql, &[&spent]).await? else { return Ok((Rotated::Dead, None)) };
    let [family, patient, granted] = texts(&row)?;
    let same_key = maybe_digest(&row, 6)?.zip(turn.retry).is_some_and(|(first, now)| first.same(&now));
    let standing = Standing {
        ends: at(&row, 3)?,
        spent: maybe_at(&row, 4)?,
        revoked: row.try_get(5)?,
        repeated: same_key && row.try_get(8)?,
    };
    let source = maybe_digest(&row, 7)?;
    let whose = Some((patient.clone(), family.clone()));
    let scope = turn.narrowed.as_deref().unwrap_or(&granted);
    match refresh::judge(standing, now) {
        Use::Dead => return Ok((Rotated::Dead, whose)),
        Use::Reused => {
            end(on, &family, Why::Reuse, now).await?;
            return Ok((Rotated::Reused, whose));
        }
        Use::Good | Use::Beside | Use::Again if !refresh::within(scope, &granted) => {
            return Ok((Rotated::Wider, whose));
        }
        // Of all that came of one use one is used: this one.
        Use::Good => spend_what_came_of(on, source.as_ref(), now).await?,
        Use::Beside => {}
        Use::Again => spend_what_came_of(on, Some(&turn.spent), now).await?,
    }
    let retry = turn.retry.map(|key| key.0.to_vec());
    let sql = "UPDATE token SET spent = $2, retry = $3 WHERE digest = $1";
    on.run(sql, &[&spent, &ms(now), &retry]).await?;
    // Dead access tokens say nothing any more; spent refresh tokens stay, to be known when they come back.
    let old = "DELETE FROM token WHERE family = $1 AND kind = 'access' AND ends < $2";
    on.run(old, &[&family, &ms(now - TimeDelta::days(1))]).await?;
    keep_pair(on, &family, scope, &turn.fresh, Some(&turn.spent)).await?;
    Ok((Rotated::Done { patient, scope: scope.to_owned() }, whose))
}

/// Spends whatever came of a use and stands unused.
async fn spend_what_came_of(on: &On, source: Option<&Digest>, at: DateTime<Utc>) -> Result<(), StoreError> {
    if let Some(source) = source {
        let sql = "UPDATE token SET spent = $2 WHERE source = $1 AND spent IS NULL";
        on.run(sql, &[&source.0.as_slice(), &ms(at)]).await?;
    }
    Ok(())
}

/// Ends a family; `false` when it was ended before or never was.
pub(super) async fn end(on: &On, family: &str, why: Why, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "UPDATE family SET revoked = $2, why = $3 WHERE id = $1 AND revoked IS NULL";
    Ok(on.run(sql, &[&family, &ms(at), &why.word()]).await? == 1)
}

/// The patient and family of any token of ours, dead or alive.
pub(super) async fn family_of(on: &On, token: &Digest) -> Result<Option<(String, String)>, StoreError> {
    let sql = "SELECT family.patient, family.id FROM token JOIN family ON family.id = token.family \
               WHERE token.digest = $1";
    let row = on.row(sql, &[&token.0.as_slice()]).await?;
    row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
}

/// The pairings that a consent taken back ends: the one that wrote it, and the one it was made for.
pub(super) async fn under(
    on: &On,
    patient: &str,
    writer: &str,
    consent: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM family WHERE patient = $1 AND kind = 'pairing' AND (id = $2 OR consent = $3) \
               ORDER BY id";
    let rows = on.rows(sql, &[&patient, &writer, &consent]).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Whether this family is a pairing of this patient.
pub(super) async fn is_pairing(on: &On, patient: &str, family: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM family WHERE id = $1 AND patient = $2 AND kind = 'pairing'";
    Ok(on.row(sql, &[&family, &patient]).await?.is_some())
}

/// The pairings of some patients, the newest of each first.
pub(super) async fn pairings_of(
    on: &On,
    patients: &[String],
) -> Result<HashMap<String, Vec<Pairing>>, StoreError> {
    let sql = "SELECT id, device, since, consent, phone, staff, revoked, why, patient FROM family \
               WHERE patient = ANY ($1) AND kind = 'pairing' ORDER BY since DESC, id DESC";
    let mut of: HashMap<String, Vec<Pairing>> = HashMap::new();
    for row in on.rows(sql, &[&patients]).await? {
        let why = Why::of_word(row.try_get(7)?);
        let pairing = Pairing {
            id: row.try_get(0)?,
            device: row.try_get(1)?,
            claimed: at(&row, 2)?,
            consent: row.try_get(3)?,
            phone: maybe_at(&row, 4)?,
            staff: maybe_at(&row, 5)?,
            revoked: maybe_at(&row, 6)?.map(|when| (when, why)),
        };
        of.entry(row.try_get(8)?).or_default().push(pairing);
    }
    Ok(of)
}

/// Marks a confirmation once; `false` when there is no such living pairing.
pub(super) async fn confirm(
    on: &On,
    patient: &str,
    family: &str,
    side: Side,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = match side {
        Side::Phone => {
            "UPDATE family SET phone = coalesce(phone, $3) \
             WHERE id = $1 AND patient = $2 AND kind = 'pairing' AND revoked IS NULL"
        }
        Side::Staff => {
            "UPDATE family SET staff = coalesce(staff, $3) \
             WHERE id = $1 AND patient = $2 AND kind = 'pairing' AND revoked IS NULL"
        }
    };
    Ok(on.run(sql, &[&family, &patient, &ms(at)]).await? == 1)
}
