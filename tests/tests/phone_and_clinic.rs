//! Phones of one patient and the real portal, over HTTP on this machine: what must hold between them.
#![cfg(feature = "store")]

use chrono::{DateTime, TimeDelta, Utc};
use nocte_core::app::{Answering, App, Confirmation, EffectReport, Match, PlanStart, SyncReport, When, Wire};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::{ClinicFlag, Order, OrderStatus, ReplyKind};
use nocte_core::domain::entry::{DoseStatus, Tombstone};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::hold;
use nocte_core::domain::logging::LogRequest;
use nocte_core::domain::medicine::Question;
use nocte_core::domain::plan::{Agreement, AgreementKind, Gate, HoldReason, Step};
use nocte_core::domain::proposal::ProposalRefusal;
use nocte_core::domain::symptom::{EffectCourse, Severity};
use nocte_core::domain::tonight::{Reason, TonightState};
use nocte_core::domain::zone::ZoneWindow;
use nocte_core::error::Error;
use nocte_core::store::{OpenOptions, Store};
use nocte_core::sync::http::{Line, LineOptions};
use nocte_core::sync::{Failure, Reply, Request};
use nocte_core::time::{Clock, Moment};
use nocte_portal::clinic::{Clinic, NewPatient, Seen};
use nocte_portal::{Portal, Running, Settings};
use nocte_tests::vault::MemoryVault;
use std::future::Future;
use std::sync::{Arc, Mutex};
use tokio::runtime::Runtime;

/// One clock for all, moved by hand.
#[derive(Clone)]
struct Hands(Arc<Mutex<DateTime<Utc>>>);

impl Hands {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().expect("one thread moves it")
    }
}

impl Clock for Hands {
    fn moment(&self) -> Moment {
        let zone = "UTC".to_owned();
        let window = ZoneWindow { zone, initial_offset_s: 0, transitions: Vec::new(), until: None };
        Moment { now: self.now(), window }
    }
}

impl nocte_portal::clock::Clock for Hands {
    fn now(&self) -> DateTime<Utc> {
        Hands::now(self)
    }
}

/// A clinic that is up, and a folder for phones.
struct House {
    running: Running,
    clinic: Clinic,
    patient: String,
    line: Line,
    hands: Hands,
    folder: tempfile::TempDir,
    runtime: Runtime,
}

fn mg(text: &str) -> Dose {
    Dose::parse(&format!("{text}mg")).expect("a literal dose")
}

fn step(id: &str, dose: &str) -> Step {
    Step { id: id.to_owned(), dose: mg(dose), min_nights: 7, max_nights: None, gate: Gate::Patient }
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let runtime = Runtime::new().expect("a runtime");
        let hands = Hands(Arc::new(Mutex::new("2026-11-01T22:30:00Z".parse().expect("a literal instant"))));
        let settings = Settings::at("http://localhost");
        let portal = Portal::open(&folder.path().join("clinic"), settings, Arc::new(hands.clone()));
        let portal = portal.expect("a portal");
        let running = runtime.block_on(portal.listen("127.0.0.1:0")).expect("an address");
        let clinic = portal.clinic().expect("a clinic");
        let birth = "1980-04-12".parse().expect("a literal date");
        let new = NewPatient { name: "Ada Muster".to_owned(), birth, synthetic: true };
        let patient = runtime.block_on(clinic.add_patient(&new)).expect("a patient");
        let line = Line::new(&LineOptions::default()).expect("a line");
        Self { running, clinic, patient, line, hands, folder, runtime }
    }

    fn go<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    fn later(&self, minutes: i64) {
        *self.hands.0.lock().expect("one thread moves it") += TimeDelta::minutes(minutes);
    }

    /// A phone that nobody has paired.
    fn phone(&self, name: &str) -> App {
        let path = self.folder.path().join(format!("{name}.db"));
        let store = Store::open_or_create(path, &MemoryVault::with(7), OpenOptions::new()).expect("a store");
        App::new(store, Box::new(self.hands.clone()), "phone")
    }

    /// A phone with a plan of two steps.
    fn begun(&self, name: &str) -> App {
        let app = self.phone(name);
        let on = self.hands.now().date_naive();
        let agreement = Agreement { kind: AgreementKind::Reported, by: "Dr Weber".to_owned(), on };
        let start = PlanStart::Typed { steps: vec![step("s1", "1"), step("s2", "1.5")], cap: None };
        app.begin_plan(start, agreement, None, When::default()).expect("a plan");
        for question in Question::ALL {
            let answering = Answering { question, yes: false, on: None, agreement: None };
            app.answer(answering).expect("an answer");
        }
        app
    }

    fn pair(&self, app: &App) {
        let invite = self.go(self.clinic.invite_at(&self.patient, &self.running.url)).expect("a link");
        let (link, passcode) = (invite.link.reveal(), invite.passcode.reveal().to_owned());
        let page = self.go(app.pair(&link, Some(&passcode), &self.line)).expect("a pairing");
        assert_eq!((page.initials.as_deref(), page.birth_year), (Some("AM"), Some(1980)));
        assert!(!page.matched);
    }

    /// Both sides of the match, after the phone's record is there.
    fn matched(&self, app: &App) {
        self.sync(app);
        let said = Match { initials: "a.m.".to_owned(), birth_year: 1980 };
        let page = self.go(app.confirm_match(&said, &self.line)).expect("the same person");
        let pairings = self.go(self.clinic.pairings(&self.patient)).expect("pairings");
        let pairing = pairings.iter().find(|one| one.phone.is_some() && one.staff.is_none()).expect("one");
        let seen = Seen { initials: "AM".to_owned(), birth_year: 1980, dose: page.present_dose };
        self.go(self.clinic.confirm_match(&self.patient, &pairing.id, &seen)).expect("the same person");
    }

    fn sync(&self, app: &App) -> SyncReport {
        let report = self.go(app.sync(&self.line)).expect("a run");
        assert!(report.all_done() && report.problems.is_empty(), "{report:?}");
        report
    }

    fn sign(&self, steps: Vec<Step>) -> String {
        let saw = self.go(self.clinic.sight(&self.patient)).expect("a record").saw;
        let order = Order {
            status: OrderStatus::Active,
            by: "Dr Weber".to_owned(),
            on: self.hands.now().date_naive(),
            start: None,
            steps,
            cap: None,
            stop_after: None,
            saw,
            replaces: None,
            note: None,
        };
        self.go(self.clinic.sign_order(&self.patient, order)).expect("a signed order")
    }
}

fn take(app: &App) {
    let (outcome, _) = app.log(&LogRequest::taken("phone")).expect("a log");
    assert!(outcome.result.stores(), "{:?}", outcome.result);
}

fn facts(app: &App) -> Vec<Fact> {
    let mut facts = app.store().expect("a store").facts().expect("facts");
    facts.retain(|fact| !matches!(fact, Fact::Received(_) | Fact::Restored(_) | Fact::Snooze(_)));
    facts.sort_by_key(Fact::id);
    facts
}

#[test]
fn safety_25_a_stop_holds_the_phone_at_its_next_sync_without_a_tap() {
    let house = House::new();
    let phone = house.begun("one");
    take(&phone);
    house.pair(&phone);
    house.matched(&phone);
    house.later(20 * 60);
    house.go(house.clinic.stop(&house.patient, "Dr Weber", Some("Wait."))).expect("a stop");
    assert_ne!(phone.tonight().expect("a screen").state, TonightState::Held);
    house.sync(&phone);
    let tonight = phone.tonight().expect("a screen");
    assert_eq!(tonight.state, TonightState::Held);
    assert!(matches!(tonight.reasons[0], Reason::Held { why: HoldReason::Clinician, .. }));
    house.sync(&phone);
    assert_eq!(phone.open_holds().expect("holds").len(), 1, "received once, held once");
    phone.resume_saying_no_opioids(None).expect("the patient's confirmation ends it");
    house.sync(&phone);
    assert_eq!(phone.open_holds().expect("holds").len(), 0, "and it does not come back");
    assert!(phone.clinic_page().expect("a page").stops.is_empty());
}

#[test]
fn safety_25_orders_wait_for_the_match_and_a_newer_reaction_sends_one_back() {
    let house = House::new();
    let phone = house.begun("one");
    take(&phone);
    house.pair(&phone);
    house.sync(&phone);
    let refused = phone.confirm_proposal(None, Confirmation::default());
    assert!(matches!(refused, Err(Error::Proposal(ProposalRefusal::NotMatched))), "{refused:?}");
    let other = Match { initials: "XY".to_owned(), birth_year: 1980 };
    assert!(house.go(phone.confirm_match(&other, &house.line)).is_err(), "another person's record");
    house.matched(&phone);
    house.later(24 * 60);
    house.sign(vec![step("o1", "1.5")]);
    let report = EffectReport {
        what: "insomnia".to_owned(),
        severity: Some(Severity::Severe),
        course: EffectCourse::Open,
        night: None,
    };
    phone.report_effect(&report).expect("an effect");
    house.sync(&phone);
    let back = phone.confirm_proposal(None, Confirmation::default());
    assert!(matches!(back, Err(Error::Proposal(ProposalRefusal::SentBack(_)))), "{back:?}");
    assert!(phone.clinic_page().expect("a page").proposal.is_none(), "answered");
    house.sync(&phone);
    let told = facts(&phone);
    assert!(told.iter().any(|fact| matches!(fact, Fact::Reply(it) if it.what == ReplyKind::SentBack)));
    house.later(60);
    house.sign(vec![step("o1", "1.25")]);
    house.sync(&phone);
    let made = phone.confirm_proposal(None, Confirmation { no_opioids: true, ..Confirmation::default() });
    let made = made.expect("now the prescriber saw it");
    assert_eq!(made.plan.agreement.kind, AgreementKind::Signed);
    house.sync(&phone);
    assert_eq!(
        house.go(house.clinic.sight(&house.patient)).expect("a record").saw.map(|saw| saw.plan),
        Some(made.plan.id)
    );
}

#[test]
fn safety_17_taken_on_two_phones_is_kept_twice_counts_once_and_is_asked_about() {
    let house = House::new();
    let one = house.begun("one");
    house.pair(&one);
    house.sync(&one);
    let two = house.phone("two");
    house.pair(&two);
    house.sync(&two);
    two.confirm_restore().expect("a copy that was confirmed");
    house.later(24 * 60);
    take(&one);
    house.later(7);
    take(&two);
    house.sync(&one);
    house.sync(&two);
    house.sync(&one);
    for phone in [&one, &two] {
        let journal = phone.store().expect("a store").journal().expect("a journal");
        let night = phone.night().expect("a night");
        let taken =
            journal.doses.iter().filter(|dose| dose.night == night && dose.status == DoseStatus::Taken);
        assert_eq!(taken.count(), 2, "both are kept");
        assert!(phone.tonight().expect("a screen").reasons.contains(&Reason::OneDoseOrTwo));
        let page = phone.plan().expect("a plan").expect("a plan");
        assert_eq!(page.progress.expect("progress").nights_taken, 1, "one night for the gate");
    }
    let answered = facts(&one);
    let Some(Fact::Dose(second)) = answered.iter().rev().find(|it| matches!(it, Fact::Dose(_))) else {
        panic!("two doses")
    };
    one.take_back(second.id).expect("one dose, not two");
    house.sync(&one);
    house.sync(&two);
    assert!(!two.tonight().expect("a screen").reasons.contains(&Reason::OneDoseOrTwo), "answered on either");
}

#[test]
fn safety_17_a_hold_on_either_phone_holds_both_and_facts_converge() {
    let house = House::new();
    let one = house.begun("one");
    house.pair(&one);
    house.sync(&one);
    let two = house.phone("two");
    house.pair(&two);
    house.sync(&two);
    two.confirm_restore().expect("a copy that was confirmed");
    house.later(24 * 60);
    two.hold(HoldReason::Patient, None).expect("a hold");
    house.sync(&two);
    house.sync(&one);
    assert_eq!(one.tonight().expect("a screen").state, TonightState::Held);
    house.later(1);
    one.note("so it was", None).expect("a note");
    house.sync(&one);
    house.sync(&two);
    let without = |app: &App| {
        let mut all = facts(app);
        all.retain(|fact| !matches!(fact, Fact::RestoreConfirmed(_)));
        all
    };
    assert_eq!(without(&one), without(&two));
    let journal = one.store().expect("a store").journal().expect("a journal");
    assert_eq!(hold::open_holds(&journal).len(), 1);
}

#[test]
fn safety_23_a_new_phone_is_rebuilt_from_the_clinic_and_its_nights_since_are_unknown() {
    let house = House::new();
    let old = house.begun("old");
    take(&old);
    let undone = old.note("a slip", None).expect("a note").0;
    old.take_back(undone).expect("taken back");
    house.pair(&old);
    house.matched(&old);
    let new = house.phone("new");
    house.pair(&new);
    assert_eq!(new.tonight().expect("a screen").line, None, "before anything has come");
    house.sync(&new);
    assert_eq!(facts(&new), facts(&old), "every fact that leaves a phone comes back word for word");
    assert!(
        facts(&new)
            .iter()
            .any(|it| matches!(it, Fact::Tombstone(Tombstone { target, .. }) if *target == undone))
    );
    house.later(3 * 24 * 60);
    let tonight = new.tonight().expect("a screen");
    assert_eq!((tonight.state, tonight.line), (TonightState::Unknown, None));
    assert!(tonight.reasons.iter().any(|reason| matches!(reason, Reason::Restored { .. })));
    assert_eq!(new.confirm_restore().expect("confirmed").unknown_nights, 3);
    assert!(new.store().expect("a store").waiting().expect("a count") > 0, "and the clinic hears of it");
}

/// A line that swallows one answer in five after the server has acted on it.
struct Lossy<'a> {
    line: &'a Line,
    luck: Mutex<fastrand::Rng>,
}

impl Wire for Lossy<'_> {
    fn carry(&self, request: Request) -> impl Future<Output = Reply> + Send {
        let lost = self.luck.lock().expect("one thread draws").u8(0..5) == 0;
        let answer = self.line.send(request);
        async move {
            let reply = answer.await;
            if lost { Reply::Failed(Failure::Cut) } else { reply }
        }
    }
}

#[test]
fn what_was_sent_and_not_answered_is_sent_again_and_stands_once() {
    let house = House::new();
    let phone = house.begun("one");
    for _ in 0..20 {
        take(&phone);
        phone.rate("pain", 4, None).expect("a rating");
        house.later(24 * 60);
    }
    house.pair(&phone);
    let lossy = Lossy { line: &house.line, luck: Mutex::new(fastrand::Rng::with_seed(4)) };
    let mut runs = 0;
    loop {
        runs += 1;
        assert!(runs < 200, "it comes to an end");
        let report = house.go(phone.sync(&lossy)).expect("a run");
        if report.all_done() && report.problems.is_empty() {
            break;
        }
        house.later(5);
    }
    assert!(runs > 1, "a line that loses nothing proves nothing");
    let second = house.phone("two");
    house.pair(&second);
    house.sync(&second);
    assert_eq!(facts(&second), facts(&phone), "nothing missing, nothing twice");
}

#[test]
fn a_flag_of_the_clinic_holds_and_its_end_does_not_end_the_hold() {
    let house = House::new();
    let phone = house.begun("one");
    house.pair(&phone);
    let (by, text) = ("Dr Weber".to_owned(), "Blood test first.".to_owned());
    let flag = ClinicFlag { active: true, by, text, from: None, until: None };
    let id = house.go(house.clinic.raise_flag(&house.patient, &flag)).expect("a flag");
    house.sync(&phone);
    assert_eq!(phone.open_holds().expect("holds").len(), 1, "also before the match: it asks for no dose");
    house.later(60);
    house.go(house.clinic.lower_flag(&house.patient, &id, "Dr Weber")).expect("lowered");
    house.sync(&phone);
    assert_eq!(phone.open_holds().expect("holds").len(), 1);
}
