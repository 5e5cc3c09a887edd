//! Versions, their index and what the worklist keeps of them, written in one go.
//!
//! Only what differs between the version before and the last one of a work is touched. The statements depend on nothing
//! that another of them writes, so they are sent one after the other without waiting.

use super::on::{On, Value};
use super::standing;
use crate::store::told::{Told, Trace};
use crate::store::{Draft, Index, StoreError, Stored};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// One resource before a work and after it.
pub(super) struct Change<'a> {
    /// The version before, if any.
    pub(super) before: Option<&'a Stored>,
    /// The last version of the work.
    pub(super) now: &'a Stored,
    /// What it came from.
    pub(super) draft: &'a Draft,
}

/// Rows of one index: type, up to three texts or numbers, id.
#[derive(Default)]
struct Rows {
    idents: BTreeSet<[String; 4]>,
    tokens: BTreeSet<[String; 5]>,
    dates: BTreeSet<(String, i64, i64, String)>,
}

impl Rows {
    fn add(&mut self, kind: &str, id: &str, index: &Index) {
        // What cannot be kept cannot be asked for either: no search contains U+0000.
        let fit = |texts: &[&str]| !texts.iter().any(|text| text.contains('\0'));
        for one in index.idents.iter().filter(|one| fit(&[&one.value, &one.system])) {
            self.idents.insert([kind.to_owned(), one.value.clone(), one.system.clone(), id.to_owned()]);
        }
        for one in index.tokens.iter().filter(|one| fit(&[&one.value, &one.system])) {
            let param = one.param.to_owned();
            self.tokens.insert([
                kind.to_owned(),
                param,
                one.value.clone(),
                one.system.clone(),
                id.to_owned(),
            ]);
        }
        for one in &index.dates {
            self.dates.insert((kind.to_owned(), one.lo, one.hi, id.to_owned()));
        }
    }
}

/// Writes the versions of a work, in their order, and what they change beside themselves.
pub(super) async fn put(
    on: &On,
    patient: &str,
    news: &[(&Stored, &Draft)],
    changes: &[Change<'_>],
    kept: bool,
) -> Result<(), StoreError> {
    let (mut old, mut new) = (Rows::default(), Rows::default());
    let mut silent: Vec<(&Stored, Told)> = Vec::new();
    let mut told: Vec<(&Stored, &Told)> = Vec::new();
    for change in changes {
        if let Some(before) = change.before {
            let Ok(Json::Object(fields)) = serde_json::from_str(&before.body) else {
                return Err(StoreError::Damaged("json"));
            };
            old.add(&before.kind, &before.id, &Index::of(&before.kind, &fields));
            silent.extend(Trace::of(&before.kind, &before.body).told.map(|told| (before, told)));
        }
        new.add(&change.now.kind, &change.now.id, &change.draft.index);
        told.extend(change.draft.trace.told.as_ref().map(|told| (change.now, told)));
    }
    // A row that stays, or is written over, is not taken away first.
    let place =
        |stored: &Stored, told: &Told| (told.part.letter(), told.day, stored.kind.clone(), stored.id.clone());
    let stays: BTreeSet<_> = told.iter().map(|(stored, told)| place(stored, told)).collect();
    silent.retain(|(stored, told)| !stays.contains(&place(stored, told)));
    if !kept {
        // It is made from the record afterwards.
        silent.clear();
        told.clear();
    }
    tokio::try_join!(
        versions(on, patient, news),
        current(on, patient, changes),
        compartment(on, patient),
        less_idents(on, patient, old.idents.difference(&new.idents).collect()),
        more_idents(on, patient, new.idents.difference(&old.idents).collect()),
        less_tokens(on, patient, old.tokens.difference(&new.tokens).collect()),
        more_tokens(on, patient, new.tokens.difference(&old.tokens).collect()),
        less_dates(on, patient, old.dates.difference(&new.dates).collect()),
        more_dates(on, patient, new.dates.difference(&old.dates).collect()),
        less_told(on, patient, &silent),
        standing::keep(on, patient, &told),
    )?;
    Ok(())
}

async fn versions(on: &On, patient: &str, news: &[(&Stored, &Draft)]) -> Result<(), StoreError> {
    let seqs: Vec<i64> = news.iter().map(|(stored, _)| stored.seq).collect();
    let kinds: Vec<&str> = news.iter().map(|(stored, _)| stored.kind.as_str()).collect();
    let ids: Vec<&str> = news.iter().map(|(stored, _)| stored.id.as_str()).collect();
    let versions: Vec<i64> = news.iter().map(|(stored, _)| stored.version).collect();
    let updates: Vec<i64> = news.iter().map(|(stored, _)| stored.updated_ms).collect();
    let owners: Vec<&str> = news.iter().map(|(stored, _)| stored.owner.letter()).collect();
    let shas: Vec<&[u8]> = news.iter().map(|(_, draft)| draft.sha.as_slice()).collect();
    let bodies: Vec<&str> = news.iter().map(|(stored, _)| stored.body.as_str()).collect();
    let sql = "INSERT INTO res (patient, seq, type, id, ver, upd, own, sha, json) \
               SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], \
               $7::text[], $8::bytea[], $9::text[])";
    let values: [Value<'_>; 9] =
        [&patient, &seqs, &kinds, &ids, &versions, &updates, &owners, &shas, &bodies];
    on.run(sql, &values).await?;
    Ok(())
}

async fn current(on: &On, patient: &str, changes: &[Change<'_>]) -> Result<(), StoreError> {
    let kinds: Vec<&str> = changes.iter().map(|change| change.now.kind.as_str()).collect();
    let ids: Vec<&str> = changes.iter().map(|change| change.now.id.as_str()).collect();
    let seqs: Vec<i64> = changes.iter().map(|change| change.now.seq).collect();
    let updates: Vec<i64> = changes.iter().map(|change| change.now.updated_ms).collect();
    let sql = "INSERT INTO cur (patient, type, id, seq, upd) \
               SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[]) \
               ON CONFLICT (patient, type, id) DO UPDATE SET seq = excluded.seq, upd = excluded.upd";
    on.run(sql, &[&patient, &kinds, &ids, &seqs, &updates]).await?;
    Ok(())
}

async fn compartment(on: &On, patient: &str) -> Result<(), StoreError> {
    on.run("INSERT INTO compartment VALUES ($1) ON CONFLICT DO NOTHING", &[&patient]).await?;
    Ok(())
}

/// The `n`th texts of some rows.
fn nth<'a, const N: usize>(rows: &[&'a [String; N]], n: usize) -> Vec<&'a str> {
    rows.iter().map(|row| row[n].as_str()).collect()
}

async fn less_idents(on: &On, patient: &str, rows: Vec<&[String; 4]>) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let sql = "DELETE FROM ident t USING unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS o (k, v, s, i) \
               WHERE t.patient = $1 AND t.type = o.k AND t.value = o.v AND t.system = o.s AND t.id = o.i";
    let values: [Value<'_>; 5] = [&patient, &nth(&rows, 0), &nth(&rows, 1), &nth(&rows, 2), &nth(&rows, 3)];
    on.run(sql, &values).await?;
    Ok(())
}

async fn more_idents(on: &On, patient: &str, rows: Vec<&[String; 4]>) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO ident (patient, type, value, system, id) \
               SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])";
    let values: [Value<'_>; 5] = [&patient, &nth(&rows, 0), &nth(&rows, 1), &nth(&rows, 2), &nth(&rows, 3)];
    on.run(sql, &values).await?;
    Ok(())
}

async fn less_tokens(on: &On, patient: &str, rows: Vec<&[String; 5]>) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let sql = "DELETE FROM ix_token t \
               USING unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS o (k, p, v, s, i) \
               WHERE t.patient = $1 AND t.type = o.k AND t.param = o.p AND t.val = o.v AND t.system = o.s \
               AND t.id = o.i";
    let values: [Value<'_>; 6] =
        [&patient, &nth(&rows, 0), &nth(&rows, 1), &nth(&rows, 2), &nth(&rows, 3), &nth(&rows, 4)];
    on.run(sql, &values).await?;
    Ok(())
}

async fn more_tokens(on: &On, patient: &str, rows: Vec<&[String; 5]>) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO ix_token (patient, type, param, val, system, id) \
               SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])";
    let values: [Value<'_>; 6] =
        [&patient, &nth(&rows, 0), &nth(&rows, 1), &nth(&rows, 2), &nth(&rows, 3), &nth(&rows, 4)];
    on.run(sql, &values).await?;
    Ok(())
}

type Date = (String, i64, i64, String);

fn dates<'a>(rows: &[&'a Date]) -> (Vec<&'a str>, Vec<i64>, Vec<i64>, Vec<&'a str>) {
    let kinds = rows.iter().map(|row| row.0.as_str()).collect();
    let (los, his) = rows.iter().map(|row| (row.1, row.2)).unzip();
    (kinds, los, his, rows.iter().map(|row| row.3.as_str()).collect())
}

async fn less_dates(on: &On, patient: &str, rows: Vec<&Date>) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let (kinds, los, his, ids) = dates(&rows);
    let sql = "DELETE FROM ix_date t USING unnest($2::text[], $3::bigint[], $4::bigint[], $5::text[]) \
               AS o (k, l, h, i) WHERE t.patient = $1 AND t.type = o.k AND t.lo = o.l AND t.hi = o.h AND t.id = o.i";
    on.run(sql, &[&patient, &kinds, &los, &his, &ids]).await?;
    Ok(())
}

async fn more_dates(on: &On, patient: &str, rows: Vec<&Date>) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let (kinds, los, his, ids) = dates(&rows);
    let sql = "INSERT INTO ix_date (patient, type, lo, hi, id) \
               SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::text[])";
    on.run(sql, &[&patient, &kinds, &los, &his, &ids]).await?;
    Ok(())
}

async fn less_told(on: &On, patient: &str, silent: &[(&Stored, Told)]) -> Result<(), StoreError> {
    if silent.is_empty() {
        return Ok(());
    }
    let parts: Vec<&str> = silent.iter().map(|(_, told)| told.part.letter()).collect();
    let days: Vec<i64> = silent.iter().map(|(_, told)| i64::from(told.day)).collect();
    let kinds: Vec<&str> = silent.iter().map(|(stored, _)| stored.kind.as_str()).collect();
    let ids: Vec<&str> = silent.iter().map(|(stored, _)| stored.id.as_str()).collect();
    let sql = "DELETE FROM told t USING unnest($2::text[], $3::bigint[], $4::text[], $5::text[]) AS o (p, d, k, i) \
               WHERE t.patient = $1 AND t.part = o.p AND t.day = o.d AND t.type = o.k AND t.id = o.i";
    on.run(sql, &[&patient, &parts, &days, &kinds, &ids]).await?;
    Ok(())
}
