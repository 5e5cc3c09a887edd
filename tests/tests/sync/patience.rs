//! How long a run waits: the first pauses are slept through, a server that is down is left alone.

use chrono::TimeDelta;
use nocte_core::domain::fact::Fact;
use nocte_core::sync::Problem;
use nocte_tests::facts;
use nocte_tests::proxy::{Asked, Fault, Script};
use nocte_tests::world::World;

fn log(nights: u32) -> Vec<Fact> {
    (0..nights).map(|n| facts::score(n, 5, "pain", 3).into()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn short_pauses_are_slept_through_and_one_run_brings_everything() {
    let world = World::paired().await;
    world.log(&log(9));
    world.turn(Script::new([Fault::Unavailable, Fault::Failing(502), Fault::Clean, Fault::LostAnswer]));
    let report = world.sync().await;
    assert_eq!((report.waiting, report.not_before, report.parked.len()), (0, None, 0), "{report:?}");
    assert!(report.problems.contains(&Problem::ServerTrouble(502)), "and it says what it met");
    let (here, there) = world.both_sides().await;
    assert_eq!(here.digest(), there.digest());
    let record = world.clinic.export(&world.patient).await.expect("the record").to_string();
    assert_eq!(record.matches(r#""resourceType":"Device""#).count(), 1, "and the install was told of, once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_down_ends_the_run_within_its_patience_and_the_pause_is_kept() {
    let world = World::paired().await;
    world.log(&log(9));
    for fault in [Fault::Failing(502), Fault::Captive, Fault::LostAnswer] {
        world.turn(move |_: &Asked| fault);
        let began = world.clock.tick();
        let report = world.app.sync(&world.line).await.expect("the store works");
        let took = world.clock.tick() - began;
        assert!(took < TimeDelta::seconds(21), "{fault:?}: {took}");
        assert_eq!(report.waiting, 9);
        let until = report.not_before.expect("the pause is told");
        assert!(!report.problems.is_empty(), "and what it met");
        let heard = world.proxy.heard().len();
        let again = world.app.sync(&world.line).await.expect("the store works");
        assert!(again.not_before.is_some_and(|again| again <= until) || again.waiting == 9);
        assert!(world.proxy.heard().len() <= heard + 4, "it is left alone");
        world.clock.pass(TimeDelta::hours(7));
    }
    world.turn(Script::default());
    world.sync_until_quiet(3).await;
    assert_eq!(world.app.sync_status().expect("a status").waiting, 0);
}
