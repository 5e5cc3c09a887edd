//! Holds that are due because of what was told before there was a plan to hold.
//!
//! Set-up asks about opioids and operations first and makes the plan afterwards. The safety rules stand against a
//! line in either order; reminders are stilled by holds alone, so a new plan begins with those its facts ask for.

use super::Look;
use crate::domain::fact::Fact;
use crate::domain::hold;
use crate::domain::medicine::Question;
use crate::domain::plan::{HoldReason, NewDecision, PlanVersion};
use crate::domain::proposal;
use crate::domain::question::standing_answer;
use crate::domain::safety::{WashoutCause, WashoutState, washouts};
use crate::id;

impl Look {
    /// The same look, with a plan version just made.
    pub(super) fn with_plan(&self, plan: &PlanVersion) -> Self {
        let mut journal = self.journal.clone();
        journal.plans.push(plan.clone());
        let (zone, stamp) = (self.zone.clone(), self.stamp.clone());
        Self { journal, zone, stamp, ..*self }
    }

    /// The holds that the journal asks for and that are not open yet. None without a plan.
    pub(super) fn due_holds(&self) -> Vec<Fact> {
        let mut due: Vec<NewDecision> = Vec::new();
        for clock in washouts(&self.journal, self.medicines, self.parameters, self.tonight) {
            let WashoutCause::Medicine(medicine) = clock.cause else { continue };
            let reason = HoldReason::Opioid { medicine };
            if clock.state != WashoutState::Unanswered && !self.is_open(&reason) {
                due.extend(hold::begin(&self.journal, reason, self.tonight, self.tonight));
            }
        }
        let operation = standing_answer(&self.journal, Question::Surgery).filter(|answer| answer.yes);
        if let Some(on) = operation.and_then(|answer| answer.on).filter(|on| *on >= self.tonight.date)
            && !self.is_open(&HoldReason::Surgery { on })
        {
            due.extend(hold::begin_surgery(&self.journal, self.parameters, on, self.tonight));
        }
        // A clinic's stop that came before there was a plan.
        due.extend(proposal::owed(&self.journal, self.tonight));
        due.into_iter().map(|one| one.recorded(id::mint(self.now), self.stamp.clone()).into()).collect()
    }

    fn is_open(&self, reason: &HoldReason) -> bool {
        hold::open_holds(&self.journal).iter().any(|open| open.reason == *reason)
    }
}
