//! Changing a plan: every way a new version can come to be, each with its refusals.
//!
//! A change never rewrites history: it makes a version that follows the one in force on its first night, begins
//! on a night nobody has answered yet, and counts from 0. None of these functions chooses a dose: doses come from a protocol a
//! prescriber agreed to, from a prescriber's own values, or from lower steps of the plan itself.

mod alter;
mod begin;
mod order;
mod recheck;
mod refusal;
mod validate;

pub use alter::{back, back_and_ask, halve, repeat};
pub use begin::{Filling, Taking, complete_protocol, new_plan, typed_plan};
pub use order::{change, retitrate, signed, stop};
pub(in crate::domain) use recheck::USUAL_AGAIN;
pub use recheck::{end_recheck, recheck, rechecking};
pub use refusal::{PlanRefusal, PlanWarning};
pub use validate::agreed;

use super::amount::Dose;
use super::entry::Stamp;
use super::fact_id::FactId;
use super::journal::Journal;
use super::night::Night;
use super::parameter::Parameters;
use super::plan::{Agreement, PlanReason, PlanTerms, PlanVersion, Step};
use super::progress::{first_open_night, plan_in_force, step_on, upcoming};
use chrono::NaiveDate;

/// The moment of a change: what is known, and from when it shall hold.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// The facts.
    pub journal: &'a Journal,
    /// The clinical parameters.
    pub parameters: &'a Parameters,
    /// The present night.
    pub tonight: Night,
    /// From which night; `None` is the first one nobody has answered.
    pub from: Option<Night>,
    /// The person has typed the dose a second time, after having been asked to (`safety.md` 10).
    pub typed_twice: bool,
}

impl Moment<'_> {
    /// The first night the change governs.
    pub fn effective(&self) -> Night {
        self.from.unwrap_or_else(|| first_open_night(self.journal, self.tonight))
    }
}

/// A plan version not yet written down: the rules make it, the store gives it id and stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// One more than the highest so far.
    pub version: u32,
    /// The version it follows.
    pub follows: Option<FactId>,
    /// The first night it governs.
    pub effective_night: Night,
    /// The protocol it was made from.
    pub protocol: Option<String>,
    /// Who agreed.
    pub agreement: Agreement,
    /// Why it was made.
    pub reason: PlanReason,
    /// Its steps.
    pub steps: Vec<Step>,
    /// Where it begins.
    pub start_step: usize,
    /// Its cap.
    pub cap: Option<Dose>,
    /// The prescriber's stop night.
    pub stop_after: Option<Night>,
    /// Taken already before the app knew of it, since then.
    pub already_since: Option<NaiveDate>,
    /// What was agreed besides the steps, and what a prescriber filled in.
    pub terms: PlanTerms,
    /// What to say before it is confirmed. Not stored.
    pub warnings: Vec<PlanWarning>,
}

impl NewPlan {
    /// The version as a fact.
    pub fn recorded(self, id: FactId, stamp: Stamp) -> PlanVersion {
        PlanVersion {
            id,
            version: self.version,
            follows: self.follows,
            effective_night: self.effective_night,
            protocol: self.protocol,
            agreement: self.agreement,
            reason: self.reason,
            steps: self.steps,
            start_step: self.start_step,
            cap: self.cap,
            stop_after: self.stop_after,
            already_since: self.already_since,
            terms: self.terms,
            stamp,
        }
    }

    /// The dose of the step it begins with.
    pub fn first_dose(&self) -> Option<Dose> {
        self.steps.get(self.start_step).map(|step| step.dose)
    }
}

/// What a change starts from: the version in force on its first night, and the step then.
struct Base<'a> {
    plan: &'a PlanVersion,
    index: usize,
    step: &'a Step,
}

/// The version a change alters; one that is still to come if none is in force.
fn base<'a>(moment: &Moment<'a>) -> Result<Base<'a>, PlanRefusal> {
    let effective = moment.effective();
    let plan = plan_in_force(moment.journal, effective)
        .or_else(|| upcoming(moment.journal, moment.tonight))
        .ok_or(PlanRefusal::NoPlan)?;
    let (index, step) = step_on(moment.journal, plan, effective).ok_or(PlanRefusal::NoPlan)?;
    Ok(Base { plan, index, step })
}

impl<'a> Base<'a> {
    /// A version that keeps everything of this one but what the caller changes.
    fn follow_up(&self, moment: &Moment<'_>, reason: PlanReason) -> NewPlan {
        NewPlan {
            version: next_version(moment.journal),
            follows: Some(self.plan.id),
            effective_night: moment.effective().max(self.plan.effective_night),
            protocol: self.plan.protocol.clone(),
            agreement: self.plan.agreement.clone(),
            reason,
            steps: self.plan.steps.clone(),
            start_step: self.index,
            cap: self.plan.cap,
            stop_after: self.plan.stop_after,
            already_since: self.plan.already_since,
            terms: self.plan.terms.clone(),
            warnings: Vec::new(),
        }
    }

    /// The version whose steps a prescriber last agreed to: the newest new plan or change at or before this one.
    ///
    /// Repeats, re-checks and halvings in between are detours; step 1 and the way up are looked up here. A change that
    /// left the steps as they were (an order for another cap) agreed to no new ones: the detour before it stays one.
    fn agreed_steps(&self, journal: &'a Journal) -> &'a [Step] {
        let mut plan = self.plan;
        // Bounded by the number of versions, in case a broken file's chain is a circle.
        for _ in 0..journal.plans.len() {
            let before = plan.follows.and_then(|id| journal.plans.iter().find(|other| other.id == id));
            let Some(before) = before else { break };
            let agreed_anew = match plan.reason {
                PlanReason::New => true,
                PlanReason::Change => plan.steps != before.steps,
                _ => false,
            };
            if agreed_anew {
                break;
            }
            plan = before;
        }
        &plan.steps
    }

    /// The nearest lower step that was agreed to: an earlier one of this version, else the last lower one lived.
    fn lower_step(&self, moment: &Moment<'a>) -> Option<Lower> {
        let earlier = self.plan.steps.get(..self.index)?;
        if let Some(index) = earlier.iter().rposition(|step| step.dose < self.step.dose) {
            return Some(Lower::Here(index));
        }
        let spans = super::progress::confirmed_steps(moment.journal);
        let lived =
            spans.iter().rev().find(|span| span.first < moment.effective() && span.dose < self.step.dose)?;
        let plan = moment.journal.plans.iter().find(|plan| plan.id == lived.step.plan)?;
        plan.steps.iter().find(|step| step.id == lived.step.step).cloned().map(Lower::Lived)
    }
}

/// A lower step than the present one.
enum Lower {
    /// At this index of the same version.
    Here(usize),
    /// Lived under an earlier version.
    Lived(Step),
}

/// The number of the next version.
fn next_version(journal: &Journal) -> u32 {
    journal.plans.iter().map(|plan| plan.version).max().unwrap_or(0).saturating_add(1)
}

/// A step id not yet used: `h1`, `h2` …
fn fresh_id(prefix: char, steps: &[Step]) -> String {
    let mut number = 1_u32;
    loop {
        let id = format!("{prefix}{number}");
        if steps.iter().all(|step| step.id != id) {
            return id;
        }
        number += 1;
    }
}
