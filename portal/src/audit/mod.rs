//! The trail of every access: rows chained by hash, and their form as IHE BALP AuditEvents.

mod balp;
mod row;

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
