//! When a recorded medicine was last taken, read from all that was ever said about it.
//!
//! A later entry of the same name replaces an earlier one, with exceptions that bit: "not taking it" after "took it
//! on the 20th" means *not any more*, so it must not stop the clock that runs from the 20th, not even with a start
//! that was called off in between; and what another phone said before, but came here after, shortens nothing.

use super::name::joined;
use crate::domain::entry::Stamp;
use crate::domain::medicine::{Course, Medicine};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};

/// What is known of one medicine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told<'j> {
    /// The newest entry of the name.
    pub(super) entry: &'j Medicine,
    /// What all its entries amount to.
    pub(super) course: Course,
    /// The last intake known of, also while a new start is announced.
    last: Option<NaiveDate>,
    /// When the course was said: an answer clears what was said before it.
    pub(super) said_at: DateTime<Utc>,
}

impl<'j> Told<'j> {
    /// What one entry says by itself.
    pub(super) fn first(entry: &'j Medicine) -> Self {
        let course = entry.course;
        Self { entry, course, last: intake(course), said_at: entry.stamp.recorded_at }
    }

    /// With one more entry of the name.
    fn and(self, entry: &'j Medicine) -> Self {
        if entry.stamp.recorded_at < self.entry.stamp.recorded_at {
            return self.and_belated(entry);
        }
        let last = self.last_before(entry);
        let course = match (entry.course, self.course) {
            (Course::NotTaking, _) => last.map_or(Course::NotTaking, |on| Course::Last { on }),
            (Course::Unanswered, Course::NotTaking) => Course::Unanswered,
            (Course::Unanswered, earlier) => earlier,
            (course, _) => course,
        };
        let said_at = if course == self.course { self.said_at } else { entry.stamp.recorded_at };
        Self { entry, course, last: intake(course).or(last), said_at }
    }

    /// With an entry that was said before the newest known one and came in after it: two phones.
    fn and_belated(self, entry: &Medicine) -> Self {
        let last = self.last.max(intake(entry.course));
        match (self.course, last) {
            (Course::Last { .. }, Some(on)) => Self { course: Course::Last { on }, last, ..self },
            (Course::NotTaking, _) if matches!(entry.course, Course::Current | Course::Last { .. }) => {
                let on = last.unwrap_or_else(|| local_date(&self.entry.stamp));
                Self { course: Course::Last { on }, last: Some(on), ..self }
            }
            _ => Self { last, ..self },
        }
    }

    /// The last intake there can have been before an entry.
    fn last_before(&self, entry: &Medicine) -> Option<NaiveDate> {
        let said = local_date(&entry.stamp);
        match self.course {
            // It was being taken until this was said.
            Course::Current => Some(said),
            Course::Starting { on } if on < said => Some(said),
            _ => self.last,
        }
    }
}

fn intake(course: Course) -> Option<NaiveDate> {
    if let Course::Last { on } = course { Some(on) } else { None }
}

/// Each medicine once, with what all its entries amount to: for whoever reads the list and not its history.
pub fn each_medicine(medicines: &[Medicine]) -> Vec<Medicine> {
    told(medicines).into_iter().map(|told| Medicine { course: told.course, ..told.entry.clone() }).collect()
}

/// One line per name, in the order in which the names were first recorded.
pub(super) fn told(medicines: &[Medicine]) -> Vec<Told<'_>> {
    let mut lines: Vec<(String, Told<'_>)> = Vec::new();
    for entry in medicines {
        let key = key(&entry.name);
        match lines.iter_mut().find(|(known, _)| *known == key) {
            Some((_, told)) => *told = told.and(entry),
            None => lines.push((key, Told::first(entry))),
        }
    }
    lines.into_iter().map(|(_, told)| told).collect()
}

/// Two spellings of one name are one medicine. A name of signs only is kept as typed.
pub(super) fn key(name: &str) -> String {
    let key = joined(name);
    if key.is_empty() { name.to_owned() } else { key }
}

/// The civil time the phone showed when something was recorded.
pub(crate) fn local(stamp: &Stamp) -> NaiveDateTime {
    let recorded = stamp.recorded_at.naive_utc();
    recorded.checked_add_signed(Duration::seconds(i64::from(stamp.offset_s))).unwrap_or(recorded)
}

/// The civil date the phone showed when something was recorded.
pub(crate) fn local_date(stamp: &Stamp) -> NaiveDate {
    local(stamp).date()
}
