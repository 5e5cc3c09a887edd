//! The plan: begun, changed, stepped, held.

use super::{Nocte, Worded};
use crate::error::ApiError;
use crate::mirror::{
    Agreement, Lang, PlanPage, PlanStart, PlanStep, PlannedVersion, Resumed, StepTap, Taking, When,
};
use crate::ports::Screen;
use crate::scalar::{Day, Index};
use nocte_core::catalogue;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::HoldReason;
use nocte_core::domain::protocol::Protocol;
use nocte_core::words;

const STALE: [Screen; 3] = [Screen::Tonight, Screen::Plan, Screen::Medicines];

/// The plan's page.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PlanView {
    /// The values.
    pub page: PlanPage,
    /// The state in words.
    pub state_text: String,
    /// The steps in words, in their order.
    pub steps: Vec<String>,
    /// What the next step waits for, in words.
    pub waits_for: Vec<Worded>,
}

/// A version just made.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PlannedView {
    /// The values.
    pub made: PlannedVersion,
    /// What to say of it, in words.
    pub warnings: Vec<String>,
}

/// A protocol to begin from.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProtocolView {
    /// "P2".
    pub id: String,
    /// Where it comes from.
    pub provenance: String,
    /// Whether it can be begun as it stands.
    pub executable: bool,
    /// Its steps in words.
    pub steps: Vec<String>,
    /// Its rules and remarks in words.
    pub rules: Vec<String>,
    /// What its source leaves open.
    pub missing: Vec<String>,
}

/// A change to the plan.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum PlanChange {
    /// The present step again, from 0.
    Repeat,
    /// One step back.
    Back,
    /// Half the dose.
    Halve,
    /// Other steps, agreed with the prescriber.
    Steps {
        /// The steps.
        steps: Vec<PlanStep>,
        /// The one to begin with.
        start_step: Index,
        /// The prescriber's cap.
        cap: Option<Dose>,
        /// Who agreed.
        agreement: Agreement,
    },
    /// A stop night; without one at once.
    Stop {
        /// The last night with a dose.
        last: Option<Night>,
        /// Who agreed.
        agreement: Agreement,
    },
    /// Step 1 again, agreed with the prescriber.
    Retitrate {
        /// Who agreed.
        agreement: Agreement,
    },
    /// The periodic down-then-up.
    Recheck {
        /// Who agreed, where the protocol asks for it.
        agreement: Option<Agreement>,
    },
}

/// Why to hold.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum HoldWish {
    /// The patient's own wish.
    Patient,
    /// A clinician said so.
    Clinician,
    /// The newest side effect that stands open.
    OpenEffect,
    /// An operation; the hold begins as early as the rule asks for, and `from` is not read.
    Surgery {
        /// Its day.
        on: Day,
    },
}

fn view(page: PlanPage, lang: Lang) -> PlanView {
    let last = page.plan.steps.len().saturating_sub(1);
    let steps = page.plan.steps.iter().enumerate();
    let steps = steps.map(|(index, step)| words::plan::show_step(step, index == last, lang)).collect();
    let blocks = page.progress.iter().flat_map(|progress| &progress.blocks);
    let waits_for = blocks.map(|one| Worded::new(one.code(), words::plan::show_block(one, lang))).collect();
    PlanView { state_text: words::plan::show_state(page.state, lang).to_owned(), steps, waits_for, page }
}

pub(super) fn planned(made: PlannedVersion, lang: Lang) -> PlannedView {
    let warnings = made.warnings.iter().map(|warning| words::plan::show_warning(warning, lang));
    let reasons = made.reasons.iter().map(|reason| words::safety::reason(reason, lang));
    PlannedView { warnings: warnings.chain(reasons).collect(), made }
}

#[uniffi::export]
impl Nocte {
    /// The plan's page; nothing without a plan.
    pub fn plan(&self) -> Result<Option<PlanView>, ApiError> {
        self.read("plan", |app, lang| Ok(app.plan()?.map(|page| view(page, lang))))
    }

    /// Begins a plan. Refused with code `type_twice` until a high first dose was typed a second time.
    pub fn begin_plan(
        &self,
        start: PlanStart,
        agreement: Agreement,
        taking: Option<Taking>,
        when: When,
    ) -> Result<PlannedView, ApiError> {
        self.write("begin_plan", &STALE, |app, lang| {
            Ok(planned(app.begin_plan(start, agreement, taking, when)?, lang))
        })
    }

    /// Changes the plan; the past is never rewritten.
    pub fn change_plan(&self, change: PlanChange, when: When) -> Result<PlannedView, ApiError> {
        self.write("change_plan", &STALE, |app, lang| {
            let made = match change {
                PlanChange::Repeat => app.repeat_step(when),
                PlanChange::Back => app.step_back(when),
                PlanChange::Halve => app.halve(when),
                PlanChange::Steps { steps, start_step, cap, agreement } => {
                    app.change_plan(steps, start_step, cap, agreement, when)
                }
                PlanChange::Stop { last, agreement } => app.stop_plan(last, agreement),
                PlanChange::Retitrate { agreement } => app.retitrate(agreement, when),
                PlanChange::Recheck { agreement } => app.recheck(agreement, when),
            };
            Ok(planned(made?, lang))
        })
    }

    /// Starts the next step, if it is earned, with all that is said about it.
    pub fn step_up(&self, tap: StepTap) -> Result<FactId, ApiError> {
        self.write("step_up", &STALE, |app, _| Ok(app.step_up_saying(tap)?.id))
    }

    /// Confirms the present step's gate without starting the next: a clinician's word, or without one the
    /// patient's own that the nights were free of symptoms.
    pub fn confirm_gate(&self, clinician: Option<Agreement>) -> Result<FactId, ApiError> {
        self.write("confirm_gate", &STALE, |app, _| {
            Ok(match clinician {
                Some(agreement) => app.confirm_gate(agreement)?,
                None => app.say_symptom_free()?,
            })
        })
    }

    /// Begins a hold at `from`; without one, tonight.
    pub fn hold(&self, wish: HoldWish, from: Option<Night>) -> Result<FactId, ApiError> {
        self.write("hold", &STALE, |app, _| {
            Ok(match wish {
                HoldWish::Patient => app.hold(HoldReason::Patient, from)?,
                HoldWish::Clinician => app.hold(HoldReason::Clinician, from)?,
                HoldWish::OpenEffect => app.hold_for_effect(from)?,
                HoldWish::Surgery { on } => app.hold_for_surgery(on)?,
            })
        })
    }

    /// Ends every open hold that has begun. Refused with the reasons while safety stands against it.
    pub fn resume(&self, from: Option<Night>, no_opioids: bool) -> Result<Resumed, ApiError> {
        self.write("resume", &STALE, |app, _| {
            Ok(if no_opioids { app.resume_saying_no_opioids(from)? } else { app.resume(from)? })
        })
    }
}

/// The shipped protocols. None is proposed: a prescriber names one.
#[uniffi::export]
pub fn protocols(lang: Lang) -> Result<Vec<ProtocolView>, ApiError> {
    let view = |one: &Protocol| ProtocolView {
        id: one.id.clone(),
        provenance: words::plan::show_provenance(one, lang),
        executable: one.executable,
        steps: one.steps.iter().map(|step| words::plan::show_protocol_step(step, lang)).collect(),
        rules: words::plan::show_rules(one, lang),
        missing: one
            .missing
            .iter()
            .map(|missing| words::plan::show_missing(*missing, lang).to_owned())
            .collect(),
    };
    Ok(catalogue::protocols().iter().map(view).collect())
}
