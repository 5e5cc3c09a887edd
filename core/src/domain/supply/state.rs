//! Whether a bottle may be drawn from, and which one tonight's dose comes from (`safety.md` 12).

use super::clocks::left_in;
use crate::domain::bottle::{Bottle, BottleEnd, BottleEndReason};
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use chrono::NaiveDate;

/// What a bottle is, on one night. Anything but *usable* shows no line; a dose taken can still be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BottleState {
    /// It may be drawn from.
    Usable,
    /// Thrown away.
    Discarded,
    /// Left warm.
    LeftWarm,
    /// Past its discard-by day.
    Expired {
        /// The last day it could be used.
        discard_by: NaiveDate,
    },
    /// Nothing should be left, or it was said to be empty.
    Empty,
    /// It has no letter, so nobody can tell it from another.
    Unnamed,
}

impl BottleState {
    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Usable => "usable",
            Self::Discarded => "discarded",
            Self::LeftWarm => "left_warm",
            Self::Expired { .. } => "expired",
            Self::Empty => "empty",
            Self::Unnamed => "unnamed",
        }
    }
}

/// A bottle's state on a night. What a person said about it comes before what a calendar says.
pub fn bottle_state(bottle: &Bottle, journal: &Journal, night: Night) -> BottleState {
    if let Some(end) = journal.bottle_ends.iter().rev().find(|end| end.bottle == bottle.id) {
        return ended(end);
    }
    if bottle.letter.trim().is_empty() {
        return BottleState::Unnamed;
    }
    if night.date > bottle.discard_by {
        return BottleState::Expired { discard_by: bottle.discard_by };
    }
    let left = left_in(bottle, journal);
    if left.volume.is_zero() { BottleState::Empty } else { BottleState::Usable }
}

fn ended(end: &BottleEnd) -> BottleState {
    match end.why {
        BottleEndReason::Discarded => BottleState::Discarded,
        BottleEndReason::LeftWarm => BottleState::LeftWarm,
        BottleEndReason::Empty => BottleState::Empty,
    }
}

/// Which bottle tonight's dose comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TonightsBottle<'a> {
    /// None was ever made.
    None,
    /// The only usable one.
    One(&'a Bottle),
    /// Two or more are usable; which one is never guessed.
    Which(Vec<&'a Bottle>),
    /// None is usable; the newest, and why not.
    Unusable(&'a Bottle, BottleState),
}

/// Tonight's bottle, if there is exactly one that may be drawn from.
pub fn tonights_bottle(journal: &Journal, night: Night) -> TonightsBottle<'_> {
    let usable: Vec<&Bottle> = journal
        .bottles
        .iter()
        .filter(|bottle| bottle_state(bottle, journal, night) == BottleState::Usable)
        .collect();
    match (usable.as_slice(), journal.bottles.last()) {
        ([one], _) => TonightsBottle::One(one),
        ([], None) => TonightsBottle::None,
        ([], Some(newest)) => TonightsBottle::Unusable(newest, bottle_state(newest, journal, night)),
        _ => TonightsBottle::Which(usable),
    }
}
