//! The taps: the only ways a step begins or a gate opens. Each is refused with the reasons, or makes a decision.

use super::block::Block;
use super::chain::{plan_in_force, rivals};
use super::count::first_open_night;
use super::span::step_on;
use super::{Progress, progress};
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::{Agreement, DecisionKind, Gate, NewDecision};

/// Why a tap changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TapRefusal {
    /// No plan is in force.
    NoPlan,
    /// The step waits for these.
    Blocked(Vec<Block>),
    /// The present step has no such gate.
    NoSuchGate,
    /// There is nothing to choose between.
    NothingToChoose,
}

/// Starts the next step from the first open night, if it is earned (`safety.md` 15). Down steps of a re-check too.
///
/// The question about opioids (`safety.md` 2) is asked by the caller before every step up.
pub fn step_up(journal: &Journal, tonight: Night) -> Result<NewDecision, TapRefusal> {
    let Progress { plan, next, blocks, .. } = progress(journal, tonight).ok_or(TapRefusal::NoPlan)?;
    match next {
        Some(next) if blocks.is_empty() => Ok(NewDecision {
            plan,
            kind: DecisionKind::StepUp { to: next.id },
            from: first_open_night(journal, tonight),
        }),
        _ => Err(TapRefusal::Blocked(blocks)),
    }
}

/// The patient's word, once, that the nights were free of symptoms.
///
/// Refused while an effect is open or the nights are too few: it would be a word about nights to come.
pub fn say_symptom_free(journal: &Journal, tonight: Night) -> Result<NewDecision, TapRefusal> {
    let plan = plan_in_force(journal, tonight).ok_or(TapRefusal::NoPlan)?;
    let (index, step) = step_on(journal, plan, tonight).ok_or(TapRefusal::NoPlan)?;
    if !matches!(step.gate, Gate::SymptomFree { .. }) {
        return Err(TapRefusal::NoSuchGate);
    }
    let mut blocks = super::block::blocks(journal, plan, index, tonight);
    blocks.retain(|block| {
        matches!(block, Block::Ended { .. } | Block::EffectOpen(_) | Block::SymptomFreeNights { .. })
    });
    if !blocks.is_empty() {
        return Err(TapRefusal::Blocked(blocks));
    }
    let kind = DecisionKind::SymptomFree { step: step.id.clone() };
    Ok(NewDecision { plan: plan.id, kind, from: tonight })
}

/// A clinician's confirmation of the present step's gate: signed by an order, or reported by the patient.
pub fn confirm_clinician(
    journal: &Journal,
    agreement: Agreement,
    tonight: Night,
) -> Result<NewDecision, TapRefusal> {
    let plan = plan_in_force(journal, tonight).ok_or(TapRefusal::NoPlan)?;
    let (_, step) = step_on(journal, plan, tonight).ok_or(TapRefusal::NoPlan)?;
    if step.gate != Gate::Clinician {
        return Err(TapRefusal::NoSuchGate);
    }
    let kind = DecisionKind::ClinicianGate { step: step.id.clone(), agreement };
    Ok(NewDecision { plan: plan.id, kind, from: tonight })
}

/// Chooses between two versions that follow one: `chosen` is followed from the first open night, `over` no longer.
pub fn choose(
    journal: &Journal,
    chosen: FactId,
    over: FactId,
    tonight: Night,
) -> Result<NewDecision, TapRefusal> {
    let rivals = rivals(journal, tonight);
    let known = |id: FactId| rivals.iter().any(|plan| plan.id == id);
    if chosen == over || !known(chosen) || !known(over) {
        return Err(TapRefusal::NothingToChoose);
    }
    let from = first_open_night(journal, tonight);
    Ok(NewDecision { plan: chosen, kind: DecisionKind::Choose { over }, from })
}
