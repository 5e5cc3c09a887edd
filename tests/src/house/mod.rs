//! The rules of the house as functions over source text: who may name whom, what things may be called,
//! what never stands in the repository.
//!
//! Each rule takes [`Source`]s and returns [`Finding`]s that say what to do instead. Rules are plain
//! functions so that planted violations can be handed to them: a check that cannot fail is worthless.

pub mod android;
pub mod arrows;
pub mod code;
pub mod files;
pub mod german;
pub mod hazards;
pub mod ios;
pub mod manifests;
pub mod names;
pub mod paths;
pub mod pinned;
pub mod portal;
pub mod purity;
pub mod rooms;
mod shell;
pub mod tree;

pub use tree::{Source, Tree};

use core::fmt;

/// One place where a rule does not hold, and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path from the root.
    pub path: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong and what to do instead.
    pub says: String,
}

impl Finding {
    /// A finding in a source.
    pub fn new(source: &Source, line: usize, says: impl Into<String>) -> Self {
        Self { path: source.path.clone(), line, says: says.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.says),
            line => write!(f, "{}:{line}: {}", self.path, self.says),
        }
    }
}

/// All findings, a line each, for an assertion's text.
pub fn listed(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
    format!("{} finding(s)\n{}", lines.len(), lines.join("\n"))
}
