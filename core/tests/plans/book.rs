//! A second, simpler book beside the journal, from which each tap of a random life is judged.

use crate::life::{Life, night};
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::plan::Gate;
use nocte_core::domain::symptom::Severity;
use std::collections::BTreeSet;

/// The simpler book.
#[derive(Debug, Default)]
pub(crate) struct Book {
    /// Every effect ever felt.
    pub(crate) effects: Vec<Felt>,
    /// Open holds.
    pub(crate) holds: Vec<FactId>,
    /// Every held night so far.
    pub(crate) held: BTreeSet<i64>,
    /// The first night of the step in force.
    pub(crate) step_since: i64,
    /// The night of the patient's word on this step.
    pub(crate) said: Option<i64>,
    /// A clinician confirmed this step.
    pub(crate) confirmed: bool,
    /// The first night of a step or version that was confirmed but has not begun.
    pub(crate) ahead: Option<i64>,
}

/// One effect.
#[derive(Debug)]
pub(crate) struct Felt {
    pub(crate) entry: FactId,
    pub(crate) severity: Severity,
    pub(crate) began: i64,
    pub(crate) ended: Option<i64>,
}

impl Felt {
    /// Whether it burdened a night: the one it began on always, then every one until it was said to be gone.
    fn on(&self, number: i64) -> bool {
        self.severity >= Severity::Moderate
            && (number == self.began
                || (number > self.began && self.ended.is_none_or(|ended| number < ended)))
    }
}

impl Book {
    /// A new step begins: nothing is counted, said or confirmed for it.
    pub(crate) fn begin(&mut self, from: i64, tonight: i64) {
        if from > tonight {
            self.ahead = Some(from);
        } else {
            self.step_since = from;
            self.ahead = None;
        }
        self.said = None;
        self.confirmed = false;
    }

    fn bad(&self) -> bool {
        self.effects.iter().any(|felt| felt.severity >= Severity::Moderate && felt.ended.is_none())
    }

    /// Marks tonight as held as things stand.
    pub(crate) fn mark(&mut self, tonight: i64) {
        if !self.holds.is_empty() {
            self.held.insert(tonight);
        }
    }

    /// Nights with a taken entry since the step began, up to tonight, none of them held.
    pub(crate) fn counted(&self, life: &Life) -> Vec<i64> {
        (self.step_since..=life.tonight)
            .filter(|number| !self.held.contains(number))
            .filter(|number| {
                life.journal
                    .doses
                    .iter()
                    .any(|entry| entry.night == night(*number) && entry.status == DoseStatus::Taken)
            })
            .collect()
    }

    /// Whether the next step is earned, judged from this book alone.
    pub(crate) fn earned(&self, life: &Life) -> bool {
        let progress = life.progress();
        let plan = life.plan();
        let (Some(step), Some(_)) =
            (plan.steps.get(progress.step_index), plan.steps.get(progress.step_index + 1))
        else {
            return false;
        };
        let counted = self.counted(life);
        let quiet: Vec<i64> = {
            let burdened = |number: &i64| self.effects.iter().any(|felt| felt.on(*number));
            let last = (0..=life.tonight).rfind(burdened).unwrap_or(i64::MIN);
            counted.iter().copied().filter(|number| *number > last).collect()
        };
        let gate = match step.gate {
            Gate::Nights | Gate::Patient => true,
            Gate::Clinician => self.confirmed,
            Gate::SymptomFree { nights } => self.said.is_some_and(|said| {
                quiet.iter().filter(|number| **number <= said).count() >= nights as usize
            }),
        };
        self.ahead.is_none()
            && counted.len() >= step.min_nights as usize
            && !self.bad()
            && self.holds.is_empty()
            && gate
    }
}
