//! Backups, exports, and the self-check.

use super::{Nocte, guarded, open_app};
use crate::error::ApiError;
use crate::mirror::{BackupProblem, Counts, ExportFormat, RestoredView, Screen};
use crate::ports::PortVault;
use nocte_core::id;
use nocte_core::store::{OpenOptions, Passphrase, RecoveryPhrase, Store, StoreError};
use nocte_core::time::Clock as _;
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
        self.read("export", |app, _| app.export(Path::new(file), format))
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
        restored.map(RestoredView::from)
    }
}

/// A new recovery phrase, to be shown once and written down. It serves as a backup's passphrase.
#[uniffi::export]
pub fn recovery_phrase() -> Result<String, ApiError> {
    RecoveryPhrase::generate().map(|phrase| phrase.to_string()).map_err(|_| ApiError::Internal)
}
