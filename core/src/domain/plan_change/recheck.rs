//! The periodic re-check: as before, one step down, back, each leg by a tap.
//!
//! De Meirleir lowers and raises every few months to see whether the need has changed; the form with three
//! equal legs is our own (`domain.md` 1.14). An open effect or a hold stops it like any other step.

use super::alter::not_ended;
use super::refusal::PlanRefusal;
use super::validate::validated;
use super::{Lower, Moment, NewPlan, base, fresh_id};
use crate::domain::plan::{Agreement, Gate, PlanReason, PlanVersion, Step};
use crate::domain::progress::{Block, progress};

/// Where the last of the three legs stands: the usual dose again.
pub(in crate::domain) const USUAL_AGAIN: usize = 2;

/// Whether a re-check is under way: its own version is in force, and the usual dose has not come back yet.
pub fn rechecking(plan: &PlanVersion, step_index: usize) -> bool {
    plan.reason == PlanReason::Recheck && step_index < USUAL_AGAIN
}

/// A re-check from the present step, where the plan has one or a prescriber agrees to one now.
pub fn recheck(moment: &Moment<'_>, agreement: Option<Agreement>) -> Result<NewPlan, PlanRefusal> {
    let base = base(moment)?;
    not_ended(base.plan, moment)?;
    if base.plan.terms.recheck.is_none() && agreement.is_none() {
        return Err(PlanRefusal::RecheckNotAgreed);
    }
    let lower = match base.lower_step(moment).ok_or(PlanRefusal::NothingLower)? {
        Lower::Here(index) => base.plan.steps.get(index).map(|step| step.dose),
        Lower::Lived(step) => Some(step.dose),
    };
    let lower = lower.ok_or(PlanRefusal::NothingLower)?;
    let mut plan = base.follow_up(moment, PlanReason::Recheck);
    let onward = plan.steps.split_off((base.index + 1).min(plan.steps.len()));
    let nights = moment.parameters.recheck_nights.value;
    let leg = |id: String, dose| Step { id, dose, min_nights: nights, max_nights: None, gate: Gate::Nights };
    let mut steps: Vec<Step> = Vec::new();
    for dose in [base.step.dose, lower, base.step.dose] {
        let taken: Vec<Step> = steps.iter().chain(&onward).cloned().collect();
        steps.push(leg(fresh_id('r', &taken), dose));
    }
    // The way on after the re-check keeps the gate it had.
    if let (Some(last), false) = (steps.last_mut(), onward.is_empty()) {
        last.gate = base.step.gate;
    }
    steps.extend(onward);
    plan.steps = steps;
    plan.start_step = 0;
    if let Some(agreement) = agreement {
        plan.agreement = agreement;
    }
    validated(moment, plan, None)
}

/// Ends a re-check before its time: the usual dose again from the first open night.
///
/// A flare, an illness, travel or an operation is reason enough and need not be told. The dose that comes back was
/// agreed to and lived; what stands in the way of any step up (an open effect, a hold) stands in its way too, and the
/// question about opioids returns as after every step up.
pub fn end_recheck(moment: &Moment<'_>) -> Result<NewPlan, PlanRefusal> {
    let base = base(moment)?;
    not_ended(base.plan, moment)?;
    if !rechecking(base.plan, base.index) {
        return Err(PlanRefusal::NoRecheck);
    }
    let blocks = progress(moment.journal, moment.tonight).map(|now| now.blocks).unwrap_or_default();
    if blocks.iter().any(|block| matches!(block, Block::EffectOpen(_) | Block::Hold { .. })) {
        return Err(PlanRefusal::RecheckWaits);
    }
    let mut plan = base.follow_up(moment, PlanReason::Recheck);
    plan.start_step = USUAL_AGAIN;
    validated(moment, plan, None)
}
