//! One of every resource Nocte sends, the phone's and the clinic's, for validators nobody here wrote.

use crate::facts::{self, evening, first_night, id, night, stamp};
use chrono::TimeDelta;
use nocte_core::catalogue::codes;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::{
    ClinicFlag, ClinicMessage, Order, OrderStatus, Reply, ReplyKind, RequestAnswer, RequestOutcome, Saw,
    StepRequest,
};
use nocte_core::domain::entry::DoseEntry;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::symptom::{Effect, EffectCourse, Severity};
use nocte_core::fhir::{
    Document, Known, Person, Resource, Section, Sharing, Sheet, Taking, Writing, answer_request, write,
    write_consent, write_device, write_document, write_evening, write_flag, write_message, write_order,
    write_reaction, write_taking,
};

/// The patient's id on the server.
pub const PATIENT: &str = "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01";

/// A list of facts that can be asked about itself.
pub struct Log(pub Vec<Fact>);

impl Known for Log {
    fn fact(&self, id: FactId) -> Option<Fact> {
        self.0.iter().find(|fact| fact.id() == id).cloned()
    }

    fn bottle(&self, letter: &str) -> Option<FactId> {
        self.0.iter().find_map(|fact| match fact {
            Fact::Bottle(bottle) if bottle.letter == letter => Some(bottle.id),
            _ => None,
        })
    }
}

/// Who writes.
pub fn writing() -> Writing<'static> {
    Writing { patient: PATIENT, install: id(0, 77), codes: codes() }
}

/// Every resource, under a name that says what it shows: each kind of fact, each once more taken back, a correction,
/// requests and replies, the installation, the consent, and all that the clinic sends.
pub fn all() -> Vec<(String, Resource)> {
    let known = Log(log());
    let with = writing();
    let mut all = vec![("device".to_owned(), write_device("0.1.0", &with))];
    all.extend(consents().map(|(name, sharing)| (name.to_owned(), write_consent(&sharing, &with))));
    for (number, fact) in known.0.iter().enumerate() {
        let resources = write(fact, &known, &with).into_iter().enumerate();
        all.extend(resources.map(|(part, it)| (format!("{number:03}-{part}-{}", it.kind()), it)));
    }
    all.push(("reaction".to_owned(), write_reaction(&reaction(), id(0, 10), &with)));
    all.push(("document".to_owned(), document()));
    all.extend(clinic());
    all.extend(answers(&known));
    all
}

/// A shared document with every kind of section: with entries, not asked for, in words alone, with a sheet.
///
/// # Panics
/// Never: the ratings are not empty.
pub fn document() -> Resource {
    let with = writing();
    let section = |title: &str, lines: &[&str]| Section {
        title: title.to_owned(),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        ..Section::default()
    };
    let plan = facts::plan();
    let taking = Taking {
        id: id(9, 1),
        dose: plan.steps[0].dose,
        told: "1 mg once a night",
        since: Some(first_night()),
        held: false,
        plan: plan.id,
        at: evening(9),
    };
    let mut medicines = vec![write_taking(&taking, &with)];
    medicines.extend(write(&facts::plan().into(), &(), &with));
    let scores = [facts::score(5, 1, "pain", 4), facts::score(5, 2, "sleep", 7)];
    let mut felt = write(&reaction().into(), &(), &with);
    felt.push(write_evening(&scores, &with).expect("two ratings"));
    let sheet = Sheet { id: id(9, 2), title: "The doctor's page".to_owned(), pdf: b"%PDF-1.7".to_vec() };
    let document = Document {
        id: id(9, 3),
        at: evening(9),
        lang: "en",
        title: "Summary <of a diary> & more",
        kind: "Summary of a patient's diary",
        person: Person { name: Some("Ada Öztürk".to_owned()), born: Some(first_night()) },
        version: "0.1.0",
        sections: vec![
            section("What this is", &["Kept by the patient.", "\"4 < 5 & 6 > 5\""]),
            Section {
                code: Some("section/medicines"),
                resources: medicines,
                ..section("Medicines", &["1 mg"])
            },
            Section {
                code: Some("section/allergies"),
                not_asked: true,
                ..section("Allergies", &["Not asked for."])
            },
            Section {
                resources: write(&facts::dose(5, 10).into(), &(), &with),
                ..section("Nights", &["Taken 1."])
            },
            Section { resources: felt, ..section("Felt", &["pain"]) },
            Section { sheet: Some(sheet), ..section("The doctor's page", &["As PDF."]) },
        ],
    };
    write_document(&document, &with)
}

/// Every fact, and every one taken back.
fn log() -> Vec<Fact> {
    let mut log = facts::one_of_each();
    log.extend(asked());
    let first = facts::dose(5, 10);
    log.push(first.clone().into());
    log.push(DoseEntry { id: id(5, 11), corrects: Some(first.id), ..first }.into());
    let undone: Vec<Fact> = log
        .iter()
        .zip(9_000..)
        .filter(|(fact, _)| !matches!(fact, Fact::Tombstone(_)))
        .map(|(fact, which)| facts::undo(40, which, fact.id()).into())
        .collect();
    log.extend(undone);
    log
}

fn asked() -> Vec<Fact> {
    let reply = |which, what| Fact::from(Reply { id: id(6, which), to: id(6, 9), what, stamp: stamp(6) });
    vec![
        StepRequest { id: id(6, 1), plan: facts::plan().id, to: "s2".to_owned(), stamp: stamp(6) }.into(),
        reply(2, ReplyKind::Confirmed { plan: facts::plan().id }),
        reply(3, ReplyKind::Declined { reason: Some("too early, I sleep badly".to_owned()) }),
        reply(4, ReplyKind::SentBack),
    ]
}

fn reaction() -> Effect {
    Effect {
        id: id(2, 20),
        night: night(2),
        what: "insomnia".to_owned(),
        severity: Severity::Severe,
        course: EffectCourse::Open,
        continues: None,
        stamp: stamp(2),
    }
}

fn consents() -> impl Iterator<Item = (&'static str, Sharing)> {
    [("consent-given", None), ("consent-revoked", Some(evening(9)))].into_iter().map(|(name, revoked)| {
        (name, Sharing { id: id(0, 78), clinic: "Praxis Öztürk".to_owned(), since: evening(0), revoked })
    })
}

/// What a clinic sends: an order in force, on hold and stopped, a flag, a message.
fn clinic() -> Vec<(String, Resource)> {
    let order = Order {
        status: OrderStatus::Active,
        by: "Dr Öztürk".to_owned(),
        on: first_night(),
        start: Some(first_night() + TimeDelta::days(7)),
        steps: facts::plan().steps,
        cap: Dose::from_mcg(4_500),
        stop_after: Some(first_night() + TimeDelta::days(90)),
        saw: Some(Saw { plan: facts::plan().id, last_fact: id(3, 93) }),
        replaces: Some("order-0".to_owned()),
        note: Some("slowly, please".to_owned()),
    };
    let bare = |status| Order { status, steps: Vec::new(), saw: None, note: None, ..order.clone() };
    let until = Some(first_night() + TimeDelta::days(7));
    let flag = ClinicFlag {
        active: true,
        by: "Dr Öztürk".to_owned(),
        text: "No naltrexone until the operation is over".to_owned(),
        from: Some(first_night()),
        until,
    };
    let message = ClinicMessage {
        by: "Dr Öztürk".to_owned(),
        sent: Some(evening(3)),
        text: "You may go to 1 mg. <b>Tell me</b> if sleep gets worse.".to_owned(),
    };
    let sent = |id, order: &Order| write_order(id, PATIENT, order, codes());
    vec![
        ("order-active".to_owned(), sent("order-1", &order)),
        ("order-on-hold".to_owned(), sent("order-2", &bare(OrderStatus::OnHold))),
        ("order-stopped".to_owned(), sent("order-3", &bare(OrderStatus::Stopped))),
        ("flag".to_owned(), write_flag("flag-1", PATIENT, &flag)),
        ("message".to_owned(), write_message("message-1", PATIENT, &message)),
    ]
}

/// The clinic's answers to a request for a step.
fn answers(known: &Log) -> Vec<(String, Resource)> {
    let request = known.fact(id(6, 1)).map(|fact| write(&fact, known, &writing()));
    let Some(Resource::Task(task)) = request.and_then(|resources| resources.into_iter().next()) else {
        return Vec::new();
    };
    [RequestOutcome::Accepted, RequestOutcome::Completed, RequestOutcome::Rejected]
        .into_iter()
        .map(|outcome| {
            let answer = RequestAnswer {
                request: id(6, 1),
                outcome,
                by: "Dr Öztürk".to_owned(),
                reason: Some("two quiet weeks first".to_owned()),
                order: (outcome == RequestOutcome::Completed).then(|| "order-1".to_owned()),
            };
            (format!("answer-{outcome:?}").to_lowercase(), answer_request(&task, &answer, evening(7)))
        })
        .collect()
}
