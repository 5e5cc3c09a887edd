//! The emergency card: what a stranger in a hurry has to know, and how old that knowledge is (`safety.md` 24).

use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::ratio::Ratio;
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;

/// The card as of one night.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The night it was made in.
    pub as_of: Night,
    /// The last *recorded* dose: what was told, which need not be the last one swallowed.
    pub last_recorded: Option<LastRecorded>,
    /// Nights after it, before this one, for which nothing is known. 0 without a recorded dose.
    pub nights_unrecorded: u32,
    /// The file came from a copy and the nights since are unknown (`safety.md` 23).
    pub restored_from: Option<DateTime<Utc>>,
}

/// The last recorded dose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastRecorded {
    /// Its night.
    pub night: Night,
    /// When it was swallowed, where that was told.
    pub taken_at: Option<DateTime<Utc>>,
    /// The amount in exact nanograms, where it is known.
    pub amount_ng: Option<Ratio>,
}

/// The card of this journal, as of tonight. "Opioids may be blocked" is on every card: no recorded gap is proof.
pub fn card(journal: &Journal, tonight: Night) -> Card {
    let swallowed = |entry: &&DoseEntry| matches!(entry.status, DoseStatus::Taken | DoseStatus::Extra);
    let last = journal.doses.iter().filter(swallowed).max_by_key(|entry| (entry.night, entry.taken_at));
    let known: BTreeSet<Night> = journal
        .doses
        .iter()
        .filter(|entry| entry.status != DoseStatus::Unknown)
        .map(|entry| entry.night)
        .filter(|night| last.is_some_and(|last| *night > last.night) && *night < tonight)
        .collect();
    let nights_unrecorded = last.map_or(0, |last| {
        let between = tonight.date.signed_duration_since(last.night.date).num_days() - 1;
        let known = known.iter().filter(|night| !night.second).count();
        u32::try_from(between).unwrap_or(0).saturating_sub(u32::try_from(known).unwrap_or(u32::MAX))
    });
    Card {
        as_of: tonight,
        last_recorded: last.map(|entry| LastRecorded {
            night: entry.night,
            taken_at: entry.taken_at,
            amount_ng: entry.amount_ng(),
        }),
        nights_unrecorded,
        restored_from: journal.restored_from,
    }
}
