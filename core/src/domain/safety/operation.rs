//! Operations that were announced: by a "yes" with its date, or by a hold for one.

use super::course::local_date;
use crate::domain::journal::Journal;
use crate::domain::medicine::Question;
use crate::domain::plan::{DecisionKind, HoldReason};
use chrono::NaiveDate;

/// One operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Operation {
    /// Its date.
    pub(super) on: NaiveDate,
    /// Called off before its day.
    pub(super) cancelled: bool,
}

/// Every operation announced, each date once.
///
/// "No" or the end of the hold *before* the day calls it off; on the day or after it means that it has happened,
/// and then opioids are assumed given (`safety.md` 20).
pub(super) fn operations(journal: &Journal) -> Vec<Operation> {
    let mut all: Vec<Operation> = Vec::new();
    let answers: Vec<_> =
        journal.answers.iter().filter(|answer| answer.question == Question::Surgery).collect();
    for (index, answer) in answers.iter().enumerate() {
        let Some(on) = answer.on.filter(|_| answer.yes) else { continue };
        let next = answers.get(index + 1);
        add(&mut all, on, next.is_some_and(|next| local_date(&next.stamp) < on));
    }
    for begin in &journal.decisions {
        let DecisionKind::HoldBegin { reason: HoldReason::Surgery { on } } = &begin.kind else { continue };
        let end = journal
            .decisions
            .iter()
            .find(|end| matches!(&end.kind, DecisionKind::HoldEnd { hold } if *hold == begin.id));
        add(&mut all, *on, end.is_some_and(|end| local_date(&end.stamp) < *on));
    }
    all
}

fn add(all: &mut Vec<Operation>, on: NaiveDate, cancelled: bool) {
    match all.iter_mut().find(|known| known.on == on) {
        Some(known) => known.cancelled &= cancelled,
        None => all.push(Operation { on, cancelled }),
    }
}
