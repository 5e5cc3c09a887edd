//! Moving out and back: every row arrives, whatever is killed on the way.
//!
//! Needs a private server: `cargo xtask test postgres`.

mod ground;

use ground::{Ground, tell};
use serde_json::Value;
use std::ffi::OsString;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// Kills on the way, at least.
const KILLS: u32 = 20;

fn command(words: &[&str], data: &OsString) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nocte-portal"));
    command.args(words).arg("--data").arg(data);
    command
}

fn run(words: &[&str], data: &OsString) -> Output {
    command(words, data).output().expect("the binary runs")
}

fn json(words: &[&str], data: &OsString) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    let output = run(&words, data);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{words:?}: {said}");
    serde_json::from_slice(&output.stdout).expect("exactly one JSON value")
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn database() -> Ground {
    Ground::on(&std::env::var("NOCTE_POSTGRES").expect("`cargo xtask test postgres` starts a server"))
}

/// A clinic with something in every table that a command can fill.
fn clinic(patients: &str, days: &str) -> (Ground, OsString, String) {
    let ground = Ground::embedded();
    let data = ground.data();
    json(&["init", "--clinic", "Night Clinic", "--admin", "ada@clinic.example"], &data);
    json(&["seed", "--patients", patients, "--days", days], &data);
    json(&["user", "add", "--email", "bea@clinic.example", "--name", "Bea"], &data);
    let added = json(&["patient", "add", "--name", "Canary Quux", "--birth", "1975-03-14"], &data);
    let patient = added["id"].as_str().expect("an id").to_owned();
    json(&["invite", "--patient", &patient, "--public-url", "https://ldn.clinic.example"], &data);
    json(&["token", "--patient", &patient], &data);
    (ground, data, patient)
}

/// Moves, killed again and again until enough have died, then in peace. Gives the digests.
async fn moved(from: &OsString, to: &OsString, kills: &mut u32, most: u32) -> Value {
    let mut wait = 15_u64;
    for _ in 0..most {
        let mut child = command(&["replay"], from)
            .arg("--to")
            .arg(to)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        // Each is let live a little longer, so that they die in different places.
        tokio::time::sleep(Duration::from_millis(wait)).await;
        wait += 23;
        if child.try_wait().expect("our own child").is_some() {
            break;
        }
        child.kill().expect("killed");
        child.wait().expect("gone");
        *kills += 1;
    }
    let output = command(&["replay", "--json"], from).arg("--to").arg(to).output().expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let moved: Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
    moved["tables"].clone()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a private PostgreSQL"]
async fn out_and_back_ends_with_equal_digests_after_twenty_kills() {
    let (_source, first, patient) = clinic("12", "120");
    let before = run(&["patient", "export", "--patient", &patient], &first).stdout;
    assert!(!before.is_empty());
    let mut kills = 0;
    let mut grounds = Vec::new();
    let mut from = first.clone();
    let mut digests: Option<Value> = None;
    // Out, back, and out and back again should the machine be quicker than the kills.
    while kills < KILLS || grounds.len() % 2 == 1 {
        let ground = if grounds.len() % 2 == 0 { database() } else { Ground::embedded() };
        let to = ground.data();
        let arrived = moved(&from, &to, &mut kills, 12).await;
        assert!(arrived["res"]["rows"].as_u64().is_some_and(|rows| rows > 1_000), "{}", arrived["res"]);
        assert!(arrived["audit"]["rows"].as_u64().is_some_and(|rows| rows > 1_000), "{}", arrived["audit"]);
        if let Some(digests) = &digests {
            assert_eq!(*digests, arrived, "every row of every table");
        }
        digests = Some(arrived);
        assert!(grounds.len() < 12, "only {kills} kills: the clinic is too small for this machine");
        grounds.push(ground);
        from = to;
    }
    // It is a clinic like any other, there and here.
    for ground in &grounds[grounds.len() - 2..] {
        let data = ground.data();
        assert_eq!(json(&["audit", "verify"], &data)["ok"], true);
        let after = run(&["patient", "export", "--patient", &patient], &data).stdout;
        assert!(String::from_utf8_lossy(&after).contains("Canary Quux"));
        json(&["patient", "add", "--name", "Canary Two", "--birth", "1975-03-14"], &data);
        json(&["patient", "close", "--patient", &patient], &data);
        assert_eq!(json(&["audit", "verify"], &data)["ok"], true);
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a private PostgreSQL"]
async fn half_a_clinic_is_not_served_and_a_full_one_not_written_over() {
    let (_source, data, patient) = clinic("2", "30");
    let ground = database();
    let to = ground.data();
    let address = ground.address().expect("a database");
    // A move that stood still after its first commits: as a kill leaves it.
    let moved = command(&["replay"], &data).arg("--to").arg(&to).output().expect("the binary runs");
    assert_eq!(moved.status.code(), Some(0));
    tell(
        &address,
        vec![
            "CREATE TABLE replay (one BIGINT PRIMARY KEY, mark TEXT NOT NULL)".to_owned(),
            "INSERT INTO replay VALUES (1, '{\"source\":[1],\"table\":0,\"after\":[]}')".to_owned(),
        ],
    );
    assert!(refused(&run(&["audit", "verify"], &to)).contains("has begun and not ended"));
    assert!(refused(&run(&["serve", "--listen", "127.0.0.1:0"], &to)).contains("replay"));
    let again = command(&["replay"], &data).arg("--to").arg(&to).output().expect("the binary runs");
    assert!(refused(&again).contains("has changed"), "the mark is another source's");
    tell(&address, vec!["DROP TABLE replay".to_owned()]);
    // Killed after the end and before it could say so: the same command says that all is there.
    let again = command(&["replay"], &data).arg("--to").arg(&to).output().expect("the binary runs");
    assert_eq!(again.status.code(), Some(0));
    json(&["patient", "close", "--patient", &patient], &to);
    let occupied = command(&["replay"], &data).arg("--to").arg(&to).output().expect("the binary runs");
    assert!(refused(&occupied).contains("not empty"));
    let itself = command(&["replay"], &data).arg("--to").arg(&data).output().expect("the binary runs");
    assert!(refused(&itself).contains("one and the same"));
}
