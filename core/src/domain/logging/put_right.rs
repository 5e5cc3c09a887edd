//! Corrections, undo, and the nights a restored copy knows nothing of.
//!
//! Nothing is destroyed: a correction is a new entry that names the old one, an undo is a tombstone. Either may
//! close a night or open it again, and an earlier night's never changes tonight's answer (A5).

use super::fill;
use super::outcome::{LogOutcome, LogResult, NewDoseEntry};
use super::request::{Answer, LogRequest};
use super::tell::tell;
use crate::domain::entry::DoseStatus;
use crate::domain::fact_id::FactId;
use crate::domain::night::Night;
use crate::domain::tonight::moment::Moment;
use crate::domain::tonight::plan_tonight;

/// A new entry in the place of an earlier one.
pub(super) fn correct(
    moment: &Moment<'_>,
    request: &LogRequest,
    entry: Option<FactId>,
    to: &Answer,
) -> LogOutcome {
    let nights = nights(moment, request);
    let target = match entry {
        Some(id) => moment.journal.doses.iter().find(|entry| entry.id == id),
        None => nights.iter().find_map(|night| moment.answer(*night)),
    };
    match target {
        Some(target) => tell(moment, request, to, Some(target)),
        None => LogOutcome::refused(LogResult::RefusedNothing, nights[0]),
    }
}

/// A tombstone for an earlier entry; the newest of the night, answers and extra doses alike.
///
/// Without a named night it reaches back no further than last night: an undo of something weeks old is a slip.
pub(super) fn undo(moment: &Moment<'_>, request: &LogRequest, entry: Option<FactId>) -> LogOutcome {
    let nights = nights(moment, request);
    let newest = moment.journal.doses.iter().rev();
    let target = match entry {
        Some(id) => newest.into_iter().find(|entry| entry.id == id),
        None => newest.into_iter().find(|entry| nights.contains(&entry.night)),
    };
    match target {
        Some(target) => {
            LogOutcome { takes_back: Some(target.id), ..LogOutcome::refused(LogResult::Undone, target.night) }
        }
        None => LogOutcome::refused(LogResult::RefusedNothing, nights[0]),
    }
}

/// The nights a request without an entry speaks of: the one named, else tonight and last night.
fn nights(moment: &Moment<'_>, request: &LogRequest) -> [Night; 2] {
    match request.night {
        Some(night) => [night, night],
        None => [moment.tonight(), moment.tonight().previous()],
    }
}

/// *Unknown* for every night without an answer since a copy was made, tonight included (`safety.md` 23).
///
/// Stored together with the confirmation of the restore, so that no line appears for a dose the old phone may
/// have logged. Nights without a plan ask nothing; a held one may have been answered on the old phone.
pub(in crate::domain) fn unknown_since_copy(moment: &Moment<'_>) -> Vec<NewDoseEntry> {
    let Some(copied_at) = moment.journal.restored_from else { return Vec::new() };
    let tonight = moment.tonight();
    let mut night = moment.label(copied_at);
    let mut entries = Vec::new();
    while night.date <= tonight.date {
        let key = if night.date == tonight.date { tonight } else { night };
        let planned = plan_tonight::planned(moment.journal, night).is_some();
        if planned && moment.answer(key).is_none() {
            entries.push(fill::answered(moment, key, DoseStatus::Unknown));
        }
        let next = night.next();
        if next == night {
            break;
        }
        night = next;
    }
    entries
}
