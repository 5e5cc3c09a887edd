//! From the start of the process until it listens, and what it holds in memory after it has worked; beside Medplum's
//! router, which has nothing to open and keeps everything in memory.

use super::exchange::medplum;
use nocte_tests::bench::{Goal, Row};
use nocte_tests::peers::Server;
use std::time::Instant;

/// Starts something and says how long that took, milliseconds.
pub(crate) fn timed<T>(begin: impl FnOnce() -> T) -> (T, f64) {
    let from = Instant::now();
    let started = begin();
    (started, from.elapsed().as_secs_f64() * 1e3)
}

/// Of a portal that has shown its pages, and that took `up` milliseconds to start.
pub(crate) fn rows(portal: &Server, up: f64) -> Vec<Row> {
    let (peer, peer_up) = timed(medplum);
    let peer_up = peer.as_ref().map(|_| peer_up);
    vec![
        Row {
            id: "portal.cold_start",
            ours: up,
            peer: peer_up,
            unit: "ms",
            goal: Goal::None,
            note: "until it listens, five thousand patients in its file (reference: below 1,000 ms); peer: Medplum's \
                   router, which opens nothing"
                .to_owned(),
        },
        Row {
            id: "portal.memory",
            ours: resident_mb(portal.process()),
            peer: peer.as_ref().map(|peer| resident_mb(peer.process())),
            unit: "MB",
            goal: Goal::None,
            note: "the most it has held, lists of five thousand patients among it (reference: below 150 MB); peer: \
                   Medplum's router, just started"
                .to_owned(),
        },
    ]
}

/// The most memory a process of this machine has held, in megabytes.
fn resident_mb(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("a process of Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a line of it");
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().expect("a number");
    kib / 1024.0
}
