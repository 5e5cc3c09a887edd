//! A clinic that is up, phones of one patient, and one clock for all of them.

use chrono::{DateTime, TimeDelta, Utc};
use nocte_core::app::{Answering, App, Match, PlanStart, SyncReport, When};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::{Order, OrderStatus};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::logging::{Answer, LogRequest, Swallowed};
use nocte_core::domain::medicine::Question;
use nocte_core::domain::plan::{Agreement, AgreementKind, Gate, Step};
use nocte_core::domain::zone::ZoneWindow;
use nocte_core::store::{OpenOptions, Store};
use nocte_core::sync::http::{Line, LineOptions};
use nocte_core::time::{Clock, Moment};
use nocte_portal::clinic::{Clinic, NewPatient, Seen};
use nocte_portal::sharing::Service;
use nocte_portal::{Portal, Running, Settings};
use nocte_tests::vault::MemoryVault;
use std::future::Future;
use std::sync::{Arc, Mutex};
use tokio::runtime::Runtime;

/// One clock for all, moved by hand.
#[derive(Clone)]
pub(crate) struct Hands(Arc<Mutex<DateTime<Utc>>>);

impl Hands {
    pub(crate) fn on(&self, time: TimeDelta) {
        *self.0.lock().expect("one thread moves it") += time;
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        *self.0.lock().expect("one thread moves it")
    }
}

impl Clock for Hands {
    fn moment(&self) -> Moment {
        let zone = "UTC".to_owned();
        let window = ZoneWindow { zone, initial_offset_s: 0, transitions: Vec::new(), until: None };
        Moment { now: self.now(), window, suspect: false }
    }
}

impl nocte_portal::clock::Clock for Hands {
    fn now(&self) -> DateTime<Utc> {
        Hands::now(self)
    }
}

/// A clinic that is up, and a folder for phones.
pub(crate) struct House {
    pub(crate) running: Running,
    pub(crate) clinic: Clinic,
    pub(crate) patient: String,
    pub(crate) line: Line,
    pub(crate) hands: Hands,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) runtime: Runtime,
}

pub(crate) fn mg(text: &str) -> Dose {
    Dose::parse(&format!("{text}mg")).expect("a literal dose")
}

pub(crate) fn step(id: &str, dose: &str) -> Step {
    Step { id: id.to_owned(), dose: mg(dose), min_nights: 7, max_nights: None, gate: Gate::Patient }
}

impl House {
    pub(crate) fn new() -> Self {
        Self::open(
            "2026-11-01T22:30:00Z".parse().expect("a literal instant"),
            Settings::at("http://localhost"),
        )
    }

    /// At the machine's own time, for a browser that has no other; it keeps links of anyone's.
    #[allow(dead_code, reason = "the browser's story uses it")]
    pub(crate) fn sharing() -> Self {
        let settings = Settings { share: Service::Anyone, ..Settings::at("http://localhost") };
        Self::open(nocte_portal::clock::Clock::now(&nocte_portal::clock::WallClock), settings)
    }

    fn open(now: DateTime<Utc>, settings: Settings) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let runtime = Runtime::new().expect("a runtime");
        let hands = Hands(Arc::new(Mutex::new(now)));
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

    pub(crate) fn go<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    pub(crate) fn later(&self, minutes: i64) {
        self.hands.on(TimeDelta::minutes(minutes));
    }

    /// A phone that nobody has paired.
    pub(crate) fn phone(&self, name: &str) -> App {
        let path = self.folder.path().join(format!("{name}.db"));
        let store = Store::open_or_create(path, &MemoryVault::with(7), OpenOptions::new()).expect("a store");
        App::new(store, Box::new(self.hands.clone()), "phone")
    }

    /// A phone with a plan of two steps.
    pub(crate) fn begun(&self, name: &str) -> App {
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

    pub(crate) fn pair(&self, app: &App) {
        let invite = self.go(self.clinic.invite_at(&self.patient, &self.running.url)).expect("a link");
        let (link, passcode) = (invite.link.reveal(), invite.passcode.reveal().to_owned());
        let page = self.go(app.pair(&link, Some(&passcode), &self.line)).expect("a pairing");
        assert_eq!((page.initials.as_deref(), page.birth_year), (Some("AM"), Some(1980)));
        assert!(!page.matched);
    }

    /// Both sides of the match, after the phone's record is there.
    pub(crate) fn matched(&self, app: &App) {
        self.sync(app);
        let said = Match { initials: "a.m.".to_owned(), birth_year: 1980 };
        let page = self.go(app.confirm_match(&said, &self.line)).expect("the same person");
        let pairings = self.go(self.clinic.pairings(&self.patient)).expect("pairings");
        let pairing = pairings.iter().find(|one| one.phone.is_some() && one.staff.is_none()).expect("one");
        let seen = Seen { initials: "AM".to_owned(), birth_year: 1980, dose: page.present_dose };
        self.go(self.clinic.confirm_match(&self.patient, &pairing.id, &seen)).expect("the same person");
    }

    pub(crate) fn sync(&self, app: &App) -> SyncReport {
        let report = self.go(app.sync(&self.line)).expect("a run");
        assert!(report.all_done() && report.problems.is_empty(), "{report:?}");
        report
    }

    pub(crate) fn sign(&self, steps: Vec<Step>) -> String {
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

pub(crate) fn take(app: &App) {
    let (outcome, _) = app.log(&LogRequest::taken("phone")).expect("a log");
    assert!(outcome.result.stores(), "{:?}", outcome.result);
}

/// On a phone that is not the giving one (`safety.md` 18).
pub(crate) fn give_it_oneself(app: &App) {
    let just_now = Swallowed { myself: true, ..Swallowed::default() };
    let (outcome, _) = app.log(&LogRequest::answer(Answer::Taken(just_now), "phone")).expect("a log");
    assert!(outcome.result.stores(), "{:?}", outcome.result);
}

pub(crate) fn facts(app: &App) -> Vec<Fact> {
    let mut facts = app.store().expect("a store").facts().expect("facts");
    facts.retain(|fact| !matches!(fact, Fact::Received(_) | Fact::Restored(_) | Fact::Snooze(_)));
    facts.sort_by_key(Fact::id);
    facts
}
