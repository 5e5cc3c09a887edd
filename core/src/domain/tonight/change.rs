//! The change detector: what differs tonight from the last dose taken, in milligrams and in millilitres.
//!
//! Ten times the dose looks the same on a label when the bottle's strength changed with it, so it watches
//! dose, strength, bottle, syringe and line (`safety.md` 11). On such a night the notification offers *Open*
//! only, and *Done* appears after one tap on both lines.

use crate::domain::amount::{Dose, Volume};

/// What was, and what is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The line of the last dose taken; `None` when it was not drawn.
    pub was_line: Option<Volume>,
    /// Tonight's line; `None` when none may be shown or it is not drawn.
    pub line: Option<Volume>,
    /// The planned dose of the last dose taken.
    pub was_dose: Option<Dose>,
    /// Tonight's.
    pub dose: Dose,
    /// What changed; never empty.
    pub what: Vec<Change>,
}

/// One thing that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The dose.
    Dose,
    /// The bottle's strength.
    Strength,
    /// The bottle.
    Bottle,
    /// The syringe.
    Syringe,
    /// The line.
    Line,
}

impl Change {
    /// The word for JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dose => "dose",
            Self::Strength => "strength",
            Self::Bottle => "bottle",
            Self::Syringe => "syringe",
            Self::Line => "line",
        }
    }
}
