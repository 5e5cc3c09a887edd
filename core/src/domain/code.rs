//! Codes of public terminologies, each with how far it can be trusted.
//!
//! Public code carries wrong codes, and numbers from memory have meant something else entirely.
//! So every code stands in one table with its source, and only a verified one is ever sent (`design.md` 3.17);
//! what is not verified travels as text, and still gates by name.

use serde::{Deserialize, Serialize};

/// The shipped table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeTable {
    /// Version of the data file.
    pub version: u32,
    /// Every code, by what it stands for.
    pub codes: Vec<CodeEntry>,
}

/// One code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeEntry {
    /// What it stands for ("ingredient/tramadol", "effect/insomnia").
    pub what: String,
    /// The terminology.
    pub system: CodeSystem,
    /// The code.
    pub code: String,
    /// How it is known.
    pub status: CodeStatus,
    /// Where it was seen.
    pub source: String,
}

/// The terminologies used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeSystem {
    /// RxNorm ingredients and products.
    Rxnorm,
    /// SNOMED CT, from the Global Patient Set only.
    Snomed,
    /// LOINC.
    Loinc,
    /// Substance identifiers of the FDA.
    Unii,
}

/// How a code is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeStatus {
    /// Read in the public source named beside it.
    Verified,
    /// From memory, from one doubtful source, or outside the licensed set: never sent, still matched by name.
    Verify,
}

impl CodeTable {
    /// The code of something, whatever its status.
    pub fn find(&self, what: &str) -> Option<&CodeEntry> {
        self.codes.iter().find(|entry| entry.what == what)
    }

    /// The code of something if it may be sent; otherwise it is sent as text.
    pub fn sendable(&self, what: &str) -> Option<&CodeEntry> {
        self.find(what).filter(|entry| entry.status == CodeStatus::Verified)
    }
}
