//! Why the store did not answer. Nothing personal in any of it.

use thiserror::Error;

/// A failure of the store itself, never of what it was asked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// SQLite's own code; its message could quote a value and stays behind.
    #[error("the database failed (code {0})")]
    Database(i32),
    /// PostgreSQL's own code (SQLSTATE); its message could quote a value and stays behind.
    #[error("the database failed (SQLSTATE {0})")]
    State(String),
    /// The database is away, has no connection left, or did not answer in time. Coming again helps; whether a commit
    /// that was under way took place is not known, and asking again for the same finds it out.
    #[error("the database is busy or cannot be reached")]
    Busy,
    /// The role may see everything: row-level security would bind nobody.
    #[error("the database's role is SUPERUSER or BYPASSRLS")]
    Role,
    /// The address of a database is none.
    #[error("the database's address {0}")]
    Address(&'static str),
    /// Rows are still to be moved here from another database.
    #[error("moving into this database has begun and not ended")]
    HalfMoved,
    /// A setting did not take.
    #[error("the database setting {0} did not take")]
    Setting(&'static str),
    /// The file is of a newer version.
    #[error("the database has schema {found}; this version knows {known}")]
    Newer {
        /// In the file.
        found: u32,
        /// Known here.
        known: u32,
    },
    /// The key file is missing, malformed or open to others.
    #[error("the key file {0}")]
    Key(&'static str),
    /// The folder or a file in it could not be made or read.
    #[error("the data folder failed: {0}")]
    Folder(std::io::ErrorKind),
    /// The writer has ended: the portal is closing.
    #[error("the store is closed")]
    Closed,
    /// What is kept is not what was written.
    #[error("a stored row is damaged: {0}")]
    Damaged(&'static str),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    NoRandomness,
}

impl From<crate::keyring::NoRandomness> for StoreError {
    fn from(_: crate::keyring::NoRandomness) -> Self {
        Self::NoRandomness
    }
}
