//! *Is it working?*, *For and against* and *Getting it*, finished.

use super::Worded;
pub(crate) use nocte_core::app::view::{
    AskedView, CardView, EvidenceView, GettingView, LevelsView, ResponseView, ScaleView, TopicView,
};
pub(crate) use nocte_core::domain::response::Mark;

mirror! {
    /// *Is it working?* `caution` stands under every comparison, with the placebo arm and its source; under
    /// `marked_note` what else was on these nights, shown and corrected for nowhere; `effects` against the steps; `rungs`
    /// under `sleep`, in their order; `changed` since the last visit, three lines; what is empty is not shown.
    struct ResponseView {
        notices: Vec<Worded>, scales: Vec<ScaleView>, caution: String, recheck: Vec<String>,
        marked_note: String, marked: Vec<Worded>, effects: Vec<Worded>, sleep: String, rungs: Vec<String>,
        changed: Vec<String>, labs_note: String, labs: Vec<String>,
    }
    /// One scale: the verdict's code and sentence, and the levels once there is something to compare.
    struct ScaleView { scale: Worded, verdict: Worded, nights_taken: u32, levels: Option<LevelsView> }
    /// Two levels in points with their rated nights, the fall between them, and its interval where there are enough
    /// weeks. `hundredths` is the fall and the interval's ends as numbers, for a picture.
    struct LevelsView {
        before: String, after: String, before_nights: u32, after_nights: u32, points: String,
        percent: Option<String>, interval: Option<String>, responder: bool, hundredths: Vec<i64>,
    }
    /// Statements for and against; what is not reviewed or out of date says so in `notices`, first.
    struct EvidenceView { preface: String, notices: Vec<Worded>, topics: Vec<TopicView> }
    /// The statements on one topic.
    struct TopicView { heading: Worded, cards: Vec<CardView> }
    /// One statement: whom it speaks for, how it was found, its sources with year and grade, and what else is said of
    /// the same thing: show both.
    struct CardView {
        claim: Worded, side: Worded, found: String, sources: Vec<String>, beside: Vec<Worded>,
        verify: Option<String>,
    }
    /// Questions to take along.
    struct GettingView { preface: String, notices: Vec<Worded>, asked: Vec<AskedView> }
    /// The questions to one of them.
    struct AskedView { of: Worded, questions: Vec<Worded> }
    /// Something that happened besides: shown beside the verdict.
    enum Mark { Infection, Exertion, Crash, Period }
}
