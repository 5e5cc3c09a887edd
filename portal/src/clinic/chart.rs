//! One patient's record, read whole for the pages: what stands, what the clinic said, when it last came in.
//!
//! It is read with the phone's own rules, so that both sides see one truth. Everything in it is personal: no `Debug`.

use super::record::{self, SIGHT_KINDS, Sight};
use super::{Clinic, ClinicError};
use crate::keyring::Pairing;
use crate::store::{Page, Party, Reading, Since, Stored};
use chrono::{DateTime, NaiveDate, Utc};
use nocte_core::domain::clinic::{Arrival, Order, OrderStatus, ReplyKind, ResourceRef};
use nocte_core::domain::effective::taken_back;
use nocte_core::domain::entry::Tombstone;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::night::Night;
use nocte_core::domain::symptom::{BadDay, Lab, Note, Score};
use nocte_core::fhir::{Read, Resource, read};
use serde_json::Value;

/// What the pages read besides the types an order is held against.
const MORE_KINDS: [&str; 4] = ["Patient", "Task", "Flag", "Communication"];
/// Rows of one page.
const PAGE: usize = 1_000;

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
        self.listed(patient).await?;
        let kinds: Vec<String> =
            SIGHT_KINDS.iter().chain(&MORE_KINDS).map(|kind| (*kind).to_owned()).collect();
        let mut entries = Vec::new();
        let mut page = Page { after: None, count: PAGE };
        loop {
            let reading = Reading::Everything { page, since: Since::Beginning, kinds: kinds.clone() };
            let found = self.read(patient, vec![reading]).await?.into_iter().next().unwrap_or_default();
            entries.extend(found.entries);
            match found.next {
                Some(next) => page.after = Some(next),
                None => break,
            }
        }
        let pairings = self.pairings(patient).await?;
        Ok(put_together(patient, &entries, pairings, self.access().at))
    }
}

/// Facts and the clinic's words, as they come out of the stored versions.
#[derive(Default)]
struct Reader {
    facts: Vec<Fact>,
    seen: Vec<Fact>,
    said: Vec<(Said, FactId)>,
    person: Value,
    arrived: Option<i64>,
}

impl Reader {
    fn take(&mut self, stored: &Stored) {
        if stored.owner == Party::Phone {
            self.arrived = self.arrived.max(Some(stored.updated_ms));
        }
        if stored.kind == "Patient" {
            self.person = serde_json::from_str(&stored.body).unwrap_or_default();
            return;
        }
        let Ok(resource) = Resource::from_json(&stored.body) else { return };
        match read(&resource) {
            Ok(Read::Facts(facts)) => self.keep(stored, facts),
            Ok(Read::Arrival(_, what)) => self.hear(stored, what),
            Ok(Read::Answered(facts, _, what)) => {
                self.keep(stored, facts);
                self.hear(stored, what);
            }
            Ok(Read::Nothing) | Err(_) => {}
        }
    }

    fn keep(&mut self, stored: &Stored, facts: Vec<Fact>) {
        if SIGHT_KINDS.contains(&stored.kind.as_str()) {
            self.seen.extend(facts.iter().cloned());
        }
        self.facts.extend(facts);
    }

    fn hear(&mut self, stored: &Stored, what: Arrival) {
        // An answer to an earlier version is none to this one: a confirmed order that is stopped waits again.
        let version = stored.version.to_string();
        let from = ResourceRef { kind: stored.kind.clone(), id: stored.id.clone(), version };
        let at = DateTime::from_timestamp_millis(stored.updated_ms).unwrap_or_default();
        self.said
            .push((Said { id: stored.id.clone(), at, what, reply: None }, nocte_core::id::of_arrival(&from)));
    }
}

fn put_together(patient: &str, entries: &[Stored], pairings: Vec<Pairing>, now: DateTime<Utc>) -> Chart {
    let mut reader = Reader::default();
    for stored in entries {
        reader.take(stored);
    }
    let trail = reader.seen.iter().map(|fact| (fact.id(), record::is_a_nights(fact))).collect();
    let sight = record::sight_of(reader.seen, now);
    let offset_s = reader.facts.last().map_or(0, |fact| fact.stamp().offset_s);
    let (scores, labs, notes, bad_days) = told(&reader.facts);
    let journal = Journal::from_facts(reader.facts);
    let said = reader.said.into_iter().map(|(said, arrival)| {
        let replies = journal.replies.iter().filter(|reply| reply.to == arrival);
        let reply = replies.max_by_key(|reply| reply.stamp.recorded_at);
        Said { reply: reply.map(|reply| (reply.stamp.recorded_at, reply.what.clone())), ..said }
    });
    let text = |pointer: &str| reader.person.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    Chart {
        patient: patient.to_owned(),
        name: text("/name/0/text").to_owned(),
        birth: text("/birthDate").parse().ok(),
        synthetic: text("/meta/security/0/code") == "HTEST",
        now,
        tonight: record::tonight(now, offset_s, journal.settings.cutover),
        offset_s,
        said: said.collect(),
        arrived: reader.arrived.and_then(DateTime::from_timestamp_millis),
        scores,
        labs,
        notes,
        bad_days,
        journal,
        sight,
        pairings,
        trail,
    }
}

/// What was told and was not taken back, each list oldest first.
fn told(facts: &[Fact]) -> (Vec<Score>, Vec<Lab>, Vec<Note>, Vec<BadDay>) {
    let tombstones: Vec<Tombstone> = facts
        .iter()
        .filter_map(|fact| if let Fact::Tombstone(it) = fact { Some(it.clone()) } else { None })
        .collect();
    let gone = taken_back(&tombstones);
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
