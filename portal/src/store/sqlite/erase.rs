//! Erasing one patient: bodies and index rows go for good, the audit keeps ids and hashes.

use super::trail;
use crate::audit::Entry;
use crate::store::{Access, StoreError};
use rusqlite::{Connection, params};

/// Removes every version and index row of `patient`. `secure_delete` overwrites the pages; the audit row of the
/// erasure is in the same commit.
pub(super) fn erase(connection: &Connection, access: &Access, patient: &str) -> Result<u64, StoreError> {
    connection.execute("INSERT INTO erasing VALUES (?1)", params![patient])?;
    for table in ["cur", "ident", "ix_token", "ix_date"] {
        connection.execute(&format!("DELETE FROM {table} WHERE patient = ?1"), params![patient])?;
    }
    let gone = connection.execute("DELETE FROM res WHERE patient = ?1", params![patient])?;
    connection.execute("DELETE FROM erasing", [])?;
    super::standing::forget(connection, patient)?;
    super::doors::erase(connection, patient)?;
    let mut entry = Entry::new(patient, "erase", "", "", 200);
    entry.found = u32::try_from(gone).unwrap_or(u32::MAX);
    trail::append(connection, access, vec![entry])?;
    Ok(u64::try_from(gone).unwrap_or(u64::MAX))
}
