//! The file as a whole: opened, backed up, restored, and what a restore leaves open.

use super::App;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::logging;
use crate::domain::restored::RestoreConfirmed;
use crate::error::Error;
use crate::id;
use crate::store::{BackupRefusal, Counts, Passphrase, StoreError};
use std::fs::{OpenOptions, remove_file};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// A way to write everything readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Everything, to be read in again.
    Json,
    /// Doses and ratings for a spreadsheet.
    Csv,
    /// The resources that a clinic would be sent, in one Bundle. Nothing reads it back here.
    Fhir,
}

/// What confirming a restore recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestoreConfirmation {
    /// Nights now *unknown*: those since the copy, tonight included.
    pub unknown_nights: usize,
}

impl App {
    /// Writes a backup that opens on another device.
    pub fn backup(&self, file: &Path, passphrase: &Passphrase) -> Result<Counts, Error> {
        Ok(self.store()?.backup(file, passphrase, self.clock.moment().now)?)
    }

    /// Writes everything readable to a new file, through to the disk, for its owner's account alone. A file of this
    /// name is never overwritten.
    pub fn export(&self, file: &Path, format: ExportFormat) -> Result<Counts, Error> {
        let mut bytes = Vec::new();
        let counts = match format {
            ExportFormat::Json => self.store()?.export_json(&mut bytes)?,
            ExportFormat::Csv => self.store()?.export_csv(&mut bytes)?,
            ExportFormat::Fhir => self.export_fhir(&mut bytes)?,
        };
        let mut new = OpenOptions::new();
        new.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
        let mut to = match new.open(file) {
            Ok(to) => to,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(StoreError::from(BackupRefusal::Exists).into());
            }
            Err(error) => return Err(StoreError::from(error).into()),
        };
        if let Err(error) = to.write_all(&bytes).and_then(|()| to.sync_all()) {
            // Half an export would be taken for a whole one.
            drop(to);
            let _gone = remove_file(file);
            return Err(StoreError::from(error).into());
        }
        Ok(counts)
    }

    /// The patient has confirmed step, bottle letter, strength and recent painkillers after a restore: tonight and
    /// every night since the copy become *unknown*, and the restore is answered (`safety.md` 23).
    pub fn confirm_restore(&self) -> Result<RestoreConfirmation, Error> {
        let look = self.look()?;
        let stamp = look.stamp.clone();
        let open = self.open_restores()?;
        if open.is_empty() {
            return Err(Error::NoSuch("open restore"));
        }
        let unknown =
            logging::unknown_since_copy(&look.journal, look.medicines, look.parameters, look.now, &look.zone);
        let unknown_nights = unknown.len();
        let mut facts: Vec<Fact> = unknown
            .into_iter()
            .map(|entry| entry.stamped(id::mint(look.now), stamp.clone()).into())
            .collect();
        facts.extend(open.into_iter().map(|restored| {
            RestoreConfirmed { id: id::mint(look.now), restored, stamp: stamp.clone() }.into()
        }));
        self.append(&facts)?;
        Ok(RestoreConfirmation { unknown_nights })
    }

    /// Every restore nobody has confirmed: a copy of a restored file carries the older one along.
    fn open_restores(&self) -> Result<Vec<FactId>, Error> {
        let (mut open, mut confirmed) = (Vec::new(), Vec::new());
        for fact in self.store()?.facts()? {
            match fact {
                Fact::Restored(restored) => open.push(restored.id),
                Fact::RestoreConfirmed(answer) => confirmed.push(answer.restored),
                _ => {}
            }
        }
        open.retain(|id| !confirmed.contains(id));
        Ok(open)
    }
}
