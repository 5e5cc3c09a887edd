//! Links that this phone made, as rows that change. What a restore does to them.

use super::Store;
use super::error::StoreError;
use super::fold::hold;
use crate::domain::fact_id::FactId;
use crate::shlink::{Share, ShareState};
use rusqlite::Connection;

impl Store {
    /// Every link that was made on this phone or came with a copy, oldest first.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn shares(&self) -> Result<Vec<Share>, StoreError> {
        all(&hold(&self.connection))
    }

    /// Keeps a link, in the place of what was known of it. Standing means: it is on the medium.
    ///
    /// # Errors
    /// As [`Store::append`].
    pub fn keep_share(&self, share: &Share) -> Result<(), StoreError> {
        put(&hold(&self.connection), share)?;
        self.wake_folder();
        Ok(())
    }

    /// Forgets a link that can be opened no more.
    ///
    /// # Errors
    /// As [`Store::append`].
    pub fn forget_share(&self, id: FactId) -> Result<(), StoreError> {
        let connection = hold(&self.connection);
        connection.prepare_cached("DELETE FROM share WHERE id = ?1")?.execute([id.0.to_be_bytes()])?;
        drop(connection);
        self.wake_folder();
        Ok(())
    }
}

/// In a restored file: whatever could still be opened is to be taken back, because the phone that made it is not this
/// one, and nobody may be left who could (`safety.md` 23).
pub(super) fn restored(connection: &Connection) -> Result<(), StoreError> {
    for share in all(connection)? {
        let state = match share.state {
            ShareState::Making | ShareState::Open | ShareState::Revoking => ShareState::Revoking,
            over @ (ShareState::Revoked | ShareState::Gone) => over,
        };
        put(connection, &Share { state, from_copy: true, ..share })?;
    }
    Ok(())
}

fn all(connection: &Connection) -> Result<Vec<Share>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT body FROM share ORDER BY id")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut shares = Vec::new();
    for body in rows {
        // Written by this build or an older one; what cannot be read was changed by somebody else.
        shares.push(serde_json::from_str(&body?).map_err(|_| StoreError::Damaged { kept_at: None })?);
    }
    Ok(shares)
}

fn put(connection: &Connection, share: &Share) -> Result<(), StoreError> {
    let body = serde_json::to_string(share).map_err(|_| StoreError::OutOfRange { what: "a link" })?;
    let body = zeroize::Zeroizing::new(body);
    let sql =
        "INSERT INTO share (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body";
    connection.prepare_cached(sql)?.execute((share.id.0.to_be_bytes(), body.as_str()))?;
    Ok(())
}
