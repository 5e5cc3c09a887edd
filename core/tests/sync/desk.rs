//! A driver without a store: it keeps what the machine says in memory and checks that it is said in order.

use chrono::{DateTime, TimeDelta, Utc};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::domain::parked::ParkedReason;
use nocte_core::fhir::Resource;
use nocte_core::sync::{
    Change, Letter, Pairing, Parcel, Profile, Receipt, Reply, Report, Request, Secret, Session, State, Step,
    Tokens,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(crate) const BASE: &str = "https://clinic.example/fhir";
pub(crate) const PATIENT: &str = "p1";
pub(crate) const INSTALL: FactId = FactId(0xabc);

/// How a parcel stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stand {
    Queued,
    InFlight,
    Acked(Vec<Receipt>),
    Parked(Option<u16>, ParkedReason),
}

/// One phone's side of sync.
pub(crate) struct Desk {
    pub state: State,
    pub outbox: BTreeMap<i64, (Parcel, Stand)>,
    pub pulled: Vec<Resource>,
    pub now: DateTime<Utc>,
    pub waits: Vec<TimeDelta>,
    /// This install, where the server is told of it.
    pub device: Option<Letter>,
    /// What the server calls one of ours.
    pub name: Option<(String, String, String)>,
    /// Give up at the first wait longer than this.
    pub patience: TimeDelta,
}

/// Where requests go.
pub(crate) trait Server {
    fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Reply;
}

impl<F: FnMut(&Request) -> Reply> Server for F {
    fn answer(&mut self, request: &Request, _now: DateTime<Utc>) -> Reply {
        self(request)
    }
}

pub(crate) fn start() -> DateTime<Utc> {
    "2026-11-25T21:30:00Z".parse().expect("a time")
}

impl Desk {
    /// Paired with a server that was seen before, nothing waiting.
    pub(crate) fn new() -> Self {
        let mut desk = Self::unseen();
        desk.state.profile = Profile::read(&statement(), start());
        desk.state.restored = true;
        desk
    }

    /// Paired, and nothing known of the server.
    pub(crate) fn unseen() -> Self {
        let pairing = Pairing {
            base: BASE.to_owned(),
            patient: PATIENT.to_owned(),
            install: INSTALL,
            client_id: "nocte".to_owned(),
            tokens: Some(Tokens {
                access: Secret::new("access-0"),
                refresh: Some(Secret::new("refresh-0")),
                expires_at: None,
                scope: String::new(),
            }),
            token_endpoint: Some("https://clinic.example/token".to_owned()),
            revocation_endpoint: None,
            label: None,
            paired_at: start(),
        };
        Self {
            state: State::paired(pairing),
            outbox: BTreeMap::new(),
            pulled: Vec::new(),
            now: start(),
            waits: Vec::new(),
            device: None,
            name: None,
            patience: TimeDelta::days(3_650),
        }
    }

    /// Puts an observation into the outbox.
    pub(crate) fn write(&mut self, seq: i64) {
        self.write_with(seq, vec![observation(u128::try_from(seq).expect("positive"))]);
    }

    pub(crate) fn write_with(&mut self, seq: i64, resources: Vec<Letter>) {
        let night = Night::of("2026-11-25".parse().expect("a date"));
        let fact = FactId(u128::try_from(seq).expect("positive"));
        let parcel = Parcel { seq, fact, night: Some(night), attempt: 0, resources };
        self.outbox.insert(seq, (parcel, Stand::Queued));
    }

    pub(crate) fn stand(&self, seq: i64) -> &Stand {
        &self.outbox[&seq].1
    }

    pub(crate) fn is_acked(&self, seq: i64) -> bool {
        matches!(self.stand(seq), Stand::Acked(_))
    }

    pub(crate) fn waiting(&self) -> usize {
        self.outbox.values().filter(|(_, stand)| matches!(stand, Stand::Queued | Stand::InFlight)).count()
    }

    /// Writes down what the machine says.
    fn keep(&mut self, session: &mut Session) {
        for change in session.changes() {
            match change {
                Change::State(state) => self.state = *state,
                Change::InFlight(seqs) => {
                    for seq in seqs {
                        let (parcel, stand) = self.outbox.get_mut(&seq).expect("only what was offered flies");
                        assert_eq!(*stand, Stand::Queued, "only what is queued takes off");
                        parcel.attempt += 1;
                        *stand = Stand::InFlight;
                    }
                }
                Change::Queued(seqs) => {
                    for seq in seqs {
                        let stand = &mut self.outbox.get_mut(&seq).expect("only what was offered lands").1;
                        assert!(matches!(stand, Stand::InFlight | Stand::Queued), "an end is an end");
                        *stand = Stand::Queued;
                    }
                }
                Change::Unsent(seqs) => {
                    for seq in seqs {
                        let (parcel, stand) = self.outbox.get_mut(&seq).expect("only what was offered lands");
                        assert_eq!(*stand, Stand::InFlight, "it was got ready");
                        parcel.attempt -= 1;
                        *stand = Stand::Queued;
                    }
                }
                Change::Acked { seq, receipts } => self.end(seq, Stand::Acked(receipts)),
                Change::Parked { seq, status, reason } => self.end(seq, Stand::Parked(status, reason)),
                Change::Pulled(resources) => self.pulled.extend(resources),
            }
        }
    }

    fn end(&mut self, seq: i64, end: Stand) {
        let stand = &mut self.outbox.get_mut(&seq).expect("only what was offered ends").1;
        assert!(matches!(stand, Stand::InFlight | Stand::Queued), "a parcel ends once");
        *stand = end;
    }

    fn offered(&self, after: i64) -> Vec<Parcel> {
        let queued = self.outbox.range(after.saturating_add(1)..);
        let queued = queued.filter(|(_, (_, stand))| *stand == Stand::Queued).take(40);
        queued.map(|(_, (parcel, _))| parcel.clone()).collect()
    }

    /// One run, to its end or to a wait that is too long. `None` when it was dropped at such a wait.
    pub(crate) fn run(&mut self, server: &mut impl Server) -> Option<Report> {
        self.run_for(server, usize::MAX)
    }

    /// One run that begins with what the server calls one of ours.
    pub(crate) fn run_knowing(
        &mut self,
        server: &mut impl Server,
        name: Option<(String, String, String)>,
    ) -> Option<Report> {
        self.name = name;
        self.run(server)
    }

    /// One run in which the phone is switched off after some requests, with the last one out.
    pub(crate) fn run_for(&mut self, server: &mut impl Server, requests: usize) -> Option<Report> {
        self.run_expecting(server, requests, BTreeMap::new())
    }

    pub(crate) fn run_expecting(
        &mut self,
        server: &mut impl Server,
        requests: usize,
        expected: BTreeMap<String, u64>,
    ) -> Option<Report> {
        for (_, stand) in self.outbox.values_mut() {
            if *stand == Stand::InFlight {
                *stand = Stand::Queued; // as the store does when it is opened
            }
        }
        let mut session = Session::new(self.state.clone(), self.now);
        if !expected.is_empty() {
            session.expect(expected);
        }
        session.know(self.name.take());
        self.device.take().into_iter().for_each(|device| session.introduce(device));
        let mut sent = 0;
        for _ in 0..200_000 {
            let step = session.next(self.now);
            if !(matches!(step, Step::Send(_)) && session.changes_can_wait()) {
                self.keep(&mut session);
            }
            match step {
                Step::Send(request) => {
                    if let Some(name) =
                        request.headers.get("x-request-id").filter(|_| !request.url.contains("/Device"))
                    {
                        let seq = name.rsplit('-').next().expect("a place").parse().expect("a number");
                        assert_eq!(*self.stand(seq), Stand::InFlight, "written down before it leaves");
                    }
                    let reply = server.answer(&request, self.now);
                    while let Some(after) = session.ahead() {
                        session.offer(self.offered(after));
                    }
                    self.keep(&mut session);
                    sent += 1;
                    if sent >= requests {
                        return None;
                    }
                    self.now += TimeDelta::milliseconds(40);
                    session.complete(reply, self.now);
                    self.keep(&mut session);
                }
                Step::Wait { until } => {
                    let wait = until - self.now;
                    self.waits.push(wait);
                    if wait > self.patience {
                        return None;
                    }
                    self.now = self.now.max(until);
                }
                Step::Offer { after } => session.offer(self.offered(after)),
                Step::Done(report) => return Some(report),
            }
        }
        panic!("a run must come to an end");
    }
}

pub(crate) fn id(number: u128) -> String {
    FactId(0x0192_f5e1_1111_7111_8111_0000_0000_0000 + number).to_string()
}

pub(crate) fn letter(kind: &str, number: u128, more: Value) -> Letter {
    let id = id(number);
    let mut body = json!({
        "resourceType": kind,
        "id": id,
        "meta": {"source": format!("urn:uuid:{INSTALL}")},
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{id}")}],
        "subject": {"reference": format!("Patient/{PATIENT}")},
    });
    if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
        body.extend(more);
    }
    Letter { kind: kind.to_owned(), id, body: body.to_string(), version: None }
}

pub(crate) fn observation(number: u128) -> Letter {
    letter(
        "Observation",
        number,
        json!({"status": "final", "code": {"text": "pain"}, "valueString": "canary"}),
    )
}

/// What a server of write mode A says it can do.
pub(crate) fn statement() -> Value {
    let codes = |codes: &[&str]| -> Vec<Value> { codes.iter().map(|code| json!({"code": code})).collect() };
    let kinds = [
        "Patient",
        "Device",
        "Medication",
        "MedicationRequest",
        "MedicationAdministration",
        "MedicationStatement",
        "Observation",
        "AdverseEvent",
        "DetectedIssue",
        "Flag",
        "Task",
        "Communication",
        "Provenance",
        "Basic",
        "Consent",
    ];
    let resources: Vec<Value> = kinds
        .iter()
        .map(|kind| json!({"type": kind, "updateCreate": true, "interaction": codes(&["read", "create", "update", "search-type"])}))
        .collect();
    json!({"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "software": {"name": "planted"},
        "rest": [{"mode": "server", "interaction": codes(&["transaction", "batch"]), "resource": resources}]})
}

pub(crate) fn outcome(code: &str) -> String {
    json!({"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": code, "diagnostics": "canary"}]})
        .to_string()
}
