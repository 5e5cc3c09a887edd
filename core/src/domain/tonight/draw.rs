//! The line: what one bottle and its syringe make of a dose, or the one reason why there is no line.
//!
//! The syringe is the one the bottle was made for. The syringe among the settings is only what the next bottle
//! starts from, so that a new choice never moves a line on a bottle already labelled.

use super::moment::Moment;
use super::reason::Reason;
use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::bottle::Bottle;
use crate::domain::capsule::capsules_for;
use crate::domain::dilution::{Dilution, StepsRefusal, dilute, steps_on_syringe};
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::progress;
use crate::domain::syringe::Syringe;

/// How a dose is swallowed: drawn from one bottle, or as capsules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::domain) enum Drawing {
    /// To a line.
    Line {
        /// The bottle's letter.
        letter: String,
        /// The line.
        dilution: Box<Dilution>,
    },
    /// As whole capsules, strongest first.
    Capsules(Vec<Dose>),
}

impl Drawing {
    pub(in crate::domain) fn dilution(&self) -> Option<&Dilution> {
        match self {
            Self::Line { dilution, .. } => Some(dilution),
            Self::Capsules(_) => None,
        }
    }

    pub(in crate::domain) fn line(&self) -> Option<Volume> {
        self.dilution().map(|dilution| dilution.line)
    }

    pub(in crate::domain) fn strength(&self) -> Option<Strength> {
        self.dilution().map(|dilution| dilution.strength)
    }

    pub(in crate::domain) fn syringe(&self) -> Option<Syringe> {
        self.dilution().map(|dilution| dilution.syringe)
    }

    pub(in crate::domain) fn letter(&self) -> Option<&str> {
        match self {
            Self::Line { letter, .. } => Some(letter),
            Self::Capsules(_) => None,
        }
    }
}

/// How a night's dose is swallowed, or the one reason why that cannot be said.
pub(in crate::domain) fn drawing(moment: &Moment<'_>, night: Night, dose: Dose) -> Result<Drawing, Reason> {
    let Moment { journal, parameters, now, .. } = *moment;
    if !journal.settings.capsules.is_empty() {
        return capsules(dose, &journal.settings.capsules, parameters);
    }
    let bottle = moment.bottle(night, now)?;
    let dilution = line(moment, night, dose, bottle)?;
    Ok(Drawing::Line { letter: bottle.letter.clone(), dilution: Box::new(dilution) })
}

/// The line for a dose from a bottle on its own syringe, within the bound of `safety.md` 8 and shared with no
/// other step of the plan.
pub(in crate::domain) fn line(
    moment: &Moment<'_>,
    night: Night,
    dose: Dose,
    bottle: &Bottle,
) -> Result<Dilution, Reason> {
    let Moment { journal, parameters, .. } = *moment;
    let Bottle { strength, syringe, .. } = *bottle;
    let drawn = dilute(strength, dose, syringe, parameters).map_err(|error| Reason::NoLine { error })?;
    if drawn.below_by_more_than(parameters.rounding_percent.value) {
        let graduation = would_do(strength, &[dose], syringe, parameters);
        return Err(Reason::RoundedTooFar { dose, line_dose: drawn.line_dose, graduation });
    }
    let plan = progress::plan_in_force(journal, night);
    for step in plan.map_or(&[][..], |plan| &plan.steps) {
        let pair = [dose, step.dose];
        // A step that has no line on this syringe is no doubt about tonight's; it is said when it comes.
        let shared = steps_on_syringe(strength, &pair, syringe, parameters)
            .is_err_and(|refused| matches!(refused.refusal, StepsRefusal::SameLine { .. }));
        if shared {
            return Err(Reason::StepsShareALine {
                graduation: would_do(strength, &pair, syringe, parameters),
            });
        }
    }
    Ok(drawn)
}

/// Whole capsules of the strengths at hand.
fn capsules(dose: Dose, at_hand: &[Dose], parameters: &Parameters) -> Result<Drawing, Reason> {
    let counts = capsules_for(dose, at_hand, parameters).map_err(|error| Reason::NoCapsules { error })?;
    let each = counts.iter().flat_map(|one| (0..one.count).map(|_| one.strength));
    Ok(Drawing::Capsules(each.collect()))
}

fn would_do(strength: Strength, doses: &[Dose], syringe: Syringe, parameters: &Parameters) -> Option<Volume> {
    let refused = steps_on_syringe(strength, doses, syringe, parameters).err()?;
    refused.would_do.map(Syringe::graduation)
}
