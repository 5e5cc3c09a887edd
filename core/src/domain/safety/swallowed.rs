//! What was swallowed, seen by the safety rules: on top of an opioid, or told twice for one night.

use super::washout::washouts;
use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::fact_id::FactId;
use crate::domain::hold::{Hold, covering};
use crate::domain::journal::Journal;
use crate::domain::medicine::{Course, MedicineTable};
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::plan::HoldReason;
use chrono::Duration;
use std::collections::BTreeMap;

/// Whether a dose on this night was taken on top of an opioid: a clock stands against it, or an opioid hold is
/// open. Then the withdrawal page opens (`safety.md` 20). The dose is logged all the same.
pub fn on_top_of_opioid(
    journal: &Journal,
    table: &MedicineTable,
    parameters: &Parameters,
    night: Night,
) -> bool {
    let opioid = |hold: &Hold| matches!(hold.reason, HoldReason::Opioid { .. });
    let held = covering(journal, night).iter().any(opioid);
    held || !washouts(journal, table, parameters, night).is_empty()
}

/// Whether a dose was swallowed on or after the day of an opioid told only now: the same danger as a dose taken
/// on top of a known one, found in the other order (`safety.md` 20).
pub fn swallowed_since(journal: &Journal, course: Course, tonight: Night) -> bool {
    let since = match course {
        Course::Last { on } => Night::of(on),
        Course::Current => tonight,
        Course::Starting { .. } | Course::NotTaking | Course::Unanswered => return false,
    };
    let swallowed = |entry: &DoseEntry| matches!(entry.status, DoseStatus::Taken | DoseStatus::Extra);
    journal.doses.iter().any(|entry| swallowed(entry) && entry.night >= since)
}

/// Minutes within which two *taken* from two devices are one tap seen twice (`safety.md` 17).
pub const SAME_TAP_MIN: i64 = 5;

/// Pairs of *taken* for one night, from different devices and more than five minutes apart: both are kept, and the
/// patient is asked. Until then they count as one dose for stock and gates.
pub fn one_dose_or_two(journal: &Journal) -> Vec<(FactId, FactId)> {
    let mut nights: BTreeMap<Night, Vec<&DoseEntry>> = BTreeMap::new();
    for entry in journal.doses.iter().filter(|entry| entry.status == DoseStatus::Taken) {
        nights.entry(entry.night).or_default().push(entry);
    }
    let told = |entry: &DoseEntry| entry.taken_at.unwrap_or(entry.stamp.recorded_at);
    let mut pairs = Vec::new();
    for taken in nights.values() {
        for (index, first) in taken.iter().enumerate() {
            for second in taken.iter().skip(index + 1) {
                let apart = told(first).signed_duration_since(told(second)).abs();
                if first.stamp.source != second.stamp.source && apart > Duration::minutes(SAME_TAP_MIN) {
                    pairs.push((first.id, second.id));
                }
            }
        }
    }
    pairs
}
