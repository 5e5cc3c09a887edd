//! The trail of every access: rows chained by hash, and their form as IHE BALP AuditEvents.

mod balp;
mod row;

use std::collections::HashMap;

pub use balp::audit_event;
pub use row::{Entry, Kept, chained};

/// Audit rows about one patient.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    /// The rows, oldest first.
    pub rows: Vec<Kept>,
    /// Where the next page begins, when there is one.
    pub next: Option<i64>,
}

/// Names of staff by their id, for whoever reads the trail. Rows themselves hold ids only. Personal: no `Debug`.
#[derive(Clone, Default)]
pub struct Names(HashMap<String, String>);

impl Names {
    /// From ids and names.
    pub fn new(names: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(names.into_iter().collect())
    }

    /// The name of an actor as a row writes it: `Practitioner/ID`.
    pub fn of(&self, actor: &str) -> Option<&str> {
        self.0.get(actor.strip_prefix("Practitioner/")?).map(String::as_str)
    }
}

/// A chain that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// How many rows.
    pub rows: u64,
}

/// The first place where the chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// The first row that is changed, missing or one too many.
    pub row: i64,
}

impl core::fmt::Display for Broken {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "the audit breaks at row {}", self.row)
    }
}

impl core::error::Error for Broken {}
