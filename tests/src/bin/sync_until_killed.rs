//! Syncs a phone's store until nothing waits, or until it is killed. A promised rest is passed over.
//!
//! `sync_until_killed STORE KEY`: says `up phone` when it begins, and ends well when nothing waits.

use chrono::TimeDelta;
use nocte_core::app::App;
use nocte_core::store::{KeyFile, OpenOptions, Store};
use nocte_portal::clock::{Clock as _, WallClock};
use nocte_tests::world::{Hurried, SharedClock};
use std::io::Write as _;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [store, key] = arguments.as_slice() else { return ExitCode::from(2) };
    let Ok(store) = Store::open(store, &KeyFile::new(key), OpenOptions::new()) else {
        return ExitCode::FAILURE;
    };
    let clock = SharedClock::at(WallClock.now());
    let app = App::new(store, Box::new(clock.clone()), "phone");
    let mut out = std::io::stdout();
    if writeln!(out, "up phone").and_then(|()| out.flush()).is_err() {
        return ExitCode::FAILURE;
    }
    let line = Hurried::on(&clock);
    loop {
        match app.sync(&line).await {
            Ok(report) if report.waiting == 0 => return ExitCode::SUCCESS,
            Ok(report) => {
                report.not_before.into_iter().for_each(|until| clock.reach(until));
                clock.pass(TimeDelta::minutes(1));
            }
            Err(_) => return ExitCode::FAILURE,
        }
    }
}
