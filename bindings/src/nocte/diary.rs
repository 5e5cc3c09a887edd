//! What was felt and found, what is on record, and the settings.

use super::Nocte;
use crate::error::ApiError;
use crate::mirror::{Choice, Counts, EffectReport, Giving, History, Settings};
use crate::ports::Screen;
use crate::scalar::Day;
use nocte_core::domain::entry::DoseEntry;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::domain::ratio::Ratio;
use nocte_core::error::Error;
use nocte_core::store::StoreError;

const STALE: [Screen; 2] = [Screen::History, Screen::Plan];

/// What is on record of a stretch of nights.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HistoryView {
    /// The entries.
    pub history: History,
    /// What was swallowed by each dose entry, in ng, in their order.
    pub amounts: Vec<Option<Ratio>>,
    /// How much is on record at all.
    pub counts: Counts,
}

#[uniffi::export]
impl Nocte {
    /// Keeps a rating from 0 to 10; without a night, tonight's.
    pub fn rate(&self, scale: &str, value: u8, night: Option<Night>) -> Result<FactId, ApiError> {
        self.write("rate", &STALE, |app, _| Ok(app.rate(scale, value, night)?.0))
    }

    /// Keeps a side effect, or a change in one that stands open.
    pub fn report_effect(&self, report: EffectReport) -> Result<FactId, ApiError> {
        let stale = [Screen::History, Screen::Plan, Screen::Tonight];
        self.write("report_effect", &stale, |app, _| Ok(app.report_effect(&report)?.0))
    }

    /// Keeps a laboratory value as the report prints it; without a day, today's.
    pub fn keep_lab(
        &self,
        what: &str,
        value: &str,
        unit: &str,
        method: Option<String>,
        on: Option<Day>,
    ) -> Result<FactId, ApiError> {
        self.write("keep_lab", &STALE, |app, _| Ok(app.keep_lab(what, (value, unit), method, on)?.0))
    }

    /// Keeps a note, or without a text marks a bad day.
    pub fn note(&self, text: Option<String>, night: Option<Night>) -> Result<FactId, ApiError> {
        self.write("note", &STALE, |app, _| {
            Ok(match text {
                Some(text) => app.note(&text, night)?.0,
                None => app.bad_day(night)?.0,
            })
        })
    }

    /// What is on record from one night to another. Ask for pages of weeks, not for years.
    pub fn history(&self, from: Night, to: Night) -> Result<HistoryView, ApiError> {
        self.read("history", |app, _| {
            let (history, counts) = match app.store() {
                Ok(store) => (store.history(&(from..=Night::second_of(to.date)))?, store.counts()?),
                Err(Error::Store(StoreError::Missing)) => (History::default(), Counts::default()),
                Err(error) => return Err(error.into()),
            };
            let amounts = history.doses.iter().map(DoseEntry::amount_ng).collect();
            Ok(HistoryView { history, amounts, counts })
        })
    }

    /// The choices in force.
    pub fn settings(&self) -> Result<Settings, ApiError> {
        self.read("settings", |app, _| Ok(app.settings()?))
    }

    /// Keeps choices made together, all or none.
    pub fn choose(&self, choices: Vec<Choice>) -> Result<(), ApiError> {
        let stale = [Screen::Settings, Screen::Tonight, Screen::Plan, Screen::Bottles];
        self.write("choose", &stale, |app, _| Ok(app.choose(choices)?))
    }

    /// Makes this phone the one that gives the dose; refused (`SyncFirst`) while another gives and this one has not
    /// just heard from it.
    pub fn give_here(&self) -> Result<Giving, ApiError> {
        self.write("give_here", &[Screen::Settings, Screen::Tonight], |app, _| Ok(app.give_here()?))
    }

    /// Says who holds this phone; *Tonight* names them beside what was logged on it.
    pub fn name_holder(&self, name: String) -> Result<(), ApiError> {
        self.write("name_holder", &[Screen::Settings, Screen::Tonight], |app, _| Ok(app.name_holder(&name)?))
    }
}
