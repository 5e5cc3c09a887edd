//! The change detector: what differs tonight from the last dose taken, in milligrams and in millilitres.
//!
//! Ten times the dose looks the same on a label when the bottle's strength changed with it, so it watches
//! dose, strength, bottle, syringe and line (`safety.md` 11). On such a night the notification offers *Open*
//! only, and *Done* appears after one tap on both lines.

use super::draw::Drawing;
use super::moment::Moment;
use crate::domain::amount::{Dose, Volume};
use crate::domain::night::Night;
use crate::domain::ratio::Ratio;

/// What was, and what is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The line of the last dose taken; `None` when it was not drawn.
    pub was_line: Option<Volume>,
    /// Tonight's line; `None` when none may be shown or it is not drawn.
    pub line: Option<Volume>,
    /// The planned dose of the last dose taken.
    pub was_dose: Option<Dose>,
    /// What that last dose really held, nanograms: a wrong volume was told, or its line held a little less.
    pub was_amount: Option<Ratio>,
    /// Tonight's.
    pub dose: Dose,
    /// What changed; never empty.
    pub what: Vec<Change>,
}

/// What differs on a night from the last dose taken before it; `None` when nothing does, and before the first
/// dose ever: there is no "was" then.
pub(in crate::domain) fn since_last(
    moment: &Moment<'_>,
    night: Night,
    dose: Dose,
    drawing: &Drawing,
) -> Option<Changed> {
    let last = moment.last_taken(night)?;
    let line = drawing.line();
    let differs = |was: bool, change| was.then_some(change);
    let what: Vec<Change> = [
        differs(last.planned.is_some_and(|was| was != dose), Change::Dose),
        differs(last.strength != drawing.strength(), Change::Strength),
        differs(last.bottle.as_deref() != drawing.letter(), Change::Bottle),
        // An entry from before the syringe was kept says nothing about it.
        differs(last.syringe.is_some() && last.syringe != drawing.syringe(), Change::Syringe),
        differs(last.volume != line, Change::Line),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!what.is_empty()).then_some(Changed {
        was_line: last.volume,
        line,
        was_dose: last.planned,
        was_amount: last.amount_ng(),
        dose,
        what,
    })
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
