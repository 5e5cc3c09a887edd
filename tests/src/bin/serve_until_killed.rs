//! Serves a portal on a port of its own until it is killed, and says where.
//!
//! `serve_until_killed DATA PUBLIC_URL [unpaced]`: without a limit to one caller's pace, for benches. DATA is a folder, or
//! the address of a PostgreSQL database.

use nocte_portal::clock::WallClock;
use nocte_portal::limits::Pace;
use nocte_portal::store::postgres::Address;
use nocte_portal::{Portal, Settings};
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, public, rest @ ..] = arguments.as_slice() else { return ExitCode::from(2) };
    let mut settings = Settings::at(public);
    if rest == ["unpaced"] {
        let fast = Pace { at_once: 1_000_000, each_second: 1_000_000 };
        (settings.limits.token, settings.limits.patient) = (fast, fast);
    }
    let opened = match Address::of_text(data) {
        Ok(address) if Address::is_one(data) => {
            Portal::connect(&address, settings, Arc::new(WallClock)).await
        }
        _ => Portal::open(Path::new(data), settings, Arc::new(WallClock)),
    };
    let Ok(portal) = opened else { return ExitCode::FAILURE };
    let Ok(listener) = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await else {
        return ExitCode::FAILURE;
    };
    let Ok(running) = portal.listen_on(listener, public).await else { return ExitCode::FAILURE };
    let mut out = std::io::stdout();
    if writeln!(out, "up {}", running.address).and_then(|()| out.flush()).is_err() {
        return ExitCode::FAILURE;
    }
    std::future::pending().await
}
