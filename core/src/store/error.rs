//! What can go wrong with the file, one variant per thing that can be done about it.
//!
//! Nothing personal stands in any `Display`: no name, dose, note or path, and no SQL text, which could hold a key.

use crate::domain::fact_id::FactId;
use crate::store::vault::VaultError;
use rusqlite::ErrorCode;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why the store did not do what was asked. Nothing was acknowledged.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no store here: make one, or restore a copy.
    #[error("there is no store here")]
    Missing,
    /// There is one already: open it.
    #[error("there is a store here already")]
    Exists,
    /// The key is not there (phone not unlocked yet, key file elsewhere). Nothing was touched; try again with it.
    #[error("the store is locked: its key is not here")]
    Locked,
    /// The key is another store's. Nothing was touched.
    #[error("the store is locked: the key given is another store's")]
    WrongKey,
    /// Written by a newer version. Nothing was touched; update the app.
    #[error("the store was written by a newer version (schema {found}, this version knows {known})")]
    Newer {
        /// Its schema.
        found: u32,
        /// The newest this version knows.
        known: u32,
    },
    /// The file is damaged. It was set aside, never deleted; restore a copy.
    #[error("the store is damaged; nothing of it was deleted")]
    Damaged {
        /// Where the damaged file is kept, once it was set aside.
        kept_at: Option<PathBuf>,
    },
    /// Another process holds the file: try again.
    #[error("the store is busy")]
    Busy,
    /// No space left: free some and try again.
    #[error("no space is left for the store")]
    Full,
    /// The file system failed: try again.
    #[error("the file system failed (code {code})")]
    Io {
        /// SQLite's or the system's code.
        code: i32,
    },
    /// A fact with this id stands in the file and says something else.
    #[error("a fact with this id says something else")]
    Conflict {
        /// The id.
        id: FactId,
    },
    /// A number does not fit the file.
    #[error("{what} is out of range")]
    OutOfRange {
        /// Which.
        what: &'static str,
    },
    /// The key's keeper failed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A backup was refused; the present store is as it was.
    #[error(transparent)]
    Backup(#[from] BackupRefusal),
    /// An import was refused; nothing of it was taken.
    #[error(transparent)]
    Import(#[from] ImportRefusal),
    /// A promise of ours about the connection does not hold (named after the pragma): report it.
    #[error("the database refused the setting {0}")]
    Setting(&'static str),
    /// SQLite said something we did not expect: report it.
    #[error("the database failed (code {code})")]
    Database {
        /// SQLite's extended code.
        code: i32,
    },
}

/// Why a backup is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BackupRefusal {
    /// Not one of ours.
    #[error("this file is not a backup")]
    NotABackup,
    /// Made by a newer version: update the app.
    #[error("the backup was made by a newer version")]
    Newer,
    /// Cut short or changed.
    #[error("the backup is damaged")]
    Damaged,
    /// The passphrase or recovery phrase is another one.
    #[error("the passphrase does not open this backup")]
    WrongPassphrase,
    /// Too short to protect anything.
    #[error("the passphrase is too short: use at least {} characters", crate::store::sealed::SHORTEST)]
    ShortPassphrase,
    /// There is a file of this name already.
    #[error("there is a file of this name already")]
    Exists,
}

/// Why an import is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ImportRefusal {
    /// Not an export of ours, or cut short.
    #[error("this file is not an export (line {line})")]
    NotAnExport {
        /// The line at which reading ended.
        line: usize,
    },
    /// Made by a newer version: update the app.
    #[error("the export was made by a newer version")]
    Newer,
}

impl StoreError {
    /// Whether SQLite said the file's content cannot be what it should be.
    pub(super) fn is_unreadable(&self) -> bool {
        matches!(self, Self::Damaged { .. })
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match &error {
            E::SqliteFailure(failure, _) | E::SqlInputError { error: failure, .. } => match failure.code {
                ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => Self::Damaged { kept_at: None },
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                ErrorCode::DiskFull => Self::Full,
                ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly => {
                    Self::Io { code: failure.extended_code }
                }
                _ => Self::Database { code: failure.extended_code },
            },
            // A cell that is not what its column promises: only damage can have written it.
            E::FromSqlConversionFailure(..) | E::InvalidColumnType(..) | E::IntegralValueOutOfRange(..) => {
                Self::Damaged { kept_at: None }
            }
            _ => Self::Database { code: -1 },
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io { code: error.raw_os_error().unwrap_or(0) },
        }
    }
}
