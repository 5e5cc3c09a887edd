//! What a database holds, in numbers.

/// How many of everything, and what the audit ends with: equal after a copy, or it is no copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The schema; each kind of database counts its own.
    pub schema: u32,
    /// Rows of each table, by name.
    pub rows: Vec<(String, u64)>,
    /// The audit's last hash.
    pub head: [u8; 32],
}
