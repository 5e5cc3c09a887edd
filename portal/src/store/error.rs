//! Why the store did not answer. Nothing personal in any of it.

use thiserror::Error;

/// A failure of the store itself, never of what it was asked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// SQLite's own code; its message could quote a value and stays behind.
    #[error("the database failed (code {0})")]
    Database(i32),
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
