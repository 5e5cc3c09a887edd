//! What happened since the first dose, counted and put in order: nights, side effects, the doses of the plan.

use super::Told;
use crate::domain::amount::Dose;
use crate::domain::entry::DoseStatus;
use crate::domain::hold;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::progress::confirmed_steps;
use crate::domain::response::Episode;
use crate::domain::symptom::Severity;
use crate::words::report::NightCount;
use std::collections::{BTreeMap, BTreeSet};

/// Nights on one dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OnDose {
    /// The first.
    pub(super) first: Night,
    /// The last; tonight at the latest.
    pub(super) last: Night,
    /// The dose of the plan.
    pub(super) dose: Dose,
}

/// The night of the first dose in the log.
pub(super) fn first_dose(journal: &Journal, tonight: Night) -> Option<Night> {
    let taken = journal.doses.iter().filter(|entry| entry.status == DoseStatus::Taken);
    taken.map(|entry| entry.night).filter(|night| *night <= tonight).min()
}

/// Every night from the first dose to the night before this one, tonight too once it is answered.
pub(super) fn count(told: &Told<'_>) -> Option<NightCount> {
    let first = first_dose(told.journal, told.night())?;
    let mut answers: BTreeMap<Night, DoseStatus> = BTreeMap::new();
    for entry in told.journal.doses.iter().filter(|entry| entry.status != DoseStatus::Extra) {
        answers.insert(Night::of(entry.night.date), entry.status);
    }
    let last = if answers.contains_key(&Night::of(told.night().date)) {
        told.night().date
    } else {
        told.night().previous().date
    };
    let mut count = NightCount { first, ..NightCount::starting(first) };
    for date in first.date.iter_days().take_while(|date| *date <= last) {
        count.all += 1;
        match answers.get(&Night::of(date)) {
            Some(DoseStatus::Taken) => count.taken += 1,
            Some(DoseStatus::Skipped) => count.left_out += 1,
            Some(DoseStatus::Unknown | DoseStatus::Extra) => count.unsure += 1,
            None if !hold::covering(told.journal, Night::of(date)).is_empty() => count.held += 1,
            None => count.blank += 1,
        }
    }
    Some(count)
}

/// The doses of the plan from its first night on, neighbours of one dose joined.
pub(super) fn doses(journal: &Journal, tonight: Night) -> Vec<OnDose> {
    let mut doses: Vec<OnDose> = Vec::new();
    for span in confirmed_steps(journal).into_iter().filter(|span| span.first <= tonight) {
        let last = span.last.map_or(tonight, |last| last.min(tonight));
        match doses.last_mut() {
            Some(before) if before.dose == span.dose && before.last.next() >= span.first => {
                before.last = last;
            }
            _ => doses.push(OnDose { first: span.first, last, dose: span.dose }),
        }
    }
    doses
}

/// Whether a side effect is worth a name on the graph.
pub(super) const fn is_marked(episode: &Episode) -> bool {
    !matches!(episode.worst, Severity::Mild)
}

/// Nights taken from one night to another.
pub(super) fn taken_since(journal: &Journal, since: Night, tonight: Night) -> u32 {
    let taken = journal.doses.iter().filter(|entry| entry.status == DoseStatus::Taken);
    let nights: BTreeSet<Night> =
        taken.map(|entry| entry.night).filter(|night| *night >= since && *night <= tonight).collect();
    u32::try_from(nights.len()).unwrap_or(u32::MAX)
}
