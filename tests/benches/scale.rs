//! Growing: SQLite beside PostgreSQL, one process beside two, per core, and both beside servers nobody here wrote.
//! `cargo xtask bench scale`.
//!
//! Everything runs on this one machine, the clients too: only ratios of one run mean anything. PostgreSQL syncs each
//! commit, as a clinic's does.

#[path = "scale/contender.rs"]
mod contender;
#[path = "scale/database.rs"]
mod database;

use contender::Contender;
use database::Database;
use nocte_tests::bench::{Goal, Row, median, print};
use nocte_tests::load::Kind;

/// Callers at once, each with a record of its own.
const CALLERS: u32 = 8;
/// Requests of each in a round.
const EACH: u32 = 100;
const ROUNDS: u32 = 5;

/// Medians of one contender under one kind of load, microseconds a request.
#[derive(Clone, Copy)]
struct Took {
    /// Of the clock.
    wall: f64,
    /// Of the processors, its own and its database's.
    cores: f64,
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    print(&runtime.expect("a runtime").block_on(rows()));
}

async fn rows() -> Vec<Row> {
    let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.expect("a writable target");
    let database = Database::start();
    let contenders = [
        Some(Contender::embedded("SQLite, one process", &folder.path().join("one"), 1).await),
        Some(Contender::embedded("SQLite, two processes", &folder.path().join("two"), 2).await),
        Some(Contender::postgres("PostgreSQL, one process", &database, "one", 1).await),
        Some(Contender::postgres("PostgreSQL, two processes", &database, "two", 2).await),
        Contender::medplum("Medplum's router, in memory"),
        Contender::hfs("HFS on SQLite", &folder.path().join("hfs.db")),
    ];
    let writes = measured(&contenders, Kind::Transaction).await;
    let polls = measured(&contenders, Kind::EmptyPoll).await;
    let [sqlite, sqlite_two, postgres, postgres_two, medplum, hfs] = [0, 1, 2, 3, 4, 5];
    let pairs = [
        ("sqlite_two.sqlite", sqlite_two, sqlite),
        ("postgres.sqlite", postgres, sqlite),
        ("postgres_two.postgres", postgres_two, postgres),
        ("sqlite.medplum", sqlite, medplum),
        ("postgres.medplum", postgres, medplum),
        ("sqlite.hfs", sqlite, hfs),
        ("postgres.hfs", postgres, hfs),
    ];
    let mut rows = Vec::new();
    for (what, took) in [("transaction", &writes), ("empty_poll", &polls)] {
        for (pair, ours, peer) in pairs {
            let names = (name(&contenders, ours), name(&contenders, peer));
            let (Some(ours), peer) = (took[ours], took[peer]) else { continue };
            rows.push(row(
                &format!("scale.{what}.{pair}"),
                "µs",
                names,
                ours.wall,
                peer.map(|peer| peer.wall),
            ));
            let id = format!("scale.{what}.{pair}.cores");
            rows.push(row(&id, "µs of processor", names, ours.cores, peer.map(|peer| peer.cores)));
        }
    }
    rows
}

fn name(contenders: &[Option<Contender>], at: usize) -> &'static str {
    contenders[at].as_ref().map_or("not here", |contender| contender.name)
}

/// Everybody in turns, so that whatever else the machine does meets all of them.
async fn measured(contenders: &[Option<Contender>], kind: Kind) -> Vec<Option<Took>> {
    let mut took = vec![(Vec::new(), Vec::new()); contenders.len()];
    for round in 0..ROUNDS {
        for (contender, took) in contenders.iter().zip(&mut took) {
            let Some(contender) = contender else { continue };
            let before = contender.spent();
            took.0.push(contender.target.load(round, EACH, kind).await);
            let spent = contender.spent().saturating_sub(before).as_secs_f64() * 1e6;
            took.1.push(spent / f64::from(EACH) / f64::from(CALLERS));
        }
    }
    let median = |(wall, cores): (Vec<f64>, Vec<f64>)| Took { wall: median(wall), cores: median(cores) };
    took.into_iter().map(|took| (!took.0.is_empty()).then(|| median(took))).collect()
}

fn row(id: &str, unit: &'static str, names: (&str, &str), ours: f64, peer: Option<f64>) -> Row {
    let each = if unit == "µs" { "a second" } else { "a second of one core" };
    let note = format!(
        "{}: {:.0} {each}; peer, {}: {:.0}",
        names.0,
        1e6 / ours,
        names.1,
        peer.map_or(0.0, |peer| 1e6 / peer)
    );
    Row { id: String::leak(id.to_owned()), ours, peer, unit, goal: Goal::None, note }
}
