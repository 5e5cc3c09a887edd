//! A check that found an opioid ends in an answer, and the answer says what is recorded (`safety.md` 2).
//!
//! The shell appends the medicine and, where there is one, the hold in one transaction.

use super::check::{CheckError, CheckRequest, countdown, ends};
use super::course::{key, told};
use super::recognise::{is_opioid, recognise};
use super::washout::{WashoutCause, washouts};
use crate::domain::journal::Journal;
use crate::domain::medicine::{Course, MedicineClass, MedicineTable};
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use chrono::NaiveDate;

/// What the patient says of a medicine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Said {
    /// Not taking it.
    NotTaking,
    /// Took it last, removed the patch, or was discharged, on this date.
    TookOn(NaiveDate),
    /// Starting it on this date.
    StartingOn(NaiveDate),
    /// Taking it, no end known.
    Taking,
    /// Nothing yet: the finding is kept and *Tonight* asks.
    Nothing,
}

/// What is to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recording {
    /// What the name was recognised as; `None` is not recognised.
    pub class: Option<MedicineClass>,
    /// The course to store.
    pub course: Course,
    /// The hold that begins with it.
    pub hold: Option<HoldStart>,
}

/// A hold that begins with a recorded opioid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldStart {
    /// The first night without a dose.
    pub from: Night,
    /// The first night on which resuming may be asked; `None` while no clock can run.
    pub until: Option<Night>,
}

/// What an answer about a medicine records. `today` is the civil date, `tonight` the night it is said in.
pub fn recording(
    name: &str,
    said: Said,
    table: &MedicineTable,
    parameters: &Parameters,
    today: NaiveDate,
    tonight: Night,
) -> Result<Recording, CheckError> {
    let class = recognise(name, table).map(|known| known.class());
    let course = match said {
        Said::TookOn(on) if on > today => return Err(CheckError::LastInFuture),
        Said::StartingOn(on) if on < today => return Err(CheckError::StartInPast),
        Said::NotTaking => Course::NotTaking,
        Said::TookOn(on) => Course::Last { on },
        Said::StartingOn(on) => Course::Starting { on },
        Said::Taking => Course::Current,
        Said::Nothing => Course::Unanswered,
    };
    let gate = class.filter(|class| is_opioid(*class));
    Ok(Recording {
        class,
        course,
        hold: gate.and_then(|class| hold(class, said, parameters, today, tonight)),
    })
}

/// The names of a check that found an opioid the journal has no answer about: to be recorded as [`Said::Nothing`],
/// so that *Tonight* asks before any line. A "not taking it" of before is no answer to a new finding, and neither is
/// a "took it on" whose clock was cleared long ago, unless the check speaks of that day or an earlier one.
pub fn unanswered<'a>(
    request: &'a CheckRequest,
    journal: &Journal,
    table: &MedicineTable,
    parameters: &Parameters,
    tonight: Night,
) -> Vec<&'a str> {
    let known = told(&journal.medicines);
    let clocks = washouts(journal, table, parameters, tonight);
    let speaks = |name: &str| {
        known.iter().find(|told| key(&told.entry.name) == key(name)).is_some_and(|told| match told.course {
            Course::NotTaking => false,
            Course::Last { on } => {
                clocks.iter().any(|clock| clock.cause == WashoutCause::Medicine(told.entry.id))
                    || request.last.is_some_and(|last| last <= on)
            }
            Course::Current | Course::Starting { .. } | Course::Unanswered => true,
        })
    };
    let opioid = |name: &str| recognise(name, table).is_some_and(|known| is_opioid(known.class()));
    request.names.iter().map(String::as_str).filter(|name| opioid(name) && !speaks(name)).collect()
}

fn hold(
    class: MedicineClass,
    said: Said,
    parameters: &Parameters,
    today: NaiveDate,
    tonight: Night,
) -> Option<HoldStart> {
    let until = |last| countdown(class, parameters).map(|(nights, _)| ends(last, nights));
    match said {
        Said::NotTaking | Said::Nothing => None,
        Said::StartingOn(_) => Some(HoldStart { from: tonight, until: None }),
        // Counts as taken now; the date moves on while it is being taken.
        Said::Taking => Some(HoldStart { from: tonight, until: until(today) }),
        Said::TookOn(on) => {
            let until = until(on);
            let over = until.is_some_and(|until| until.date <= tonight.date);
            (!over).then_some(HoldStart { from: tonight, until })
        }
    }
}
