//! Never two doses within twelve hours: the last dose there may have been (`safety.md` 14).
//!
//! *Possible* is what counts: a night answered "not sure" and a night nobody answered may each hide a dose as late
//! as its window went: by the bedtime of that evening, which need not be the one chosen since.

use super::moment::{Moment, told_at};
use super::plan_tonight;
use super::times::{NightTimes, minutes};
use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::night::Night;
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

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
        let tonight = self.label(self.now);
        let last = tonight.previous();
        let last_one = self.hides_a_dose(last).then(|| self.latest_in(last, self.now));
        last_one.max(self.untold_this_morning(tonight))
    }

    /// A morning's dose moved to the evening: the window that is over lay on the date of the night that is to come.
    fn untold_this_morning(&self, tonight: Night) -> Option<DateTime<Utc>> {
        let moved = self.lived(tonight).filter(|(cutover, _)| *cutover != self.journal.settings.cutover);
        let over = moved.map(|(_, window)| window.closes).filter(|closes| *closes <= self.now).max();
        over.filter(|_| self.hides_a_dose(tonight))
    }

    /// Whether a dose was asked for on a night and nobody said what became of it.
    fn hides_a_dose(&self, night: Night) -> bool {
        let answered = self.answer(self.key(night)).or_else(|| self.answer(night)).is_some();
        !answered && plan_tonight::asked_for(self.journal, night)
    }

    /// The end of a night's window, by the choices of now and by those it may have been lived by.
    fn latest_in(&self, night: Night, at_most: DateTime<Utc>) -> DateTime<Utc> {
        let now = self.times(night).map(|window| window.closes);
        let before = self.lived(night).map(|(_, window)| window.closes);
        before.chain(now).max().map_or(at_most, |closes| closes.min(at_most))
    }

    /// A night's window by each of the earlier choices that still stood when it opened, with their start of the night.
    fn lived(&self, night: Night) -> impl Iterator<Item = (NaiveTime, NightTimes)> {
        self.journal.settings_until.iter().filter_map(move |(until, settings)| {
            let window = NightTimes::of(night, settings, self.parameters, self.zone)?;
            (*until > window.opens).then_some((settings.cutover, window))
        })
    }
}
