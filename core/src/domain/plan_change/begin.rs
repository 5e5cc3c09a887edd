//! Beginning: a plan from a protocol, from a protocol a prescriber completed, or typed in.

use super::refusal::{PlanRefusal, PlanWarning};
use super::validate::{not_ahead, validated};
use super::{Moment, NewPlan, next_version};
use crate::domain::amount::Dose;
use crate::domain::clinic::Order;
use crate::domain::night::Night;
use crate::domain::plan::{Agreement, Completion, PlanReason, PlanTerms, Step};
use crate::domain::progress::plan_in_force;
use crate::domain::protocol::{Missing, Protocol, ProtocolStep};
use chrono::NaiveDate;

/// "Already taking it", the commonest first user (`safety.md` 5): the plan begins at the step of this dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taking {
    /// The present dose.
    pub dose: Dose,
    /// Since when, as remembered. No baseline verdict is made from memory.
    pub since: NaiveDate,
}

/// What a prescriber gave for the gaps of a protocol.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filling {
    /// Nights for every step whose interval the source leaves open.
    pub interval_nights: Option<u32>,
    /// All steps, where the source leaves doses or steps open.
    pub steps: Option<Vec<Step>>,
}

/// A plan from a protocol that can be executed as it stands.
pub fn new_plan(
    moment: &Moment<'_>,
    protocol: &Protocol,
    agreement: Agreement,
    taking: Option<Taking>,
) -> Result<NewPlan, PlanRefusal> {
    if !protocol.executable {
        return Err(PlanRefusal::NotExecutable { missing: protocol.missing.clone() });
    }
    let steps = converted(&protocol.steps, None, protocol, moment)
        .ok_or_else(|| PlanRefusal::NotExecutable { missing: protocol.missing.clone() })?;
    let mut plan = first_version(moment, steps, protocol.cap, terms(protocol), agreement);
    plan.protocol = Some(protocol.id.clone());
    if !protocol.missing.is_empty() {
        plan.warnings.push(PlanWarning::LeftOpen { missing: protocol.missing.clone() });
    }
    begin(moment, plan, Some(protocol), taking)
}

/// A plan from an incomplete protocol and a prescriber's values. What was added stands in the plan's terms and
/// in a warning, with the prescriber's name: never in silence.
///
/// Steps of two doses a day can't be completed, because version 1 executes one (`safety.md` 9).
pub fn complete_protocol(
    moment: &Moment<'_>,
    protocol: &Protocol,
    filling: &Filling,
    agreement: Agreement,
    taking: Option<Taking>,
) -> Result<NewPlan, PlanRefusal> {
    if protocol.executable {
        return Err(PlanRefusal::NothingMissing);
    }
    let filled = |missing: &&Missing| match missing {
        Missing::TwoDosesPerDay => false,
        Missing::Interval => filling.interval_nights.is_some() || filling.steps.is_some(),
        Missing::Start | Missing::Steps | Missing::Ladder => filling.steps.is_some(),
    };
    let left: Vec<Missing> = protocol.missing.iter().filter(|one| !filled(one)).copied().collect();
    if !left.is_empty() {
        return Err(PlanRefusal::NotExecutable { missing: left });
    }
    let steps = match &filling.steps {
        Some(steps) => steps.clone(),
        None => converted(&protocol.steps, filling.interval_nights, protocol, moment)
            .ok_or_else(|| PlanRefusal::NotExecutable { missing: protocol.missing.clone() })?,
    };
    let by = |missing: &Missing| Completion { missing: *missing, by: agreement.by.clone(), on: agreement.on };
    let mut terms = terms(protocol);
    terms.completed = protocol.missing.iter().map(by).collect();
    let by = agreement.by.clone();
    let mut plan = first_version(moment, steps, protocol.cap, terms, agreement);
    plan.protocol = Some(protocol.id.clone());
    plan.warnings.push(PlanWarning::Completed { missing: protocol.missing.clone(), by });
    begin(moment, plan, Some(protocol), taking)
}

/// A plan typed in as a prescriber wrote it.
pub fn typed_plan(
    moment: &Moment<'_>,
    steps: Vec<Step>,
    cap: Option<Dose>,
    terms: PlanTerms,
    agreement: Agreement,
    taking: Option<Taking>,
) -> Result<NewPlan, PlanRefusal> {
    begin(moment, first_version(moment, steps, cap, terms, agreement), None, taking)
}

/// A signed order where there is no plan yet.
pub(super) fn first_signed(
    moment: &Moment<'_>,
    order: &Order,
    agreement: Agreement,
    stop_after: Option<Night>,
) -> Result<NewPlan, PlanRefusal> {
    let terms = PlanTerms::default();
    let mut plan = first_version(moment, order.steps.clone(), order.cap, terms, agreement);
    plan.stop_after = stop_after;
    validated(moment, plan, None)
}

/// A protocol's steps as a plan's; `None` where a dose, or the nights before a next step, stay open.
///
/// The last step has no next to wait for: without nights of its own it is due for review after the source's
/// own assessment time, or the parameters'.
fn converted(
    steps: &[ProtocolStep],
    interval: Option<u32>,
    protocol: &Protocol,
    moment: &Moment<'_>,
) -> Option<Vec<Step>> {
    let review = protocol.assess_after_days.unwrap_or(moment.parameters.assess_nights.value);
    let convert = |(index, step): (usize, &ProtocolStep)| {
        let last = index + 1 == steps.len();
        let min_nights = match step.min_nights.or(interval.filter(|_| !last)) {
            Some(nights) => nights,
            None if last => 0,
            None => return None,
        };
        let open_end = (last && step.min_nights.is_none()).then_some(review);
        Some(Step {
            id: format!("s{}", index + 1),
            dose: step.dose.filter(|_| step.executable())?,
            min_nights,
            max_nights: step.max_nights.or(open_end),
            gate: step.gate,
        })
    };
    steps.iter().enumerate().map(convert).collect()
}

fn terms(protocol: &Protocol) -> PlanTerms {
    PlanTerms { on_reaction: protocol.on_reaction.clone(), recheck: protocol.recheck, ..PlanTerms::default() }
}

fn first_version(
    moment: &Moment<'_>,
    steps: Vec<Step>,
    cap: Option<Dose>,
    terms: PlanTerms,
    agreement: Agreement,
) -> NewPlan {
    let followed = plan_in_force(moment.journal, moment.effective());
    NewPlan {
        version: next_version(moment.journal),
        follows: followed.map(|plan| plan.id),
        effective_night: moment.effective(),
        protocol: None,
        agreement,
        reason: PlanReason::New,
        steps,
        start_step: 0,
        cap,
        stop_after: None,
        already_since: None,
        terms,
        warnings: Vec::new(),
    }
}

fn begin(
    moment: &Moment<'_>,
    mut plan: NewPlan,
    protocol: Option<&Protocol>,
    taking: Option<Taking>,
) -> Result<NewPlan, PlanRefusal> {
    if let Some(Taking { dose, since }) = taking {
        not_ahead(since, moment.tonight)?;
        let step = plan.steps.iter().position(|step| step.dose == dose);
        plan.start_step = step.ok_or(PlanRefusal::NotOnAStep { dose })?;
        plan.already_since = Some(since);
    }
    validated(moment, plan, protocol)
}
