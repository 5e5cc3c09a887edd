//! The two clocks of a bottle, and what should now be left in it.

use crate::domain::amount::{Dose, Volume};
use crate::domain::bottle::Bottle;
use crate::domain::dilution::dilute;
use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::plan::Step;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What a bottle should hold now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Left {
    /// The volume that should be left.
    pub volume: Volume,
    /// How much more was logged than the bottle ever held: a sign of a wrong bottle or a wrong volume.
    pub overdrawn: Volume,
}

/// The bottle's volume less everything that was drawn from it.
///
/// *Taken* and *extra* count by the volume drawn. *Unknown* does not count (`safety.md` 14), so the true level
/// may be lower. What a second dilution took out counts too. Two devices that each said *taken* for one night are
/// one dose until the patient says otherwise (`safety.md` 17): the first one's.
pub fn left_in(bottle: &Bottle, journal: &Journal) -> Left {
    let mut first: BTreeMap<Night, &str> = BTreeMap::new();
    for entry in journal.doses.iter().filter(|entry| entry.status == DoseStatus::Taken) {
        first.entry(entry.night).or_insert(&entry.stamp.source);
    }
    let one_dose = |entry: &&DoseEntry| match entry.status {
        DoseStatus::Taken => first.get(&entry.night).is_some_and(|source| *source == entry.stamp.source),
        DoseStatus::Extra => true,
        DoseStatus::Skipped | DoseStatus::Unknown => false,
    };
    let swallowed = journal
        .doses
        .iter()
        .filter(one_dose)
        .filter(|entry| entry.bottle.as_ref() == Some(&bottle.letter))
        .filter_map(|entry| entry.volume);
    let diluted = journal
        .bottles
        .iter()
        .filter_map(|other| other.drawn_from)
        .filter(|from| from.bottle == bottle.id)
        .map(|from| from.take);
    let drawn: u64 = swallowed.chain(diluted).fold(0, |sum, volume| sum.saturating_add(volume.ul()));
    Left {
        volume: Volume::from_ul(bottle.volume.ul().saturating_sub(drawn)),
        overdrawn: Volume::from_ul(drawn.saturating_sub(bottle.volume.ul())),
    }
}

/// A dose for a number of coming nights; open-ended without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Coming {
    /// The dose each night.
    pub dose: Dose,
    /// For how many nights; `None` goes on.
    pub nights: Option<u32>,
}

/// The coming nights if every step is confirmed as soon as it may be: the soonest a bottle can be empty.
///
/// `nights_taken` is what the step at `index` has counted so far. The last step is open-ended.
pub fn coming(steps: &[Step], index: usize, nights_taken: u32) -> Vec<Coming> {
    let last = steps.len().saturating_sub(1);
    let ahead = steps.iter().enumerate().skip(index);
    ahead
        .map(|(at, step)| {
            let counted = if at == index { nights_taken } else { 0 };
            // A step whose nights are counted still has tonight: the next begins with a tap.
            let nights = (at < last).then(|| step.min_nights.saturating_sub(counted).max(1));
            Coming { dose: step.dose, nights }
        })
        .collect()
}

/// Which clock ends a bottle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// Its recipe or label.
    DiscardBy,
    /// The doses to come.
    EmptyBy,
}

/// A bottle's two clocks, seen from one night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Clocks {
    /// The last day it may be used.
    pub discard_by: NaiveDate,
    /// The last night it can be drawn from in full; the night before when it cannot serve tonight.
    /// `None` when the doses to come end before the bottle does.
    pub empty_by: Option<NaiveDate>,
    /// The earlier of the two.
    pub use_by: NaiveDate,
    /// Which of them that is.
    pub wins: Clock,
    /// Nights it still serves, tonight included.
    pub nights_left: u32,
    /// The day a new bottle must be made, so that the first night after this one has a dose; never in the past.
    /// `None` when no night remains to be served.
    pub make_on: Option<NaiveDate>,
}

/// The clocks of a bottle holding `left`, for the nights to come from `tonight` on.
///
/// Every coming dose is drawn by its line, not by its exact volume. A step that has no line on this bottle's
/// syringe ends the bottle's use: it needs another.
pub fn clocks(
    bottle: &Bottle,
    left: Volume,
    coming: &[Coming],
    tonight: Night,
    parameters: &Parameters,
) -> Clocks {
    let served = served(bottle, left, coming, parameters);
    let empty_by = match served {
        Served::RunsOut(nights) => Some(tonight.plus(i64::from(nights) - 1).date),
        Served::PlanEnds(_) => None,
    };
    let (use_by, wins) = match empty_by {
        Some(empty) if empty < bottle.discard_by => (empty, Clock::EmptyBy),
        _ => (bottle.discard_by, Clock::DiscardBy),
    };
    let by_date = u32::try_from((use_by - tonight.date).num_days() + 1).unwrap_or(0);
    let (nights_left, more_nights) = match served {
        Served::RunsOut(nights) => (nights.min(by_date), true),
        Served::PlanEnds(nights) => (nights.min(by_date), nights > by_date),
    };
    let make_on = more_nights.then(|| Night::of(use_by).next().date.max(tonight.date));
    Clocks { discard_by: bottle.discard_by, empty_by, use_by, wins, nights_left, make_on }
}

/// How many nights a volume serves.
#[derive(Debug, Clone, Copy)]
enum Served {
    RunsOut(u32),
    PlanEnds(u32),
}

fn served(bottle: &Bottle, left: Volume, coming: &[Coming], parameters: &Parameters) -> Served {
    let (mut left, mut nights) = (left.ul(), 0_u32);
    for part in coming {
        let Ok(dilution) = dilute(bottle.strength, part.dose, bottle.syringe, parameters) else {
            return Served::RunsOut(nights);
        };
        let line = dilution.line.ul();
        let possible = u32::try_from(left / line).unwrap_or(u32::MAX);
        match part.nights {
            Some(wanted) if wanted <= possible => {
                nights = nights.saturating_add(wanted);
                left -= line * u64::from(wanted);
            }
            _ => return Served::RunsOut(nights.saturating_add(possible)),
        }
    }
    Served::PlanEnds(nights)
}
