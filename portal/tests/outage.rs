//! A day's outage, then every phone at once: no acknowledged entry is lost, and no phone is refused for good, also when
//! one of two processes is killed while they come.
//!
//! Time is compressed: a phone's patience is milliseconds here, and a few hundred stand for all. What a machine takes a
//! second is said on stderr, for `docs/scale.md`; how it is scaled up is said there.
//!
//! `NOCTE_PHONES`, `NOCTE_NIGHTS` and `NOCTE_PROCESSES` change the numbers, `NOCTE_PROGRAM` the program (one built for release), and
//! `NOCTE_CALM` kills nobody: then it measures.
#![cfg(unix)]

mod ground;

use chrono::TimeDelta;
use ground::Ground;
use nocte_portal::Settings;
use nocte_portal::clinic::NewPatient;
use nocte_portal::clock::WallClock;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// Entries of a night: the dose and six ratings.
const ENTRIES: usize = 7;

/// Connections at once, as a proxy before the portal would hold.
const AT_ONCE: usize = 64;

/// Times a phone comes again before this test calls it refused for good.
const PATIENCE: u32 = 200;

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// A portal process; killed when dropped.
struct Process {
    child: Child,
    address: String,
}

impl Process {
    fn start(ground: &Ground) -> Self {
        let program = std::env::var("NOCTE_PROGRAM");
        let program = program.unwrap_or_else(|_| env!("CARGO_BIN_EXE_nocte-portal").to_owned());
        let mut child = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--no-log", "--data"])
            .arg(ground.address().map_or_else(|| ground.folder.path().into(), std::ffi::OsString::from))
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        let address =
            line.trim_end().strip_prefix("listening on http://").expect("the fixed words").to_owned();
        Self { child, address }
    }

    /// Processor time so far, in hundredths of a second.
    fn spent(&self) -> u64 {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace();
        fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _status = self.child.wait();
    }
}

#[derive(Clone)]
struct Phone {
    patient: String,
    token: String,
}

async fn phones(ground: &Ground, count: usize) -> Vec<Phone> {
    let portal = ground.portal(Settings::at("http://localhost"), Arc::new(WallClock)).await;
    let clinic = portal.clinic().expect("a door");
    let mut phones = Vec::with_capacity(count);
    for number in 0..count {
        let birth = chrono::NaiveDate::from_ymd_opt(1975, 3, 14).expect("a date");
        let new = NewPatient { name: format!("Phone {number}"), birth, synthetic: true };
        let patient = clinic.add_patient(&new).await.expect("added");
        let token = clinic.token(&patient, TimeDelta::hours(8)).await.expect("a token").reveal().to_owned();
        phones.push(Phone { patient, token });
    }
    phones
}

fn night(phone: &Phone, night: usize) -> String {
    let entry = |entry: usize| {
        let id = format!("0192f5e1-{night:04}-7111-8111-{entry:012}");
        let survey = "http://terminology.hl7.org/CodeSystem/observation-category";
        let resource = json!({
            "resourceType": "Observation", "id": id,
            "identifier": [{"system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{id}")}],
            "status": "final",
            "category": [{"coding": [{"system": survey, "code": "survey"}]}],
            "code": {"coding": [{"system": "http://loinc.org", "code": "72514-3", "display": "Pain severity"}]},
            "subject": {"reference": format!("Patient/{}", phone.patient)},
            "effectiveDateTime": format!("2026-03-{:02}T21:00:00+01:00", night % 28 + 1),
            "valueQuantity": {"value": entry, "unit": "{score}"}
        });
        json!({"resource": resource, "request": {"method": "PUT", "url": format!("Observation/{id}")}})
    };
    let entries: Vec<Value> = (0..ENTRIES).map(entry).collect();
    json!({"resourceType": "Bundle", "type": "transaction", "entry": entries}).to_string()
}

/// One request on a connection of its own; nothing when it broke.
async fn ask(address: &str, method: &str, path: &str, token: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/fhir+json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    let status = answer.get(9..12)?.parse().ok()?;
    // A connection that broke off in the middle is no answer.
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    (length.unwrap_or(0) == body.len()).then(|| (status, body.to_owned()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_phone_returns_after_an_outage_and_nothing_acknowledged_is_lost() {
    let (count, nights) = (number("NOCTE_PHONES", 150), number("NOCTE_NIGHTS", 2));
    let calm = std::env::var_os("NOCTE_CALM").is_some();
    let ground = Ground::new();
    let phones = phones(&ground, count).await;
    let mut processes: Vec<Process> =
        (0..number("NOCTE_PROCESSES", 2)).map(|_| Process::start(&ground)).collect();
    let addresses: Arc<Vec<String>> = Arc::new(processes.iter().map(|one| one.address.clone()).collect());
    let (places, sent) = (Arc::new(Semaphore::new(AT_ONCE)), Arc::new(AtomicUsize::new(0)));
    let (begin, before) = (Instant::now(), processes.iter().map(Process::spent).sum::<u64>());
    let mut returning = JoinSet::new();
    for (which, phone) in phones.iter().cloned().enumerate() {
        let (addresses, places, sent) = (Arc::clone(&addresses), Arc::clone(&places), Arc::clone(&sent));
        returning.spawn(async move {
            let mut at = which % addresses.len();
            for number in 0..nights {
                let body = night(&phone, number);
                let mut tries = 0;
                loop {
                    let place = places.acquire().await.expect("open");
                    let answer = ask(&addresses[at], "POST", "/fhir", &phone.token, &body).await;
                    drop(place);
                    match answer {
                        Some((200, _)) => break,
                        // Told to come again, or broken off: the same bytes once more, where somebody answers.
                        None | Some((429 | 502 | 503, _)) => at = (at + 1) % addresses.len(),
                        Some((status, body)) => panic!("a phone is refused for good: {status} {body}"),
                    }
                    tries += 1;
                    assert!(tries < PATIENCE, "a phone gave up");
                    tokio::time::sleep(Duration::from_millis(u64::from(tries.min(20)) * 10)).await;
                }
                sent.fetch_add(1, Ordering::SeqCst);
            }
            // As every sync ends: what is new?
            let mut tries = 0;
            while ask(&addresses[at], "GET", "/fhir/_history?_count=50", &phone.token, "")
                .await
                .is_none_or(|answer| answer.0 != 200)
            {
                (at, tries) = ((at + 1) % addresses.len(), tries + 1);
                assert!(tries < PATIENCE, "a phone gave up");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
    }
    if !calm && processes.len() > 1 {
        // In the middle of it one of them dies.
        while sent.load(Ordering::SeqCst) < count * nights / 3 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        drop(processes.remove(0));
    }
    while let Some(returned) = returning.join_next().await {
        returned.expect("no phone is refused for good");
    }
    let took = begin.elapsed();
    let ticks = processes.iter().map(Process::spent).sum::<u64>() - if calm { before } else { 0 };
    let bundles = count * nights;
    let milliseconds = usize::try_from(took.as_millis()).unwrap_or(usize::MAX).max(1);
    let _ = writeln!(
        std::io::stderr(),
        "{count} phones, {bundles} bundles of {ENTRIES}, {} processes: {} ms, {} bundles a second{}",
        addresses.len(),
        took.as_millis(),
        bundles * 1000 / milliseconds,
        // Of a process that was killed nobody can tell any more what it spent.
        if calm {
            format!("; {} µs of processor a bundle", ticks * 10_000 / (bundles as u64))
        } else {
            String::new()
        }
    );
    // Everything acknowledged is there, once.
    let alive = &processes.last().expect("one is left").address;
    for phone in &phones {
        let (status, body) =
            ask(alive, "GET", "/fhir/_history?_count=200", &phone.token, "").await.expect("an answer");
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
    let verified = ground.portal(Settings::at("http://localhost"), Arc::new(WallClock)).await;
    assert!(verified.shared().store.verify().await.expect("answers").is_ok(), "one chain");
}
