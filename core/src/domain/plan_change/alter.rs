//! The patient's own ways through an agreed plan: the same step again, one back, half.

use super::refusal::PlanRefusal;
use super::validate::validated;
use super::{Lower, Moment, NewPlan, base, fresh_id};
use crate::domain::amount::Dose;
use crate::domain::plan::{AskAgain, Gate, PlanReason, PlanVersion, Step};
use crate::domain::protocol::OnReaction;
use chrono::Months;

/// The present step again, from 0. The patient may always repeat a step.
pub fn repeat(moment: &Moment<'_>) -> Result<NewPlan, PlanRefusal> {
    let base = base(moment)?;
    not_ended(base.plan, moment)?;
    validated(moment, base.follow_up(moment, PlanReason::Repeat), None)
}

/// One step back, always allowed (`safety.md` 15): to the nearest lower step that was agreed to.
///
/// Lower by dose, not by place: in a re-check the step before can be the higher one. Holds, open effects and
/// gates don't stand in the way. Against a version still to come the lower dose wins until the patient chooses.
pub fn back(moment: &Moment<'_>) -> Result<NewPlan, PlanRefusal> {
    let base = base(moment)?;
    not_ended(base.plan, moment)?;
    let mut plan = base.follow_up(moment, PlanReason::Back);
    match base.lower_step(moment).ok_or(PlanRefusal::NothingLower)? {
        Lower::Here(index) => plan.start_step = index,
        Lower::Lived(lived) => {
            let onward = plan.steps.split_off(base.index);
            let lower = Step { id: fresh_id('b', &onward), min_nights: lived.min_nights.max(1), ..lived };
            plan.steps = core::iter::once(lower).chain(onward).collect();
            plan.start_step = 0;
        }
    }
    validated(moment, plan, None)
}

/// One step back, and when to ask about the present one again: after so many months, as agreed with the prescriber.
///
/// It is a line on the plan's page from that day on. No step comes of it.
pub fn back_and_ask(moment: &Moment<'_>, months: u32) -> Result<NewPlan, PlanRefusal> {
    let dose = base(moment)?.step.dose;
    let from = moment.tonight.date.checked_add_months(Months::new(months));
    let mut plan = back(moment)?;
    plan.terms.ask_again = from.map(|from| AskAgain { dose, from });
    Ok(plan)
}

/// Half the present dose for the weeks the plan names, then its steps above that again.
///
/// Only where the plan has it and the syringe can show it (`safety.md` 15): `readable` answers for a dose.
pub fn halve(moment: &Moment<'_>, readable: impl Fn(Dose) -> bool) -> Result<NewPlan, PlanRefusal> {
    let base = base(moment)?;
    not_ended(base.plan, moment)?;
    let weeks = base.plan.terms.on_reaction.iter().find_map(|rule| match rule {
        OnReaction::Halve { weeks_min, weeks_max } => Some((*weeks_min, *weeks_max)),
        _ => None,
    });
    let (weeks_min, weeks_max) = weeks.ok_or(PlanRefusal::HalveNotAgreed)?;
    let dose = base.step.dose.half();
    if !readable(dose) {
        return Err(PlanRefusal::HalveNotReadable { dose });
    }
    let mut plan = base.follow_up(moment, PlanReason::Halve);
    let above: Vec<Step> =
        base.agreed_steps(moment.journal).iter().filter(|step| step.dose > dose).cloned().collect();
    let half = Step {
        id: fresh_id('h', &above),
        dose,
        min_nights: weeks_min.saturating_mul(7),
        max_nights: Some(weeks_max.saturating_mul(7)),
        gate: Gate::Nights,
    };
    plan.steps = core::iter::once(half).chain(above).collect();
    plan.start_step = 0;
    validated(moment, plan, None)
}

/// An ended plan is not altered; a new one is made with the prescriber.
pub(super) fn not_ended(plan: &PlanVersion, moment: &Moment<'_>) -> Result<(), PlanRefusal> {
    match plan.stop_after {
        Some(last) if moment.effective().date > last.date => Err(PlanRefusal::Ended { last }),
        _ => Ok(()),
    }
}
