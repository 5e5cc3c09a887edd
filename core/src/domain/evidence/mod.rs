//! Evidence for and against low-dose naltrexone, each statement with its source, grade and year.
//!
//! Shown side by side and never weighed here: no benefit is promised, and where the page that patients read and the
//! trials disagree, both stand beside each other. Opioids, surgery, missed doses and stopping are not among the
//! statements: on those only the safety rules speak (`safety.md` 28).

mod ask;
mod claim;

pub use ask::{Ask, Asked};
pub use claim::Claim;

use super::protocol::Grade;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The shipped statements and questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Version of the data file.
    pub version: u32,
    /// Past this day the page says that it is out of date; it is shown all the same.
    pub review_by: NaiveDate,
    /// The clinician who reviewed it (`safety.md` 27).
    pub reviewed_by: Option<String>,
    /// Where the statements are from.
    pub sources: Vec<EvidenceSource>,
    /// The statements, those of one topic together, in the order in which they are shown.
    pub cards: Vec<Card>,
    /// The questions to take along.
    pub asks: Vec<AskCard>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceSource {
    /// Its short name in the data file.
    pub id: String,
    /// Who and what.
    pub name: String,
    /// Where it was read; `None` for what has no address.
    pub address: Option<String>,
    /// How far it carries.
    pub grade: Grade,
    /// When it appeared; `None` where it does not say.
    pub year: Option<u16>,
}

/// One statement and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// What is said.
    pub claim: Claim,
    /// Where on the page it stands.
    pub topic: Topic,
    /// Whom it speaks for.
    pub side: Side,
    /// How it was found.
    pub design: Design,
    /// How many people it rests on, where that is known.
    pub people: Option<u32>,
    /// Short names of its sources, the one it is taken from first.
    pub sources: Vec<String>,
    /// Statements that say something else of the same thing and are shown beside it.
    #[serde(default)]
    pub beside: Vec<Claim>,
    /// Not yet read in the source itself.
    #[serde(default)]
    pub verify: bool,
}

/// A question and where it is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskCard {
    /// The question.
    pub ask: Ask,
    /// Who is asked.
    pub of: Asked,
    /// Short names of its sources.
    pub sources: Vec<String>,
}

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// What it may do in the body.
    Mechanism,
    /// Studies in fibromyalgia.
    Fibromyalgia,
    /// Studies in ME/CFS and long COVID.
    MeCfs,
    /// What doctors report.
    Practice,
    /// What others do with doses.
    Dosing,
    /// How long until one knows.
    Waiting,
    /// Liquid, fillers, buying, cost.
    Form,
    /// Side effects and their rates.
    SideEffects,
    /// What is something else.
    OtherSubstance,
}

/// Whom a statement speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// For a benefit.
    For,
    /// Against one.
    Against,
    /// For neither.
    Open,
    /// A reason to take care.
    Caution,
}

/// How a statement was found: what most people want to know before they believe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Several trials against placebo, taken together.
    Pooled,
    /// A trial against placebo.
    Trial,
    /// A small first study against placebo.
    Pilot,
    /// A study that looked for the dose.
    DoseFinding,
    /// Charts of patients, looked at afterwards and compared with nobody.
    Charts,
    /// Single patients.
    CaseReports,
    /// A laboratory.
    Laboratory,
    /// Samples tested for what is in them.
    Assay,
    /// A survey.
    Survey,
    /// A review of what others found.
    Review,
    /// A register of trials.
    Registry,
    /// The label of the tablets.
    Label,
    /// What somebody sees in practice, not counted.
    Impression,
    /// What the page says.
    Page,
    /// Our own wording or arithmetic.
    Own,
}

/// Why a file of evidence cannot be shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceFault {
    /// A statement or question without a source, or with one that is not on the list; its code.
    Unsourced(&'static str),
    /// A paper without its year; its short name.
    Undated(String),
    /// A statement that stands twice or not at all.
    NotOnce(&'static str),
    /// Two statements of which only one is shown beside the other.
    OneSided(Claim, Claim),
}

impl Evidence {
    /// The source with this short name.
    pub fn source(&self, id: &str) -> Option<&EvidenceSource> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The sources of a statement, the one it is taken from first.
    pub fn sources_of<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = &'a EvidenceSource> {
        ids.iter().filter_map(|id| self.source(id))
    }

    /// The card of a statement.
    pub fn card(&self, claim: Claim) -> Option<&Card> {
        self.cards.iter().find(|card| card.claim == claim)
    }

    /// Whether its last review is over on this day (`safety.md` 27).
    pub fn out_of_date(&self, today: NaiveDate) -> bool {
        today > self.review_by
    }

    /// What forbids shipping this file; empty for a good one. A claim without a source is never shown.
    pub fn faults(&self) -> Vec<EvidenceFault> {
        let sourced =
            |ids: &[String]| !ids.is_empty() && ids.iter().all(|id| self.source(id).is_some_and(named));
        let cards = self.cards.iter().filter(|card| !sourced(&card.sources)).map(|card| card.claim.code());
        let asks = self.asks.iter().filter(|ask| !sourced(&ask.sources)).map(|ask| ask.ask.code());
        let undated = self.sources.iter().filter(|source| is_paper(source) && source.year.is_none());
        let claims = Claim::ALL
            .into_iter()
            .filter(|claim| self.cards.iter().filter(|card| card.claim == *claim).count() != 1);
        let questions =
            Ask::ALL.into_iter().filter(|ask| self.asks.iter().filter(|card| card.ask == *ask).count() != 1);
        let pairs = self.cards.iter().flat_map(|card| card.beside.iter().map(|other| (card.claim, *other)));
        let one_sided =
            pairs.filter(|(claim, other)| !self.card(*other).is_some_and(|card| card.beside.contains(claim)));
        cards
            .chain(asks)
            .map(EvidenceFault::Unsourced)
            .chain(undated.map(|source| EvidenceFault::Undated(source.id.clone())))
            .chain(claims.map(|claim| EvidenceFault::NotOnce(claim.code())))
            .chain(questions.map(|ask| EvidenceFault::NotOnce(ask.code())))
            .chain(one_sided.map(|(claim, other)| EvidenceFault::OneSided(claim, other)))
            .collect()
    }
}

/// A source that says who it is.
fn named(source: &EvidenceSource) -> bool {
    !source.name.trim().is_empty()
}

/// Grade A other than a label, which has no year of its own.
fn is_paper(source: &EvidenceSource) -> bool {
    source.grade == Grade::A && source.id != "label"
}

impl Topic {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Mechanism,
        Self::Fibromyalgia,
        Self::MeCfs,
        Self::Practice,
        Self::Waiting,
        Self::SideEffects,
        Self::Dosing,
        Self::Form,
        Self::OtherSubstance,
    ];

    /// The word for JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mechanism => "mechanism",
            Self::Fibromyalgia => "fibromyalgia",
            Self::MeCfs => "me_cfs",
            Self::Practice => "practice",
            Self::Dosing => "dosing",
            Self::Waiting => "waiting",
            Self::Form => "form",
            Self::SideEffects => "side_effects",
            Self::OtherSubstance => "other_substance",
        }
    }
}

impl Side {
    /// The word for JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Open => "open",
            Self::Caution => "caution",
        }
    }
}
