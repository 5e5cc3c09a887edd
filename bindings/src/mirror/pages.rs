//! The pages beside the nights: is it working, what speaks for and against, what to take along, what goes on paper.

use super::Worded;
pub(crate) use nocte_core::app::view::{
    AskedView, CardView, EvidenceView, GettingView, LevelsView, ReportView, ResponseView, ScaleView,
    TopicView,
};
pub(crate) use nocte_core::domain::paper::Paper;

mirror! {
    /// *Is it working?* `notices` come first. The notes stand over what follows them; what is empty is not shown.
    struct ResponseView {
        notices: Vec<Worded>, scales: Vec<ScaleView>, recheck: Vec<String>, caution: String, marked_note: String, marked: Vec<Worded>,
        effects: Vec<Worded>, sleep: String, rungs: Vec<String>, changed: Vec<String>, labs_note: String,
        labs: Vec<String>,
    }
    /// One scale: its name, the verdict, and the two levels once there is something to compare.
    struct ScaleView { scale: Worded, verdict: Worded, nights_taken: u32, levels: Option<LevelsView> }
    /// Two levels and the change, as they are shown; `hundredths` of a point are for a picture of it.
    struct LevelsView {
        before: String, after: String, before_nights: u32, after_nights: u32, points: String,
        percent: Option<String>, interval: Option<String>, responder: bool, hundredths: Vec<i64>,
    }
    /// What speaks for and against. `notices` come first, never hidden.
    struct EvidenceView { preface: String, notices: Vec<Worded>, topics: Vec<TopicView> }
    /// The statements on one topic.
    struct TopicView { heading: Worded, cards: Vec<CardView> }
    /// One statement, with its side, how it was found, its sources, what else is said, and what is still to verify.
    struct CardView {
        claim: Worded, side: Worded, found: String, sources: Vec<String>, beside: Vec<Worded>, verify: Option<String>,
    }
    /// *Getting it*: the questions to take along.
    struct GettingView { preface: String, notices: Vec<Worded>, asked: Vec<AskedView> }
    /// The questions to a prescriber, a pharmacy or an insurer.
    struct AskedView { of: Worded, questions: Vec<Worded> }
    /// A page on paper: its lines to be shown, all of it as text and as HTML, and the file's name without an ending.
    struct ReportView {
        paper: Paper, title: String, lines: Vec<String>, text: String, html: String, file_name: String,
    }
    /// The kinds of pages, in the order in which they are offered.
    enum Paper { Start, FollowUp, Anaesthetist, Travel, Card, Month, Label }
}
