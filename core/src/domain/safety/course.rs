//! When a recorded medicine was last taken, read from all that was ever said about it.
//!
//! A later entry of the same name replaces an earlier one, with one exception that bit: "not taking it" after
//! "took it on the 20th" means *not any more*, so it must not stop the clock that runs from the 20th.

use super::name::joined;
use crate::domain::entry::Stamp;
use crate::domain::medicine::{Course, Medicine};
use chrono::{Duration, NaiveDate, NaiveDateTime};

/// What is known of one medicine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told<'j> {
    /// The newest entry of the name.
    pub(super) entry: &'j Medicine,
    /// What all its entries amount to.
    pub(super) course: Course,
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
            Some((_, told)) => *told = Told { entry, course: after(*told, entry) },
            None => lines.push((key, Told { entry, course: entry.course })),
        }
    }
    lines.into_iter().map(|(_, told)| told).collect()
}

/// Two spellings of one name are one medicine. A name of signs only is kept as typed.
fn key(name: &str) -> String {
    let key = joined(name);
    if key.is_empty() { name.to_owned() } else { key }
}

/// The course after one more entry.
fn after(before: Told<'_>, entry: &Medicine) -> Course {
    match (entry.course, before.course) {
        (Course::NotTaking | Course::Unanswered, Course::Last { on }) => Course::Last { on },
        // It was being taken until this was said.
        (Course::NotTaking, Course::Current) => Course::Last { on: local_date(&entry.stamp) },
        (Course::Unanswered, earlier @ (Course::Current | Course::Starting { .. })) => earlier,
        (Course::NotTaking, Course::Starting { on }) if on < local_date(&entry.stamp) => {
            Course::Last { on: local_date(&entry.stamp) }
        }
        (course, _) => course,
    }
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
