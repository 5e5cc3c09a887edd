//! What was felt and found, what is on record, and the settings.

use super::Nocte;
use crate::error::ApiError;
use crate::mirror::Screen;
use crate::mirror::{Choice, DiaryEntry, EvidenceView, GettingView, HistoryView, ResponseView, Settings};
use nocte_core::app::App;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;

#[uniffi::export]
impl Nocte {
    /// Keeps an entry of the diary.
    pub fn keep(&self, entry: DiaryEntry) -> Result<FactId, ApiError> {
        self.write("keep", &[Screen::History, Screen::Plan, Screen::Tonight], |app, _| app.enter(&entry))
    }

    /// What is on record from one night to another.
    pub fn history(&self, from: Night, to: Night) -> Result<HistoryView, ApiError> {
        self.read("history", |app, lang| app.history_view(from, to, lang))
    }

    /// The newest page, or the one before `before`: so many nights of the calendar, the last of them with an entry.
    pub fn history_page(&self, before: Option<Night>, nights: u32) -> Result<HistoryView, ApiError> {
        self.read("history_page", |app, lang| app.history_page(before, nights, lang))
    }

    /// *Is it working?*
    pub fn response(&self) -> Result<ResponseView, ApiError> {
        self.read("response", App::response_view)
    }

    /// For and against, each with its source.
    pub fn evidence(&self) -> Result<EvidenceView, ApiError> {
        self.read("evidence", |app, lang| Ok::<_, ApiError>(app.evidence_view(lang)))
    }

    /// What to ask the prescriber, the pharmacy and the insurer.
    pub fn getting_it(&self) -> Result<GettingView, ApiError> {
        self.read("getting_it", |app, lang| Ok::<_, ApiError>(app.getting_view(lang)))
    }

    /// The choices in force.
    pub fn settings(&self) -> Result<Settings, ApiError> {
        self.read("settings", |app, _| app.settings())
    }

    /// Keeps choices made together, all or none.
    pub fn choose(&self, choices: Vec<Choice>) -> Result<(), ApiError> {
        let stale = [Screen::Settings, Screen::Tonight, Screen::Plan, Screen::Bottles];
        self.write("choose", &stale, |app, _| app.choose(choices))
    }

    /// Makes this phone the one that gives the dose; refused (`SyncFirst`) while another gives and this one has not
    /// just heard from it.
    pub fn give_here(&self) -> Result<(), ApiError> {
        self.write("give_here", &[Screen::Settings, Screen::Tonight], |app, _| {
            app.give_here().map(|_giving| ())
        })
    }

    /// Says who holds this phone; *Tonight* names them beside what was logged on it.
    pub fn name_holder(&self, name: String) -> Result<(), ApiError> {
        self.write("name_holder", &[Screen::Settings, Screen::Tonight], |app, _| app.name_holder(&name))
    }
}
