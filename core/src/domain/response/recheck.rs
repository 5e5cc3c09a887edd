//! The re-check's own verdict: the nights on the lower dose against those on the usual one, before and after it.
//!
//! The legs are two weeks each, so the interval is wide; "no difference" is the likely answer and decides nothing. What
//! goes on afterwards is the prescriber's (`domain.md` 1.14).

use super::Rating;
use super::block::means;
use super::welch::{Interval, interval};
use crate::domain::amount::Dose;
use crate::domain::entry::DoseStatus;
use crate::domain::hold;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::plan::{PlanReason, PlanVersion, Step};
use crate::domain::plan_change::USUAL_AGAIN;
use crate::domain::progress::{StepSpan, confirmed_steps};
use std::collections::BTreeSet;

/// The last re-check and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecheckResult {
    /// The usual dose.
    pub usual: Dose,
    /// The lower one.
    pub lower: Dose,
    /// How it stands.
    pub verdict: RecheckVerdict,
}

/// How a re-check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecheckVerdict {
    /// It runs: the leg (1 to 3), nights taken on it, nights it needs.
    Running {
        /// 1 as before, 2 lower, 3 as before again.
        leg: u32,
        /// Taken on this leg.
        taken: u32,
        /// Needed.
        needed: u32,
    },
    /// It was ended before its three legs were lived, or a hold lay in it: nothing is compared.
    Cancelled,
    /// Fewer than two rated weeks on one of the doses.
    NotEnoughNights {
        /// Rated weeks on the usual dose.
        usual: u32,
        /// Rated weeks on the lower one.
        lower: u32,
    },
    /// The lower dose's nights were worse, by so much.
    LowerWorse(Interval),
    /// The lower dose's nights were better, by so much.
    LowerBetter(Interval),
    /// No difference that the nights can tell from chance; positive is better on the usual dose.
    NoClearDifference(Interval),
}

/// The verdict of the newest re-check on one scale; `None` where there was none. Ratings oldest first.
pub fn recheck_result(
    journal: &Journal,
    ratings: &[Rating],
    parameters: &Parameters,
    tonight: Night,
) -> Option<RecheckResult> {
    let begun = |plan: &&PlanVersion| {
        plan.reason == PlanReason::Recheck && plan.start_step == 0 && plan.effective_night <= tonight
    };
    let plan = journal.plans.iter().rev().find(begun)?;
    let [first, second, third] = plan.steps.first_chunk::<3>()?;
    let spans = confirmed_steps(journal);
    let leg = |step: &Step| {
        spans
            .iter()
            .find(|span| span.step.plan == plan.id && span.step.step == step.id && span.first <= tonight)
    };
    let verdict = judged(journal, [leg(first), leg(second), leg(third)], ratings, parameters, tonight);
    Some(RecheckResult { usual: first.dose, lower: second.dose, verdict })
}

fn judged(
    journal: &Journal,
    legs: [Option<&StepSpan>; USUAL_AGAIN + 1],
    ratings: &[Rating],
    parameters: &Parameters,
    tonight: Night,
) -> RecheckVerdict {
    let needed = parameters.recheck_nights.value;
    let end = |span: &StepSpan| span.last.map_or(tonight, |last| last.min(tonight));
    let lived: Vec<(Night, Night)> = legs.iter().flatten().map(|span| (span.first, end(span))).collect();
    let Some((began, last)) = lived.first().zip(lived.last()).map(|(first, last)| (first.0, last.1)) else {
        return RecheckVerdict::Cancelled;
    };
    let held = hold::holds(journal)
        .iter()
        .any(|hold| hold.from <= last && hold.until.is_none_or(|until| until > began && until > hold.from));
    let taken = lived.last().map_or(0, |(first, last)| taken(journal, *first, *last));
    let goes_on = last == tonight;
    let whole = lived.len() == legs.len() && taken >= needed;
    if held || !(whole || goes_on) {
        return RecheckVerdict::Cancelled;
    }
    if !whole {
        let leg = u32::try_from(lived.len()).unwrap_or(u32::MAX);
        return RecheckVerdict::Running { leg, taken, needed };
    }
    compared(&lived, ratings, parameters)
}

/// The weeks of the low leg against those of both others.
fn compared(lived: &[(Night, Night)], ratings: &[Rating], parameters: &Parameters) -> RecheckVerdict {
    let enough = parameters.week_rated_nights.value;
    let legs: Vec<Vec<i64>> =
        lived.iter().map(|(first, last)| means(ratings, *first, *last, enough)).collect();
    let lower = legs.get(1).cloned().unwrap_or_default();
    let usual: Vec<i64> =
        [legs.first(), legs.get(USUAL_AGAIN)].into_iter().flatten().flatten().copied().collect();
    match interval(&lower, &usual) {
        Some(interval) if interval.low > 0 => RecheckVerdict::LowerWorse(interval),
        Some(interval) if interval.high < 0 => RecheckVerdict::LowerBetter(interval.turned()),
        Some(interval) => RecheckVerdict::NoClearDifference(interval),
        None => {
            let weeks = |means: &[i64]| u32::try_from(means.len()).unwrap_or(u32::MAX);
            RecheckVerdict::NotEnoughNights { usual: weeks(&usual), lower: weeks(&lower) }
        }
    }
}

/// Nights taken from one to another.
fn taken(journal: &Journal, first: Night, last: Night) -> u32 {
    let nights: BTreeSet<Night> = journal
        .doses
        .iter()
        .filter(|dose| dose.status == DoseStatus::Taken && dose.night >= first && dose.night <= last)
        .map(|dose| dose.night)
        .collect();
    u32::try_from(nights.len()).unwrap_or(u32::MAX)
}
