//! The phone or the portal is killed in the middle of a sync, again and again. Nothing is lost, nothing doubled.
//!
//! 200 kills, every other one the portal's; `NOCTE_SYNC_KILLS` asks for another number. A kill comes with the n-th
//! request from now and not after a time, so that it always hits a sync.

use nocte_core::app::{App, Match};
use nocte_core::domain::fact::Fact;
use nocte_core::store::{KeyFile, OpenOptions, Store};
use nocte_portal::clinic::NewPatient;
use nocte_portal::clock::{Clock as _, WallClock};
use nocte_portal::{Portal, Settings};
use nocte_tests::facts;
use nocte_tests::peers::Server;
use nocte_tests::phone::line;
use nocte_tests::proxy::{Asked, Fault, Proxy, Script};
use nocte_tests::world::{BORN, Hurried, INITIALS, SharedClock, sides};
use std::ops::Range;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// A clinic's proxy that takes a few entries at a time: so there is work for all the kills.
fn small(asked: &Asked) -> Fault {
    if asked.target.ends_with("/fhir") && asked.body > 2_500 { Fault::TooLarge } else { Fault::Clean }
}

fn serve(data: &Path, proxy: &Proxy) -> Server {
    let mut command = Command::new(env!("CARGO_BIN_EXE_serve_until_killed"));
    // At its usual pace the portal would answer 429 for most of the test: a phone's life in seconds.
    command.arg(data).arg(proxy.origin()).arg("unpaced");
    let server = Server::up(command);
    proxy.aim(server.address().parse().expect("it says where it listens"));
    server
}

fn sync(store: &Path, key: &Path) -> Server {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sync_until_killed"));
    command.arg(store).arg(key);
    Server::up(command)
}

fn app(store: &Path, key: &Path, clock: &SharedClock) -> App {
    let store =
        Store::open_or_create(store, &KeyFile::new(key), OpenOptions::new()).expect("the phone's store");
    App::new(store, Box::new(clock.clone()), "phone")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_on_either_side_loses_and_doubles_nothing() {
    let kills: u32 =
        std::env::var("NOCTE_SYNC_KILLS").ok().map_or(200, |text| text.parse().expect("a number of kills"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (data, file, key) =
        (folder.path().join("clinic"), folder.path().join("phone.db"), folder.path().join("key"));
    let proxy = Proxy::start(([127, 0, 0, 1], 1).into(), Script::default()).await;
    // Made by hand in this process, beside the one that serves, as the commands do.
    let desk = Portal::open(&data, Settings::at(proxy.origin()), Arc::new(WallClock)).expect("a portal");
    let clinic = desk.clinic().expect("a portal of its own");
    let birth = chrono::NaiveDate::from_ymd_opt(BORN, 5, 4).expect("a date");
    let new = NewPatient { name: "Cora North".to_owned(), birth, synthetic: true };
    let patient = clinic.add_patient(&new).await.expect("a patient");
    let mut portal = serve(&data, &proxy);
    let clock = SharedClock::at(WallClock.now());
    let phone = app(&file, &key, &clock);
    let invite = clinic.invite_at(&patient, &proxy.origin()).await.expect("a link");
    phone.pair(&invite.link.reveal(), Some(invite.passcode.reveal()), &line()).await.expect("a pairing");
    phone
        .confirm_match(&Match { initials: INITIALS.to_owned(), birth_year: BORN }, &line())
        .await
        .expect("a match");
    let log = |nights: Range<u32>| -> Vec<Fact> {
        let night = |n| [Fact::from(facts::score(n, 1, "pain", 3)), facts::note(n, 2, "a night").into()];
        nights.flat_map(night).collect()
    };
    let nights = kills * 8;
    let _ = phone.store().expect("a store").append(&log(0..nights)).expect("facts go in");
    phone.close().expect("a clean close");

    let begin = Instant::now();
    let mut luck = fastrand::Rng::with_seed(7);
    let mut running = sync(&file, &key);
    let (mut of_phone, mut of_portal) = (0, 0);
    for round in 0..kills {
        let (now, mut then) = mpsc::unbounded_channel();
        let mut left = luck.u32(1..8);
        proxy.turn(move |asked: &Asked| {
            left = left.saturating_sub(1);
            if left == 0 {
                let _ = now.send(());
            }
            small(asked)
        });
        // Should the phone have ended by itself, everything is there and there is nothing more to kill.
        if tokio::time::timeout(Duration::from_mins(1), then.recv()).await.is_err() {
            break;
        }
        if round.is_multiple_of(2) {
            running.kill();
            running = sync(&file, &key);
            of_phone += 1;
        } else {
            portal.kill();
            portal = serve(&data, &proxy);
            of_portal += 1;
        }
    }
    running.kill();
    proxy.turn(small);
    let phone = app(&file, &key, &clock);
    clock.pass(chrono::TimeDelta::hours(12));
    let hurried = Hurried::on(&clock);
    for _ in 0..50 {
        let report = phone.sync(&hurried).await.expect("the store works");
        report.not_before.into_iter().for_each(|until| clock.reach(until));
        if report.waiting == 0 {
            break;
        }
        clock.pass(chrono::TimeDelta::minutes(5));
    }
    let left = phone.sync_status().expect("a status");
    let (here, there) = sides(&phone, &clinic, &patient).await;
    eprintln!(
        "{of_phone} kills of the phone, {of_portal} of the portal: {} facts, {} missing, {} doubled, {} waiting, {} parked; {:.0} s",
        here.len(),
        here.beyond(&there),
        there.doubled(),
        left.waiting,
        left.parked.len(),
        begin.elapsed().as_secs_f64()
    );
    assert!(of_phone + of_portal >= kills / 2, "the work ran out before the kills did");
    assert_eq!((left.waiting, left.parked), (0, Vec::new()));
    assert_eq!((here.beyond(&there), there.beyond(&here), there.doubled()), (0, 0, 0));
    assert_eq!(here.digest(), there.digest());
}
