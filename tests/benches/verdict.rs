//! The verdict over twenty years of nights against one SQL aggregate over the same rows of the same file.
//!
//! The peer is what a diary without a verdict would do: the mean before the first dose, the mean of the last four
//! weeks and the number of nights taken, in one statement.

use chrono::{DateTime, TimeDelta, Utc};
use nocte_core::app::App;
use nocte_core::catalogue::parameters;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::PlanVersion;
use nocte_core::domain::response::{Verdict, respond};
use nocte_core::domain::zone::ZoneWindow;
use nocte_core::store::{OpenOptions, Store};
use nocte_core::time::Moment;
use nocte_tests::bench::{Goal, Row, cpu_of, median, print};
use nocte_tests::facts::{dose, evening, night, plan, score};
use nocte_tests::vault::MemoryVault;
use rusqlite::Connection;
use std::hint::black_box;
use std::path::Path;

/// Four weeks before the first dose, then twenty years of nights.
const BEFORE: u32 = 28;
const NIGHTS: u32 = BEFORE + 7_300;
const SCALES: [&str; 3] = ["pain", "fatigue", "sleep"];
const ROUNDS: usize = 30;

/// What the peer asks: every row of doses and of one scale that the verdict reads.
const AGGREGATE: &str = "
    SELECT count(*), avg(CASE WHEN score.night < first.night THEN value END),
        avg(CASE WHEN score.night >= ?1 THEN value END), first.taken
    FROM score, (SELECT min(night) AS night, count(DISTINCT night) AS taken FROM dose WHERE status = 'taken') AS first
    WHERE scale = 'pain'";

fn main() {
    let folder = tempfile::Builder::new()
        .prefix("bench-")
        .tempdir_in(env!("CARGO_TARGET_TMPDIR"))
        .expect("a writable target");
    let path = folder.path().join("nocte.db");
    let store = fill(&path);
    let key = MemoryVault::with(7).key().expect("a key").to_hex();
    let raw = Connection::open(&path).expect("the same file");
    raw.execute_batch(&format!("PRAGMA key = \"x'{}'\"", key.as_str())).expect("the key");
    let journal = store.journal().expect("it reads");
    let scores = store.scores(&(night(0)..=night(NIGHTS)), "pain").expect("they read");
    let app = App::new(store, Box::new(last_evening()), "phone");
    let (mut whole, mut rule, mut peer) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        whole.push(cpu_of(1, &mut || {
            let verdicts = app.verdicts(&["pain"]).expect("it is judged");
            assert!(
                matches!(black_box(&verdicts)[0].verdict, Verdict::Better(_)),
                "{:?}",
                verdicts[0].verdict
            );
        }));
        rule.push(cpu_of(1, &mut || {
            black_box(respond(&journal, &scores, "pain", parameters(), night(NIGHTS - 1)));
        }));
        peer.push(cpu_of(1, &mut || {
            black_box(aggregate(&raw));
        }));
    }
    let (whole, rule, peer) = (median(whole), median(rule), median(peer));
    let row = |id, ours, goal, note: &str| Row {
        id,
        ours,
        peer: Some(peer),
        unit: "ns of processor, median",
        goal,
        note: note.to_owned(),
    };
    print(&[
        row(
            "verdict.twenty_years_vs_sql",
            whole,
            Goal::AtMost(3.0),
            "peer: one aggregate over the same rows of the same encrypted file, its connection open",
        ),
        row("verdict.rule_alone_vs_sql", rule, Goal::None, "the rule over facts already read"),
    ]);
}

/// A life on one dose: worse before than after, a rating of each scale every night.
fn fill(path: &Path) -> Store {
    let options = OpenOptions::new();
    let store = Store::create(path, &MemoryVault::with(7), options).expect("an empty folder takes a store");
    let mut facts: Vec<Fact> = vec![PlanVersion { effective_night: night(BEFORE), ..plan() }.into()];
    for n in 0..NIGHTS {
        if n >= BEFORE {
            facts.push(dose(n, 1).into());
        }
        for (which, scale) in (2_u64..).zip(SCALES) {
            let level = if n < BEFORE { 6 } else { 3 };
            let value = level + u8::try_from(n % 3).expect("at most two");
            facts.push(score(n, which, scale, value).into());
        }
    }
    for chunk in facts.chunks(2_000) {
        let _acknowledged = store.append(chunk).expect("the facts are stored");
    }
    store
}

fn aggregate(raw: &Connection) -> (i64, f64, f64, i64) {
    let from: Night = night(NIGHTS - 28);
    let mut asked = raw.prepare_cached(AGGREGATE).expect("it is SQL");
    asked
        .query_row([from.to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .expect("one row")
}

fn last_evening() -> Moment {
    let now: DateTime<Utc> = evening(NIGHTS - 1) + TimeDelta::minutes(10);
    let window = ZoneWindow {
        zone: "Europe/Berlin".to_owned(),
        initial_offset_s: 3_600,
        transitions: Vec::new(),
        until: None,
    };
    Moment { now, window, suspect: false }
}
