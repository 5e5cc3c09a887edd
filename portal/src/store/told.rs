//! What a version says of a treatment, and the part of it that a line of the worklist is made of.
//!
//! Of a long record most is nights and ratings. A line needs every night's answer in few bytes, two scales over some
//! weeks, and everything else whole: that is what is kept beside the versions and written in their commit. Dropped is
//! only what no rule of a line reads: other scales, notes, laboratory values, bad days, bottles and syringes of a night.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::clinic::Arrival;
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp, StepRef};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::domain::symptom::Score;
use nocte_core::fhir::{Read, Resource, read};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The types that say something of a treatment.
pub const TOLD_KINDS: [&str; 9] = [
    "MedicationRequest",
    "MedicationAdministration",
    "MedicationStatement",
    "Observation",
    "Basic",
    "Patient",
    "Task",
    "Flag",
    "Communication",
];

/// The two scales a line shows.
pub const LISTED_SCALES: [&str; 2] = ["pain", "fatigue"];

/// Who the patient is. Personal: no `Debug`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name, as the clinic writes it; empty when the record has none.
    pub name: String,
    /// The day of birth.
    pub birth: Option<NaiveDate>,
    /// Made up for a demonstration.
    pub synthetic: bool,
}

/// What one version says. Personal: no `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Who the patient is.
    Person(Person),
    /// Facts of the patient's.
    Facts(Vec<Fact>),
    /// Something the clinic said.
    Arrival(Arrival),
    /// A request of the patient's, and the clinic's answer to it.
    Answered(Vec<Fact>, Arrival),
    /// Nothing that a page shows.
    Nothing,
}

impl Meaning {
    /// Of a version's type and body. What cannot be read says nothing.
    pub fn of(kind: &str, body: &str) -> Self {
        if kind == "Patient" {
            return Self::Person(person(body));
        }
        match Resource::from_json(body).ok().and_then(|resource| read(&resource).ok()) {
            Some(Read::Facts(facts)) => Self::Facts(facts),
            Some(Read::Arrival(_, what)) => Self::Arrival(what),
            Some(Read::Answered(facts, _, what)) => Self::Answered(facts, what),
            Some(Read::Nothing) | None => Self::Nothing,
        }
    }

    fn facts(&self) -> &[Fact] {
        match self {
            Self::Facts(facts) | Self::Answered(facts, _) => facts,
            Self::Person(_) | Self::Arrival(_) | Self::Nothing => &[],
        }
    }
}

fn person(body: &str) -> Person {
    let person: Value = serde_json::from_str(body).unwrap_or_default();
    let text = |pointer: &str| person.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    Person {
        name: text("/name/0/text").to_owned(),
        birth: text("/birthDate").parse().ok(),
        synthetic: text("/meta/security/0/code") == "HTEST",
    }
}

/// How a kept part is found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A night's answer, under its night.
    Dose,
    /// A rating of a listed scale, under its night.
    Score,
    /// Everything else.
    Other,
}

impl Part {
    /// The letter the database keeps.
    pub(crate) fn letter(self) -> &'static str {
        match self {
            Self::Dose => "d",
            Self::Score => "s",
            Self::Other => "o",
        }
    }
}

/// What is kept of a version for the worklist. Personal: no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Told {
    /// Which shelf.
    pub part: Part,
    /// The day of the night in days of the calendar, 0 for [`Part::Other`].
    pub day: i32,
    /// The text that is kept.
    pub said: String,
}

/// What a version leaves beside itself. Personal: no `Debug`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// What is kept of it; `None` where no line reads it.
    pub told: Option<Told>,
    /// What the phone's clock was east of UTC when the last of its facts was told, seconds.
    pub offset_s: Option<i32>,
}

/// A day as a number that sorts.
pub fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// A night's answer without what no line reads.
type ShortDose = (
    FactId,
    Night,
    DoseStatus,
    Option<StepRef>,
    Option<FactId>,
    DateTime<Utc>,
    (Option<Dose>, Option<Volume>, Option<Strength>, Option<Dose>),
);

/// A rating without what no line reads.
type ShortScore = (FactId, Night, String, u8);

impl Trace {
    /// Of a version's type and body.
    pub fn of(kind: &str, body: &str) -> Self {
        if !TOLD_KINDS.contains(&kind) {
            return Self::default();
        }
        let meaning = Meaning::of(kind, body);
        let offset_s = meaning.facts().last().map(|fact| fact.stamp().offset_s);
        Self { told: keep(&meaning), offset_s }
    }
}

fn keep(meaning: &Meaning) -> Option<Told> {
    if let Meaning::Facts(facts) = meaning {
        // A fact that comes with its own tombstone is read whole: what it takes back may be anything.
        match facts.as_slice() {
            [Fact::Dose(it)] => return shelved(Part::Dose, it.night, &short(it)),
            [Fact::Score(it)] if LISTED_SCALES.contains(&it.scale.as_str()) => {
                return shelved(Part::Score, it.night, &(it.id, it.night, &it.scale, it.value));
            }
            [Fact::Score(_) | Fact::Lab(_) | Fact::Note(_) | Fact::BadDay(_)] => return None,
            _ => {}
        }
    }
    if *meaning == Meaning::Nothing {
        return None;
    }
    serde_json::to_string(meaning).ok().map(|said| Told { part: Part::Other, day: 0, said })
}

fn shelved(part: Part, night: Night, what: &impl Serialize) -> Option<Told> {
    let said = serde_json::to_string(what).ok()?;
    Some(Told { part, day: day_number(night.date), said })
}

fn short(it: &DoseEntry) -> ShortDose {
    let amounts = (it.planned, it.volume, it.strength, it.swallowed);
    (it.id, it.night, it.status, it.step.clone(), it.corrects, it.stamp.recorded_at, amounts)
}

/// The stamp of a fact of which only the instant is kept.
fn at(recorded_at: DateTime<Utc>) -> Stamp {
    Stamp { recorded_at, zone: String::new(), offset_s: 0, source: String::new(), clock_suspect: false }
}

/// A kept part as it is read again. `None` when the text is not one of ours.
pub(crate) fn recall(part: &str, said: &str) -> Option<Meaning> {
    match part {
        "d" => {
            let (id, night, status, step, corrects, recorded_at, amounts) =
                serde_json::from_str::<ShortDose>(said).ok()?;
            let (planned, volume, strength, swallowed) = amounts;
            let (taken_at, bottle, syringe, stamp) = (None, None, None, at(recorded_at));
            let entry = DoseEntry {
                id,
                night,
                status,
                taken_at,
                planned,
                step,
                volume,
                bottle,
                strength,
                syringe,
                swallowed,
                corrects,
                stamp,
            };
            Some(Meaning::Facts(vec![Fact::Dose(entry)]))
        }
        "s" => {
            let (id, night, scale, value) = serde_json::from_str::<ShortScore>(said).ok()?;
            let stamp = at(DateTime::UNIX_EPOCH);
            Some(Meaning::Facts(vec![Fact::Score(Score { id, night, scale, value, stamp })]))
        }
        _ => serde_json::from_str(said).ok(),
    }
}
