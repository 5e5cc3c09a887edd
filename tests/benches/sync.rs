//! Ten years of one phone, 3,650 nights of seven entries, pushed to the portal by the app: against the same bytes
//! posted by a client that does nothing else.

use nocte_core::app::{App, Match, Wire};
use nocte_core::domain::fact::Fact;
use nocte_core::store::{OpenOptions, Store};
use nocte_core::sync::http::Line;
use nocte_core::sync::{Method, Reply, Request};
use nocte_portal::clinic::{Clinic, NewPatient};
use nocte_portal::clock::{Clock as _, WallClock};
use nocte_portal::limits::Pace;
use nocte_portal::{Portal, Settings};
use nocte_tests::bare::Bare;
use nocte_tests::bench::{Goal, Row, print};
use nocte_tests::facts;
use nocte_tests::peers::Server;
use nocte_tests::phone::line;
use nocte_tests::proxy::{Proxy, Script};
use nocte_tests::vault::MemoryVault;
use nocte_tests::world::{BORN, INITIALS, SharedClock};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const NIGHTS: u32 = 3_650;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    print(&runtime.expect("a runtime").block_on(rows()));
}

/// A line that remembers the bundles it carried.
struct Remembering {
    line: Line,
    bundles: Mutex<Vec<(bool, Vec<u8>)>>,
}

impl Wire for Remembering {
    async fn carry(&self, request: Request) -> Reply {
        let bundle =
            request.body.clone().filter(|_| request.method == Method::Post && request.url.ends_with("/fhir"));
        if let Some(body) = bundle {
            let packed = request.headers.get("content-encoding").is_some();
            self.bundles.lock().expect("no panic holds it").push((packed, body));
        }
        self.line.send(request).await
    }

    async fn sleep(&self, time: Duration) {
        self.line.rest(time).await;
    }
}

async fn rows() -> Vec<Row> {
    let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.expect("a writable target");
    let (clinic, patient) = clinic(&folder.path().join("ours")).await;
    // Only its address is needed before the portal has one.
    let proxy = Proxy::start(([127, 0, 0, 1], 1).into(), Script::default()).await;
    let server = serve(&folder.path().join("ours"), &proxy.origin());
    proxy.aim(server.address().parse().expect("an address"));
    let clock = SharedClock::at(WallClock.now());
    let store = Store::create(folder.path().join("phone.db"), &MemoryVault::with(7), OpenOptions::new());
    let app = App::new(store.expect("a store"), Box::new(clock.clone()), "phone");
    let invite = clinic.invite_at(&patient, &proxy.origin()).await.expect("a link");
    app.pair(&invite.link.reveal(), Some(invite.passcode.reveal()), &line()).await.expect("a pairing");
    let said = Match { initials: INITIALS.to_owned(), birth_year: BORN };
    app.confirm_match(&said, &line()).await.expect("a match");
    let _ = app.sync(&line()).await.expect("a first run");
    for year in 0..10 {
        let log: Vec<Fact> = (year * NIGHTS / 10..(year + 1) * NIGHTS / 10).flat_map(night).collect();
        let _ = app.store().expect("a store").append(&log).expect("facts go in");
    }
    let wire = Remembering { line: line(), bundles: Mutex::default() };
    let begin = Instant::now();
    let mut delivered = 0;
    loop {
        let report = app.sync(&wire).await.expect("the store works");
        delivered += report.delivered;
        if report.waiting == 0 {
            break;
        }
        report.not_before.into_iter().for_each(|until| clock.reach(until));
    }
    let ours = begin.elapsed().as_secs_f64();
    let bundles = wire.bundles.into_inner().expect("no panic holds it");
    let (floor, bytes) = floor(folder.path(), &patient, &bundles).await;
    vec![Row {
        id: "sync.ten_years",
        ours,
        peer: Some(floor),
        unit: "s",
        goal: Goal::AtMost(1.25),
        note: format!(
            "peer: the same {} bundles, {bytes} bytes, posted bare through the same proxy to a fresh portal (the wire's floor; 1.25 is 80 %); {delivered} facts of {NIGHTS} nights",
            bundles.len()
        ),
    }]
}

fn night(n: u32) -> Vec<Fact> {
    let scales = ["pain", "fatigue", "sleep", "mood", "stress", "brain_fog"];
    let mut facts: Vec<Fact> = vec![facts::dose(n, 11).into()];
    facts.extend(scales.iter().zip(12..).map(|(scale, which)| facts::score(n, which, scale, 4).into()));
    facts
}

/// Seconds to post the same bundles to a portal that has none of them.
async fn floor(folder: &Path, was: &str, bundles: &[(bool, Vec<u8>)]) -> (f64, usize) {
    let data = folder.join("floor");
    let (clinic, patient) = clinic(&data).await;
    let token = clinic.token(&patient, chrono::TimeDelta::hours(9)).await.expect("a token");
    let proxy = Proxy::start(([127, 0, 0, 1], 1).into(), Script::default()).await;
    let server = serve(&data, &proxy.origin());
    proxy.aim(server.address().parse().expect("an address"));
    let ready: Vec<(bool, Vec<u8>)> =
        bundles.iter().map(|(packed, body)| (*packed, renamed(*packed, body, was, &patient))).collect();
    let bytes = ready.iter().map(|(_, body)| body.len()).sum();
    let mut bare = Bare::to(proxy.address(), Some(token.reveal())).await;
    let begin = Instant::now();
    for (packed, body) in &ready {
        bare.post(if *packed { "Content-Encoding: gzip\r\n" } else { "" }, body).await;
    }
    (begin.elapsed().as_secs_f64(), bytes)
}

/// The same bundle about another patient.
fn renamed(packed: bool, body: &[u8], was: &str, now: &str) -> Vec<u8> {
    let mut text = String::new();
    if packed {
        flate2::read::GzDecoder::new(body).read_to_string(&mut text).expect("our own gzip");
    } else {
        text.push_str(std::str::from_utf8(body).expect("JSON is text"));
    }
    let text = text.replace(was, now);
    if !packed {
        return text.into_bytes();
    }
    let mut pack = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    pack.write_all(text.as_bytes()).expect("memory takes it");
    pack.finish().expect("memory takes it")
}

async fn clinic(data: &Path) -> (Clinic, String) {
    let mut settings = Settings::at("http://127.0.0.1");
    let fast = Pace { at_once: 1_000_000, each_second: 1_000_000 };
    (settings.limits.token, settings.limits.patient) = (fast, fast);
    let portal = Portal::open(data, settings, Arc::new(WallClock)).expect("a portal");
    let clinic = portal.clinic().expect("a portal of its own");
    let birth = chrono::NaiveDate::from_ymd_opt(BORN, 5, 4).expect("a date");
    let new = NewPatient { name: "Cora North".to_owned(), birth, synthetic: true };
    let patient = clinic.add_patient(&new).await.expect("a patient");
    (clinic, patient)
}

fn serve(data: &Path, public: &str) -> Server {
    let mut command = Command::new(env!("CARGO_BIN_EXE_serve_until_killed"));
    command.arg(data).args([public, "unpaced"]);
    Server::up(command)
}
