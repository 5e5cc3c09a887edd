//! The encrypted file: append-only facts, one writer, nothing acknowledged that a power cut could take.
//!
//! `Ok` from [`Store::append`] means: every fact is in the file, with its outbox row, on the medium. The screen
//! says "saved" only after that. *One writer* is one connection behind a lock and not a thread behind a channel:
//! an append takes a fraction of a millisecond, the calls from a phone are synchronous, and a lock cannot lose
//! a message. The log is folded in by a thread of its own right afterwards (`fold.rs`).
//!
//! The states a file can be in (missing, locked, wrong key, newer, damaged) are [`StoreError`]s that name what
//! can be done. Nothing is ever deleted, and without its key nothing is even renamed.

mod backup;
mod cell;
mod connection;
mod csv;
pub mod delivery;
pub mod error;
pub mod files;
mod fingerprint;
mod fold;
pub mod key_file;
pub mod migrate;
mod opening;
pub mod options;
pub mod outbox;
pub mod phrase;
mod reading;
pub mod sealed;
mod sending;
mod set_aside;
mod shares;
mod table;
mod transfer;
pub mod vault;
pub mod verify;
mod writing;

pub use backup::Restoration;
pub use delivery::{Applied, Change, Receipt, SetApart};
pub use error::{BackupRefusal, ImportRefusal, StoreError};
pub use key_file::KeyFile;
pub use options::{Fold, OpenOptions};
pub use phrase::RecoveryPhrase;
pub use reading::{Counts, History};
pub use sealed::Passphrase;
pub use sending::Exchange;
pub use vault::{Key32, KeyVault, VaultError};
pub use verify::{Problem, Verification};
pub use writing::Acknowledged;

use crate::domain::entry::Stamp;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::symptom::Score;
use chrono::{DateTime, NaiveDate, Utc};
use core::ops::RangeInclusive;
use fingerprint::Print;
use fold::{Folder, hold};
use opening::Opened;
use rusqlite::Connection;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};

/// An open store. Share it by reference between threads; it is closed by [`Store::close`] or when dropped.
pub struct Store {
    // The folder first: it is dropped before the connection it folds.
    folder: Option<Folder>,
    connection: Arc<Mutex<Connection>>,
    /// Exchanges under way that fold once, at their end.
    exchanges: AtomicUsize,
    path: PathBuf,
    print: Option<Print>,
    options: OpenOptions,
}

impl Store {
    /// Opens the store at `path`.
    ///
    /// # Errors
    /// The state the file is in: missing, locked, wrong key, newer, damaged; or what the system says.
    pub fn open(
        path: impl AsRef<Path>,
        vault: &dyn KeyVault,
        options: OpenOptions,
    ) -> Result<Self, StoreError> {
        let opened = opening::open(path.as_ref(), vault, &options)?;
        Ok(Self::from_opened(opened, path.as_ref(), options))
    }

    /// Makes a store at `path`, and a key with it if the vault has none.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when one is there; what the vault or the system says.
    pub fn create(
        path: impl AsRef<Path>,
        vault: &dyn KeyVault,
        options: OpenOptions,
    ) -> Result<Self, StoreError> {
        let opened = opening::create(path.as_ref(), vault, &options)?;
        Ok(Self::from_opened(opened, path.as_ref(), options))
    }

    /// Opens the store at `path`, or makes one when there never was one. Where a damaged one was set aside, none
    /// is made: an empty log in its place would look like "nothing taken".
    ///
    /// # Errors
    /// As [`Store::open`], without `Missing`.
    pub fn open_or_create(
        path: impl AsRef<Path>,
        vault: &dyn KeyVault,
        options: OpenOptions,
    ) -> Result<Self, StoreError> {
        match Self::open(path.as_ref(), vault, options.clone()) {
            Err(StoreError::Missing) => Self::create(path, vault, options),
            other => other,
        }
    }

    fn from_opened(opened: Opened, path: &Path, options: OpenOptions) -> Self {
        let connection = Arc::new(Mutex::new(opened.connection));
        let folder = match options.fold {
            Fold::AfterEachFact => Folder::start(Arc::clone(&connection), options.busy_timeout),
            Fold::WhenAsked => None,
        };
        let exchanges = AtomicUsize::new(0);
        Self { folder, connection, exchanges, path: path.to_owned(), print: opened.print, options }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Appends the facts of one intention, all or none. `Ok` is the acknowledgement.
    ///
    /// A fact that is there already, word for word, is passed over, so that a call can be repeated after an error.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when an id says something else already; [`StoreError::Busy`], `Full`, `Io`:
    /// nothing was acknowledged, try again.
    pub fn append(&self, facts: &[Fact]) -> Result<Acknowledged, StoreError> {
        let done = writing::append(&mut hold(&self.connection), facts, false)?;
        self.wake_folder();
        Ok(done)
    }

    /// Asks for a fold, off the caller's path.
    fn wake_folder(&self) {
        if let Some(folder) = &self.folder {
            folder.wake();
        }
    }

    /// What the rules decide on.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], or what the system says.
    pub fn journal(&self) -> Result<Journal, StoreError> {
        reading::journal(&hold(&self.connection))
    }

    /// Every fact, taken back or not, in the order of acknowledgement.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn facts(&self) -> Result<Vec<Fact>, StoreError> {
        reading::all_facts(&hold(&self.connection))
    }

    /// What stands of a span of nights, ends included.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn history(&self, nights: &RangeInclusive<Night>) -> Result<History, StoreError> {
        reading::history(&hold(&self.connection), nights)
    }

    /// The newest night that any entry of the diary names, standing or taken back; before `before`, where one is given.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn newest_night(&self, before: Option<Night>) -> Result<Option<Night>, StoreError> {
        reading::newest_night(&hold(&self.connection), before)
    }

    /// One scale's ratings that stand in a span of nights, ends included.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn scores(&self, nights: &RangeInclusive<Night>, scale: &str) -> Result<Vec<Score>, StoreError> {
        reading::scores(&hold(&self.connection), nights, scale)
    }

    /// How many entries stand.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn counts(&self) -> Result<Counts, StoreError> {
        reading::counts(&hold(&self.connection))
    }

    /// Folds the log in now; `false` when another process was reading and some is left for later.
    ///
    /// # Errors
    /// What the system says. Nothing acknowledged is lost by it.
    pub fn fold(&self) -> Result<bool, StoreError> {
        fold::fold(&hold(&self.connection))
    }

    /// Before the process may be stopped: folds the log in. The store stays open.
    ///
    /// # Errors
    /// As [`Store::fold`].
    pub fn suspend(&self) -> Result<bool, StoreError> {
        self.fold()
    }

    /// Folds the log in and closes the file.
    ///
    /// # Errors
    /// As [`Store::fold`]; the file is closed all the same.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.folder = None;
        self.fold()?;
        Ok(())
    }

    /// The self-check: authenticates every page, checks every index, reads every fact back.
    ///
    /// # Errors
    /// What the system says; findings are in the answer.
    pub fn verify(&self) -> Result<Verification, StoreError> {
        let connection = hold(&self.connection);
        fold::fold(&connection)?;
        verify::verify(&connection, self.options.files.as_ref(), &self.path, self.print.as_ref())
    }

    /// Writes a backup that opens on another device with the passphrase. Replaces an older backup of this name,
    /// and nothing else. `made_at` is now.
    ///
    /// # Errors
    /// [`StoreError::Backup`], or what the system says; then there is no new backup.
    pub fn backup(
        &self,
        file: impl AsRef<Path>,
        passphrase: &Passphrase,
        made_at: DateTime<Utc>,
    ) -> Result<Counts, StoreError> {
        backup::backup(&hold(&self.connection), file.as_ref(), passphrase, made_at, &self.options)
    }

    /// Restores a backup to `path`, under this device's key; a new one if the vault has none. The store there
    /// must be closed; it is set aside, never deleted. Records that it was restored: nights since the copy are
    /// unknown until confirmed (`safety.md` 23).
    ///
    /// # Errors
    /// [`StoreError::Backup`], or what the system says; then the store at `path` is as it was.
    pub fn restore(
        path: impl AsRef<Path>,
        vault: &dyn KeyVault,
        file: impl AsRef<Path>,
        passphrase: &Passphrase,
        restored: (FactId, Stamp),
        options: &OpenOptions,
    ) -> Result<Restoration, StoreError> {
        backup::restore(path.as_ref(), vault, file.as_ref(), passphrase, restored, options)
    }

    /// Writes every fact as JSON. The same facts give the same bytes.
    ///
    /// # Errors
    /// As [`Store::journal`], or what `to` says.
    pub fn export_json(&self, to: &mut dyn Write) -> Result<Counts, StoreError> {
        let connection = hold(&self.connection);
        transfer::write(&reading::all_facts(&connection)?, to)?;
        reading::counts(&connection)
    }

    /// Writes the doses and scores that stand as CSV.
    ///
    /// # Errors
    /// As [`Store::export_json`].
    pub fn export_csv(&self, to: &mut dyn Write) -> Result<Counts, StoreError> {
        let connection = hold(&self.connection);
        // The years a night is kept under; nights are compared as text.
        let day = |year, month, of| NaiveDate::from_ymd_opt(year, month, of).unwrap_or_default();
        let always = Night::of(day(0, 1, 1))..=Night::second_of(day(9999, 12, 31));
        csv::write(&reading::history(&connection, &always)?, to)?;
        reading::counts(&connection)
    }

    /// Whether a text is an export of ours: asked before a store is made for it.
    ///
    /// # Errors
    /// [`StoreError::Import`] when it is none.
    pub fn check_export(text: &str) -> Result<(), StoreError> {
        transfer::read(text).map(|_| ())
    }

    /// Takes in an export, all of it or nothing. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Import`] when it is no export; [`StoreError::Conflict`] when an id says something else here.
    pub fn import_json(&self, text: &str) -> Result<Acknowledged, StoreError> {
        let facts = transfer::read(text)?;
        let done = writing::append(&mut hold(&self.connection), &facts, true)?;
        self.wake_folder();
        Ok(done)
    }
}

impl core::fmt::Debug for Store {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Store(..)")
    }
}
