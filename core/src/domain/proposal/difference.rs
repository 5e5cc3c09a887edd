//! What an order would change, as values: the diff a patient reads before anything is confirmed.

use crate::domain::amount::Dose;
use crate::domain::clinic::Order;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::{PlanVersion, Step};
use crate::domain::progress::step_on;

/// One thing that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// There is no plan: this would be the first.
    FirstPlan {
        /// Its first dose.
        dose: Dose,
    },
    /// The dose from the first night on.
    Dose {
        /// As it is.
        before: Dose,
        /// As it would be.
        after: Dose,
    },
    /// One step from the present one on: changed, new (`before` is `None`) or gone (`after` is `None`).
    Step {
        /// As it is.
        before: Option<StepAt>,
        /// As it would be.
        after: Option<StepAt>,
    },
    /// The most any step may be.
    Cap {
        /// As it is.
        before: Option<Dose>,
        /// As it would be.
        after: Option<Dose>,
    },
    /// The last night with a dose.
    StopAfter {
        /// As it is.
        before: Option<Night>,
        /// As it would be.
        after: Option<Night>,
    },
}

/// A step and its place, counted from the present one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepAt {
    /// 0 is the present or first one.
    pub place: usize,
    /// The step.
    pub step: Step,
    /// Whether it is the last.
    pub last: bool,
}

/// The differences between the plan in force on a night and an order.
///
/// Steps are compared from the present one on, place by place: what was lived is no longer up for change. Their
/// ids are not compared, because a prescriber's numbering starts where the order does.
pub fn differences(
    journal: &Journal,
    plan: Option<&PlanVersion>,
    order: &Order,
    night: Night,
) -> Vec<Difference> {
    let mut found = Vec::new();
    let ahead: &[Step] = plan.map_or(&[], |plan| {
        let index = step_on(journal, plan, night).map_or(plan.start_step, |(index, _)| index);
        plan.steps.get(index..).unwrap_or_default()
    });
    let proposed: &[Step] = if order.steps.is_empty() { ahead } else { &order.steps };
    match (ahead.first(), proposed.first()) {
        (None, Some(first)) => found.push(Difference::FirstPlan { dose: first.dose }),
        (Some(before), Some(after)) if before.dose != after.dose => {
            found.push(Difference::Dose { before: before.dose, after: after.dose });
        }
        _ => {}
    }
    for place in 0..ahead.len().max(proposed.len()) {
        let (before, after) = (at(ahead, place), at(proposed, place));
        let alike = before.as_ref().zip(after.as_ref()).is_some_and(|(before, after)| {
            before.last == after.last
                && Step { id: String::new(), ..before.step.clone() }
                    == Step { id: String::new(), ..after.step.clone() }
        });
        if !alike {
            found.push(Difference::Step { before, after });
        }
    }
    let cap = plan.and_then(|plan| plan.cap);
    if order.cap.is_some() && order.cap != cap {
        found.push(Difference::Cap { before: cap, after: order.cap });
    }
    let (before, after) = (plan.and_then(|plan| plan.stop_after), order.stop_after.map(Night::of));
    if before != after {
        found.push(Difference::StopAfter { before, after });
    }
    found
}

fn at(steps: &[Step], place: usize) -> Option<StepAt> {
    let step = steps.get(place)?.clone();
    Some(StepAt { place, step, last: place + 1 == steps.len() })
}
