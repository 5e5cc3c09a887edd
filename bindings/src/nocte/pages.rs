//! Pages on paper.

use super::Nocte;
use crate::error::ApiError;
use crate::mirror::{Paper, ReportView};

#[uniffi::export]
impl Nocte {
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
