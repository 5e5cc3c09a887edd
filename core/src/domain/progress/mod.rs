//! Progress: which version and step govern a night, how many nights count, and what the next step waits for.
//!
//! A step advances on nights *taken* and on its gate, never on the calendar alone (design 3.3), and even an
//! earned step begins only by a tap (`safety.md` 15). Until then the present dose goes on, without end:
//! only a prescriber's stop night ends a plan (`safety.md` 16).
//!
//! Everything here is derived from the journal's facts each time it is asked. Nothing is stored twice, so a
//! corrected entry cannot leave a wrong count behind.

mod block;
mod chain;
mod count;
mod effect;
mod span;
mod start;
mod tap;
mod view;

pub use block::Block;
pub use chain::{plan_in_force, rivals, upcoming};
pub use count::{counted_nights, first_open_night};
pub use effect::{OpenEffect, felt_now, open_effects};
pub use span::{StepSpan, confirmed_steps, step_on};
pub use tap::{TapRefusal, choose, confirm_clinician, say_symptom_free, step_up};
pub use view::{PlanState, StepState, StepView, plan_state, step_views};

use super::amount::Dose;
use super::fact_id::FactId;
use super::journal::Journal;
use super::night::Night;

/// Where the patient stands in the plan in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The version in force.
    pub plan: FactId,
    /// The step in force, as an index into its steps.
    pub step_index: usize,
    /// That step's id.
    pub step: String,
    /// That step's dose. Whether a line may be shown is not said here: see `state`, holds and safety.
    pub dose: Dose,
    /// Nights counted on this step.
    pub nights_taken: u32,
    /// Nights the step asks for before the next.
    pub nights_needed: u32,
    /// The step that would come next.
    pub next: Option<NextStep>,
    /// Everything the next step waits for; empty only when a tap would start it.
    pub blocks: Vec<Block>,
    /// Whether a tap may start the next step now.
    pub may_step_up: bool,
    /// The step has lasted as long as its source or prescriber meant it to: "stay, review due".
    pub review_due: bool,
    /// In one word.
    pub state: PlanState,
}

/// The step after the present one; lower in a re-check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// Its id.
    pub id: String,
    /// Its dose.
    pub dose: Dose,
}

/// The progress of the plan in force tonight; `None` without one (see [`upcoming`] for a planned one).
pub fn progress(journal: &Journal, tonight: Night) -> Option<Progress> {
    let plan = plan_in_force(journal, tonight)?;
    let (step_index, step) = step_on(journal, plan, tonight)?;
    let nights_taken = count::nights(&counted_nights(journal, plan, &step.id, tonight));
    let next = plan.steps.get(step_index + 1);
    let blocks = block::blocks(journal, plan, step_index, tonight);
    let longest = step.max_nights.or((next.is_none() && step.min_nights > 0).then_some(step.min_nights));
    Some(Progress {
        plan: plan.id,
        step_index,
        step: step.id.clone(),
        dose: step.dose,
        nights_taken,
        nights_needed: step.min_nights,
        next: next.map(|step| NextStep { id: step.id.clone(), dose: step.dose }),
        may_step_up: blocks.is_empty(),
        blocks,
        review_due: longest.is_some_and(|nights| nights_taken >= nights),
        state: plan_state(journal, plan, tonight),
    })
}
