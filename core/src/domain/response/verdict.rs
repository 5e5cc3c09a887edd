//! What may be said tonight: each reason to say nothing yet, and the three answers.

use super::stretch::Stretch;
use super::welch::{Interval, interval};
use crate::domain::entry::DoseStatus;
use crate::domain::hold;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::progress::confirmed_steps;
use std::collections::BTreeSet;

/// The answer, or why there is none yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// No dose has been taken yet.
    NotBegun,
    /// Nothing was recorded before the first dose, or it was taken before this log began: no comparison, ever.
    NoBaseline,
    /// Too early: so many nights taken of so many.
    TooEarly {
        /// Nights taken since the first dose.
        taken: u32,
        /// Nights taken at which the first verdict is made.
        needed: u32,
    },
    /// Too early again: the present dose is new, or there was a hold, and too few nights have been taken since.
    TooEarlyAgain {
        /// Nights taken on this dose since then.
        taken: u32,
        /// Nights it needs.
        needed: u32,
    },
    /// Not enough rated nights for an interval.
    NotEnoughNights(Missing),
    /// Better than before.
    Better(Interval),
    /// Worse than before.
    Worse(Interval),
    /// No difference that the nights can tell from chance.
    NoClearDifference(Interval),
}

/// How many rated weeks there are, and how many each side needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// Rated weeks before the first dose.
    pub before: u32,
    /// Rated weeks on the present dose.
    pub after: u32,
    /// Needed on each side.
    pub needed: u32,
}

impl Verdict {
    /// The word for JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotBegun => "not_begun",
            Self::NoBaseline => "no_baseline",
            Self::TooEarly { .. } => "too_early",
            Self::TooEarlyAgain { .. } => "too_early_again",
            Self::NotEnoughNights(_) => "not_enough_nights",
            Self::Better(_) => "better",
            Self::Worse(_) => "worse",
            Self::NoClearDifference(_) => "no_clear_difference",
        }
    }

    /// The interval, where there is one.
    pub const fn interval(&self) -> Option<Interval> {
        match self {
            Self::Better(interval) | Self::Worse(interval) | Self::NoClearDifference(interval) => {
                Some(*interval)
            }
            _ => None,
        }
    }
}

/// The patient's course as far as the verdict looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Course {
    /// The night of the first dose in the log.
    pub(super) first_dose: Option<Night>,
    /// It was taken before this log began.
    pub(super) already: bool,
    /// Nights taken since the first dose.
    pub(super) nights_taken: u32,
    /// The first night of the follow-up: on the present dose, after the last hold, within the last 28 nights.
    pub(super) steady_from: Option<Night>,
    /// Nights taken on the present dose since it began or the last hold ended.
    pub(super) steady_taken: u32,
    /// Whether tonight lies in a hold.
    pub(super) held: bool,
}

impl Course {
    pub(super) fn of(journal: &Journal, parameters: &Parameters, tonight: Night) -> Self {
        let taken: BTreeSet<Night> = journal
            .doses
            .iter()
            .filter(|entry| entry.status == DoseStatus::Taken && entry.night <= tonight)
            .map(|entry| entry.night)
            .collect();
        let since = present_dose_since(journal, tonight).map(|begun| {
            let ends = hold::holds(journal).into_iter().filter_map(|hold| hold.until);
            ends.filter(|end| *end <= tonight).fold(begun, Night::max)
        });
        let window = tonight.plus(1 - i64::from(parameters.follow_up_nights.value));
        Self {
            first_dose: taken.first().copied(),
            already: journal.plans.iter().any(|plan| plan.already_since.is_some()),
            nights_taken: count(taken.len()),
            steady_from: since.map(|since| since.max(window)),
            steady_taken: since.map_or(0, |since| count(taken.range(since..).count())),
            held: !hold::covering(journal, tonight).is_empty(),
        }
    }
}

/// Since which night the dose in force tonight has been the same; `None` where no step is.
pub fn present_dose_since(journal: &Journal, tonight: Night) -> Option<Night> {
    let spans = confirmed_steps(journal);
    let mut back = spans.iter().rev().skip_while(|span| span.first > tonight);
    let present = back.next().filter(|span| span.covers(tonight))?;
    let mut since = present.first;
    for span in back {
        let joined = span.last.is_some_and(|last| last.next() >= since);
        if !joined || span.dose != present.dose {
            break;
        }
        since = span.first;
    }
    Some(since)
}

/// The verdict over both stretches.
pub(super) fn judge(
    course: &Course,
    before: Option<&Stretch>,
    after: Option<&Stretch>,
    parameters: &Parameters,
) -> Verdict {
    if course.first_dose.is_none() && !course.already {
        return Verdict::NotBegun;
    }
    let Some(before) = before else { return Verdict::NoBaseline };
    let needed = parameters.verdict_nights.value;
    if course.nights_taken < needed {
        return Verdict::TooEarly { taken: course.nights_taken, needed };
    }
    let steady = parameters.steady_nights.value;
    if course.held || course.steady_taken < steady {
        let taken = if course.held { 0 } else { course.steady_taken };
        return Verdict::TooEarlyAgain { taken, needed: steady };
    }
    let weeks_needed = parameters.verdict_weeks.value;
    let weeks = |stretch: &Stretch| count(stretch.weeks.len());
    let rated = after.map_or(0, |after| after.rated);
    let enough = rated >= parameters.steady_rated_nights.value;
    match after.filter(|after| enough && weeks(after).min(weeks(before)) >= weeks_needed) {
        Some(after) => match interval(&before.weeks, &after.weeks) {
            Some(interval) if interval.low > 0 => Verdict::Better(interval),
            Some(interval) if interval.high < 0 => Verdict::Worse(interval),
            Some(interval) => Verdict::NoClearDifference(interval),
            None => Verdict::NotEnoughNights(Missing { before: 0, after: 0, needed: weeks_needed }),
        },
        None => Verdict::NotEnoughNights(Missing {
            before: weeks(before),
            after: after.map_or(0, weeks),
            needed: weeks_needed,
        }),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
