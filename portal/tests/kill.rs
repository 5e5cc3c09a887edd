//! A portal killed in the middle of transactions: each is there whole or not at all, and what was acknowledged is
//! there. The child is this very program, started again.

mod scene;

use nocte_portal::caller::{Caller, Scopes};
use nocte_portal::rest::{Asked, in_process};
use scene::{ANNA, Ground, Scene, bundle, score};
use serde_json::Value;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

/// Set for the child: the folder, or the database, it writes to.
const FOLDER: &str = "NOCTE_PORTAL_KILL_FOLDER";

/// Entries of each transaction.
const SIZE: u32 = 50;

/// Rounds, each with a kill.
const ROUNDS: u32 = 8;

fn asked() -> Asked {
    let caller = Caller {
        patient: ANNA.to_owned(),
        scopes: Scopes::new("patient/*.cruds"),
        token_id: "child".to_owned(),
    };
    Asked { caller, request: String::new(), minimal: true, representation: false, strict: false }
}

/// Only with the folder set: writes transactions until it is killed, and says each number once it is durable.
#[tokio::test]
async fn child() {
    let Some(place) = std::env::var_os(FOLDER) else { return };
    let scene = over(&place).await;
    let before = scene.get("anna", "/fhir/Observation?_summary=count").await.json();
    let first = u32::try_from(before["total"].as_u64().unwrap_or(0)).unwrap_or(0) / SIZE;
    for number in first.. {
        let many: Vec<Value> = (0..SIZE).map(|n| score(ANNA, number * SIZE + n, n)).collect();
        let body = bundle("transaction", &many).to_string();
        let answer = in_process(scene.portal.shared(), &asked(), body.as_bytes()).await;
        assert_eq!(answer.status, 200);
        let mut out = std::io::stdout();
        writeln!(out, "durable {number}").and_then(|()| out.flush()).expect("the parent listens");
    }
}

async fn over(place: &OsStr) -> Scene {
    match place.to_str() {
        Some(address) if address.starts_with("postgres://") => Scene::over_address(address).await,
        _ => Scene::over(place.as_ref()).await,
    }
}

#[tokio::test]
async fn a_killed_portal_has_whole_transactions_and_everything_it_acknowledged() {
    let ground = Ground::new();
    let place = ground.data();
    let mut acknowledged = None;
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "child", "--nocapture"])
            .env(FOLDER, &place)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        for _ in 0..=round {
            let line = lines.by_ref().map_while(Result::ok).find(|line| line.starts_with("durable "));
            let number = line.and_then(|line| line.strip_prefix("durable ").and_then(|n| n.parse().ok()));
            acknowledged = acknowledged.max(number);
        }
        child.kill().expect("killed");
        child.wait().expect("ended");
    }
    let last: u32 = acknowledged.expect("something was acknowledged");
    let scene = over(&place).await;
    let mut per_transaction: HashMap<u32, u32> = HashMap::new();
    let mut next = Some("/fhir/Observation?_count=200".to_owned());
    while let Some(path) = next {
        let page = scene.get("anna", &path).await;
        for id in page.ids() {
            let number: u32 = id.rsplit('-').next().and_then(|n| n.parse().ok()).expect("a test's id");
            *per_transaction.entry(number / SIZE).or_default() += 1;
        }
        let base = format!("http://{}", scene.address);
        next = page.link("next").and_then(|url| url.strip_prefix(&base).map(str::to_owned));
    }
    assert!(per_transaction.values().all(|count| *count == SIZE), "a transaction is there in part");
    for number in 0..=last {
        assert!(per_transaction.contains_key(&number), "acknowledged transaction {number} is missing");
    }
    let verified = scene.store.verify().await.expect("the store answers");
    assert!(verified.is_ok(), "the chain of the audit holds after {ROUNDS} kills");
}
