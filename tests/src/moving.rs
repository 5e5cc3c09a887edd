//! A clinic that moves its records to another FHIR server: the source, the mover as a process, and what the server
//! says by itself.

use crate::proxy::{Asked, Fault, Luck, Message, read_answer};
use nocte_portal::clinic::NewPatient;
use nocte_portal::clock::{Clock as _, WallClock};
use nocte_portal::rest::judge;
use nocte_portal::store::replay::{Cell, End, TABLES};
use nocte_portal::store::sqlite::SqliteStore;
use nocte_portal::store::{Access, Actor, Draft, May, Work, Write};
use nocte_portal::{Portal, Settings};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// A portal's folder with synthetic patients in it.
#[derive(Debug)]
pub struct Source {
    folder: tempfile::TempDir,
    /// Whose records.
    pub patients: Vec<String>,
}

impl Source {
    /// So many patients, with so many nights each.
    ///
    /// # Panics
    /// When the portal does not open.
    pub async fn new(patients: u32, nights: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let portal = Portal::open(folder.path(), Settings::at("http://localhost"), Arc::new(WallClock));
        let portal = portal.expect("a portal");
        let clinic = portal.clinic().expect("a door of its own");
        let patients = clinic.seed(patients, nights).await.expect("seeded").patients;
        for patient in &patients {
            // One entry that was put right twice: a history, and a decimal whose zero says how exactly it was measured.
            for text in ["1.5", "2.50", "1.50"] {
                let done = portal.shared().store.apply(amount(patient, text)).await.expect("applied");
                assert!(done.iter().all(|done| done.stored().is_some()), "written");
            }
        }
        Self { folder, patients }
    }

    /// Where it is.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// How many current resources of each type there are, counted past everything that moves them.
    ///
    /// # Panics
    /// When the file does not open.
    pub async fn counted(&self) -> BTreeMap<String, u64> {
        let store = SqliteStore::open_to_move(self.folder.path()).expect("opens");
        let current = TABLES.iter().find(|table| table.name == "cur").expect("a table");
        let (mut counts, mut after) = (BTreeMap::new(), Vec::new());
        loop {
            let lines = store.lines(current, after, 500).await.expect("read");
            let Some(last) = lines.last() else { return counts };
            after = current.key_of(last);
            for line in &lines {
                if let Some(Cell::Text(kind)) = line.get(1) {
                    *counts.entry(kind.clone()).or_default() += 1;
                }
            }
        }
    }

    /// One more version of something, as a clinic that goes on serving would write it.
    ///
    /// # Panics
    /// When the portal does not open.
    pub async fn goes_on(&self) {
        let portal = Portal::open(self.folder.path(), Settings::at("http://localhost"), Arc::new(WallClock));
        let clinic = portal.expect("a portal").clinic().expect("a door of its own");
        let birth = chrono::NaiveDate::from_ymd_opt(1975, 3, 14).expect("a date");
        let new = NewPatient { name: "Ada Muster".to_owned(), birth, synthetic: true };
        clinic.add_patient(&new).await.expect("added");
    }
}

/// The id of the one entry of a patient's that was put right: like the patient's own, and not the same.
pub fn put_right(patient: &str) -> String {
    patient.replacen('0', "1", 1)
}

/// A version of one observation of a patient's, with this decimal as it is written.
fn amount(patient: &str, decimal: &str) -> Work {
    let value: Value = serde_json::from_str(decimal).expect("a decimal");
    let value = json!({
        "subject": {"reference": format!("Patient/{patient}")},
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "72514-3"}]},
        "effectiveDateTime": "2026-03-14",
        "valueQuantity": {"value": value, "unit": "{score}"},
    });
    let draft = Draft::new("Observation", &put_right(patient), value);
    let actor = Actor::Patient { patient: patient.to_owned(), token: "t".to_owned() };
    let access = Access { actor, at: WallClock.now(), request: String::new() };
    let write = Write::Put { draft: Box::new(draft), if_match: None, may: May::BOTH };
    Work { access, patient: patient.to_owned(), writes: vec![write], whole: true, judge }
}

/// The mover as a process of its own.
///
/// # Panics
/// When the program cannot be started.
pub fn mover(program: &str, from: &Path, base: &str) -> Child {
    let mut command = Command::new(program);
    command.arg(from).arg(base).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().expect("the program is built with the tests")
}

/// Lets it end, and reads what it came to.
///
/// # Panics
/// When it does not say one JSON object.
pub fn ended(mover: Child) -> (bool, Value) {
    let output = mover.wait_with_output().expect("our own child");
    let said = serde_json::from_slice(&output.stdout).expect("one JSON object");
    (output.status.success(), said)
}

/// Counts the transactions that a proxy passes on, each of which takes a moment: there is a middle of it to die in.
pub fn slowly(moment: Duration) -> (Arc<AtomicUsize>, impl Luck + 'static) {
    let posts = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&posts);
    let luck = move |asked: &Asked| {
        seen.fetch_add(usize::from(asked.method == "POST"), Ordering::SeqCst);
        Fault::Latency(moment)
    };
    (posts, luck)
}

/// A mover that is killed in the transaction after `passed` more of them; `meanwhile` happens a moment before.
///
/// # Panics
/// When it ends by itself: then there was nothing left to die in.
pub async fn dies(mut mover: Child, posts: &AtomicUsize, passed: usize, meanwhile: impl FnOnce()) {
    let before = posts.load(Ordering::SeqCst);
    while posts.load(Ordering::SeqCst) <= before + passed {
        let ended = mover.try_wait().expect("our own child");
        assert!(ended.is_none(), "it ended by itself: {ended:?}");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    meanwhile();
    mover.kill().expect("killed");
    mover.wait().expect("gone");
}

/// A request of the test's own, past everything that moves.
///
/// # Panics
/// When nobody answers.
pub async fn ask(base: &str, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let (host, below) = base
        .trim_start_matches("http://")
        .split_once('/')
        .unwrap_or((base.trim_start_matches("http://"), ""));
    let below = if below.is_empty() { String::new() } else { format!("/{below}") };
    let mut stream = TcpStream::connect(host).await.expect("it listens");
    let text = if body.is_null() { String::new() } else { body.to_string() };
    let request = format!(
        "{method} {below}/{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAccept: application/fhir+json\r\n\
         Content-Type: application/fhir+json\r\nContent-Length: {}\r\n\r\n{text}",
        text.len()
    );
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let answer: Message = read_answer(&mut stream).await.expect("it answers");
    let text = String::from_utf8_lossy(answer.body()).into_owned();
    // A chunked body stands between its lengths.
    let begin = text.find('{').unwrap_or(0);
    let end = text.rfind('}').map_or(begin, |end| end + 1);
    (answer.status(), serde_json::from_str(text.get(begin..end).unwrap_or_default()).unwrap_or(Value::Null))
}

/// How many of a type the server says it has.
///
/// # Panics
/// When it says no number.
pub async fn count(base: &str, kind: &str) -> u64 {
    let (_, answer) = ask(base, "GET", &format!("{kind}?_summary=count"), &Value::Null).await;
    answer["total"].as_u64().unwrap_or_else(|| panic!("{kind}: {answer}"))
}

/// Everything that was counted here is there, as the server counts.
///
/// # Panics
/// When it is not.
pub async fn all_there(base: &str, counted: &BTreeMap<String, u64>, said: &Value) {
    for (kind, expected) in counted {
        assert_eq!(said["types"][kind]["count"], *expected, "{kind}: {said}");
        let mark = u64::from(kind == "Basic");
        assert_eq!(count(base, kind).await, *expected + mark, "{kind}");
    }
}
