//! A cold open of a twenty-year log, to tonight's screen: time against the same file without a key, and memory
//! above a process that opens nothing.

use crate::{Side, folder, vault};
use chrono::{DateTime, Utc};
use nocte_core::catalogue::{medicines, parameters};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::tonight::tonight;
use nocte_core::domain::zone::ZoneWindow;
use nocte_core::store::Store;
use nocte_tests::bench::{Goal, Row, median, wall_of};
use nocte_tests::facts::{dose, evening, plan, score};
use std::hint::black_box;
use std::path::Path;
use std::process::Command;

/// Twenty years of nights: 7,300 doses and 51,100 ratings.
const NIGHTS: u32 = 7_300;
const SCALES: [&str; 7] = ["pain", "fatigue", "sleep", "mood", "stress", "brain_fog", "own"];
const ROUNDS: usize = 30;

/// Most megabytes above an empty process.
const MOST_MIB: f64 = 16.0;

pub(super) fn rows() -> Vec<Row> {
    let folder = folder();
    for side in [Side::Encrypted, Side::Plain] {
        fill(side, folder.path());
    }
    let (mut ours, mut peer) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(wall_of(|| to_tonight(Side::Encrypted, folder.path())));
        peer.push(wall_of(|| to_tonight(Side::Plain, folder.path())));
    }
    let (ours, peer) = (median(ours), median(peer));
    let empty = memory_of("empty", folder.path());
    let opened = memory_of("open", folder.path());
    vec![
        Row {
            id: "store.cold_open_20_years_vs_plain",
            ours,
            peer: Some(peer),
            unit: "ns, median",
            goal: Goal::AtMost(1.5),
            note: "peer: the same library without a key; to tonight's screen".to_owned(),
        },
        Row {
            id: "store.cold_open_20_years_memory",
            ours: opened - empty,
            peer: Some(MOST_MIB),
            unit: "MiB above an empty process",
            goal: Goal::AtMost(1.0),
            note: format!("an empty process peaks at {empty:.1} MiB; the other column is the bound"),
        },
    ]
}

/// What a child process does; it prints its own peak memory in KiB.
pub(super) fn child(role: &str) {
    if let Some(folder) = role.strip_prefix("open:") {
        to_tonight(Side::Encrypted, Path::new(folder));
    }
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux says how much memory was used");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak").trim();
    let digits: String = peak.chars().take_while(char::is_ascii_digit).collect();
    let mut out = std::io::stdout().lock();
    std::io::Write::write_all(&mut out, digits.as_bytes()).expect("the parent reads");
}

/// Peak memory in MiB of a process in that role.
fn memory_of(role: &str, folder: &Path) -> f64 {
    let word =
        if role == "open" { format!("--child=open:{}", folder.display()) } else { format!("--child={role}") };
    let me = std::env::current_exe().expect("this program has a path");
    let output = Command::new(me).arg(word).output().expect("a child process");
    let kib: u32 = String::from_utf8_lossy(&output.stdout).trim().parse().expect("a number of KiB");
    f64::from(kib) / 1024.0
}

fn fill(side: Side, folder: &Path) {
    let store = side.create(folder);
    let mut facts: Vec<Fact> = vec![plan().into()];
    for n in 0..NIGHTS {
        facts.push(dose(n, 1).into());
        for (which, scale) in (2_u64..).zip(SCALES) {
            let value = u8::try_from((n + u32::try_from(which).expect("small")) % 11).expect("at most ten");
            facts.push(score(n, which, scale, value).into());
        }
    }
    for chunk in facts.chunks(2_000) {
        let _ = store.append(chunk).expect("the facts are stored");
    }
    store.close().expect("folded and closed");
}

fn to_tonight(side: Side, folder: &Path) {
    let store = Store::open(folder.join(side.name()), &vault(), side.options()).expect("it is there");
    let journal = store.journal().expect("it reads");
    let now: DateTime<Utc> = evening(NIGHTS);
    let zone = ZoneWindow {
        zone: "Europe/Berlin".to_owned(),
        initial_offset_s: 3_600,
        transitions: Vec::new(),
        until: None,
    };
    black_box(tonight(&journal, medicines(), parameters(), now, &zone));
}
