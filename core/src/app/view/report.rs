//! A page on paper, finished for a phone: shown as lines, shared as a file.

use crate::app::App;
use crate::domain::paper::Paper;
use crate::error::Error;
use crate::report::{self, Document};
use crate::words::Lang;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportView {
    /// What it is for.
    pub paper: Paper,
    /// Its title.
    pub title: String,
    /// Every line of it, front to back, each to be copied as it stands.
    pub lines: Vec<String>,
    /// All of it as one text.
    pub text: String,
    /// All of it as one HTML file, complete in itself.
    pub html: String,
    /// The name of the file without its ending: a day, and nothing of the patient.
    pub file_name: String,
}

impl App {
    /// [`App::report`], finished.
    pub fn report_view(&self, paper: Paper, lang: Lang) -> Result<ReportView, Error> {
        let document = self.report(paper, lang)?;
        let file_name = format!("nocte-{}-{}", paper.code(), self.night()?.date);
        Ok(view(&document, file_name))
    }
}

fn view(document: &Document, file_name: String) -> ReportView {
    ReportView {
        paper: document.paper,
        title: document.title.clone(),
        lines: report::lines(document),
        text: report::text(document),
        html: report::html(document),
        file_name,
    }
}
