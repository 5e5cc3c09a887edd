//! The schema, one numbered step at a time; a file from a newer version is refused before anything is written.
//!
//! Steps are never edited after a release. Each runs in one IMMEDIATE transaction with its `user_version`, so a
//! power cut leaves the step done or not begun.

use super::error::StoreError;
use rusqlite::{Connection, TransactionBehavior};

const STEPS: [&str; 4] = [
    include_str!("migrations/001_init.sql"),
    include_str!("migrations/002_clinic.sql"),
    include_str!("migrations/003_phones.sql"),
    include_str!("migrations/004_shares.sql"),
];

/// The newest schema this version knows.
pub const SCHEMA: u32 = 4;
/// The schema that brought sync's own documents.
pub(super) const FIRST_WITH_A_CLINIC: u32 = 2;

/// The schema of the file; 0 for one that was never finished.
pub(super) fn version(connection: &Connection) -> Result<u32, StoreError> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    u32::try_from(found).map_err(|_| StoreError::Damaged { kept_at: None })
}

/// Refuses what a newer version wrote; reads only.
pub(super) fn refuse_newer(connection: &Connection) -> Result<u32, StoreError> {
    let found = version(connection)?;
    if found > SCHEMA { Err(StoreError::Newer { found, known: SCHEMA }) } else { Ok(found) }
}

/// Brings the schema up to date; `true` when anything was done.
pub(super) fn migrate(connection: &mut Connection) -> Result<bool, StoreError> {
    let mut done = false;
    while refuse_newer(connection)? < SCHEMA {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Asked again inside: another process may have done it while this one waited.
        let found = refuse_newer(&step)?;
        if let Some(sql) = usize::try_from(found).ok().and_then(|at| STEPS.get(at)) {
            step.execute_batch(sql)?;
            step.execute_batch(&format!("PRAGMA user_version = {};", found + 1))?;
            done = true;
        }
        step.commit()?;
    }
    Ok(done)
}
