//! A day's outage, then every phone at once: no acknowledged entry is lost, and no phone is refused for good, also when
//! one of two processes is killed while they come, and started again.
//!
//! Time is compressed: what phones that met nobody spread over up to six hours comes here at once, and a phone's patience is counted in tries.
//! A few hundred stand for all in the test command; `cargo xtask slow outage` lets 100,000 come to programs built for
//! release. What a machine takes a second is said on stderr, for `docs/scale.md`; how it is scaled up is said there.
//!
//! `NOCTE_PHONES`, `NOCTE_NIGHTS`, `NOCTE_PROCESSES` and `NOCTE_AT_ONCE` change the numbers, `NOCTE_PROGRAM` the program,
//! and `NOCTE_CALM` kills nobody: then it measures.
#![cfg(unix)]

#[path = "../ground/mod.rs"]
mod ground;
mod line;
mod phone;
#[path = "../process/mod.rs"]
mod process;

use ground::Ground;
use line::{Line, Said};
use nocte_portal::Settings;
use nocte_portal::clock::WallClock;
use phone::{ENTRIES, Phone, night, phones};
use process::Process;
use serde_json::Value;
use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// Connections at once, as a proxy before the portal would hold.
const AT_ONCE: usize = 64;

/// Times a phone comes again before this test calls it refused for good.
const PATIENCE: u32 = 200;

/// Of so many phones everybody is asked at the end what it finds; of more, one in a hundred, and the tables are counted.
const ASKED: usize = 2_000;

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// What all phones share.
struct Clinic {
    addresses: Vec<SocketAddr>,
    /// Phones that have begun and not ended: more than connections, since those who were told to wait hold none.
    visits: Semaphore,
    places: Semaphore,
    nights: usize,
    sent: AtomicUsize,
    /// How often a phone was told to come again, by 503, by 429, or by a connection that broke.
    told: [AtomicU64; 3],
}

impl Clinic {
    /// Asks until it is answered, where somebody answers; between two tries a phone holds no place.
    async fn until_answered(&self, line: &mut Line, at: &mut usize, phone: &Phone, ask: (&str, &str, &str)) {
        let mut tries = 0;
        loop {
            let place = self.places.acquire().await.expect("open");
            let said = line.ask(self.addresses[*at], ask.0, ask.1, &phone.token, ask.2).await;
            drop(place);
            let (which, later) = match said {
                Some(Said { status: 200, .. }) => return,
                Some(Said { status: 503 | 502, later, .. }) => (0, later),
                Some(Said { status: 429, later, .. }) => (1, later),
                None => (2, None),
                Some(Said { status, body, .. }) => panic!("a phone is refused for good: {status} {body}"),
            };
            self.told[which].fetch_add(1, Ordering::Relaxed);
            tries += 1;
            assert!(tries < PATIENCE, "a phone gave up");
            *at = (*at + 1) % self.addresses.len();
            *line = Line::default();
            // As long as it is told, and a little of its own, so that those who were told together do not come together.
            let pause = later.map_or(u64::from(tries.min(20)) * 10, |seconds| seconds * 1000);
            tokio::time::sleep(Duration::from_millis(pause + luck_of(phone, tries) % (pause / 2 + 1))).await;
        }
    }

    /// A phone comes back: a bundle a night, and at the end what is new? Gives how long that took.
    async fn back(&self, which: usize, phone: &Phone) -> Duration {
        let mut at = which % self.addresses.len();
        let visit = self.visits.acquire().await.expect("open");
        let (begin, mut line) = (Instant::now(), Line::default());
        for number in 0..self.nights {
            let body = night(phone, number);
            self.until_answered(&mut line, &mut at, phone, ("POST", "/fhir", &body)).await;
            self.sent.fetch_add(1, Ordering::SeqCst);
        }
        self.until_answered(&mut line, &mut at, phone, ("GET", "/fhir/_history?_count=50", "")).await;
        drop(visit);
        begin.elapsed()
    }
}

/// Luck of its own for each phone and try, without a generator that all would share.
fn luck_of(phone: &Phone, tries: u32) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    (&phone.token, tries).hash(&mut hasher);
    hasher.finish()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_phone_returns_after_an_outage_and_nothing_acknowledged_is_lost() {
    let (count, nights) = (number("NOCTE_PHONES", 150), number("NOCTE_NIGHTS", 2));
    let at_once = number("NOCTE_AT_ONCE", AT_ONCE);
    let calm = std::env::var_os("NOCTE_CALM").is_some();
    let ground = Ground::new();
    let data = ground.address().map_or_else(|| ground.folder.path().into(), std::ffi::OsString::from);
    let phones = Arc::new(phones(&ground, count).await);
    let mut processes: Vec<Process> =
        (0..number("NOCTE_PROCESSES", 2)).map(|_| Process::start(&data)).collect();
    let clinic = Arc::new(Clinic {
        addresses: processes.iter().map(|one| one.address).collect(),
        visits: Semaphore::new(4 * at_once),
        places: Semaphore::new(at_once),
        nights,
        sent: AtomicUsize::new(0),
        told: Default::default(),
    });
    let (begin, mut spent) = (Instant::now(), 0);
    let before: u64 = processes.iter().map(Process::spent).sum();
    let (mut returning, mut waits) = (JoinSet::new(), Vec::with_capacity(count));
    for which in 0..count {
        let (clinic, phones) = (Arc::clone(&clinic), Arc::clone(&phones));
        returning.spawn(async move { clinic.back(which, &phones[which]).await });
    }
    if !calm && processes.len() > 1 {
        // In the middle of it one of them dies; when half are through it is there again, where it was.
        clinic.reach(count * nights / 3, &mut returning, &mut waits).await;
        spent += processes[0].spent();
        processes[0].kill();
        clinic.reach(count * nights / 2, &mut returning, &mut waits).await;
        processes[0] = Process::start_at(&data, &clinic.addresses[0].to_string());
    }
    while let Some(returned) = returning.join_next().await {
        waits.push(returned.expect("no phone is refused for good"));
    }
    let took = begin.elapsed();
    spent += processes.iter().map(Process::spent).sum::<u64>() - before;
    waits.sort();
    say(&clinic, count, took, spent, &waits, &processes);
    // Everything acknowledged is there, once.
    let alive = processes.last().expect("one is left").address;
    let every = if count > ASKED { 100 } else { 1 };
    for phone in phones.iter().step_by(every) {
        let said = Line::default().ask(alive, "GET", "/fhir/_history?_count=200", &phone.token, "").await;
        let Said { status, body, .. } = said.expect("an answer");
        assert_eq!(status, 200);
        let history: Value = serde_json::from_str(&body).expect("JSON");
        let notes = history["entry"].as_array().expect("entries").iter();
        let notes = notes.filter(|entry| entry["resource"]["resourceType"] == "Observation");
        let versions: Vec<&Value> = notes.map(|entry| &entry["resource"]["meta"]["versionId"]).collect();
        assert_eq!(
            versions.len(),
            (nights * ENTRIES).min(200),
            "an acknowledged entry is lost, or there twice"
        );
        assert!(versions.iter().all(|version| **version == "1"));
    }
    if let (true, Some(superuser)) = (every > 1, ground.as_superuser()) {
        // Whoever no policy binds counts them all, and refuses one too many or too few.
        let wanted = count * nights * ENTRIES;
        ground::tell(
            &superuser,
            vec![format!(
                "DO $$ BEGIN IF (SELECT (count(*), max(ver), count(DISTINCT patient)) FROM res WHERE type = 'Observation') \
                 IS DISTINCT FROM ({wanted}::bigint, 1::bigint, {count}::bigint) THEN RAISE EXCEPTION 'lost, or doubled'; \
                 END IF; END $$"
            )],
        );
    }
    let verified = ground.portal(Settings::at("http://localhost"), Arc::new(WallClock)).await;
    assert!(verified.shared().store.verify().await.expect("answers").is_ok(), "one chain");
}

impl Clinic {
    /// Until so many bundles are through; a phone that fails on the way ends the test.
    async fn reach(&self, sent: usize, returning: &mut JoinSet<Duration>, waits: &mut Vec<Duration>) {
        while self.sent.load(Ordering::SeqCst) < sent {
            tokio::select! {
                Some(returned) = returning.join_next() => {
                    waits.push(returned.expect("no phone is refused for good"));
                }
                () = tokio::time::sleep(Duration::from_millis(5)) => {}
            }
        }
    }
}

fn say(clinic: &Clinic, count: usize, took: Duration, spent: u64, waits: &[Duration], processes: &[Process]) {
    let bundles = count * clinic.nights;
    let milliseconds = usize::try_from(took.as_millis()).unwrap_or(usize::MAX).max(1);
    let [busy, paced, broken] = &clinic.told;
    let at = |percent: usize| waits[(waits.len() - 1) * percent / 100].as_millis();
    let peak = processes.iter().map(Process::peak_mb).max().unwrap_or(0);
    let _ = writeln!(
        std::io::stderr(),
        "{count} phones, {bundles} bundles of {ENTRIES} and as many polls as phones, {} processes: {} ms, {} bundles a \
         second; {} µs of the portal's processor a bundle with its poll; told to come again: {} by 503, {} by 429, {} by a \
         broken connection; a phone's visit: half within {} ms, 99 of 100 within {} ms, the longest {} ms; at most {peak} MB \
         a process",
        clinic.addresses.len(),
        took.as_millis(),
        bundles * 1000 / milliseconds,
        spent * 10_000 / (bundles as u64),
        busy.load(Ordering::Relaxed),
        paced.load(Ordering::Relaxed),
        broken.load(Ordering::Relaxed),
        at(50),
        at(99),
        at(100),
    );
}
