//! Why something waits for a person: an entry that the clinic's server would not take, or one that came and could
//! not be taken in. A code with values, never a sentence: `words` says it in the patient's language.
//!
//! What a server writes freely may repeat what it was sent, so only codes of FHIR and names of elements are kept.

use serde::{Deserialize, Serialize};

/// Why it waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum ParkedReason {
    /// The server answered that it does not take it.
    NotTaken {
        /// The HTTP status.
        status: u16,
        /// What the server found, three things at most; none where it did not say.
        issues: Vec<Issue>,
    },
    /// The server has an earlier version of it and takes no changes.
    NoChanges,
    /// Something else stands here under the same id; nothing was overwritten.
    AnotherWord,
    /// A value of it is none that can be kept.
    Unfit,
    /// It cannot be read.
    Unreadable {
        /// What is wrong with it.
        how: Unreadable,
    },
    /// Kept by an earlier build, which wrote a sentence.
    Told {
        /// That sentence, in English.
        text: String,
    },
}

/// One thing a server found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// What.
    pub kind: IssueKind,
    /// The element it speaks of ("Observation.code").
    pub place: Option<String>,
}

/// The issue types of FHIR R4 that say different things to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueKind {
    /// `invalid`.
    Invalid,
    /// `structure`.
    Structure,
    /// `required`.
    Required,
    /// `value`.
    Value,
    /// `invariant`.
    Invariant,
    /// `security`, `login`, `unknown`, `expired`, `forbidden`, `suppressed`.
    Access,
    /// `not-supported`.
    NotSupported,
    /// `duplicate`.
    Duplicate,
    /// `multiple-matches`.
    SeveralThere,
    /// `not-found`.
    NotFound,
    /// `deleted`.
    Deleted,
    /// `too-long`.
    TooLong,
    /// `code-invalid`.
    Code,
    /// `extension`.
    Extension,
    /// `too-costly`, `throttled`.
    Busy,
    /// `business-rule`.
    Rule,
    /// `conflict`, `lock-error`.
    Changed,
    /// Anything else.
    Other,
}

/// Why a resource that came cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Unreadable {
    /// It speaks of another patient.
    OtherPatient,
    /// A field without which it means nothing is missing or says something that FHIR does not allow.
    Field {
        /// Its name.
        name: String,
    },
    /// The parts of our own extension make no entry.
    Parts,
    /// A text is longer than anyone writes.
    TooLong,
    /// It names its medicine only by a reference, so it cannot be told whether it is naltrexone.
    UnknownMedicine,
}

impl ParkedReason {
    /// The word for JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotTaken { .. } => "not_taken",
            Self::NoChanges => "no_changes",
            Self::AnotherWord => "another_word",
            Self::Unfit => "unfit",
            Self::Unreadable { .. } => "unreadable",
            Self::Told { .. } => "told",
        }
    }
}
