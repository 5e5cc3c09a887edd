//! The pages beside the nights.

use super::Nocte;
use crate::error::ApiError;
use crate::mirror::{EvidenceView, GettingView, Paper, ReportView, ResponseView};
use nocte_core::app::App;

#[uniffi::export]
impl Nocte {
    /// *Is it working?*
    pub fn response(&self) -> Result<ResponseView, ApiError> {
        self.read("response", App::response_view)
    }

    /// What speaks for and against. Needs nothing on record.
    pub fn evidence(&self) -> Result<EvidenceView, ApiError> {
        self.read("evidence", |app, lang| Ok::<_, ApiError>(app.evidence_view(lang)))
    }

    /// What to ask on the way to a prescription. Needs nothing on record.
    pub fn getting(&self) -> Result<GettingView, ApiError> {
        self.read("getting", |app, lang| Ok::<_, ApiError>(app.getting_view(lang)))
    }

    /// A page on paper, filled with what is on record now. `NoSuch` for labels without a bottle in use.
    pub fn report(&self, paper: Paper) -> Result<ReportView, ApiError> {
        self.read("report", |app, lang| app.report_view(paper, lang))
    }

    /// The same as a PDF file.
    pub fn report_pdf(&self, paper: Paper) -> Result<Vec<u8>, ApiError> {
        self.read("report_pdf", |app, lang| app.report_pdf(paper, lang))
    }

    /// The doctor's page that is wanted now.
    pub fn usual_paper(&self) -> Result<Paper, ApiError> {
        self.read("usual_paper", |app, _| app.usual_paper())
    }
}
