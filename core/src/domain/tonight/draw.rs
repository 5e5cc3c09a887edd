//! Which bottle, which syringe, and the line on it; every doubt is a reason and never a guess.

use super::moment::Moment;
use super::reason::Reason;
use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::bottle::{Bottle, BottleEndReason};
use crate::domain::dilution::{Dilution, StepsRefusal, dilute, steps_on_syringe};
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::plan::PlanVersion;
use crate::domain::progress;
use crate::domain::syringe::Syringe;
use chrono::{DateTime, Utc};

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
    let bottle = bottle(journal, night, now)?;
    let plan = progress::plan_in_force(journal, night);
    let dilution = line(plan, dose, bottle.strength, syringe(journal, bottle), parameters)?;
    Ok(Drawing::Line { letter: bottle.letter.clone(), dilution: Box::new(dilution) })
}

/// The bottles that can be drawn from on a night: made, named, not ended by `at`, not past their date.
///
/// The date is the night's evening, so that nothing changes at midnight.
pub(in crate::domain) fn usable(journal: &Journal, night: Night, at: DateTime<Utc>) -> Vec<&Bottle> {
    let bottles = journal.bottles.iter().filter(|bottle| named(bottle) && in_date(bottle, night));
    bottles.filter(|bottle| ended(journal, bottle, at).is_none()).collect()
}

/// The one bottle to draw from, or why there is none (`safety.md` 12).
pub(in crate::domain) fn bottle(
    journal: &Journal,
    night: Night,
    at: DateTime<Utc>,
) -> Result<&Bottle, Reason> {
    match usable(journal, night, at).as_slice() {
        [one] => Ok(one),
        [] => Err(why_none(journal, night, at)),
        many => Err(Reason::TwoBottles { letters: many.iter().map(|one| one.letter.clone()).collect() }),
    }
}

/// The newest bottle of a letter, usable or not: what was drawn from it can be told all the same.
pub(in crate::domain) fn by_letter<'a>(journal: &'a Journal, letter: &str) -> Option<&'a Bottle> {
    let letter = letter.trim();
    journal.bottles.iter().rev().find(|bottle| named(bottle) && bottle.letter.eq_ignore_ascii_case(letter))
}

/// The bottles still in the house at an instant, whether they may be used or not.
pub(in crate::domain) fn still_there(
    journal: &Journal,
    at: DateTime<Utc>,
) -> impl DoubleEndedIterator<Item = &Bottle> {
    journal.bottles.iter().filter(move |bottle| {
        !matches!(ended(journal, bottle, at), Some(BottleEndReason::Discarded | BottleEndReason::Empty))
    })
}

/// A bottle's end, where it had one by an instant.
fn ended(journal: &Journal, bottle: &Bottle, at: DateTime<Utc>) -> Option<BottleEndReason> {
    let ends = journal.bottle_ends.iter().filter(|end| end.bottle == bottle.id);
    ends.filter(|end| end.stamp.recorded_at <= at).map(|end| end.why).next()
}

/// The syringe in use: the one a bottle was made for.
pub(in crate::domain) fn syringe(_journal: &Journal, bottle: &Bottle) -> Syringe {
    bottle.syringe
}

/// The line for a dose from a bottle, within the bound of `safety.md` 8 and shared with no other step.
pub(in crate::domain) fn line(
    plan: Option<&PlanVersion>,
    dose: Dose,
    strength: Strength,
    syringe: Syringe,
    parameters: &Parameters,
) -> Result<Dilution, Reason> {
    let drawn = dilute(strength, dose, syringe, parameters).map_err(|error| Reason::NoLine { error })?;
    if drawn.below_by_more_than(parameters.rounding_percent.value) {
        let graduation = would_do(strength, &[dose], syringe, parameters);
        return Err(Reason::RoundedTooFar { dose, line_dose: drawn.line_dose, graduation });
    }
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
fn capsules(_dose: Dose, _at_hand: &[Dose], _parameters: &Parameters) -> Result<Drawing, Reason> {
    Err(Reason::CapsulesCannot)
}

fn would_do(strength: Strength, doses: &[Dose], syringe: Syringe, parameters: &Parameters) -> Option<Volume> {
    let refused = steps_on_syringe(strength, doses, syringe, parameters).err()?;
    refused.would_do.map(Syringe::graduation)
}

/// Nothing is usable: the reason of the newest bottle that is still there.
fn why_none(journal: &Journal, night: Night, at: DateTime<Utc>) -> Reason {
    let Some(newest) = still_there(journal, at).next_back() else { return Reason::NoBottle };
    let letter = newest.letter.clone();
    if ended(journal, newest, at) == Some(BottleEndReason::LeftWarm) {
        Reason::BottleWarm { letter }
    } else if !named(newest) {
        Reason::BottleUnnamed
    } else if newest.discard_by < night.date {
        Reason::BottleExpired { letter, discard_by: newest.discard_by }
    } else {
        Reason::NoBottle
    }
}

fn named(bottle: &Bottle) -> bool {
    !bottle.letter.trim().is_empty()
}

/// Made by the morning after the evening (a bottle made at half past midnight serves the same night).
fn in_date(bottle: &Bottle, night: Night) -> bool {
    bottle.made_on <= night.next().date && bottle.discard_by >= night.date
}
