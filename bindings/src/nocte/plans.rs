//! The plan: begun, changed, stepped, held.

use super::Nocte;
use crate::error::ApiError;
use crate::mirror::Screen;
use crate::mirror::{
    Agreement, HoldWish, Lang, PlanChange, PlanView, PlannedView, ProtocolView, Resumed, StepTap, When,
};
use nocte_core::app::{App, view};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;

const STALE: [Screen; 3] = [Screen::Tonight, Screen::Plan, Screen::Medicines];

#[uniffi::export]
impl Nocte {
    /// The plan's page; nothing without a plan.
    pub fn plan(&self) -> Result<Option<PlanView>, ApiError> {
        self.read("plan", App::plan_view)
    }

    /// Begins a plan or changes it; the past is never rewritten. Refused with code `type_twice` until a high first
    /// dose was typed a second time.
    pub fn change_plan(&self, change: PlanChange, when: When) -> Result<PlannedView, ApiError> {
        self.write("change_plan", &STALE, |app, lang| {
            app.wished(change, when).map(|made| PlannedView::of(made, lang))
        })
    }

    /// Starts the next step, if it is earned, with all that is said about it.
    pub fn step_up(&self, tap: StepTap) -> Result<FactId, ApiError> {
        self.write("step_up", &STALE, |app, _| Ok::<_, ApiError>(app.step_up_saying(tap)?.id))
    }

    /// Confirms the present step's gate without starting the next: a clinician's word, or without one the
    /// patient's own that the nights were free of symptoms.
    pub fn confirm_gate(&self, clinician: Option<Agreement>) -> Result<FactId, ApiError> {
        self.write("confirm_gate", &STALE, |app, _| app.confirm_gate(clinician))
    }

    /// Begins a hold at `from`; without one, tonight. One for an operation begins as early as the rule asks for.
    pub fn hold(&self, wish: HoldWish, from: Option<Night>) -> Result<FactId, ApiError> {
        self.write("hold", &STALE, |app, _| app.hold_as(wish, from))
    }

    /// Ends every open hold that has begun. Refused with the reasons while safety stands against it.
    pub fn resume(&self, from: Option<Night>, no_opioids: bool) -> Result<Resumed, ApiError> {
        self.write("resume", &STALE, |app, _| app.resume_saying(from, no_opioids))
    }
}

/// The shipped protocols. None is proposed: a prescriber names one.
#[uniffi::export]
pub fn protocols(lang: Lang) -> Result<Vec<ProtocolView>, ApiError> {
    Ok(view::protocols(lang))
}
