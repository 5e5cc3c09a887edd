//! The weekly count: what the server has fewer of stands in the report, and in the status, until it is there again.

use chrono::TimeDelta;
use nocte_core::domain::fact::Fact;
use nocte_tests::facts;
use nocte_tests::proxy::{Asked, Fault, Script};
use nocte_tests::world::World;

/// A server that says it has none of anything.
const NONE: &str = r#"{"resourceType":"Bundle","type":"searchset","total":0}"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_count_misses_is_shown_until_it_is_there_again() {
    let world = World::paired().await;
    let mut log: Vec<Fact> = vec![facts::plan().into()];
    log.extend((0..3).map(|n| Fact::from(facts::dose(n, 111))));
    world.log(&log);
    assert!(world.sync().await.short.is_empty());
    world.clock.pass(TimeDelta::days(8));
    world.turn(
        |asked: &Asked| {
            if asked.target.contains("_summary=count") { Fault::Forged(NONE) } else { Fault::Clean }
        },
    );
    let report = world.sync().await;
    let doses =
        report.short.iter().find(|it| it.kind == "MedicationAdministration").expect("doses are short");
    assert_eq!((doses.here, doses.there), (3, 0));
    let status = world.app.sync_status().expect("a status");
    assert_eq!((status.short, status.counted_at), (report.short, report.counted_at));
    world.turn(Script::default());
    world.clock.pass(TimeDelta::hours(25));
    let mended = world.sync().await;
    assert!(mended.problems.is_empty() && mended.short.is_empty(), "{mended:?}");
    assert!(mended.counted_at > report.counted_at);
    assert!(world.app.sync_status().expect("a status").short.is_empty());
}
