//! Screens, finished: the values of one page and their sentences in one record, so that a shell asks once and decides
//! nothing.
//!
//! The values are the domain's, the sentences `words`'. The terminal lays out its own; the phones show these.

mod amounts;
mod bottles;
mod clinic;
mod evidence;
mod medicines;
mod plan;
mod refused;
mod report;
mod response;
mod tonight;

pub use amounts::{DilutionStage, DilutionView, Shown, WarningView};
pub use bottles::{BottleCard, BottlesView, SupplyCard};
pub use clinic::{ClinicView, ParkedView, SyncTrouble, SyncView};
pub use evidence::{AskedView, CardView, EvidenceView, GettingView, TopicView, evidence, getting};
pub use medicines::{CheckView, ClockRow, MedicinesView, QuestionRow};
pub use plan::{PlanView, PlannedView, ProtocolView, protocols};
pub use refused::{BackupProblem, PairProblem, Refused};
pub use report::ReportView;
pub use response::{LevelsView, ResponseView, ScaleView};
pub use tonight::{HistoryView, LoggedView, RemindersView, TonightView, red_flags};

/// A code with its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// In `snake_case`, the same in every language.
    pub code: String,
    /// What a person reads.
    pub text: String,
}

impl Worded {
    fn new(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: code.into(), text: text.into() }
    }
}
