//! Never two doses within twelve hours: the last dose there may have been (`safety.md` 14).
//!
//! *Possible* is what counts: a night answered "not sure" and a night nobody answered may each hide a dose as late
//! as its window went.

use super::moment::{Moment, told_at};
use super::plan_tonight;
use super::times::minutes;
use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::night::Night;
use chrono::{DateTime, TimeDelta, Utc};

impl Moment<'_> {
    /// The last instant at which a dose may have been swallowed so far; `None` when there was none.
    pub(in crate::domain) fn last_possible(&self) -> Option<DateTime<Utc>> {
        // What was told of an older night says nothing about the last hours; twenty years of nights need no look.
        let recent = self.now - TimeDelta::days(3);
        let entries = self.journal.doses.iter().filter(|entry| told_at(entry) > recent);
        let told = entries.filter_map(|entry| self.possible(entry)).max();
        told.max(self.untold())
    }

    /// The end of the gap after that.
    pub(in crate::domain) fn gap_ends(&self) -> Option<DateTime<Utc>> {
        self.last_possible().map(|last| last + minutes(self.parameters.min_gap_min.value))
    }

    /// When the dose of an entry was, or at the latest may have been, swallowed.
    pub(in crate::domain) fn possible(&self, entry: &DoseEntry) -> Option<DateTime<Utc>> {
        match entry.status {
            DoseStatus::Taken | DoseStatus::Extra => Some(told_at(entry)),
            DoseStatus::Unknown => Some(self.latest_in(entry.night, entry.stamp.recorded_at)),
            DoseStatus::Skipped => None,
        }
    }

    /// The last dose nobody told of: last night's, if one was asked for. Tonight's own is still to come; after a
    /// restore it is *unknown* in its own right.
    fn untold(&self) -> Option<DateTime<Utc>> {
        let last = self.label(self.now).previous();
        let answered = self.answer(self.key(last)).or_else(|| self.answer(last)).is_some();
        (!answered && plan_tonight::asked_for(self.journal, last)).then(|| self.latest_in(last, self.now))
    }

    fn latest_in(&self, night: Night, at_most: DateTime<Utc>) -> DateTime<Utc> {
        self.times(night).map_or(at_most, |window| window.closes.min(at_most))
    }
}
