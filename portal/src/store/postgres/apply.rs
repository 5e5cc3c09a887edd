//! Writing: each entry judged against what is there at that moment, appended, indexed and recorded.
//!
//! A database over a network is asked few questions, not one for each entry: what the work touches is read in one go,
//! judged here, and written in one go. Nobody else writes to the patient meanwhile.

use super::find::stored;
use super::on::{On, Value};
use super::put::{Change, put};
use super::{cell, keyring, standing, trail};
use crate::store::sql::COLUMNS;
use crate::store::told::Trace;
use crate::store::weigh::{Weighed, weigh};
use crate::store::{Done, Draft, Ident, Refusal, StoreError, Stored, Work, Write, rows};
use std::collections::{HashMap, VecDeque};

/// A type and an id.
type Name = (String, String);

/// What is there now: a version, its hash, and the draft it came from when it came with this work.
struct There<'w> {
    stored: Stored,
    sha: [u8; 32],
    draft: Option<&'w Draft>,
}

/// The compartment as far as the work touches it.
struct Compartment<'w> {
    there: HashMap<Name, There<'w>>,
    /// What was there before the work.
    before: HashMap<Name, Stored>,
    /// Places in commit order, taken and not yet given.
    places: VecDeque<i64>,
    updated_ms: i64,
    kept: bool,
}

/// Applies the work inside the open transaction.
pub(super) async fn apply(on: &On, work: &Work) -> Result<Vec<Done>, StoreError> {
    on.alone_with(&work.patient).await?;
    let mut now = load(on, work).await?;
    let mut done = Vec::with_capacity(work.writes.len());
    for write in &work.writes {
        done.push(one(on, work, write, &mut now).await?);
    }
    if work.whole && done.iter().any(|one| matches!(one, Done::Refused(_))) {
        for one in &mut done {
            if !matches!(one, Done::Refused(_)) {
                *one = Done::Refused(Refusal::Withheld);
            }
        }
    }
    let news: Vec<(&Stored, &Draft)> = work
        .writes
        .iter()
        .zip(&done)
        .filter_map(|(write, done)| match done {
            Done::Created(stored) | Done::Updated(stored) => Some((&**stored, write.draft())),
            _ => None,
        })
        .collect();
    let mut acts = Vec::new();
    if !news.is_empty() {
        let changes: Vec<Change<'_>> = now
            .there
            .iter()
            .filter_map(|(name, there)| {
                Some(Change { before: now.before.get(name), now: &there.stored, draft: there.draft? })
            })
            .collect();
        // Eleven statements under way at once are a large future.
        Box::pin(put(on, &work.patient, &news, &changes, now.kept)).await?;
        for (_, draft) in &news {
            if draft.kind == "Consent" {
                acts.extend(keyring::consented(on, &work.access, draft).await?);
            }
        }
        let told: Vec<(&Stored, &Trace)> =
            news.iter().map(|(stored, draft)| (*stored, &draft.trace)).collect();
        standing::moved(on, &work.patient, &told, now.kept).await?;
    }
    acts.extend(work.writes.iter().zip(&done).map(|(write, done)| rows::write(&work.patient, write, done)));
    trail::append(on, &work.access, acts).await?;
    Ok(done)
}

async fn load<'w>(on: &On, work: &Work) -> Result<Compartment<'w>, StoreError> {
    let kinds: Vec<&str> = work.writes.iter().map(|write| write.draft().kind.as_str()).collect();
    let ids: Vec<&str> = work.writes.iter().map(|write| write.draft().id.as_str()).collect();
    let count = i64::try_from(work.writes.len()).unwrap_or(i64::MAX);
    // The clock of a process may lie behind another's: what this patient was given last is the least.
    let latest = "SELECT upd FROM res WHERE patient = $1 ORDER BY seq DESC LIMIT 1";
    let patient: Value<'_> = &work.patient;
    let of_patient = [patient];
    let counted: [Value<'_>; 1] = [&count];
    let (there, places, latest, kept) = tokio::try_join!(
        current(on, &work.patient, &kinds, &ids),
        on.rows("SELECT nextval('res_seq') FROM generate_series(1, $1::bigint)", &counted),
        on.row(latest, &of_patient),
        standing::is_kept(on, &work.patient),
    )?;
    let mut places = places.iter().map(|row| row.try_get(0)).collect::<Result<Vec<i64>, _>>()?;
    places.sort_unstable();
    let latest = latest.map(|row| row.try_get::<_, i64>(0)).transpose()?;
    let at = work.access.at.timestamp_millis();
    Ok(Compartment {
        before: there.iter().map(|(name, there)| (name.clone(), there.stored.clone())).collect(),
        there,
        places: places.into(),
        updated_ms: latest.map_or(at, |latest| latest.max(at)),
        kept,
    })
}

/// The current versions of some types and ids, with their hashes.
async fn current<'w>(
    on: &On,
    patient: &str,
    kinds: &[&str],
    ids: &[&str],
) -> Result<HashMap<Name, There<'w>>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, r.sha FROM (SELECT DISTINCT t, i FROM unnest($2::text[], $3::text[]) AS u (t, i)) AS w \
         JOIN cur c ON c.patient = $1 AND c.type = w.t AND c.id = w.i \
         JOIN res r ON r.patient = $1 AND r.seq = c.seq"
    );
    let mut there = HashMap::with_capacity(ids.len());
    for row in on.rows(&sql, &[&patient, &kinds, &ids]).await? {
        let (stored, sha) = (stored(&row)?, cell::bytes(&row, 7)?);
        there.insert((stored.kind.clone(), stored.id.clone()), There { stored, sha, draft: None });
    }
    Ok(there)
}

async fn one<'w>(
    on: &On,
    work: &'w Work,
    write: &'w Write,
    now: &mut Compartment<'w>,
) -> Result<Done, StoreError> {
    let draft = write.draft();
    if let Write::Create { if_none_exist: Some(ident), .. } = write {
        match with_identifier(on, &work.patient, &draft.kind, ident, now).await?.as_slice() {
            [] => {}
            [there] => return Ok(Done::There(Box::new(there.clone()))),
            _ => return Ok(Done::Refused(Refusal::Several)),
        }
    }
    let name = (draft.kind.clone(), draft.id.clone());
    let before = now.there.get(&name);
    match (weigh(work, write, before.map(|there| (&there.stored, &there.sha))), before) {
        (Weighed::New, _) => {}
        (Weighed::Same, Some(there)) => return Ok(Done::Same(Box::new(there.stored.clone()))),
        (Weighed::UnlessEarlier(refusal), Some(there)) => {
            let earlier = was_there(on, &work.patient, draft).await?;
            let same = Done::Same(Box::new(there.stored.clone()));
            return Ok(if earlier { same } else { Done::Refused(refusal) });
        }
        (Weighed::Refused(refusal) | Weighed::UnlessEarlier(refusal), _) => {
            return Ok(Done::Refused(refusal));
        }
        (Weighed::Same, None) => return Err(StoreError::Damaged("cur")),
    }
    let before = before.map(|there| &there.stored);
    let stored = Stored {
        seq: now.places.pop_front().ok_or(StoreError::Damaged("res_seq"))?,
        kind: draft.kind.clone(),
        id: draft.id.clone(),
        version: before.map_or(1, |before| before.version + 1),
        updated_ms: now.updated_ms,
        owner: before.map_or(work.access.actor.party(), |before| before.owner),
        body: draft.body.clone(),
    };
    if let Some(before) = before {
        // The newest word on the phone's clock was taken back: the one before it is in the record only.
        let silenced =
            draft.trace.offset_s.is_none() && Trace::of(&before.kind, &before.body).offset_s.is_some();
        now.kept = now.kept && !silenced;
    }
    let done = if before.is_some() {
        Done::Updated(Box::new(stored.clone()))
    } else {
        Done::Created(Box::new(stored.clone()))
    };
    now.there.insert(name, There { stored, sha: draft.sha, draft: Some(draft) });
    Ok(done)
}

/// Was this very body an earlier version?
async fn was_there(on: &On, patient: &str, draft: &Draft) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM res WHERE patient = $1 AND type = $2 AND id = $3 AND sha = $4 LIMIT 1";
    Ok(on.row(sql, &[&patient, &draft.kind, &draft.id, &draft.sha.as_slice()]).await?.is_some())
}

/// The resources that carry an identifier now, two at most: of this work first, then those it has not touched.
async fn with_identifier(
    on: &On,
    patient: &str,
    kind: &str,
    ident: &Ident,
    now: &Compartment<'_>,
) -> Result<Vec<Stored>, StoreError> {
    let has = |draft: &Draft| {
        let same =
            |one: &Ident| one.value == ident.value && (ident.system.is_empty() || one.system == ident.system);
        draft.index.idents.iter().any(same)
    };
    let new = now.there.values().filter(|there| there.stored.kind == kind && there.draft.is_some_and(has));
    let mut found: Vec<Stored> = new.take(2).map(|there| there.stored.clone()).collect();
    let touched: Vec<&str> = now
        .there
        .values()
        .filter(|there| there.stored.kind == kind && there.draft.is_some())
        .map(|there| there.stored.id.as_str())
        .collect();
    let sql = "SELECT DISTINCT id FROM ident WHERE patient = $1 AND type = $2 AND value = $3 \
               AND ($4 = '' OR system = $4) AND id <> ALL ($5) LIMIT 2";
    let (value, system) = (cell::clean(&ident.value), cell::clean(&ident.system));
    let rows = on.rows(sql, &[&patient, &kind, &value, &system, &touched]).await?;
    let ids = rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<&str>, _>>()?;
    let kinds = vec![kind; ids.len()];
    found.extend(current(on, patient, &kinds, &ids).await?.into_values().map(|there| there.stored));
    found.truncate(2);
    Ok(found)
}
