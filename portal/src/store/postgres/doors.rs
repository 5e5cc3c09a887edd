//! The clinic, its list of patients and its invitations, as rows. Each function runs inside one transaction.

use super::cell::{at, clean, count, digest, maybe_at, maybe_digest, ms};
use super::on::On;
use crate::keyring::claim::{self, Attempt, Standing};
use crate::keyring::{Attempted, Clinic, Invitation, Knock, Listed, SetUp, Tally, Why};
use crate::store::StoreError;
use chrono::{DateTime, Utc};

pub(super) async fn clinic(on: &On) -> Result<Option<Clinic>, StoreError> {
    let sql = "SELECT name, admin, since, (SELECT url FROM address) FROM clinic";
    let Some(row) = on.row(sql, &[]).await? else { return Ok(None) };
    let (name, admin, public_url) = (row.try_get(0)?, row.try_get(1)?, row.try_get(3)?);
    Ok(Some(Clinic { name, admin, since: at(&row, 2)?, public_url }))
}

pub(super) async fn address(on: &On) -> Result<Option<String>, StoreError> {
    Ok(on.row("SELECT url FROM address", &[]).await?.map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn found(on: &On, clinic: &Clinic, set_up: &SetUp) -> Result<bool, StoreError> {
    let sql = "INSERT INTO clinic VALUES (1, $1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    let (name, admin, link) = (clean(&clinic.name), clean(&clinic.admin), set_up.link.0.as_slice());
    Ok(on.run(sql, &[&name, &admin, &ms(clinic.since), &link, &ms(set_up.ends)]).await? == 1)
}

pub(super) async fn remember_url(on: &On, url: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO address VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET url = excluded.url";
    on.run(sql, &[&clean(url)]).await?;
    Ok(())
}

pub(super) async fn enrol(
    on: &On,
    patient: &str,
    synthetic: bool,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO listed VALUES ($1, $2, NULL, $3) ON CONFLICT (patient) DO NOTHING";
    on.run(sql, &[&patient, &ms(at), &i64::from(synthetic)]).await?;
    Ok(())
}

pub(super) async fn close(on: &On, patient: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let listed = "UPDATE listed SET closed = coalesce(closed, $2) WHERE patient = $1";
    if on.run(listed, &[&patient, &ms(at)]).await? == 0 {
        return Ok(false);
    }
    withdraw(on, patient, at).await?;
    let families = "UPDATE family SET revoked = $2, why = $3 WHERE patient = $1 AND revoked IS NULL";
    on.run(families, &[&patient, &ms(at), &Why::Closed.word()]).await?;
    Ok(true)
}

/// Everything of one patient behind the doors, for an erasure.
pub(super) async fn erase(on: &On, patient: &str) -> Result<(), StoreError> {
    // Families, tokens and invitations go with the row they hang on.
    on.run("DELETE FROM listed WHERE patient = $1", &[&patient]).await?;
    Ok(())
}

pub(super) async fn patients(on: &On, patient: Option<&str>) -> Result<Vec<Listed>, StoreError> {
    // Withdrawn: paired once, and no pairing lives.
    let sql = "SELECT patient, since, closed, synthetic, \
        (SELECT CASE WHEN count(*) > 0 AND count(*) = count(revoked) THEN max(revoked) END FROM family \
            WHERE family.patient = listed.patient AND kind = 'pairing') \
        FROM listed WHERE $1::text IS NULL OR patient = $1 ORDER BY since, patient";
    let mut listed = Vec::new();
    for row in on.rows(sql, &[&patient]).await? {
        listed.push(Listed {
            id: row.try_get(0)?,
            since: at(&row, 1)?,
            closed: maybe_at(&row, 2)?,
            synthetic: row.try_get::<_, i64>(3)? == 1,
            withdrawn: maybe_at(&row, 4)?,
        });
    }
    Ok(listed)
}

pub(super) async fn invite(on: &On, new: &Invitation, at: DateTime<Utc>) -> Result<(), StoreError> {
    withdraw(on, &new.patient, at).await?;
    let sql =
        "INSERT INTO invitation (link, patient, verifier, key, made, ends) VALUES ($1, $2, $3, $4, $5, $6)";
    let (link, verifier, key) = (new.link.0.as_slice(), new.verifier.0.as_slice(), new.key.0.as_slice());
    on.run(sql, &[&link, &new.patient, &verifier, &key, &ms(at), &ms(new.ends)]).await?;
    Ok(())
}

/// Takes back what nobody has claimed.
async fn withdraw(on: &On, patient: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE invitation SET withdrawn = $2, key = NULL \
               WHERE patient = $1 AND claimed IS NULL AND withdrawn IS NULL";
    on.run(sql, &[&patient, &ms(at)]).await?;
    Ok(())
}

/// One attempt; the second value is whose link it was, for the audit.
pub(super) async fn attempt(
    on: &On,
    knock: &Knock,
    now: DateTime<Utc>,
) -> Result<(Attempted, Option<String>), StoreError> {
    let gone = Attempted::Not(Attempt::Gone);
    let link = knock.link.0.as_slice();
    let sql = "SELECT patient FROM invitation WHERE link = $1";
    let Some(row) = on.row(sql, &[&link]).await? else { return Ok((gone, None)) };
    let patient: String = row.try_get(0)?;
    // Of two attempts at once the second sees what came of the first.
    on.alone_with(&patient).await?;
    let sql = "SELECT verifier, key, ends, claimed IS NOT NULL, withdrawn IS NOT NULL, wrong \
               FROM invitation WHERE link = $1";
    let Some(row) = on.row(sql, &[&link]).await? else { return Ok((gone, None)) };
    let (verifier, key) = (digest(&row, 0)?, maybe_digest(&row, 1)?);
    let wrong = u32::try_from(row.try_get::<_, i64>(5)?).unwrap_or(u32::MAX);
    let standing =
        Standing { ends: at(&row, 2)?, claimed: row.try_get(3)?, withdrawn: row.try_get(4)?, wrong };
    let right = knock.verifier.map(|given| given.same(&verifier));
    let answer = match (claim::judge(standing, right, now), key) {
        (Attempt::Open, Some(key)) => {
            let sql = "UPDATE invitation SET claimed = $2, key = NULL WHERE link = $1";
            on.run(sql, &[&link, &ms(now)]).await?;
            super::families::pair(on, &patient, knock, now).await?;
            Attempted::Claimed { patient: patient.clone(), key }
        }
        (wrong @ Attempt::Wrong { counts, .. }, _) => {
            if counts {
                on.run("UPDATE invitation SET wrong = wrong + 1 WHERE link = $1", &[&link]).await?;
            }
            Attempted::Not(wrong)
        }
        // An open link without its key cannot be: nobody gets tokens by it.
        (Attempt::Open | Attempt::Gone, _) => gone,
    };
    Ok((answer, Some(patient)))
}

pub(super) async fn tally(on: &On, at: DateTime<Utc>) -> Result<Tally, StoreError> {
    let sql = "SELECT (SELECT count(*) FROM listed WHERE closed IS NULL), \
        (SELECT count(*) FROM listed WHERE closed IS NOT NULL), \
        (SELECT count(*) FROM family WHERE kind = 'pairing' AND revoked IS NULL), \
        (SELECT count(*) FROM family WHERE kind = 'pairing' AND revoked IS NULL \
            AND (phone IS NULL OR staff IS NULL)), \
        (SELECT count(*) FROM invitation WHERE claimed IS NULL AND withdrawn IS NULL AND wrong < 5 AND ends > $1)";
    let row = on.row(sql, &[&ms(at)]).await?.ok_or(StoreError::Damaged("tally"))?;
    Ok(Tally {
        patients: count(&row, 0)?,
        closed: count(&row, 1)?,
        pairings: count(&row, 2)?,
        unmatched: count(&row, 3)?,
        invitations: count(&row, 4)?,
    })
}
