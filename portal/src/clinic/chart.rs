//! One patient's record, read whole for the pages: what stands, what the clinic said, when it last came in.
//!
//! It is read with the phone's own rules, so that both sides see one truth. Everything in it is personal: no `Debug`.

use super::need::SILENT_DAYS;
use super::record::{self, SIGHT_KINDS, Sight};
use super::records::Whole;
use super::{Clinic, ClinicError};
use crate::keyring::Pairing;
use crate::store::told::{Meaning, Person};
use crate::store::{Heard, Standing};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use nocte_core::domain::clinic::{Arrival, Order, OrderStatus, ReplyKind, ResourceRef};
use nocte_core::domain::effective::{TakenBack, taken_back};
use nocte_core::domain::entry::Tombstone;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::night::Night;
use nocte_core::domain::symptom::{BadDay, Lab, Note, Score};
use std::sync::Arc;

/// A patient's record as the pages show it.
#[derive(Clone)]
pub struct Chart {
    /// The patient's id.
    pub patient: String,
    /// The name, as the clinic writes it; empty when the record has none.
    pub name: String,
    /// The day of birth.
    pub birth: Option<NaiveDate>,
    /// Made up for a demonstration.
    pub synthetic: bool,
    /// When it was read.
    pub now: DateTime<Utc>,
    /// The night on the patient's wall.
    pub tonight: Night,
    /// What the phone's wall clock was east of UTC at its newest entry, seconds.
    pub offset_s: i32,
    /// The effective facts.
    pub journal: Journal,
    /// Ratings that stand, oldest first.
    pub scores: Vec<Score>,
    /// Laboratory values that stand.
    pub labs: Vec<Lab>,
    /// Notes that stand.
    pub notes: Vec<Note>,
    /// Bad days that stand.
    pub bad_days: Vec<BadDay>,
    /// What the clinic said, in commit order.
    pub said: Vec<Said>,
    /// When the phone last wrote anything here.
    pub arrived: Option<DateTime<Utc>>,
    /// What an order made on this page names (`safety.md` 25).
    pub sight: Sight,
    /// The phones, newest first.
    pub pairings: Vec<Pairing>,
    /// The facts an order is held against, in commit order, and whether each is only a night's.
    trail: Vec<(FactId, bool)>,
}

/// Something the clinic said, and what the patient answered.
#[derive(Clone)]
pub struct Said {
    /// The resource's id.
    pub id: String,
    /// When its present version was written.
    pub at: DateTime<Utc>,
    /// What it says.
    pub what: Arrival,
    /// The newest answer to this version of it.
    pub reply: Option<(DateTime<Utc>, ReplyKind)>,
}

impl Chart {
    /// The clinic's newest order, stop or pause, and its answer.
    pub fn newest_order(&self) -> Option<(&Said, &Order)> {
        self.said.iter().rev().find_map(|said| match &said.what {
            Arrival::Order(order) => Some((said, order)),
            _ => None,
        })
    }

    /// The order that waits for the patient's answer.
    pub fn waiting(&self) -> Option<(&Said, &Order)> {
        self.newest_order()
            .filter(|(said, order)| said.reply.is_none() && order.status == OrderStatus::Active)
    }

    /// When the clinic last said anything: what the patient told later is not answered yet.
    pub fn last_word(&self) -> Option<DateTime<Utc>> {
        self.said.iter().map(|said| said.at).max()
    }

    /// When the clinic last decided: an order, a stop, a pause or an answer to a request.
    pub fn last_decision(&self) -> Option<DateTime<Utc>> {
        let decides = |said: &&Said| matches!(said.what, Arrival::Order(_) | Arrival::Answer(_));
        self.said.iter().filter(decides).map(|said| said.at).max()
    }

    /// Whether nothing but nights, ratings and notes came after `last`; no, where it is not known here.
    pub fn only_nights_since(&self, last: FactId) -> bool {
        let place = self.trail.iter().position(|(id, _)| *id == last);
        place.is_some_and(|place| self.trail.iter().skip(place + 1).all(|(_, night)| *night))
    }

    /// Whether a phone of this patient is confirmed on both sides.
    pub fn matched(&self) -> bool {
        self.pairings.iter().any(Pairing::matched)
    }

    /// The first instant at which the same record would give another line: the next night on the patient's wall, or
    /// the next day without a word from the phone.
    pub(super) fn line_until(&self) -> DateTime<Utc> {
        let cutover = self.journal.settings.cutover;
        let turn = self.tonight.next().date.and_time(cutover) - TimeDelta::seconds(i64::from(self.offset_s));
        let days = |at: DateTime<Utc>| ((self.now - at).num_days() + 1).max(SILENT_DAYS);
        let silent = self.arrived.map(|at| at + TimeDelta::days(days(at)));
        silent.map_or(turn.and_utc(), |silent| silent.min(turn.and_utc()))
    }

    /// The pairing that waits for the clinic's side of the match.
    pub fn unmatched(&self) -> Option<&Pairing> {
        self.pairings.iter().find(|one| one.revoked.is_none() && one.staff.is_none())
    }
}

impl Clinic {
    /// Reads a patient's record for a page: one row in the audit for the record, as for any other reading.
    ///
    /// # Errors
    /// [`ClinicError::NoPatient`] for a patient who is not on the list.
    pub async fn chart(&self, patient: &str) -> Result<Chart, ClinicError> {
        let records = &self.shared.records;
        if let Err(error) = self.listed(patient).await {
            records.forget(patient);
            return Err(error);
        }
        let now = self.access().at;
        let (tick, kept) = records.of(patient, now).unzip();
        let known = tick.zip(kept.as_ref().map(|whole: &Arc<Whole>| whole.heard.len()));
        let record = self.shared.store.record(self.access(), patient.to_owned(), known).await?;
        let whole = match (record.entries, kept) {
            (None, Some(whole)) => whole,
            (entries, _) => Arc::new(Whole::of(entries.unwrap_or_default())),
        };
        if let Some(tick) = record.tick {
            records.keep(patient, tick, now, &whole);
        }
        let pairings = self.pairings(patient).await?;
        Ok(put_together(patient, &whole, pairings, now))
    }
}

/// Facts and the clinic's words, as they come out of the stored versions.
#[derive(Default)]
struct Reader {
    facts: Vec<Fact>,
    seen: Vec<Fact>,
    said: Vec<(Said, FactId)>,
    person: Person,
}

impl Reader {
    fn take(&mut self, heard: Heard) {
        match heard.meaning {
            Meaning::Person(person) => self.person = person,
            Meaning::Facts(facts) => self.keep(&heard.kind, facts),
            Meaning::Arrival(what) => {
                self.hear((heard.kind, heard.id, heard.version), heard.updated_ms, what);
            }
            Meaning::Answered(facts, what) => {
                self.keep(&heard.kind, facts);
                self.hear((heard.kind, heard.id, heard.version), heard.updated_ms, what);
            }
            Meaning::Nothing => {}
        }
    }

    fn keep(&mut self, kind: &str, facts: Vec<Fact>) {
        if SIGHT_KINDS.contains(&kind) {
            self.seen.extend(facts.iter().cloned());
        }
        self.facts.extend(facts);
    }

    fn hear(&mut self, (kind, id, version): (String, String, i64), updated_ms: i64, what: Arrival) {
        // An answer to an earlier version is none to this one: a confirmed order that is stopped waits again.
        let from = ResourceRef { kind, id: id.clone(), version: version.to_string() };
        let at = DateTime::from_timestamp_millis(updated_ms).unwrap_or_default();
        self.said.push((Said { id, at, what, reply: None }, nocte_core::id::of_arrival(&from)));
    }

    /// The chart of what was taken.
    fn chart(self, patient: &str, pairings: Vec<Pairing>, offset_s: i32, now: DateTime<Utc>) -> Chart {
        let (scores, labs, notes, bad_days) = told(&self.facts);
        let journal = Journal::from_facts(self.facts);
        let said = self.said.into_iter().map(|(said, arrival)| {
            let replies = journal.replies.iter().filter(|reply| reply.to == arrival);
            let reply = replies.max_by_key(|reply| reply.stamp.recorded_at);
            Said { reply: reply.map(|reply| (reply.stamp.recorded_at, reply.what.clone())), ..said }
        });
        Chart {
            patient: patient.to_owned(),
            name: self.person.name,
            birth: self.person.birth,
            synthetic: self.person.synthetic,
            now,
            tonight: record::tonight(now, offset_s, journal.settings.cutover),
            offset_s,
            said: said.collect(),
            arrived: None,
            scores,
            labs,
            notes,
            bad_days,
            journal,
            sight: Sight::default(),
            pairings,
            trail: Vec::new(),
        }
    }
}

fn put_together(patient: &str, whole: &Whole, pairings: Vec<Pairing>, now: DateTime<Utc>) -> Chart {
    let mut reader = Reader::default();
    for heard in &whole.heard {
        reader.take(heard.clone());
    }
    let seen = core::mem::take(&mut reader.seen);
    let trail = seen.iter().map(|fact| (fact.id(), record::is_a_nights(fact))).collect();
    let sight = record::sight_of(seen, now);
    let offset_s = reader.facts.last().map_or(0, |fact| fact.stamp().offset_s);
    let arrived = whole.arrived_ms.and_then(DateTime::from_timestamp_millis);
    Chart { arrived, sight, trail, ..reader.chart(patient, pairings, offset_s, now) }
}

/// A chart of what is kept of a record for the worklist: enough for a line once it is rated, and for nothing else.
pub(super) struct Brief {
    chart: Chart,
    /// What was taken back, a rating perhaps.
    gone: TakenBack,
    /// Ratings that came with a tombstone, each with its place in commit order.
    scored: Vec<(i64, Score)>,
}

impl Brief {
    /// Of what is kept, without most of the ratings.
    pub(super) fn of(standing: Standing, now: DateTime<Utc>) -> Self {
        let mut reader = Reader::default();
        let mut scored = Vec::new();
        for heard in standing.heard {
            if let Meaning::Facts(facts) = &heard.meaning {
                scored.extend(scores(facts).map(|score| (heard.seq, score)));
            }
            reader.take(heard);
        }
        reader.seen.clear();
        let gone = gone(&reader.facts);
        let arrived = standing.arrived_ms.and_then(DateTime::from_timestamp_millis);
        let chart = reader.chart(&standing.patient, standing.pairings, standing.offset_s, now);
        Self { chart: Chart { arrived, ..chart }, gone, scored }
    }

    /// What is known without the ratings.
    pub(super) fn chart(&self) -> &Chart {
        &self.chart
    }

    /// The chart with these ratings.
    pub(super) fn rated(self, ratings: Vec<Heard>) -> Chart {
        let mut all = self.scored;
        for heard in ratings {
            if let Meaning::Facts(facts) = &heard.meaning {
                all.extend(scores(facts).map(|score| (heard.seq, score)));
            }
        }
        all.retain(|(_, score)| !self.gone.contains(&score.id));
        // As the whole record is read: by night, and of one night in commit order.
        all.sort_by_key(|(seq, score)| (score.night, *seq));
        Chart { scores: all.into_iter().map(|(_, score)| score).collect(), ..self.chart }
    }
}

fn scores(facts: &[Fact]) -> impl Iterator<Item = Score> {
    facts.iter().filter_map(|fact| if let Fact::Score(it) = fact { Some(it.clone()) } else { None })
}

/// What these facts take back.
fn gone(facts: &[Fact]) -> TakenBack {
    let tombstones: Vec<Tombstone> = facts
        .iter()
        .filter_map(|fact| if let Fact::Tombstone(it) = fact { Some(it.clone()) } else { None })
        .collect();
    taken_back(&tombstones)
}

/// What was told and was not taken back, each list oldest first.
fn told(facts: &[Fact]) -> (Vec<Score>, Vec<Lab>, Vec<Note>, Vec<BadDay>) {
    let gone = gone(facts);
    let (mut scores, mut labs, mut notes, mut bad_days) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for fact in facts.iter().filter(|fact| !gone.contains(&fact.id())) {
        match fact {
            Fact::Score(it) => scores.push(it.clone()),
            Fact::Lab(it) => labs.push(it.clone()),
            Fact::Note(it) => notes.push(it.clone()),
            Fact::BadDay(it) => bad_days.push(it.clone()),
            _ => {}
        }
    }
    scores.sort_by_key(|score| score.night);
    labs.sort_by_key(|lab| lab.on);
    (scores, labs, notes, bad_days)
}
