//! A second, simpler book beside the journal, from which each tap of a random life is judged.

use crate::life::{Life, night};
use nocte_core::domain::entry::{DoseStatus, StepRef};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::plan::Gate;
use nocte_core::domain::progress::{StepSpan, confirmed_steps, first_open_night};
use nocte_core::domain::symptom::Severity;
use std::collections::{HashMap, HashSet};

/// What was felt, held, said and confirmed, by the number of its night.
#[derive(Debug, Default)]
pub(crate) struct Book {
    pub(crate) effects: Vec<Felt>,
    pub(crate) holds: Vec<Held>,
    /// The newest word on each step that its nights were quiet.
    pub(crate) said: HashMap<StepRef, i64>,
    /// The steps a clinician confirmed.
    pub(crate) confirmed: HashSet<StepRef>,
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

/// One hold.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) id: FactId,
    pub(crate) from: i64,
    pub(crate) until: Option<i64>,
}

impl Book {
    /// Whether a moderate or severe effect is open now.
    pub(crate) fn bad(&self) -> bool {
        self.effects.iter().any(|felt| felt.severity >= Severity::Moderate && felt.ended.is_none())
    }

    pub(crate) fn held(&self, number: i64) -> bool {
        self.holds.iter().any(|hold| hold.from <= number && hold.until.is_none_or(|until| number < until))
    }

    /// Nights of a span with a taken entry, up to `last`, none of them held.
    pub(crate) fn counted(&self, life: &Life, span: &StepSpan, last: i64) -> Vec<i64> {
        let taken = |number: &i64| {
            life.journal
                .doses
                .iter()
                .any(|entry| entry.night == night(*number) && entry.status == DoseStatus::Taken)
        };
        (0..=last).filter(|number| span.covers(night(*number)) && !self.held(*number)).filter(taken).collect()
    }

    /// Whether a tap would start the next step, judged from this book alone.
    pub(crate) fn earned(&self, life: &Life) -> bool {
        let spans = confirmed_steps(&life.journal);
        let tonight = night(life.tonight);
        let Some(span) = spans.iter().find(|span| span.covers(tonight)) else { return false };
        let steps = &life.plan().steps;
        let Some(index) = steps.iter().position(|step| step.id == span.step.step) else { return false };
        let (Some(step), Some(_)) = (steps.get(index), steps.get(index + 1)) else { return false };
        let counted = self.counted(life, span, life.tonight);
        let begins = first_open_night(&life.journal, tonight);
        let held_then =
            (life.tonight..=life.tonight + 2).any(|number| night(number) == begins && self.held(number));
        spans.iter().all(|span| span.first <= tonight)
            && counted.len() >= step.min_nights as usize
            && !self.bad()
            && !self.held(life.tonight)
            && !held_then
            && self.gate_is_open(step.gate, span, &counted, life.tonight)
    }

    fn gate_is_open(&self, gate: Gate, span: &StepSpan, counted: &[i64], tonight: i64) -> bool {
        match gate {
            Gate::Nights | Gate::Patient => true,
            Gate::Clinician => self.confirmed.contains(&span.step),
            Gate::SymptomFree { nights } => {
                let burdened = |number: &i64| self.effects.iter().any(|felt| felt.on(*number));
                let last = (0..=tonight).rfind(burdened).unwrap_or(-1);
                let quiet =
                    |upto: i64| counted.iter().filter(|number| **number > last && **number <= upto).count();
                self.said.get(&span.step).is_some_and(|said| quiet(*said) >= nights as usize)
            }
        }
    }
}
