//! The portal on this machine: beside Medplum's router, its pages beside the same pages without data, alone and with
//! clients that hang, from its start to its memory. `cargo xtask bench portal`.

#[path = "portal/browser.rs"]
mod browser;
#[path = "portal/exchange.rs"]
mod exchange;
#[path = "portal/pages.rs"]
mod pages;
#[path = "portal/slow.rs"]
mod slow;
#[path = "portal/start.rs"]
mod start;

use nocte_portal::clinic::{Clinic, NewPatient};
use nocte_portal::clock::WallClock;
use nocte_portal::limits::Pace;
use nocte_portal::{Portal, Settings};
use nocte_tests::bench::{Row, print};
use nocte_tests::peers::Server;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    print(&runtime.expect("a runtime").block_on(rows()));
}

async fn rows() -> Vec<Row> {
    let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.expect("a writable target");
    let mut rows = exchange::rows(folder.path()).await;
    rows.extend(slow::rows(folder.path()).await);
    rows.extend(pages::rows(folder.path()).await);
    rows
}

fn portal(data: &Path) -> Portal {
    let mut settings = Settings::at("http://127.0.0.1");
    let fast = Pace { at_once: 1_000_000, each_second: 1_000_000 };
    (settings.limits.token, settings.limits.patient) = (fast, fast);
    Portal::open(data, settings, Arc::new(WallClock)).expect("a portal")
}

async fn clinic(data: &Path) -> (Clinic, String) {
    let clinic = portal(data).clinic().expect("a portal of its own");
    let birth = chrono::NaiveDate::from_ymd_opt(1987, 5, 4).expect("a date");
    let new = NewPatient { name: "Cora North".to_owned(), birth, synthetic: true };
    let patient = clinic.add_patient(&new).await.expect("a patient");
    (clinic, patient)
}

fn serve(data: &Path) -> Server {
    let mut command = Command::new(env!("CARGO_BIN_EXE_serve_until_killed"));
    command.arg(data).args(["http://127.0.0.1", "unpaced"]);
    Server::up(command)
}
