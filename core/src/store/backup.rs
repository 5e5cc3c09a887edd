//! Backup and restore: a copy under a passphrase, verified before it counts; a restore that is all or nothing.
//!
//! A backup is written beside its name, opened, checked, and only then renamed to it. A restore verifies the copy,
//! rewrites it under this device's key, records that it was restored, and checks that; then one rename decides
//! (`store::set_aside`), and an interrupted restore is finished at the next open. The present store is set
//! aside, never deleted. Nothing is ever written unencrypted, temporary files included.

use super::connection::{self, Access};
use super::error::{BackupRefusal, StoreError};
use super::files::beside;
use super::fold;
use super::migrate;
use super::opening;
use super::options::OpenOptions;
use super::reading::{self, Counts};
use super::sealed::{self, Passphrase, Seal, Wrapped};
use super::set_aside;
use super::shares;
use super::vault::{self, Key32, KeyVault};
use super::verify;
use super::writing;
use crate::domain::entry::Stamp;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::restored::Restored;
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restoration {
    /// When the copy was made; what happened since is unknown.
    pub copied_at: DateTime<Utc>,
    /// Where the former store is kept, if there was one.
    pub kept_at: Option<PathBuf>,
    /// What stands in the restored store.
    pub counts: Counts,
}

/// Writes a backup to `file`. Answers what stands in it.
pub(super) fn backup(
    connection: &Connection,
    file: &Path,
    passphrase: &Passphrase,
    made_at: DateTime<Utc>,
    options: &OpenOptions,
) -> Result<Counts, StoreError> {
    let files = options.files.as_ref();
    if files.exists(file)? && !sealed::looks_like_one(&files.read(file)?) {
        return Err(BackupRefusal::Exists.into());
    }
    let seal = Seal::new(passphrase, options.stretch)?;
    let copy = beside(file, ".part-db");
    // A connection to an existing store may not create files: the copy is there, and empty, before it is attached.
    files.write(&copy, &[])?;
    let written = copy_to(connection, &copy, seal.key())
        .and_then(|()| checked(&copy, seal.key(), options))
        .and_then(|counts| if counts == reading::counts(connection)? { Ok(counts) } else { Err(changed()) })
        .and_then(|counts| {
            files.replace(file, &seal.wrap(&files.read(&copy)?, made_at))?;
            Ok(counts)
        });
    set_aside::clear(files, &copy)?;
    written
}

/// Restores `file` to `path`. The store there must be closed; it is set aside.
pub(super) fn restore(
    path: &Path,
    vault: &dyn KeyVault,
    file: &Path,
    passphrase: &Passphrase,
    (id, stamp): (FactId, Stamp),
    options: &OpenOptions,
) -> Result<Restoration, StoreError> {
    let files = options.files.as_ref();
    let bytes = files.read(file)?;
    let wrapped = Wrapped::open(&bytes)?;
    let key = wrapped.key(passphrase)?;
    let copied_at = wrapped.made_at;
    let (sealed, part) = (beside(path, ".restoring"), beside(path, ".incoming.part"));
    let prepared = (|| {
        set_aside::clear(files, &sealed)?;
        set_aside::clear(files, &part)?;
        files.write(&sealed, wrapped.database)?;
        checked(&sealed, &key, options).map_err(as_refusal)?;
        // Only now is it certain that there will be a store: a key is made only together with one.
        let own = vault::key_for_new_store(vault)?;
        let copy = connection::open(&sealed, Some(&key), Access::Existing, options)?;
        migrate::refuse_newer(&copy)?;
        files.write(&part, &[])?;
        copy_to(&copy, &part, &own)?;
        drop(copy);
        let restored = Fact::Restored(Restored { id, copied_at, stamp });
        record(&part, &own, &restored, options)
    })();
    let cleared = set_aside::clear(files, &sealed);
    let counts = match prepared.and_then(|counts| cleared.map(|()| counts)) {
        Ok(counts) => counts,
        Err(error) => {
            set_aside::clear(files, &part)?;
            return Err(error);
        }
    };
    // Decided: from here on the next open finishes what this call cannot.
    files.rename(&part, &set_aside::incoming(path))?;
    let kept_at = set_aside::bring_in(files, path)?;
    Ok(Restoration { copied_at, kept_at, counts })
}

/// Brings the copy's schema up to date, records the restore, checks all of it and leaves one folded file.
fn record(part: &Path, key: &Key32, restored: &Fact, options: &OpenOptions) -> Result<Counts, StoreError> {
    let mut connection = connection::open(part, Some(key), Access::Existing, options)?;
    connection::set_up(&connection, options)?;
    migrate::migrate(&mut connection)?;
    let _ = writing::append(&mut connection, [restored], false)?;
    shares::restored(&connection)?;
    let counts = reading::counts(&connection)?;
    fold::fold(&connection)?;
    if !verify::contents(&connection)?.is_empty() {
        return Err(changed());
    }
    // What is renamed must not leave a log behind.
    opening::into_one_file(connection, part, options)?;
    Ok(counts)
}

/// Opens a copy and looks at all of it.
fn checked(copy: &Path, key: &Key32, options: &OpenOptions) -> Result<Counts, StoreError> {
    let connection = connection::open(copy, Some(key), Access::Existing, options)?;
    migrate::refuse_newer(&connection)?;
    if !verify::contents(&connection)?.is_empty() {
        return Err(changed());
    }
    reading::counts(&connection)
}

/// A sealed copy at `to`, under `key`, of everything in the main database as of one moment.
fn copy_to(connection: &Connection, to: &Path, key: &Key32) -> Result<(), StoreError> {
    let hex = key.to_hex();
    let named = zeroize::Zeroizing::new(["x'", hex.as_str(), "'"].concat());
    let to = to.to_str().ok_or(StoreError::Io { code: 0 })?;
    connection
        .prepare("ATTACH DATABASE ?1 AS copy KEY ?2")
        .and_then(|mut attach| attach.execute([to, named.as_str()]))?;
    let copied = (|| -> Result<(), StoreError> {
        let version = migrate::version(connection)?;
        connection.execute_batch("PRAGMA copy.synchronous = FULL; PRAGMA copy.secure_delete = ON; BEGIN;")?;
        connection.query_row("SELECT sqlcipher_export('copy')", [], |_| Ok(())).map_err(write_failed)?;
        if version >= migrate::FIRST_WITH_A_CLINIC {
            // Tokens are one device's: a second one that used them would shut both out.
            connection.execute_batch("DELETE FROM copy.sync_document; DELETE FROM copy.receipt;")?;
        }
        connection.execute_batch(&format!("PRAGMA copy.user_version = {version}; COMMIT;"))?;
        Ok(())
    })();
    if copied.is_err() && !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    let detached = connection.execute_batch("DETACH DATABASE copy");
    copied?;
    Ok(detached?)
}

/// The export answers a failing file system with a plain error: say what a caller can do about it.
fn write_failed(error: rusqlite::Error) -> StoreError {
    match StoreError::from(error) {
        StoreError::Database { code: 1 } => StoreError::Io { code: 1 },
        other => other,
    }
}

/// The copy is not what was copied.
fn changed() -> StoreError {
    BackupRefusal::Damaged.into()
}

/// What is wrong with the copy is said of the copy, not of the store.
fn as_refusal(error: StoreError) -> StoreError {
    match error {
        StoreError::Damaged { .. } => BackupRefusal::Damaged.into(),
        StoreError::Newer { .. } => BackupRefusal::Newer.into(),
        other => other,
    }
}
