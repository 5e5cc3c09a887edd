//! Erasing one patient: bodies and index rows go for good, the audit keeps ids and hashes.
//!
//! The server's own copies follow in its time: dead rows with the next vacuum, its log and backups when they are thrown
//! away. `docs/scale.md` says what the clinic has to do about those.

use super::on::On;
use super::{doors, standing, trail};
use crate::audit::Entry;
use crate::store::{Access, StoreError};

/// Removes every version and index row of `patient`, with the audit's row in the same commit.
pub(super) async fn erase(on: &On, access: &Access, patient: &str) -> Result<u64, StoreError> {
    on.alone_with(patient).await?;
    on.row("SELECT set_config('nocte.erasing', $1, true)", &[&patient]).await?;
    for table in ["cur", "ident", "ix_token", "ix_date", "told", "compartment"] {
        on.run(&format!("DELETE FROM {table} WHERE patient = $1"), &[&patient]).await?;
    }
    let gone = on.run("DELETE FROM res WHERE patient = $1", &[&patient]).await?;
    on.row("SELECT set_config('nocte.erasing', '', true)", &[]).await?;
    standing::forget(on, patient).await?;
    doors::erase(on, patient).await?;
    let mut entry = Entry::new(patient, "erase", "", "", 200);
    entry.found = u32::try_from(gone).unwrap_or(u32::MAX);
    trail::append(on, access, vec![entry]).await?;
    Ok(gone)
}
