//! What the patient felt: scales, side effects, labs, notes, the bad day. Missing is missing, never zero.

use super::entry::Stamp;
use super::fact_id::FactId;
use super::night::Night;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One 0–10 rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Its id.
    pub id: FactId,
    /// The night it belongs to.
    pub night: Night,
    /// Which scale ("pain", "fatigue", "sleep", or an own one).
    pub scale: String,
    /// 0 to 10.
    pub value: u8,
    /// When and where.
    pub stamp: Stamp,
}

/// A side effect, or a change in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Its id.
    pub id: FactId,
    /// The night it belongs to.
    pub night: Night,
    /// What ("insomnia", "vivid_dreams", "nausea", own words).
    pub what: String,
    /// How bad.
    pub severity: Severity,
    /// Still there, or gone.
    pub course: EffectCourse,
    /// The earlier entry of the same episode.
    pub continues: Option<FactId>,
    /// When and where.
    pub stamp: Stamp,
}

/// How bad a side effect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Noticed.
    Mild,
    /// Bothers; holds a step.
    Moderate,
    /// Cannot be borne; holds a step.
    Severe,
}

/// Whether an effect is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectCourse {
    /// Still there.
    Open,
    /// Gone.
    Resolved,
}

/// A laboratory value, kept for the doctor; no prediction is made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lab {
    /// Its id.
    pub id: FactId,
    /// The night it belongs to.
    pub night: Night,
    /// "esr", or an own name.
    pub what: String,
    /// The value as the report prints it, decimal text.
    pub value: String,
    /// The unit as printed ("mm/h").
    pub unit: String,
    /// The method ("westergren"), where known.
    pub method: Option<String>,
    /// The day the sample was taken.
    pub on: NaiveDate,
    /// When and where.
    pub stamp: Stamp,
}

/// A note in the patient's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: FactId,
    /// The night it belongs to.
    pub night: Night,
    /// The words.
    pub text: String,
    /// When and where.
    pub stamp: Stamp,
}

/// A bad day: counted as such, everything else of it is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadDay {
    /// Its id.
    pub id: FactId,
    /// The night it belongs to.
    pub night: Night,
    /// When and where.
    pub stamp: Stamp,
}
