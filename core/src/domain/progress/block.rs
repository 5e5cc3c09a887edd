//! What the next step waits for: each answer to "why can't I increase?" as a value.

use super::chain::{ended_on, rivals, upcoming};
use super::count::{counted_nights, first_open_night, nights};
use super::effect::{OpenEffect, last_burdened_night, open_effects};
use super::start::starts;
use crate::domain::amount::Dose;
use crate::domain::fact_id::FactId;
use crate::domain::hold;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::{DecisionKind, Gate, HoldReason, PlanVersion, Step};
use std::collections::BTreeSet;

/// One thing the next step waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The prescriber's stop night lies behind.
    Ended {
        /// The last night with a dose.
        last: Night,
    },
    /// Two versions stand side by side (two phones, or a step back before a planned change): choose first.
    TwoPlans,
    /// The next step is already confirmed and begins on this night.
    Confirmed {
        /// Its first night.
        from: Night,
    },
    /// Another version of the plan begins on this night.
    ChangePending {
        /// Its first night.
        from: Night,
    },
    /// There is no next step: stay, and let it be reviewed.
    LastStep,
    /// The next step lies above the plan's cap.
    AboveCap {
        /// Its dose.
        dose: Dose,
        /// The cap.
        cap: Dose,
    },
    /// Too few nights taken.
    Nights {
        /// Counted so far.
        taken: u32,
        /// Asked for.
        needed: u32,
    },
    /// A moderate or severe effect is open.
    EffectOpen(OpenEffect),
    /// A hold is active.
    Hold {
        /// Which.
        hold: FactId,
        /// Why.
        reason: HoldReason,
    },
    /// Too few nights taken since the last moderate or severe effect.
    SymptomFreeNights {
        /// Counted since.
        free: u32,
        /// Asked for.
        needed: u32,
    },
    /// The nights were enough, but a blank night is not symptom-free: the patient has not said so yet.
    SymptomFreeNotSaid,
    /// A clinician has not confirmed yet.
    Clinician,
}

impl Block {
    /// A stable code for JSON and vectors.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ended { .. } => "ended",
            Self::TwoPlans => "two_plans",
            Self::Confirmed { .. } => "confirmed",
            Self::ChangePending { .. } => "change_pending",
            Self::LastStep => "last_step",
            Self::AboveCap { .. } => "above_cap",
            Self::Nights { .. } => "nights",
            Self::EffectOpen(_) => "effect_open",
            Self::Hold { .. } => "hold",
            Self::SymptomFreeNights { .. } => "symptom_free_nights",
            Self::SymptomFreeNotSaid => "symptom_free_not_said",
            Self::Clinician => "clinician",
        }
    }
}

/// Everything the step after `index` waits for tonight, the most final first.
pub(super) fn blocks(journal: &Journal, plan: &PlanVersion, index: usize, tonight: Night) -> Vec<Block> {
    if let Some(last) = plan.stop_after.filter(|_| ended_on(plan, tonight)) {
        return vec![Block::Ended { last }];
    }
    let (Some(step), Some(next)) = (plan.steps.get(index), plan.steps.get(index + 1)) else {
        return vec![Block::LastStep];
    };
    let mut blocks = pending(journal, plan, tonight);
    if let Some(cap) = plan.cap.filter(|cap| next.dose > *cap) {
        blocks.push(Block::AboveCap { dose: next.dose, cap });
    }
    let counted = counted_nights(journal, plan, &step.id, tonight);
    // Even a step of 0 nights is lived at least once before the next: the calendar alone never advances.
    let (taken, needed) = (nights(&counted), step.min_nights.max(1));
    if taken < needed {
        blocks.push(Block::Nights { taken, needed });
    }
    blocks.extend(open_effects(journal).into_iter().map(Block::EffectOpen));
    blocks.extend(active_holds(journal, tonight));
    blocks.extend(gate(journal, plan, step, &counted, tonight));
    blocks
}

/// What is already decided about the coming nights.
fn pending(journal: &Journal, plan: &PlanVersion, tonight: Night) -> Vec<Block> {
    let mut blocks = Vec::new();
    if rivals(journal, tonight).len() > 1 {
        blocks.push(Block::TwoPlans);
    }
    if let Some((from, _)) = starts(journal, plan).into_iter().find(|(first, _)| *first > tonight) {
        blocks.push(Block::Confirmed { from });
    }
    if let Some(version) = upcoming(journal, tonight) {
        blocks.push(Block::ChangePending { from: version.effective_night });
    }
    blocks
}

/// The holds over tonight, or over the night on which a step would begin.
fn active_holds(journal: &Journal, tonight: Night) -> impl Iterator<Item = Block> {
    let begins = first_open_night(journal, tonight);
    hold::holds(journal)
        .into_iter()
        .filter(move |one| hold::covers(one, tonight) || hold::covers(one, begins))
        .map(|one| Block::Hold { hold: one.id, reason: one.reason })
}

/// What the step's own gate waits for.
fn gate(
    journal: &Journal,
    plan: &PlanVersion,
    step: &Step,
    counted: &BTreeSet<Night>,
    tonight: Night,
) -> Option<Block> {
    match step.gate {
        // The tap that starts the next step is the patient's confirmation.
        Gate::Nights | Gate::Patient => None,
        Gate::Clinician => {
            let confirmed = journal.decisions.iter().any(|decision| {
                decision.plan == plan.id
                    && matches!(&decision.kind, DecisionKind::ClinicianGate { step: of, .. } if *of == step.id)
            });
            (!confirmed).then_some(Block::Clinician)
        }
        Gate::SymptomFree { nights } => symptom_free(journal, plan, step, counted, nights, tonight),
    }
}

/// The symptom-free gate: `needed` counted nights since the last burdened one, and the patient's word on them.
///
/// The word must be younger than those nights; said on the first night of a step it would speak of nights
/// still to come. An effect that opens afterwards takes it back.
fn symptom_free(
    journal: &Journal,
    plan: &PlanVersion,
    step: &Step,
    counted: &BTreeSet<Night>,
    needed: u32,
    tonight: Night,
) -> Option<Block> {
    let burdened = last_burdened_night(journal, tonight);
    let free: Vec<Night> =
        counted.iter().copied().filter(|night| burdened.is_none_or(|last| *night > last)).collect();
    let count = |upto: Night| u32::try_from(free.iter().filter(|night| **night <= upto).count());
    let enough = |upto: Night| count(upto).unwrap_or(u32::MAX) >= needed;
    if !enough(tonight) {
        return Some(Block::SymptomFreeNights { free: count(tonight).unwrap_or(u32::MAX), needed });
    }
    let said = journal.decisions.iter().any(|decision| {
        decision.plan == plan.id
            && decision.from <= tonight
            && enough(decision.from)
            && matches!(&decision.kind, DecisionKind::SymptomFree { step: of } if *of == step.id)
    });
    (!said).then_some(Block::SymptomFreeNotSaid)
}
