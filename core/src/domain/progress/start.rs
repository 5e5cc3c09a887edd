//! When each step of a version begins: by its tap, as long as the tap stands.
//!
//! Between a tap and the first dose of the new step something can come up: a side effect at three in the morning,
//! a hold, a night that was not taken after all. The step then does not begin by itself; it is earned and tapped
//! again. Once a night has been answered on the new step, nothing takes it back: a correction never rewrites
//! nights that were lived at the higher dose.

use super::effect::open_over;
use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::fact_id::FactId;
use crate::domain::hold::{self, Hold};
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::{DecisionKind, PlanVersion};
use std::collections::BTreeSet;

/// The first night of each step of one version, and its index, oldest first.
///
/// A tap counts only for the very next step and only after at least one night on the present one: a doubled
/// tap, or one that came over from another phone, never jumps a step.
pub(super) fn starts(journal: &Journal, plan: &PlanVersion) -> Vec<(Night, usize)> {
    let taps = taps(journal, plan.id);
    let (mut first, mut index) = (plan.effective_night, plan.start_step);
    let mut starts = vec![(first, index)];
    for (place, (from, to)) in taps.iter().enumerate() {
        let Some(next) = plan.steps.get(index + 1) else { break };
        // Answers after the same tap was made again speak of the later one.
        let again = taps.iter().skip(place + 1).find(|(_, other)| other == to).map(|(from, _)| *from);
        let tap = Tap { plan, index, first, from: *from, again };
        if *from > first && next.id == *to && tap.stands(journal) {
            (first, index) = (*from, index + 1);
            starts.push((first, index));
        }
    }
    starts
}

/// The taps on a version: first night and step, by night.
fn taps(journal: &Journal, plan: FactId) -> Vec<(Night, &str)> {
    let mut taps: Vec<(Night, &str)> = journal
        .decisions
        .iter()
        .filter(|decision| decision.plan == plan)
        .filter_map(|decision| match &decision.kind {
            DecisionKind::StepUp { to } => Some((decision.from, to.as_str())),
            _ => None,
        })
        .collect();
    taps.sort_by_key(|(from, _)| *from);
    taps
}

/// One tap, and the step it would end: its index and first night.
struct Tap<'a> {
    plan: &'a PlanVersion,
    index: usize,
    first: Night,
    from: Night,
    again: Option<Night>,
}

impl Tap<'_> {
    /// Whether the step begins: the first answer since says whether it, or one after it, was lived; without an
    /// answer it must still be earned.
    fn stands(&self, journal: &Journal) -> bool {
        let answers = || {
            journal.doses.iter().filter(|entry| {
                entry.status != DoseStatus::Extra
                    && entry.night >= self.from
                    && self.again.is_none_or(|again| entry.night < again)
                    && entry.step.as_ref().is_none_or(|step| step.plan == self.plan.id)
            })
        };
        match answers().map(|entry| entry.night).min() {
            Some(night) => answers()
                .filter(|entry| entry.night == night)
                .any(|entry| self.place(entry).is_none_or(|place| place > self.index)),
            None => self.still_earned(journal),
        }
    }

    fn still_earned(&self, journal: &Journal) -> bool {
        let holds = hold::holds(journal);
        let held = |night: Night| holds.iter().any(|hold: &Hold| hold::covers(hold, night));
        let counted: BTreeSet<Night> = journal
            .doses
            .iter()
            .filter(|entry| entry.status == DoseStatus::Taken)
            .filter(|entry| entry.step.as_ref().is_none_or(|step| step.plan == self.plan.id))
            .filter(|entry| self.place(entry).is_none_or(|place| place == self.index))
            .map(|entry| entry.night)
            .filter(|night| self.first <= *night && *night < self.from && !held(*night))
            .collect();
        let needed = self.plan.steps.get(self.index).map_or(1, |step| step.min_nights.max(1));
        u32::try_from(counted.len()).is_ok_and(|nights| nights >= needed)
            && !held(self.from)
            && !open_over(journal, self.from)
    }

    /// The index of the step an entry names. One that names none (imported) belongs to the step of its night.
    fn place(&self, entry: &DoseEntry) -> Option<usize> {
        let named = entry.step.as_ref()?;
        self.plan.steps.iter().position(|step| step.id == named.step)
    }
}
