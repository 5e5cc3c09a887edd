//! Spans of nights on one step, as confirmed by taps: what history shows and what the planner is handed.

use super::chain::{ended_on, plan_in_force};
use super::start::starts;
use crate::domain::amount::Dose;
use crate::domain::entry::StepRef;
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::{DecisionKind, PlanVersion, Step};
use std::collections::{BTreeMap, BTreeSet};

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
    // Each version's steps are looked up once: a long life has many turning points.
    let mut begun: BTreeMap<FactId, Vec<(Night, usize)>> = BTreeMap::new();
    for night in turning_points(journal) {
        let now = plan_in_force(journal, night).filter(|plan| !ended_on(plan, night)).and_then(|plan| {
            let starts = begun.entry(plan.id).or_insert_with(|| starts(journal, plan));
            step_among(starts, plan, night).map(|(_, step)| (plan, step))
        });
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
    step_among(&starts(journal, plan), plan, night)
}

fn step_among<'a>(
    starts: &[(Night, usize)],
    plan: &'a PlanVersion,
    night: Night,
) -> Option<(usize, &'a Step)> {
    let index =
        starts.iter().rev().find(|(first, _)| *first <= night).map_or(plan.start_step, |(_, index)| *index);
    plan.steps.get(index).map(|step| (index, step))
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
