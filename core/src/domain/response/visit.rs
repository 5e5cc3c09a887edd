//! What changed since the last visit: dose, scales, and what else was told, one line each.
//!
//! The last visit is the newest day on which a prescriber agreed to something: a plan or an order. What was agreed on
//! the phone counts as one; nothing else in the log says when somebody was there.

use super::Rating;
use super::block::{BLOCK_NIGHTS, hundredths, total};
use super::mark::{Mark, newest_medicines, told_on};
use super::timeline::{Episode, episodes};
use crate::domain::amount::Dose;
use crate::domain::clinic::Arrival;
use crate::domain::entry::DoseStatus;
use crate::domain::hold;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::DecisionKind;
use crate::domain::progress::confirmed_steps;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Nights whose mean stands for a moment: four weeks, as in the verdict.
const NIGHTS: i64 = 4 * BLOCK_NIGHTS;

/// What changed since a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinceVisit {
    /// The day.
    pub on: NaiveDate,
    /// The dose on that day; `None` before the first.
    pub dose_then: Option<Dose>,
    /// The dose tonight; `None` without one.
    pub dose_now: Option<Dose>,
    /// Nights taken since.
    pub taken: u32,
    /// Nights since.
    pub nights: u32,
    /// A scale each: the mean of the four weeks up to then and of the last four, where both were rated.
    pub scales: Vec<ScaleSince>,
    /// Side effects that began since.
    pub effects: Vec<Episode>,
    /// Other medicines told since.
    pub medicines: u32,
    /// Holds that began since.
    pub holds: u32,
    /// Marks made since.
    pub marks: u32,
}

/// How a scale changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleSince {
    /// The scale.
    pub scale: String,
    /// Mean then, hundredths of a point.
    pub then: i64,
    /// Mean now, hundredths of a point.
    pub now: i64,
}

/// The day of the last visit, as far as the log knows; `None` before any agreement.
pub fn last_visit(journal: &Journal, tonight: Night) -> Option<NaiveDate> {
    let plans = journal.plans.iter().map(|plan| plan.agreement.on);
    let gates = journal.decisions.iter().filter_map(|decision| match &decision.kind {
        DecisionKind::ClinicianGate { agreement, .. } => Some(agreement.on),
        _ => None,
    });
    let orders = journal.received.iter().filter_map(|received| match &received.what {
        Arrival::Order(order) => Some(order.on),
        _ => None,
    });
    plans.chain(gates).chain(orders).filter(|on| *on <= tonight.date).max()
}

/// What changed since a day. `rated` holds each scale with its ratings, oldest first.
pub fn since_visit(
    journal: &Journal,
    rated: &[(&str, &[Rating])],
    on: NaiveDate,
    tonight: Night,
) -> SinceVisit {
    let spans = confirmed_steps(journal);
    let dose_on = |night: Night| spans.iter().rev().find(|span| span.covers(night)).map(|span| span.dose);
    let visit = Night::of(on);
    let taken: BTreeSet<Night> = journal
        .doses
        .iter()
        .filter(|dose| dose.status == DoseStatus::Taken && dose.night >= visit && dose.night <= tonight)
        .map(|dose| dose.night)
        .collect();
    let scales = rated.iter().filter_map(|(scale, ratings)| {
        let then = mean(ratings, visit.plus(-NIGHTS), visit.previous())?;
        let now = mean(ratings, tonight.plus(1 - NIGHTS).max(visit), tonight)?;
        Some(ScaleSince { scale: (*scale).to_owned(), then, now })
    });
    let first_told = |night: Night| night >= visit && night <= tonight;
    let told = newest_medicines(journal).into_iter().filter(|it| {
        let day = told_on(it);
        on <= day && day <= tonight.date.succ_opt().unwrap_or(tonight.date)
    });
    let marks = journal.effects.iter().filter(|it| Mark::named(&it.what).is_some() && first_told(it.night));
    SinceVisit {
        on,
        dose_then: dose_on(visit.previous()),
        dose_now: dose_on(tonight),
        taken: u32::try_from(taken.len()).unwrap_or(u32::MAX),
        nights: u32::try_from((tonight.date - on).num_days().max(0) + 1).unwrap_or(u32::MAX),
        scales: scales.collect(),
        effects: episodes(journal, tonight).into_iter().filter(|it| first_told(it.first)).collect(),
        medicines: u32::try_from(told.count()).unwrap_or(u32::MAX),
        holds: u32::try_from(hold::holds(journal).iter().filter(|it| first_told(it.from)).count())
            .unwrap_or(u32::MAX),
        marks: u32::try_from(marks.count()).unwrap_or(u32::MAX),
    }
}

fn mean(ratings: &[Rating], first: Night, last: Night) -> Option<i64> {
    let (sum, count) = total(ratings.iter().filter(|it| it.night >= first && it.night <= last));
    (count > 0).then(|| hundredths(sum, count))
}
