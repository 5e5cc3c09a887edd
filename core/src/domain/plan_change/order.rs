//! What only a prescriber decides: other steps, a stop night, step 1 again.

use super::alter::not_ended;
use super::refusal::PlanRefusal;
use super::validate::validated;
use super::{Moment, NewPlan, base};
use crate::domain::amount::Dose;
use crate::domain::clinic::Order;
use crate::domain::night::Night;
use crate::domain::plan::{Agreement, AgreementKind, PlanReason, Step};

/// Other steps, agreed with the prescriber. Without a cap of its own the present plan's cap stays.
pub fn change(
    moment: &Moment<'_>,
    steps: Vec<Step>,
    start_step: usize,
    cap: Option<Dose>,
    agreement: Agreement,
) -> Result<NewPlan, PlanRefusal> {
    let base = base(moment)?;
    not_ended(base.plan, moment)?;
    let mut plan = base.follow_up(moment, PlanReason::Change);
    plan.steps = steps;
    plan.start_step = start_step;
    plan.cap = cap.or(plan.cap);
    plan.agreement = agreement;
    validated(moment, plan, None)
}

/// A stop night: `last` is the last night with a dose; `None` stops at once. Nothing else ends a plan.
///
/// A patient who stops alone pauses with a hold, which stays on *Tonight* until someone answers it.
pub fn stop(moment: &Moment<'_>, last: Option<Night>, agreement: Agreement) -> Result<NewPlan, PlanRefusal> {
    let base = base(moment)?;
    not_ended(base.plan, moment)?;
    let mut plan = base.follow_up(moment, PlanReason::Stop);
    let before = plan.effective_night.previous();
    plan.stop_after = Some(last.unwrap_or(before));
    plan.agreement = agreement;
    match last {
        Some(night) if night < before => Err(PlanRefusal::NightPast { night }),
        _ => validated(moment, plan, None),
    }
}

/// Step 1 of the same plan again, after a long break, agreed with the prescriber (`safety.md` 16).
pub fn retitrate(moment: &Moment<'_>, agreement: Agreement) -> Result<NewPlan, PlanRefusal> {
    let base = base(moment)?;
    not_ended(base.plan, moment)?;
    let mut plan = base.follow_up(moment, PlanReason::Retitrate);
    plan.steps = base.agreed_steps(moment.journal).to_vec();
    plan.start_step = 0;
    plan.agreement = agreement;
    validated(moment, plan, None)
}

/// A signed order as the next version, after the patient's confirmation (`safety.md` 25).
///
/// It begins at the order's first step. An order without steps changes only the cap or the stop night. Without a
/// cap of its own the present plan's stays and is held against it; a stop night is the order's alone, because the
/// prescriber who signs it decides anew how long it goes on. Reaction rules stay as they were agreed.
pub fn signed(moment: &Moment<'_>, order: &Order) -> Result<NewPlan, PlanRefusal> {
    let agreement = Agreement { kind: AgreementKind::Signed, by: order.by.clone(), on: order.on };
    let stop_after = order.stop_after.map(Night::of);
    let base = match base(moment) {
        Ok(base) => base,
        Err(PlanRefusal::NoPlan) => {
            return super::begin::first_signed(moment, order, agreement, stop_after);
        }
        Err(other) => return Err(other),
    };
    let reason = match (order.steps.is_empty(), stop_after) {
        (true, Some(_)) => PlanReason::Stop,
        _ => PlanReason::Change,
    };
    let mut plan = base.follow_up(moment, reason);
    if !order.steps.is_empty() {
        plan.steps.clone_from(&order.steps);
        plan.start_step = 0;
        plan.protocol = None;
    }
    plan.cap = order.cap.or(plan.cap);
    plan.stop_after = stop_after;
    plan.agreement = agreement;
    match stop_after {
        Some(last) if last.date < plan.effective_night.date => Err(PlanRefusal::NightPast { night: last }),
        _ => validated(moment, plan, None),
    }
}
