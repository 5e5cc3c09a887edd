//! No end by silence: after many nights without *taken* the dose is asked about before any line (`safety.md` 16).

use super::moment::Moment;
use crate::domain::night::Night;
use crate::domain::plan::{PlanReason, PlanVersion};
use crate::domain::progress;

impl Moment<'_> {
    /// The nights without *taken* before a night, once they are so many that the dose is asked about first.
    ///
    /// Held nights count: after a long pause the old dose may be too much. A version agreed with the prescriber
    /// (new, changed, re-titrated, re-check) starts the count anew; the patient's own repeat, back or halve
    /// doesn't, and neither does a skipped night.
    pub(in crate::domain) fn long_silence(&self, night: Night) -> Option<u32> {
        let plan = progress::plan_in_force(self.journal, night)?;
        let agreed = self.agreed_since(plan);
        let since = self.last_taken(night).map_or(agreed, |last| agreed.max(last.night.next()));
        let nights = u32::try_from((night.date - since.date).num_days()).unwrap_or(0);
        (nights >= self.parameters.review_nights.value).then_some(nights)
    }

    /// The first night of the newest version in the chain that a prescriber agreed to.
    fn agreed_since(&self, plan: &PlanVersion) -> Night {
        let mut version = plan;
        // A chain is no longer than the list; a broken file's circle ends with it.
        for _ in 0..self.journal.plans.len() {
            let before = self.journal.plans.iter().find(|other| Some(other.id) == version.follows);
            match before {
                Some(before) if !agreed_anew(version.reason) => version = before,
                _ => break,
            }
        }
        version.effective_night
    }
}

const fn agreed_anew(reason: PlanReason) -> bool {
    match reason {
        PlanReason::New | PlanReason::Change | PlanReason::Recheck | PlanReason::Retitrate => true,
        PlanReason::Repeat | PlanReason::Back | PlanReason::Halve | PlanReason::Stop => false,
    }
}
