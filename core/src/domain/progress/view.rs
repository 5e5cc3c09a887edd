//! A plan as a list to read: each step with its count and state, and the plan's state in one word.

use super::chain::{ended_on, plan_in_force};
use super::count::{counted_nights, nights};
use super::span::{confirmed_steps, step_on};
use crate::domain::hold;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::{PlanVersion, Step};
use serde::{Deserialize, Serialize};

/// A plan's state in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    /// Begins on a later night.
    Planned,
    /// Nights of the present step are being counted, or the last step goes on.
    Running,
    /// The nights are counted; the next step waits for its gate or its tap.
    Waiting,
    /// A hold lies over tonight.
    Held,
    /// The prescriber's stop night lies behind.
    Ended,
    /// Another version governs.
    Superseded,
}

/// A step's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Before the step at which this version began.
    NotUsed,
    /// Lived through.
    Done,
    /// In force.
    Current,
    /// Still to come.
    Ahead,
}

/// One step with its count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView<'a> {
    /// The step.
    pub step: &'a Step,
    /// Nights counted on it, under this version.
    pub nights_taken: u32,
    /// Where it stands.
    pub state: StepState,
}

/// The state of a version tonight.
pub fn plan_state(journal: &Journal, plan: &PlanVersion, tonight: Night) -> PlanState {
    if plan_in_force(journal, tonight).is_none_or(|other| other.id != plan.id) {
        let ahead =
            confirmed_steps(journal).iter().any(|span| span.step.plan == plan.id && span.first > tonight);
        return if ahead { PlanState::Planned } else { PlanState::Superseded };
    }
    if ended_on(plan, tonight) {
        return PlanState::Ended;
    }
    if hold::holds(journal).iter().any(|one| hold::covers(one, tonight)) {
        return PlanState::Held;
    }
    match step_on(journal, plan, tonight) {
        Some((index, step)) if index + 1 < plan.steps.len() => {
            let taken = nights(&counted_nights(journal, plan, &step.id, tonight));
            if taken >= step.min_nights.max(1) { PlanState::Waiting } else { PlanState::Running }
        }
        _ => PlanState::Running,
    }
}

/// Every step of a version with its count and state tonight.
pub fn step_views<'a>(journal: &Journal, plan: &'a PlanVersion, tonight: Night) -> Vec<StepView<'a>> {
    let current = (plan.effective_night <= tonight)
        .then(|| step_on(journal, plan, tonight).map(|(index, _)| index))
        .flatten();
    let state = |index: usize| match current {
        _ if index < plan.start_step => StepState::NotUsed,
        Some(now) if index < now => StepState::Done,
        Some(now) if index == now => StepState::Current,
        _ => StepState::Ahead,
    };
    let view = |(index, step): (usize, &'a Step)| StepView {
        step,
        nights_taken: nights(&counted_nights(journal, plan, &step.id, tonight)),
        state: state(index),
    };
    plan.steps.iter().enumerate().map(view).collect()
}
