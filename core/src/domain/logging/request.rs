//! What the patient tells: the night's answer, something beyond it, a correction, or that a tap was wrong.

use crate::domain::amount::{Dose, Volume};
use crate::domain::fact_id::FactId;
use crate::domain::night::Night;
use chrono::{DateTime, Utc};

/// Something told about a dose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRequest {
    /// What is told.
    pub told: Told,
    /// The night it is told for: the notification's, or the one the patient picked on the screen.
    /// `None` means the night that contains the time of taking (`reminders.md` 3.1).
    pub night: Option<Night>,
    /// The device or surface that tells ("phone", "terminal", "carer-phone"); stored by the caller's stamp,
    /// needed here to tell two devices apart (`safety.md` 17).
    pub source: String,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// An answer to a night, or something swallowed beyond it.
    Answer(Answer),
    /// An earlier entry was wrong; the new one names it and the old one stays in the file.
    Correct {
        /// The entry; `None` means the one that answers the request's night.
        entry: Option<FactId>,
        /// What it should have been.
        to: Answer,
    },
    /// An earlier entry never happened.
    Undo {
        /// The entry; `None` means the newest one of the request's night, or of tonight and last night.
        entry: Option<FactId>,
    },
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Swallowed.
    Taken(Swallowed),
    /// Left out.
    Skipped,
    /// "Not sure."
    Unknown,
    /// Swallowed beyond the night's own dose: a second one, a wrong one, a whole tablet (`safety.md` 17).
    Extra(Swallowed),
}

/// What was swallowed and when; whatever is not said is filled from the plan, the bottle and the syringe.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swallowed {
    /// When; `None` means now.
    pub at: Option<DateTime<Utc>>,
    /// The volume really drawn.
    pub volume: Option<Volume>,
    /// The letter of the bottle it was drawn from, when it was not the one on *Tonight*.
    pub bottle: Option<String>,
    /// An amount said in milligrams: a whole tablet, a capsule.
    pub dose: Option<Dose>,
    /// "I gave it myself just now": what a phone that does not give takes without having asked the others
    /// (`safety.md` 18).
    pub myself: bool,
}

impl LogRequest {
    /// Taken now, from the bottle and to the line on *Tonight*.
    pub fn taken(source: &str) -> Self {
        Self::answer(Answer::Taken(Swallowed::default()), source)
    }

    /// An answer without a named night.
    pub fn answer(answer: Answer, source: &str) -> Self {
        Self { told: Told::Answer(answer), night: None, source: source.to_owned() }
    }

    /// The same, for a named night.
    #[must_use]
    pub fn of_night(mut self, night: Night) -> Self {
        self.night = Some(night);
        self
    }
}

impl Swallowed {
    /// At an instant, everything else as on *Tonight*.
    pub fn at(at: DateTime<Utc>) -> Self {
        Self { at: Some(at), ..Self::default() }
    }
}
