//! A phone without a file: an outbox in memory, driven by the real machine over the real line.
//!
//! What the app does with a store, this does with a map, so that thousands of runs against odd servers cost
//! nothing. Its clock is its own: a wait is over as soon as it is asked for.

use crate::facts;
use chrono::{DateTime, TimeDelta, Utc};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::domain::parked::ParkedReason;
use nocte_core::fhir::Resource;
use nocte_core::sync::http::{Line, LineOptions};
use nocte_core::sync::{
    Change, Letter, Pairing, Parcel, Receipt, Report, Secret, Session, State, Step, Tokens,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// The patient every double knows.
pub const PATIENT: &str = "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01";

/// A run that takes more steps than this goes in circles.
const STEPS: u32 = 200_000;

/// Where a row of the outbox stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// It waits.
    Queued,
    /// It may have been sent.
    InFlight,
    /// The server has it.
    Acked(Vec<Receipt>),
    /// The server will not have it.
    Parked(Option<u16>, ParkedReason),
}

/// The phone.
#[derive(Debug)]
pub struct Phone {
    /// What is kept between runs.
    pub state: State,
    /// Rows by their place.
    pub outbox: BTreeMap<i64, (Parcel, Row)>,
    /// Everything that was pulled.
    pub pulled: Vec<Value>,
    /// Its own time.
    pub now: DateTime<Utc>,
    /// Longest it really waits when it is told to; nothing at first.
    pub pause: Duration,
    line: Line,
}

/// A line whose waits are short enough for a test.
///
/// # Panics
/// Never: the settings are fixed.
pub fn line() -> Line {
    let options = LineOptions {
        connect: Duration::from_secs(5),
        read: Duration::from_secs(10),
        total: Duration::from_secs(20),
        largest: 4 * 1024 * 1024,
        ..LineOptions::default()
    };
    Line::new(&options).expect("fixed settings")
}

impl Phone {
    /// Paired with a server that wants no token.
    pub fn paired(base: &str) -> Self {
        let pairing = Pairing {
            base: base.to_owned(),
            patient: PATIENT.to_owned(),
            install: facts::id(0, 77),
            client_id: "nocte".to_owned(),
            tokens: None,
            token_endpoint: None,
            revocation_endpoint: None,
            label: None,
            paired_at: facts::evening(0),
        };
        let now = facts::evening(100);
        let state = State::paired(pairing);
        Self { state, outbox: BTreeMap::new(), pulled: Vec::new(), now, pause: Duration::ZERO, line: line() }
    }

    /// With a patient of that server and a token of theirs.
    pub fn admit(&mut self, patient: &str, token: &str) {
        if let Some(pairing) = &mut self.state.pairing {
            patient.clone_into(&mut pairing.patient);
            pairing.tokens = Some(Tokens {
                access: Secret::new(token),
                refresh: None,
                expires_at: None,
                scope: "patient/*.crus".to_owned(),
            });
        }
    }

    /// Puts resources of one fact into the outbox; answers with their place.
    ///
    /// # Panics
    /// When a resource has no type or id.
    pub fn post(&mut self, night: u32, resources: &[Value]) -> i64 {
        let seq = i64::try_from(self.outbox.len()).expect("an outbox fits") + 1;
        let letters = resources.iter().map(letter).collect();
        let fact = FactId(u128::from(seq.unsigned_abs()));
        let night: Option<Night> = Some(facts::night(night));
        self.outbox.insert(seq, (Parcel { seq, fact, night, attempt: 0, resources: letters }, Row::Queued));
        seq
    }

    /// `count` scores, seven a night.
    pub fn log(&mut self, count: u32) {
        for n in 0..count {
            self.post(n / 7, &[score(n)]);
        }
    }

    /// One run, with every wait over as soon as it begins, up to an hour of them.
    ///
    /// # Panics
    /// When the run goes in circles.
    pub async fn sync(&mut self) -> Report {
        // What was in flight when the last run ended.
        self.land();
        let patience = self.now + TimeDelta::hours(1);
        let mut session = Session::new(self.state.clone(), self.now);
        for _ in 0..STEPS {
            let step = session.next(self.now);
            self.write(session.changes());
            match step {
                Step::Send(request) => {
                    let reply = self.line.send(request).await;
                    self.now += TimeDelta::milliseconds(50);
                    session.complete(reply, self.now);
                    self.write(session.changes());
                }
                Step::Wait { until } if until <= patience => {
                    let asked = (until - self.now).to_std().unwrap_or_default();
                    tokio::time::sleep(asked.min(self.pause)).await;
                    self.now = self.now.max(until);
                }
                Step::Wait { .. } => return Report::default(),
                Step::Offer { after } => session.offer(self.waiting(after)),
                Step::Done(report) => return report,
            }
        }
        panic!("a run of {STEPS} steps goes in circles");
    }

    /// Runs with an hour between two until nothing waits or `runs` are over; answers how many it took.
    pub async fn sync_until_quiet(&mut self, runs: u32) -> u32 {
        for run in 1..=runs {
            self.sync().await;
            if self.count(|row| matches!(row, Row::Queued | Row::InFlight)) == 0 {
                return run;
            }
            self.now += TimeDelta::hours(7);
        }
        runs
    }

    fn land(&mut self) {
        for (_, row) in self.outbox.values_mut() {
            if *row == Row::InFlight {
                *row = Row::Queued;
            }
        }
    }

    fn waiting(&self, after: i64) -> Vec<Parcel> {
        let rows = self.outbox.values().filter(|(parcel, row)| parcel.seq > after && *row == Row::Queued);
        rows.take(200).map(|(parcel, _)| parcel.clone()).collect()
    }

    fn write(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::State(state) => self.state = *state,
                Change::InFlight(seqs) => {
                    for seq in seqs {
                        if let Some((parcel, row)) = self.outbox.get_mut(&seq) {
                            parcel.attempt += 1;
                            *row = Row::InFlight;
                        }
                    }
                }
                Change::Queued(seqs) => seqs.into_iter().for_each(|seq| self.set(seq, Row::Queued)),
                Change::Unsent(seqs) => {
                    for seq in seqs {
                        if let Some((parcel, row)) = self.outbox.get_mut(&seq) {
                            parcel.attempt = parcel.attempt.saturating_sub(1);
                            *row = Row::Queued;
                        }
                    }
                }
                Change::Acked { seq, receipts } => self.set(seq, Row::Acked(receipts)),
                Change::Parked { seq, status, reason } => self.set(seq, Row::Parked(status, reason)),
                Change::Pulled(resources) => self.pulled.extend(resources.iter().map(value)),
            }
        }
    }

    fn set(&mut self, seq: i64, to: Row) {
        if let Some((_, row)) = self.outbox.get_mut(&seq) {
            *row = to;
        }
    }

    /// How many rows are like this.
    pub fn count(&self, like: impl Fn(&Row) -> bool) -> usize {
        self.outbox.values().filter(|(_, row)| like(row)).count()
    }

    /// How many rows the server has.
    pub fn acked(&self) -> usize {
        self.count(|row| matches!(row, Row::Acked(_)))
    }

    /// The rows the server will not have.
    pub fn parked(&self) -> Vec<i64> {
        let parked = self.outbox.iter().filter(|(_, (_, row))| matches!(row, Row::Parked(..)));
        parked.map(|(seq, _)| *seq).collect()
    }
}

/// A resource as a letter.
///
/// # Panics
/// When it has no type or id.
pub fn letter(resource: &Value) -> Letter {
    let text = |name: &str| resource[name].as_str().expect("every resource has a type and an id").to_owned();
    Letter { kind: text("resourceType"), id: text("id"), body: resource.to_string(), version: None }
}

/// An id of its own for each number, as a UUID is written.
pub fn id(n: u32) -> String {
    facts::id(n % 4_000, u64::from(n) + 10_000).to_string()
}

/// A pain score of one night, as R4 has it.
pub fn score(n: u32) -> Value {
    let id = id(n);
    json!({"resourceType": "Observation", "id": id, "status": "final",
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{id}")}],
        "code": {"text": "Pain"}, "subject": {"reference": format!("Patient/{PATIENT}")},
        "effectiveDateTime": facts::evening(n % 4_000).to_rfc3339(),
        "valueQuantity": {"value": n % 11, "unit": "score", "system": "http://unitsofmeasure.org", "code": "{score}"}})
}

/// A resource as a value, as text says it.
fn value(resource: &Resource) -> Value {
    serde_json::from_str(&resource.to_json()).expect("a resource writes JSON")
}
