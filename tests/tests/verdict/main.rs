//! The verdict on response: its rules, and how often it says what.

mod beside;
mod odds;
mod recheck;
mod rules;

use nocte_core::domain::entry::DoseEntry;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{Gate, PlanVersion, Step};
use nocte_core::domain::symptom::Score;
use nocte_tests::facts;

/// Nights recorded before the first dose.
const BASELINE: u32 = 28;

/// The night so many days after that of the first dose; below zero, before it.
fn night(day: i64) -> Night {
    facts::night(BASELINE).plus(day)
}

/// A patient on one dose from day 0 on, who took it on each of these days.
fn life(taken: impl IntoIterator<Item = i64>) -> Journal {
    let mut plan = PlanVersion { effective_night: night(0), ..facts::plan() };
    plan.steps = vec![Step { gate: Gate::Nights, ..plan.steps.swap_remove(0) }];
    let dose =
        |day: i64| DoseEntry { night: night(day), step: None, ..facts::dose(0, 1_000 + day.unsigned_abs()) };
    Journal { plans: vec![plan], doses: taken.into_iter().map(dose).collect(), ..Journal::default() }
}

/// Pain as it was rated on these days.
fn scores(days: impl IntoIterator<Item = (i64, u8)>) -> Vec<Score> {
    let score = |(day, value): (i64, u8)| Score {
        night: night(day),
        ..facts::score(0, 100_000 + day.unsigned_abs(), "pain", value)
    };
    days.into_iter().map(score).collect()
}
