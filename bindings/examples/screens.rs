//! What each call of a screen costs in Rust itself: the figure that every other language is held against.
//!
//! Prints a line a call, `NAME MIN MEDIAN`, in nanoseconds. `cargo xtask bench bridge` runs it beside the programs of
//! `tests/python`, `tests/kotlin` and `tests/swift`, which make the same calls over the same days.

#![allow(clippy::print_stdout, reason = "a bench's answer belongs on stdout")]

#[path = "../tests/bridge/ports.rs"]
#[allow(dead_code, reason = "shared with the tests, which use all of it")]
mod ports;
#[path = "../tests/bridge/story.rs"]
#[allow(dead_code, reason = "shared with the tests, which use all of it")]
mod story;
#[path = "../tests/bridge/visit.rs"]
#[allow(dead_code, reason = "shared with the tests, which use all of it")]
mod visit;

use nocte_bindings::{Nocte, dilute};
use nocte_core::domain::amount::{DecimalMark, Dose, Strength};
use nocte_core::domain::syringe::Syringe;
use nocte_core::words::Lang;
use ports::{Hand, Vault};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};
use story::Story;

/// Short enough that a busy machine leaves some of them alone, and many of them.
const BATCH: Duration = Duration::from_millis(4);
const BATCHES: usize = 60;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut told, clock) = (Story::default(), Hand::at("2026-11-02T18:00:00Z"));
    let path = folder.path().join("nocte.db").to_str().expect("a plain name").to_owned();
    let (vault, clock_port) = (Arc::new(Vault::default()), Arc::clone(&clock));
    let app = Nocte::open(path, vault, clock_port, "phone".to_owned(), Lang::En).expect("opens");
    // The first days of the story, so that there is something to show.
    story::begin(&mut told, &app);
    story::live(&mut told, &app, &clock);
    calls(&app);
}

fn calls(app: &Nocte) {
    let night = |text: &str| text.parse().expect("a literal night");
    let (from, to) = (night("2026-10-30"), night("2026-11-05"));
    let strength = Strength::parse_in("1 mg/mL", DecimalMark::Point).expect("a strength");
    let syringe = Syringe::parse_in("1mL/0.01mL", DecimalMark::Point).expect("a syringe");
    let dose = Dose::from_ng(1_500_000);
    row("tonight", || black_box(app.tonight()).is_ok());
    row("plan", || black_box(app.plan()).is_ok());
    row("medicines", || black_box(app.medicines()).is_ok());
    row("bottles", || black_box(app.bottles(30)).is_ok());
    row("history", || black_box(app.history(from, to)).is_ok());
    row("reminders", || black_box(app.reminders(vec![], vec![], None)).is_ok());
    row("settings", || black_box(app.settings()).is_ok());
    row("card", || black_box(app.card()).is_ok());
    row("dilute", || black_box(dilute(strength, None, dose, syringe, Lang::En)).is_ok());
}

/// Warms up, then times batches and prints the quickest and the middle one.
fn row(name: &str, call: impl Fn() -> bool) {
    let started = Instant::now();
    let mut count = 0;
    while started.elapsed() < Duration::from_millis(300) {
        assert!(call(), "{name} fails");
        count += 1;
    }
    let each = (started.elapsed().as_nanos() / count).max(1);
    let size = (BATCH.as_nanos() / each).max(1);
    let mut figures: Vec<u128> = (0..BATCHES)
        .map(|_| {
            let started = Instant::now();
            for _ in 0..size {
                call();
            }
            started.elapsed().as_nanos() / size
        })
        .collect();
    figures.sort_unstable();
    println!("{name} {} {}", figures[0], figures[BATCHES / 2]);
}
