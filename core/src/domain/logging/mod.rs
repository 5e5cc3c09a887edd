//! Logging a dose: what each answer stores, and what is said about it.
//!
//! What was swallowed can always be told (`safety.md` 17): no rule about when a dose *may* be taken blocks the
//! log of one that *was*. What is not known is asked for and never filled in: a tap at noon on last night's
//! notice would otherwise look like a dose at noon and push tonight's out of its window.

mod advice;
mod fill;
mod outcome;
mod put_right;
mod request;
mod tell;

pub(in crate::domain) use put_right::unknown_since_copy as since_copy;

pub use outcome::{Advice, LogOutcome, LogResult, NewDoseEntry};
pub use request::{Answer, LogRequest, Swallowed, Told};

use super::journal::Journal;
use super::medicine::MedicineTable;
use super::parameter::Parameters;
use super::tonight::moment::Moment;
use super::zone::ZoneWindow;
use chrono::{DateTime, Utc};

/// What becomes of something told. Pure: the caller stores the entry or the tombstone it names, and nothing
/// when the result stores nothing.
pub fn log(
    journal: &Journal,
    request: &LogRequest,
    medicines: &MedicineTable,
    parameters: &Parameters,
    now: DateTime<Utc>,
    zone: &ZoneWindow,
) -> LogOutcome {
    let moment = Moment { journal, medicines, parameters, now, zone };
    let outcome = match &request.told {
        Told::Answer(answer) => tell::tell(&moment, request, answer, None),
        Told::Correct { entry, to } => put_right::correct(&moment, request, *entry, to),
        Told::Undo { entry } => put_right::undo(&moment, request, *entry),
    };
    LogOutcome { by_day: journal.settings.by_day(), ..outcome }
}

/// *Unknown* for every night since a copy was made, to be stored with the confirmation of its restore
/// (`safety.md` 23). Empty when no restore waits.
pub fn unknown_since_copy(
    journal: &Journal,
    medicines: &MedicineTable,
    parameters: &Parameters,
    now: DateTime<Utc>,
    zone: &ZoneWindow,
) -> Vec<NewDoseEntry> {
    since_copy(&Moment { journal, medicines, parameters, now, zone })
}
