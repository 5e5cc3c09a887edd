//! Screens, finished: the values of one page and their sentences in one record, so that a shell asks once and decides
//! nothing.
//!
//! The values are the domain's, the sentences `words`'. The terminal lays out its own; the phones show these.

mod accesses;
mod amounts;
mod bottles;
mod clinic;
mod evidence;
mod history;
mod medicines;
mod plan;
mod refused;
mod report;
mod response;
mod restored;
mod share;
mod tonight;

pub use accesses::AccessesView;
pub use amounts::{DilutionStage, DilutionView, Shown, WarningView};
pub use bottles::{BottleCard, BottlesView, SupplyCard};
pub use clinic::{ClinicView, ParkedView, SyncTrouble, SyncView};
pub use evidence::{AskedView, CardView, EvidenceView, GettingView, TopicView, evidence, getting};
pub use history::HistoryView;
pub use medicines::{CheckQuery, CheckView, ClockRow, MedicinesView, QuestionRow};
pub use plan::{PlanFacts, PlanView, PlannedView, ProtocolView, protocols};
pub use refused::{BackupProblem, PairProblem, Refused};
pub use report::ReportView;
pub use response::{LevelsView, ResponseView, ScaleView};
pub use restored::RestoredView;
pub use share::{ShareForm, ShareRow, SharedFileView, SharedView, SharesView};
pub use tonight::{LoggedView, RemindersView, ScaleNumber, TonightView, red_flags};

/// A code with its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// In `snake_case`, the same in every language.
    pub code: String,
    /// What a person reads.
    pub text: String,
}

/// What a shell shows, as far as being stale goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Tonight, its reminders and the card.
    Tonight,
    /// The plan.
    Plan,
    /// Medicines, clocks and questions.
    Medicines,
    /// Bottles and supply.
    Bottles,
    /// History.
    History,
    /// Settings.
    Settings,
    /// The clinic: proposals, messages, how far the sync is.
    Clinic,
}

impl Worded {
    fn new(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: code.into(), text: text.into() }
    }
}
