//! Tonight, what is told of a dose, the reminders, the card.

use super::Nocte;
use crate::error::ApiError;
use crate::mirror::Screen;
use crate::mirror::{
    ActionResult, DeliveredReminder, Lang, LoggedView, PendingReminder, RemindersView, Told, TonightView,
    Worded,
};
use nocte_core::app::{App, view};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::logging::LogRequest;
use nocte_core::domain::night::Night;

#[uniffi::export]
impl Nocte {
    /// Tonight's screen.
    pub fn tonight(&self) -> Result<TonightView, ApiError> {
        self.read("tonight", App::tonight_view)
    }

    /// Tells of a dose: logs, corrects or takes back. A result that stores nothing is an answer, not an error.
    ///
    /// `night` is the notification's, or the one picked; without one it is the night of the time of taking.
    pub fn log(&self, told: Told, night: Option<Night>) -> Result<LoggedView, ApiError> {
        let request = LogRequest { told, night, source: self.source.clone() };
        let stale = [Screen::Tonight, Screen::Plan, Screen::Bottles, Screen::History];
        self.write("log", &stale, |app, lang| app.log_view(&request, lang))
    }

    /// *Later*: asks for the reminder of a night once more, in the usual time. A refusal is an answer, not an error.
    pub fn snooze(&self, night: Night) -> Result<ActionResult, ApiError> {
        self.write("snooze", &[Screen::Tonight], |app, _| app.snooze(night))
    }

    /// Takes back any fact; it stays in the file.
    pub fn take_back(&self, fact: FactId) -> Result<FactId, ApiError> {
        let all = [Screen::Tonight, Screen::Plan, Screen::Medicines, Screen::Bottles, Screen::History];
        self.write("take_back", &all, |app, _| app.take_back(fact))
    }

    /// The reminders this phone should hold, given what stands in its notification shade and what is pending.
    /// `nights` shortens the horizon.
    pub fn reminders(
        &self,
        delivered: Vec<DeliveredReminder>,
        pending: Vec<PendingReminder>,
        nights: Option<u32>,
    ) -> Result<RemindersView, ApiError> {
        self.read("reminders", |app, lang| app.reminders_view(delivered, &pending, nights, lang))
    }

    /// The emergency card, a line each. It names the drug: it leaves the phone only by its owner's hand.
    pub fn card(&self) -> Result<Vec<String>, ApiError> {
        self.read("card", App::card_view)
    }
}

/// The red flags in sentences, reachable without a store and without a network.
#[uniffi::export]
pub fn red_flags(lang: Lang) -> Result<Vec<Worded>, ApiError> {
    Ok(view::red_flags(lang))
}
