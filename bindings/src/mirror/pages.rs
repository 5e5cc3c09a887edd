//! Pages on paper, finished.

pub(crate) use nocte_core::app::view::ReportView;
pub(crate) use nocte_core::domain::paper::Paper;

mirror! {
    /// A page on paper: its lines to be shown, all of it as text and as HTML, and the file's name without an ending.
    struct ReportView {
        paper: Paper, title: String, lines: Vec<String>, text: String, html: String, file_name: String,
    }
    /// The kinds of pages, in the order in which they are offered.
    enum Paper { Start, FollowUp, Anaesthetist, Travel, Card, Month, Label }
}
