//! What is read back: the journal the rules decide on, nights of history, counts.

use super::error::StoreError;
use super::table::{self, rows};
use crate::domain::bottle::{Bottle, BottleEnd};
use crate::domain::clinic::{Received, Reply, StepRequest};
use crate::domain::effective::{TakenBack, standing_doses, taken_back};
use crate::domain::entry::{DoseEntry, Tombstone};
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::medicine::{Answer, Medicine};
use crate::domain::night::Night;
use crate::domain::phone::PhoneWord;
use crate::domain::plan::{Decision, PlanVersion};
use crate::domain::restored::{RestoreConfirmed, Restored};
use crate::domain::setting::SettingChange;
use crate::domain::snooze::Snooze;
use crate::domain::symptom::{BadDay, Effect, Lab, Note, Score};
use core::ops::RangeInclusive;
use rusqlite::{Connection, Transaction};

/// The nights of a span as they stand, each list oldest entry first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// Dose entries, extra ones among them.
    pub doses: Vec<DoseEntry>,
    /// Ratings.
    pub scores: Vec<Score>,
    /// Side effects.
    pub effects: Vec<Effect>,
    /// Laboratory values.
    pub labs: Vec<Lab>,
    /// Notes.
    pub notes: Vec<Note>,
    /// Bad days.
    pub bad_days: Vec<BadDay>,
}

/// How many entries stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Dose entries.
    pub doses: u64,
    /// Ratings.
    pub scores: u64,
    /// Side effects.
    pub effects: u64,
    /// Laboratory values.
    pub labs: u64,
    /// Notes.
    pub notes: u64,
    /// Plan versions.
    pub plans: u64,
}

/// Every fact, in the order of acknowledgement.
pub(super) fn all_facts(connection: &Connection) -> Result<Vec<Fact>, StoreError> {
    let _moment = one_moment(connection)?;
    let mut found = table::facts::<DoseEntry>(connection)?;
    found.extend(facts_for_rules(connection)?);
    found.extend(table::facts::<Score>(connection)?);
    found.extend(table::facts::<Lab>(connection)?);
    found.extend(table::facts::<Note>(connection)?);
    found.extend(table::facts::<BadDay>(connection)?);
    Ok(in_order(found))
}

/// The journal. Scores, labs, notes and bad days are not read: no rule looks at them, and scores are the bulk.
/// Doses, the next largest, are kept once and not gathered with the rest first.
pub(super) fn journal(connection: &Connection) -> Result<Journal, StoreError> {
    let _moment = one_moment(connection)?;
    let mut journal = Journal::from_facts(in_order(facts_for_rules(connection)?));
    journal.doses = standing(connection, &gone(connection)?)?;
    Ok(journal)
}

/// All reads until this is dropped see the file as of one moment: another process may be writing.
fn one_moment(connection: &Connection) -> Result<Transaction<'_>, StoreError> {
    Ok(connection.unchecked_transaction()?)
}

/// The fact of one table at one place in the sequence.
pub(super) fn fact_at(connection: &Connection, table: &str, seq: i64) -> Result<Fact, StoreError> {
    match table {
        "plan" => one::<PlanVersion>(connection, seq),
        "decision" => one::<Decision>(connection, seq),
        "dose" => one::<DoseEntry>(connection, seq),
        "score" => one::<Score>(connection, seq),
        "effect" => one::<Effect>(connection, seq),
        "lab" => one::<Lab>(connection, seq),
        "note" => one::<Note>(connection, seq),
        "bad_day" => one::<BadDay>(connection, seq),
        "medicine" => one::<Medicine>(connection, seq),
        "answer" => one::<Answer>(connection, seq),
        "bottle" => one::<Bottle>(connection, seq),
        "bottle_end" => one::<BottleEnd>(connection, seq),
        "setting" => one::<SettingChange>(connection, seq),
        "tombstone" => one::<Tombstone>(connection, seq),
        "snooze" => one::<Snooze>(connection, seq),
        "restored" => one::<Restored>(connection, seq),
        "restore_confirmed" => one::<RestoreConfirmed>(connection, seq),
        "received" => one::<Received>(connection, seq),
        "step_request" => one::<StepRequest>(connection, seq),
        "reply" => one::<Reply>(connection, seq),
        "phone" => one::<PhoneWord>(connection, seq),
        _ => Err(StoreError::Damaged { kept_at: None }),
    }
}

fn one<T: table::Table>(connection: &Connection, seq: i64) -> Result<Fact, StoreError> {
    let found = rows::<T>(connection, "WHERE seq = CAST(?1 AS INTEGER)", &[&seq.to_string()])?;
    // The fact was written in the outbox row's transaction: without it the file is not what it was.
    found.into_iter().next().map(|(_, it)| it.into()).ok_or(StoreError::Damaged { kept_at: None })
}

/// What rules look at besides doses.
fn facts_for_rules(connection: &Connection) -> Result<Vec<(i64, Fact)>, StoreError> {
    let mut found = table::facts::<PlanVersion>(connection)?;
    found.extend(table::facts::<Decision>(connection)?);
    found.extend(table::facts::<Effect>(connection)?);
    found.extend(table::facts::<Medicine>(connection)?);
    found.extend(table::facts::<Answer>(connection)?);
    found.extend(table::facts::<Bottle>(connection)?);
    found.extend(table::facts::<BottleEnd>(connection)?);
    found.extend(table::facts::<SettingChange>(connection)?);
    found.extend(table::facts::<Tombstone>(connection)?);
    found.extend(table::facts::<Snooze>(connection)?);
    found.extend(table::facts::<Restored>(connection)?);
    found.extend(table::facts::<RestoreConfirmed>(connection)?);
    found.extend(table::facts::<Received>(connection)?);
    found.extend(table::facts::<StepRequest>(connection)?);
    found.extend(table::facts::<Reply>(connection)?);
    found.extend(table::facts::<PhoneWord>(connection)?);
    Ok(found)
}

fn in_order(mut found: Vec<(i64, Fact)>) -> Vec<Fact> {
    found.sort_by_key(|(seq, _)| *seq);
    found.into_iter().map(|(_, fact)| fact).collect()
}

/// What stands of the nights from the first to the last of `nights`.
pub(super) fn history(
    connection: &Connection,
    nights: &RangeInclusive<Night>,
) -> Result<History, StoreError> {
    let _moment = one_moment(connection)?;
    let gone = gone(connection)?;
    let (first, last) = (nights.start().to_string(), nights.end().to_string());
    let span = [first.as_str(), last.as_str()];
    let mut history = History {
        doses: standing(connection, &gone)?,
        scores: between(connection, &span, &gone, |it: &Score| it.id)?,
        effects: between(connection, &span, &gone, |it: &Effect| it.id)?,
        labs: between(connection, &span, &gone, |it: &Lab| it.id)?,
        notes: between(connection, &span, &gone, |it: &Note| it.id)?,
        bad_days: between(connection, &span, &gone, |it: &BadDay| it.id)?,
    };
    // Doses are filtered late: a correction may have moved one to another night.
    history.doses.retain(|dose| nights.contains(&dose.night));
    Ok(history)
}

/// The newest night that any entry names, standing or taken back; before `before`, where one is given.
pub(super) fn newest_night(
    connection: &Connection,
    before: Option<Night>,
) -> Result<Option<Night>, StoreError> {
    const TABLES: [&str; 6] = ["dose", "score", "effect", "lab", "note", "bad_day"];
    let before = before.map(|night| night.to_string());
    let mut newest: Option<Night> = None;
    for table in TABLES {
        let sql = format!("SELECT max(night) FROM {table} WHERE ?1 IS NULL OR night < ?1");
        let found: Option<String> = connection.query_row(&sql, [&before], |row| row.get(0))?;
        let night = found.map(|text| text.parse().map_err(|_| StoreError::Damaged { kept_at: None }));
        newest = newest.max(night.transpose()?);
    }
    Ok(newest)
}

/// One scale's ratings of a span.
pub(super) fn scores(
    connection: &Connection,
    nights: &RangeInclusive<Night>,
    scale: &str,
) -> Result<Vec<Score>, StoreError> {
    let (first, last) = (nights.start().to_string(), nights.end().to_string());
    let gone = gone(connection)?;
    let condition = "WHERE night BETWEEN ?1 AND ?2 AND scale = ?3";
    let found = rows::<Score>(connection, condition, &[&first, &last, scale])?;
    Ok(found.into_iter().map(|(_, score)| score).filter(|score| !gone.contains(&score.id)).collect())
}

/// How many stand of each.
pub(super) fn counts(connection: &Connection) -> Result<Counts, StoreError> {
    let _moment = one_moment(connection)?;
    let gone = gone(connection)?;
    let count = |name: &str| -> Result<u64, StoreError> {
        let mut total: i64 =
            connection.query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get(0))?;
        let mut is_one = connection.prepare_cached(&format!("SELECT count(*) FROM {name} WHERE id = ?1"))?;
        for id in &gone {
            total -= is_one.query_row([id.0.to_be_bytes()], |row| row.get::<_, i64>(0))?;
        }
        Ok(u64::try_from(total).unwrap_or(0))
    };
    Ok(Counts {
        doses: standing(connection, &gone)?.len() as u64,
        scores: count("score")?,
        effects: count("effect")?,
        labs: count("lab")?,
        notes: count("note")?,
        plans: count("plan")?,
    })
}

/// Every tombstone, oldest first.
pub(super) fn tombstones(connection: &Connection) -> Result<Vec<Tombstone>, StoreError> {
    table::all(connection)
}

fn gone(connection: &Connection) -> Result<TakenBack, StoreError> {
    let tombstones: Vec<Tombstone> = rows(connection, "", &[])?.into_iter().map(|(_, it)| it).collect();
    Ok(taken_back(&tombstones))
}

fn standing(connection: &Connection, gone: &TakenBack) -> Result<Vec<DoseEntry>, StoreError> {
    Ok(standing_doses(table::all(connection)?, gone))
}

fn between<T: table::Table>(
    connection: &Connection,
    span: &[&str],
    gone: &TakenBack,
    id: impl Fn(&T) -> FactId,
) -> Result<Vec<T>, StoreError> {
    let found = rows::<T>(connection, "WHERE night BETWEEN ?1 AND ?2", span)?;
    Ok(found.into_iter().map(|(_, it)| it).filter(|it| !gone.contains(&id(it))).collect())
}
