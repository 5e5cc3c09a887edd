//! What is said about something swallowed: too much in a day, too soon, in a hold (`safety.md` 9, 14, 17, 20).

use super::outcome::{Advice, NewDoseEntry};
use crate::domain::amount::Dose;
use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::fact_id::FactId;
use crate::domain::ratio::Ratio;
use crate::domain::safety::{self, Cap};
use crate::domain::tonight::moment::{Moment, told_at};
use crate::domain::tonight::{minutes, plan_tonight};
use chrono::{DateTime, TimeDelta, Utc};

/// The warnings for something swallowed, most urgent first. `replaces` is the entry it corrects, which counts
/// no more.
pub(super) fn on(moment: &Moment<'_>, entry: &NewDoseEntry, replaces: Option<FactId>) -> Vec<Advice> {
    let Some(at) = entry.taken_at else { return Vec::new() };
    let others: Vec<&DoseEntry> =
        moment.journal.doses.iter().filter(|other| Some(other.id) != replaces).collect();
    let mut advice = Vec::new();
    advice
        .extend(entry.amount_ng().and_then(|amount| cap(moment, total(moment, &others, entry, at, amount))));
    advice.extend(in_hold(moment, entry));
    advice.extend(too_soon(moment, &others, at));
    if entry.status == DoseStatus::Extra {
        advice.push(Advice::ExtraDose);
    }
    advice
}

/// What is judged against the caps: everything within 24 hours, unless that is only the rhythm of the nights.
///
/// Bed at 22:30 today and at 22:10 tomorrow puts two planned doses within 24 hours. A warning on every second
/// evening for doing what the plan says would be tapped away on the evening it matters.
fn total(
    moment: &Moment<'_>,
    others: &[&DoseEntry],
    entry: &NewDoseEntry,
    at: DateTime<Utc>,
    amount: Ratio,
) -> Ratio {
    let gap = minutes(moment.parameters.min_gap_min.value);
    let as_planned = |status, amount: Option<Ratio>, planned: Option<Dose>| {
        status == DoseStatus::Taken
            && amount.zip(planned).is_some_and(|(amount, planned)| amount <= Ratio::whole(planned.ng()))
    };
    let mut near = others
        .iter()
        .filter(|other| other.amount_ng().is_some() && (told_at(other) - at).abs() < TimeDelta::hours(24));
    let rhythm = as_planned(entry.status, Some(amount), entry.planned)
        && near.all(|other| {
            other.night != entry.night
                && as_planned(other.status, other.amount_ng(), other.planned)
                && (told_at(other) - at).abs() >= gap
        });
    if rhythm { amount } else { total_in_a_day(others, at, amount) }
}

/// The largest sum of any 24 hours that hold this dose; caps are totals (`safety.md` 9).
fn total_in_a_day(others: &[&DoseEntry], at: DateTime<Utc>, amount: Ratio) -> Ratio {
    let day = TimeDelta::hours(24);
    let near: Vec<(DateTime<Utc>, Ratio)> = others
        .iter()
        .filter_map(|other| Some((told_at(other), other.amount_ng()?)))
        .filter(|(then, _)| (*then - at).abs() < day)
        .collect();
    let ends = near.iter().map(|(then, _)| *then).filter(|then| *then > at).chain([at]);
    let sums = ends.map(|end| {
        let within = near.iter().filter(|(then, _)| *then <= end && *then > end - day);
        // A sum too large for the type is far beyond every cap; the dose alone then speaks.
        within.fold(amount, |sum, (_, one)| sum.checked_add(*one).unwrap_or(sum))
    });
    sums.max().unwrap_or(amount)
}

fn cap(moment: &Moment<'_>, total: Ratio) -> Option<Advice> {
    // Rounded up: a fraction above a limit is above it.
    let whole = u64::try_from(total.num().div_ceil(total.den())).unwrap_or(u64::MAX);
    match safety::cap(Dose::from_ng(whole), moment.parameters) {
        Cap::Within => None,
        Cap::AboveSoft => Some(Advice::AboveSoftCap { total }),
        Cap::NeedsSigned => Some(Advice::AboveSigned { total }),
        Cap::Refused => Some(Advice::AboveRefuse { total }),
        Cap::WholeTablet => Some(Advice::WholeTablet { total }),
    }
}

/// In a hold the dose was not expected; on top of an opioid the withdrawal page opens, hold or not.
fn in_hold(moment: &Moment<'_>, entry: &NewDoseEntry) -> Vec<Advice> {
    let Moment { journal, medicines, parameters, .. } = *moment;
    let withdrawal = safety::on_top_of_opioid(journal, medicines, parameters, entry.night);
    let withdrawal = withdrawal.then_some(Advice::WithdrawalPage);
    let held = !plan_tonight::holds_over(journal, entry.night).is_empty();
    withdrawal.into_iter().chain(held.then_some(Advice::TakenDuringHold)).collect()
}

/// Another dose, sure or possible, less than the gap before or after it.
fn too_soon(moment: &Moment<'_>, others: &[&DoseEntry], at: DateTime<Utc>) -> Option<Advice> {
    let gap = minutes(moment.parameters.min_gap_min.value);
    let near: Vec<DateTime<Utc>> = others
        .iter()
        .filter_map(|other| moment.possible(other))
        .filter(|then| (*then - at).abs() < gap)
        .collect();
    near.iter().max().map(|last| Advice::TooSoon { until: moment.on_the_clock(at.max(*last) + gap) })
}
