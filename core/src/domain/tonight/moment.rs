//! One look at the journal: the facts, the rules' numbers, the clock and the zone, handed on together.

use super::times::NightTimes;
use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::giving::{self, Giving};
use crate::domain::journal::Journal;
use crate::domain::medicine::MedicineTable;
use crate::domain::night::{Night, night_of, window_start};
use crate::domain::parameter::Parameters;
use crate::domain::safety;
use crate::domain::zone::ZoneWindow;
use chrono::{DateTime, FixedOffset, Offset, TimeDelta, Utc};

/// What every question about a night needs.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain) struct Moment<'a> {
    pub(in crate::domain) journal: &'a Journal,
    pub(in crate::domain) medicines: &'a MedicineTable,
    pub(in crate::domain) parameters: &'a Parameters,
    pub(in crate::domain) now: DateTime<Utc>,
    pub(in crate::domain) zone: &'a ZoneWindow,
}

impl<'a> Moment<'a> {
    /// The night now is in, with its key: flying east over the date line, a date is lived twice, and the
    /// second night must not look answered by the first (`reminders.md` N4).
    pub(in crate::domain) fn tonight(&self) -> Night {
        self.key(self.label(self.now))
    }

    /// The night an instant is in, by its date only.
    pub(in crate::domain) fn label(&self, instant: DateTime<Utc>) -> Night {
        night_of(self.zone, self.journal.settings.cutover, instant)
    }

    /// A date's night or, when every answer for it was given before it begins here, its second night.
    pub(in crate::domain) fn key(&self, label: Night) -> Night {
        let begins = window_start(self.zone, self.journal.settings.cutover, label);
        let mut answers = self.answers(label).peekable();
        if answers.peek().is_some() && answers.all(|entry| told_at(entry) < begins) {
            return Night::second_of(label.date);
        }
        label
    }

    /// An instant with the offset of the clock the patient sees then.
    pub(in crate::domain) fn on_the_clock(&self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        // An offset of a day or more is none; UTC is honest about it.
        let offset = FixedOffset::east_opt(self.zone.offset_at(instant)).unwrap_or(Utc.fix());
        instant.with_timezone(&offset)
    }

    /// Who gives, and how old what this phone knows is.
    pub(in crate::domain) fn giving(&self) -> Giving {
        giving::giving(self.journal, self.parameters, self.now, self.zone)
    }

    /// When a night's dose may be taken.
    pub(in crate::domain) fn times(&self, night: Night) -> Option<NightTimes> {
        NightTimes::of(night, &self.journal.settings, self.parameters, self.zone)
    }

    /// Every entry that answers a night; more than one only when two phones did.
    pub(in crate::domain) fn answers(&self, night: Night) -> impl Iterator<Item = &'a DoseEntry> {
        let entries = self.journal.doses.iter();
        entries.filter(move |entry| entry.night == night && entry.status != DoseStatus::Extra)
    }

    /// The entry that stands for a night. Of two phones' answers *taken* wins, then *unknown*, because both
    /// protect from a second dose; of two alike the first.
    pub(in crate::domain) fn answer(&self, night: Night) -> Option<&'a DoseEntry> {
        let of = |status| self.answers(night).find(|entry| entry.status == status);
        of(DoseStatus::Taken).or_else(|| of(DoseStatus::Unknown)).or_else(|| of(DoseStatus::Skipped))
    }

    /// The last dose taken before a night.
    pub(in crate::domain) fn last_taken(&self, night: Night) -> Option<&'a DoseEntry> {
        let taken = |entry: &&DoseEntry| entry.status == DoseStatus::Taken && entry.night < night;
        self.journal.doses.iter().filter(taken).max_by_key(|entry| told_at(entry))
    }

    /// Two devices that said *taken* for one night more than five minutes apart (`safety.md` 17).
    ///
    /// The same as `safety::one_dose_or_two`, for one night: that one looks at twenty years of pairs.
    pub(in crate::domain) fn one_dose_or_two(&self, night: Night) -> bool {
        let taken: Vec<_> = self.answers(night).filter(|entry| entry.status == DoseStatus::Taken).collect();
        taken.iter().enumerate().any(|(index, one)| {
            taken.iter().skip(index + 1).any(|other| {
                one.stamp.source != other.stamp.source && far_apart(told_at(one), told_at(other))
            })
        })
    }
}

/// Whether two taps are too far apart to be one tap that two devices saw.
pub(in crate::domain) fn far_apart(one: DateTime<Utc>, other: DateTime<Utc>) -> bool {
    (one - other).abs() > TimeDelta::minutes(safety::swallowed::SAME_TAP_MIN)
}

/// When it was swallowed or, where nothing was or nobody knows, when it was told.
pub(in crate::domain) fn told_at(entry: &DoseEntry) -> DateTime<Utc> {
    entry.taken_at.unwrap_or(entry.stamp.recorded_at)
}
