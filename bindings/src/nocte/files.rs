//! Backups, exports, and the self-check.

use super::{Nocte, guarded, open_app};
use crate::error::ApiError;
use crate::mirror::{BackupProblem, Counts};
use crate::ports::{PortVault, Screen};
use crate::scalar::Instant;
use nocte_core::id;
use nocte_core::store::{OpenOptions, Passphrase, RecoveryPhrase, Restoration, Store, StoreError};
use nocte_core::time::Clock as _;
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::sync::{Arc, PoisonError};

const ALL: [Screen; 7] = [
    Screen::Tonight,
    Screen::Plan,
    Screen::Medicines,
    Screen::Bottles,
    Screen::History,
    Screen::Settings,
    Screen::Clinic,
];

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RestoredView {
    /// When the copy was made; what happened since is unknown until it is confirmed.
    pub copied_at: Instant,
    /// A former store was set aside.
    pub kept_former: bool,
    /// What stands now.
    pub counts: Counts,
}

/// A way to write everything readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ExportFormat {
    /// Everything, to be read in again.
    Json,
    /// Doses and ratings for a spreadsheet.
    Csv,
}

fn passphrase(text: &str) -> Result<Passphrase, ApiError> {
    Passphrase::new(text).map_err(|refusal| StoreError::from(refusal).into())
}

#[uniffi::export]
impl Nocte {
    /// Writes a sealed backup that opens on another device. A file of this name is never overwritten.
    pub fn backup(&self, file: &str, secret: &str) -> Result<Counts, ApiError> {
        self.read("backup", |app, _| {
            if Path::new(file).exists() {
                return Err(ApiError::Backup { why: BackupProblem::Exists });
            }
            Ok(app.backup(Path::new(file), &passphrase(secret)?)?)
        })
    }

    /// Restores a backup in place of the present store, which is set aside. Nights since the copy are unknown until
    /// `confirm_restore`.
    pub fn restore(&self, file: &str, secret: &str) -> Result<RestoredView, ApiError> {
        let answer = self.restored(file, secret);
        let answer = self.logged("restore", answer)?;
        self.changed(&ALL);
        Ok(answer)
    }

    /// The patient has checked step, bottle, strength and painkillers after a restore. Answers how many nights are
    /// recorded as unknown.
    pub fn confirm_restore(&self) -> Result<u32, ApiError> {
        self.write("confirm_restore", &ALL, |app, _| {
            let unknown_nights = app.confirm_restore()?.unknown_nights;
            Ok::<_, ApiError>(u32::try_from(unknown_nights).unwrap_or(u32::MAX))
        })
    }

    /// Writes everything readable to a new file.
    pub fn export(&self, file: &str, format: ExportFormat) -> Result<Counts, ApiError> {
        self.read("export", |app, _| {
            let mut bytes = Vec::new();
            let counts = match format {
                ExportFormat::Json => app.store()?.export_json(&mut bytes)?,
                ExportFormat::Csv => app.store()?.export_csv(&mut bytes)?,
            };
            let written = std::fs::File::create_new(file).and_then(|mut to| {
                to.write_all(&bytes)?;
                to.sync_all()
            });
            match written {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    Err(ApiError::Backup { why: BackupProblem::Exists })
                }
                done => Ok(done.map(|()| counts).map_err(StoreError::from)?),
            }
        })
    }

    /// Looks at every page and every entry. Empty when all is well; otherwise codes to report.
    pub fn verify(&self) -> Result<Vec<String>, ApiError> {
        self.read("verify", |app, _| {
            let found = app.store()?.verify()?;
            Ok::<_, ApiError>(found.problems.iter().map(|problem| problem.code().to_owned()).collect())
        })
    }
}

impl Nocte {
    fn restored(&self, file: &str, secret: &str) -> Result<RestoredView, ApiError> {
        let _moment = self.clock.pin()?;
        let secret = passphrase(secret)?;
        // Nobody else is inside while one store is put in the place of another.
        let mut open = self.app.write().unwrap_or_else(PoisonError::into_inner);
        if open.is_none() {
            return Err(ApiError::Closed);
        }
        self.put_away(&mut open)?;
        let restored = guarded(|| {
            let moment = self.clock.moment();
            let stamped = (id::mint(moment.now), moment.stamp(&self.source));
            let vault = PortVault(Arc::clone(&self.vault));
            let (from, options) = (Path::new(file), OpenOptions::new());
            Ok(Store::restore(&self.path, &vault, from, &secret, stamped, &options)?)
        });
        // Whatever came of it, there is a store again: the restored one or the former.
        *open = Some(Arc::new(guarded(|| open_app(&self.path, &self.vault, &self.clock, &self.source))?));
        let Restoration { copied_at, kept_at, counts } = restored?;
        Ok(RestoredView { copied_at, kept_former: kept_at.is_some(), counts })
    }
}

/// A new recovery phrase, to be shown once and written down. It serves as a backup's passphrase.
#[uniffi::export]
pub fn recovery_phrase() -> Result<String, ApiError> {
    RecoveryPhrase::generate().map(|phrase| phrase.to_string()).map_err(|_| ApiError::Internal)
}
