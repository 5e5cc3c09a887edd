//! A phone and a clinic, both real, with the fault proxy between them, and one clock that all of them read.

use crate::facts;
use crate::phone::line;
use crate::proxy::{Luck, Proxy, Script};
use crate::vault::MemoryVault;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use nocte_core::app::{App, Match, SyncReport, Wire};
use nocte_core::catalogue::codes;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::zone::ZoneWindow;
use nocte_core::fhir::{Known, Read, Resource, Writing, read, write};
use nocte_core::store::{OpenOptions, Store};
use nocte_core::sync::http::Line;
use nocte_core::sync::{Reply, Request};
use nocte_core::time::{Clock, Moment};
use nocte_portal::clinic::{Clinic, NewPatient};
use nocte_portal::{Portal, Running, Settings};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;

/// The initials of everybody's patient.
pub const INITIALS: &str = "CN";

/// Their year of birth.
pub const BORN: i32 = 1987;

/// A clock that goes on by itself a little with every look, and by hand.
#[derive(Debug, Clone)]
pub struct SharedClock(Arc<Mutex<DateTime<Utc>>>);

impl SharedClock {
    /// Stands at `now` until it is looked at.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(now)))
    }

    /// Looks, and goes on by a few milliseconds.
    pub fn tick(&self) -> DateTime<Utc> {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += TimeDelta::milliseconds(3);
        *now
    }

    /// Not before `then`.
    pub fn reach(&self, then: DateTime<Utc>) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = (*now).max(then);
    }

    /// Later by this much.
    pub fn pass(&self, time: TimeDelta) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += time;
    }
}

impl Clock for SharedClock {
    fn moment(&self) -> Moment {
        let window = ZoneWindow {
            zone: "Europe/Berlin".to_owned(),
            until: None,
            initial_offset_s: 3600,
            transitions: Vec::new(),
        };
        Moment { now: self.tick(), window, suspect: false }
    }
}

impl nocte_portal::clock::Clock for SharedClock {
    fn now(&self) -> DateTime<Utc> {
        self.tick()
    }
}

/// A line whose sleep costs no time: it moves the clock.
#[derive(Debug)]
pub struct Hurried {
    line: Line,
    clock: SharedClock,
}

impl Hurried {
    /// A line with short waits, by this clock.
    pub fn on(clock: &SharedClock) -> Self {
        Self { line: line(), clock: clock.clone() }
    }
}

impl Wire for Hurried {
    async fn carry(&self, request: Request) -> Reply {
        self.line.send(request).await
    }

    async fn sleep(&self, time: Duration) {
        self.clock.pass(TimeDelta::from_std(time).unwrap_or_default());
        // Whatever is late may arrive meanwhile.
        tokio::task::yield_now().await;
    }
}

/// What the portal logged.
#[derive(Debug, Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// All of it.
pub struct World {
    /// The clock.
    pub clock: SharedClock,
    /// Between them.
    pub proxy: Proxy,
    /// The clinic's decisions.
    pub clinic: Clinic,
    /// The patient's id there.
    pub patient: String,
    /// The phone.
    pub app: App,
    /// Its line.
    pub line: Hurried,
    running: Option<Running>,
    logged: Logged,
    folder: TempDir,
}

impl World {
    /// A clinic with one patient and a phone paired with it, without a fault so far.
    ///
    /// # Panics
    /// When any of it does not work.
    pub async fn paired() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clock = SharedClock::at(facts::evening(3_000));
        let nobody = "127.0.0.1:1".parse().expect("an address");
        let proxy = Proxy::start(nobody, Script::default()).await;
        let logged = Logged::default();
        let (clinic, running) = open(&folder.path().join("clinic"), &proxy, &clock, &logged).await;
        let new = NewPatient {
            name: "Canary Nightingale".to_owned(),
            birth: NaiveDate::from_ymd_opt(BORN, 5, 4).expect("a date"),
            synthetic: true,
        };
        let patient = clinic.add_patient(&new).await.expect("a patient on the list");
        let app = phone(&folder.path().join("phone.db"), &clock);
        let line = Hurried::on(&clock);
        let running = Some(running);
        let world = Self { clock, proxy, clinic, patient, app, line, running, logged, folder };
        world.pair(&world.app).await;
        world
    }

    /// Pairs a phone and confirms the match on its side.
    ///
    /// # Panics
    /// When the clinic refuses.
    pub async fn pair(&self, app: &App) {
        let invite = self.clinic.invite(&self.patient).await.expect("a link");
        let link = invite.link.reveal();
        app.pair(&link, Some(invite.passcode.reveal()), &self.line).await.expect("a pairing");
        let said = Match { initials: INITIALS.to_owned(), birth_year: BORN };
        app.confirm_match(&said, &self.line).await.expect("the same patient");
    }

    /// Where the phone's store is.
    pub fn phone_file(&self) -> PathBuf {
        self.folder.path().join("phone.db")
    }

    /// The clinic goes down and comes up again over the same data.
    ///
    /// # Panics
    /// When it does not come up.
    pub async fn restart(&mut self) {
        drop(self.running.take());
        let data = self.folder.path().join("clinic");
        let (clinic, running) = open(&data, &self.proxy, &self.clock, &self.logged).await;
        self.clinic = clinic;
        self.running = Some(running);
    }

    /// What the portal has logged so far, as JSON lines.
    pub fn logged(&self) -> String {
        String::from_utf8_lossy(&self.logged.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }

    /// Chooses the faults from now on.
    pub fn turn(&self, luck: impl Luck + 'static) {
        self.proxy.turn(luck);
    }

    /// Logs these facts on the phone.
    ///
    /// # Panics
    /// When the store refuses.
    pub fn log(&self, facts: &[Fact]) {
        let _ = self.app.store().expect("the phone's store").append(facts).expect("facts go in");
    }

    /// One run; a promised rest is over when it returns.
    ///
    /// # Panics
    /// When the store refuses.
    pub async fn sync(&self) -> SyncReport {
        let report = self.app.sync(&self.line).await.expect("the store works");
        if let Some(until) = report.not_before {
            self.clock.reach(until);
        }
        report
    }

    /// Runs until nothing waits, `most` times at most; answers how many it took.
    ///
    /// # Panics
    /// As [`World::sync`].
    pub async fn sync_until_quiet(&self, most: u32) -> u32 {
        for run in 1..=most {
            if self.sync().await.waiting == 0 {
                return run;
            }
            self.clock.pass(TimeDelta::minutes(20));
        }
        most
    }

    /// What the phone holds of everything that leaves it, and what the clinic holds, fact by fact.
    pub async fn both_sides(&self) -> (Side, Side) {
        sides(&self.app, &self.clinic, &self.patient).await
    }
}

/// What a phone holds of everything that leaves it, and what the clinic holds, fact by fact.
///
/// # Panics
/// When the clinic's record cannot be read back.
pub async fn sides(app: &App, clinic: &Clinic, patient: &str) -> (Side, Side) {
    let log = Log(app.store().expect("the phone's store").facts().expect("facts"));
    let with = Writing { patient, install: facts::id(0, 77), codes: codes() };
    let mut here = Side::default();
    for fact in log.0.iter().filter(|fact| !write(fact, &log, &with).is_empty()) {
        here.take(fact);
    }
    let mut there = Side::default();
    let record = clinic.export(patient).await.expect("the record");
    let entries = record["entry"].as_array().cloned().unwrap_or_default();
    let mut newest: BTreeMap<String, Value> = BTreeMap::new();
    for entry in entries {
        let resource = entry["resource"].clone();
        let key = format!("{}/{}", resource["resourceType"], resource["id"]);
        let version = |of: &Value| of["meta"]["versionId"].as_str().and_then(|text| text.parse::<u64>().ok());
        if newest.get(&key).is_none_or(|known| version(known) <= version(&resource)) {
            newest.insert(key, resource);
        }
    }
    for resource in newest.values() {
        let resource = Resource::from_json(&resource.to_string()).expect("the record is FHIR");
        if let Ok(Read::Facts(facts)) = read(&resource) {
            for fact in &facts {
                there.take(fact);
            }
        }
    }
    (here, there)
}

/// What one side holds.
#[derive(Debug, Default)]
pub struct Side {
    facts: BTreeMap<FactId, BTreeSet<String>>,
}

impl Side {
    fn take(&mut self, fact: &Fact) {
        let text = serde_json::to_string(fact).expect("facts are JSON");
        self.facts.entry(fact.id()).or_default().insert(text);
    }

    /// How many facts.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Is it empty?
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// Ids the other side has not.
    pub fn beyond(&self, other: &Self) -> usize {
        self.facts.keys().filter(|id| !other.facts.contains_key(*id)).count()
    }

    /// Ids under which two different facts stand.
    pub fn doubled(&self) -> usize {
        self.facts.values().filter(|texts| texts.len() > 1).count()
    }

    /// What stands under an id twice, for a failing test to show.
    pub fn twice(&self) -> Vec<&String> {
        self.facts.values().filter(|texts| texts.len() > 1).flatten().collect()
    }

    /// One number over everything, in the order of the ids.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for texts in self.facts.values() {
            for text in texts {
                hash.update(text);
            }
        }
        let hash: [u8; 32] = hash.finalize().into();
        hash.iter().take(8).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }
}

struct Log(Vec<Fact>);

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

/// A phone over the store at `path`, made if it is not there.
///
/// # Panics
/// When the store does not open.
pub fn phone(path: &Path, clock: &SharedClock) -> App {
    let vault = MemoryVault::with(7);
    let store = Store::open_or_create(path, &vault, OpenOptions::new()).expect("the phone's store");
    App::new(store, Box::new(clock.clone()), "phone")
}

async fn open(data: &Path, proxy: &Proxy, clock: &SharedClock, logged: &Logged) -> (Clinic, Running) {
    let log = nocte_portal::log::Log::to(logged.clone()).expect("a thread");
    let settings = Settings { log, ..Settings::at(proxy.origin()) };
    let portal = Portal::open(data, settings, Arc::new(clock.clone())).expect("a portal");
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let running = portal.listen_on(listener, &proxy.origin()).await.expect("it listens");
    proxy.aim(running.address);
    (portal.clinic().expect("a portal of its own"), running)
}
