//! *Is it working?*, *For and against*, *Getting it*, and the pages on paper, finished.

use super::Worded;
pub(crate) use nocte_core::app::view::{
    AskedView, CardView, EvidenceView, GettingView, LevelsView, ReportView, ResponseView, ScaleView,
    TopicView,
};
use nocte_core::domain::night::Night;
pub(crate) use nocte_core::domain::paper::Paper;
pub(crate) use nocte_core::domain::response::{Mark, MarkedNight};

mirror! {
    /// *Is it working?* `caution` stands under every comparison, `marked` under its note; what is empty is not shown.
    struct ResponseView {
        notices: Vec<Worded>, scales: Vec<ScaleView>, caution: String, recheck: Vec<String>,
        marked_note: String, marked: Vec<Worded>, effects: Vec<Worded>, sleep: String, rungs: Vec<String>,
        changed: Vec<String>, labs_note: String, labs: Vec<String>,
    }
    struct ScaleView { scale: Worded, verdict: Worded, nights_taken: u32, levels: Option<LevelsView> }
    /// Two levels and the fall between them; `hundredths` is the fall and its interval's ends, for a picture.
    struct LevelsView {
        before: String, after: String, before_nights: u32, after_nights: u32, points: String,
        percent: Option<String>, interval: Option<String>, responder: bool, hundredths: Vec<i64>,
    }
    /// Statements for and against; what is not reviewed or out of date says so in `notices`, first.
    struct EvidenceView { preface: String, notices: Vec<Worded>, topics: Vec<TopicView> }
    struct TopicView { heading: Worded, cards: Vec<CardView> }
    /// One statement, and in `beside` what else is said of the same thing: show both.
    struct CardView {
        claim: Worded, side: Worded, found: String, sources: Vec<String>, beside: Vec<Worded>, verify: Option<String>,
    }
    /// Questions to take along.
    struct GettingView { preface: String, notices: Vec<Worded>, asked: Vec<AskedView> }
    struct AskedView { of: Worded, questions: Vec<Worded> }
    enum Mark { Infection, Exertion, Crash, Period }
    struct MarkedNight { night: Night, mark: Mark }
    /// A page on paper: its lines to be shown, all of it as text and as HTML, and the file's name without an ending.
    struct ReportView {
        paper: Paper, title: String, lines: Vec<String>, text: String, html: String, file_name: String,
    }
    /// The kinds of pages, in the order in which they are offered.
    enum Paper { Start, FollowUp, Anaesthetist, Travel, Card, Month, Label }
}
