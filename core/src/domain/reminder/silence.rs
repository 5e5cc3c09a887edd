//! When reminders stop for want of answers (design 3.6): after so many unlogged nights in a row nobody listens,
//! and a dose after such a break is the prescriber's decision, not a reminder's.

use super::nights::Inputs;
use crate::domain::night::Night;

impl Inputs<'_> {
    /// The first night without a reminder, looking no further than `end`; `None` if none is reached.
    ///
    /// Counted are nights with a step and without hold or answer since the last sign of the patient: an answer to
    /// a night, the start of the step (a tap), the end of a hold (a confirmation), or the review's own question.
    pub(super) fn silent_from(&self, tonight: Night, end: Night) -> Option<Night> {
        let limit = self.params.silence_nights?;
        let mut night = self.last_sign(tonight)?;
        let mut unlogged = 0;
        while night <= end {
            if self.plan.step_of(night).is_some() && !self.state.held(night) {
                if unlogged >= limit {
                    return Some(night);
                }
                unlogged += 1;
            }
            let next = night.next();
            if next == night {
                return None;
            }
            night = next;
        }
        None
    }

    /// The night from which unlogged nights count; `None` if no step has begun.
    fn last_sign(&self, tonight: Night) -> Option<Night> {
        let begun =
            self.plan.steps.iter().map(|step| step.first_night).filter(|first| first.date <= tonight.date);
        let step = begun.max().or_else(|| self.plan.steps.iter().map(|step| step.first_night).min())?;
        let answered = self.state.log.iter().filter(|e| e.status.closes()).map(|e| e.night.next());
        let resumed = self.state.holds.iter().filter_map(|hold| hold.resumed_from);
        let signs = answered.chain(resumed).chain(self.state.review_answered);
        Some(signs.fold(step, Night::max))
    }
}
