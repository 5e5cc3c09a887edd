//! Spans of nights on one step, as confirmed by taps: what history shows and what the planner is handed.

use super::chain::{ended_on, plan_in_force};
use crate::domain::amount::Dose;
use crate::domain::entry::StepRef;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::{DecisionKind, PlanVersion, Step};
use std::collections::BTreeSet;

/// Nights in a row on one step of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepSpan {
    /// The first night.
    pub first: Night,
    /// The last night, a second one of its date included; `None` is open-ended.
    pub last: Option<Night>,
    /// The version and step.
    pub step: StepRef,
    /// The dose per night.
    pub dose: Dose,
}

impl StepSpan {
    /// Whether a night lies in the span.
    pub fn covers(&self, night: Night) -> bool {
        self.first <= night && self.last.is_none_or(|last| night.date <= last.date)
    }
}

/// Every span confirmed so far, oldest first: also a version already agreed for a coming night.
///
/// The last one is open-ended unless a prescriber set a stop night (`safety.md` 16). A step that is earned but
/// not tapped is in no span (`safety.md` 15). Holds are not cut out; they are the planner's own input.
pub fn confirmed_steps(journal: &Journal) -> Vec<StepSpan> {
    let mut spans: Vec<StepSpan> = Vec::new();
    let mut open = false;
    for night in turning_points(journal) {
        let now = plan_in_force(journal, night)
            .filter(|plan| !ended_on(plan, night))
            .and_then(|plan| step_on(journal, plan, night).map(|(_, step)| (plan, step)));
        if let (true, Some(last)) = (open, spans.last_mut()) {
            if now.is_some_and(|(plan, step)| last.step.plan == plan.id && last.step.step == step.id) {
                continue;
            }
            last.last = Some(night.previous());
        }
        open = now.is_some();
        if let Some((plan, step)) = now {
            let step_ref = StepRef { plan: plan.id, step: step.id.clone() };
            spans.push(StepSpan { first: night, last: None, step: step_ref, dose: step.dose });
        }
    }
    spans
}

/// The step of a version on a night, and its index: where it started, moved on by each tap up to that night.
///
/// `None` only for a version whose start lies outside its steps, which no rule here makes.
pub fn step_on<'a>(journal: &Journal, plan: &'a PlanVersion, night: Night) -> Option<(usize, &'a Step)> {
    let index =
        starts(journal, plan).into_iter().rev().find(|(first, _)| *first <= night).map(|(_, index)| index);
    let index = index.unwrap_or(plan.start_step);
    plan.steps.get(index).map(|step| (index, step))
}

/// The first night of each step of one version, by its own taps alone.
///
/// A tap counts only for the very next step and only after at least one night on the present one: a doubled
/// tap, or one that came over from another phone, never jumps a step. It is not judged again on later facts,
/// for a correction must not take back nights already lived at the higher dose.
pub(super) fn starts(journal: &Journal, plan: &PlanVersion) -> Vec<(Night, usize)> {
    let mut taps: Vec<(Night, &str)> = journal
        .decisions
        .iter()
        .filter(|decision| decision.plan == plan.id)
        .filter_map(|decision| match &decision.kind {
            DecisionKind::StepUp { to } => Some((decision.from, to.as_str())),
            _ => None,
        })
        .collect();
    taps.sort_by_key(|(from, _)| *from);
    let (mut first, mut index) = (plan.effective_night, plan.start_step);
    let mut starts = vec![(first, index)];
    for (from, to) in taps {
        let next = plan.steps.get(index + 1);
        if from > first && next.is_some_and(|step| step.id == to) {
            (first, index) = (from, index + 1);
            starts.push((first, index));
        }
    }
    starts
}

/// The nights on which the step in force can change.
fn turning_points(journal: &Journal) -> BTreeSet<Night> {
    let begins = journal.plans.iter().map(|plan| plan.effective_night);
    let stops = journal.plans.iter().filter_map(|plan| plan.stop_after).map(Night::next);
    let taps = journal.decisions.iter().filter_map(|decision| match decision.kind {
        DecisionKind::StepUp { .. } | DecisionKind::Choose { .. } => Some(decision.from),
        _ => None,
    });
    begins.chain(stops).chain(taps).collect()
}
