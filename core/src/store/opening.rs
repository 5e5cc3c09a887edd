//! From a path and a key to an open connection, or to the state the file is in.
//!
//! States and not errors: missing, locked, wrong key, newer, damaged. Only a damaged file is moved, and only by
//! renaming; nothing is ever deleted, and nothing is touched without the key.

use super::connection::{self, Access};
use super::error::StoreError;
use super::files::beside;
use super::fingerprint::{self, Fingerprint, Print};
use super::fold;
use super::migrate;
use super::options::OpenOptions;
use super::set_aside;
use super::vault::{self, Key32, KeyVault};
use rusqlite::Connection;
use std::path::Path;

/// An open connection, and the fingerprint of the key that opened it.
pub(super) struct Opened {
    pub(super) connection: Connection,
    pub(super) print: Option<Print>,
}

/// Opens the store at `path`; finishes a restore or a creation that a power cut interrupted.
pub(super) fn open(path: &Path, vault: &dyn KeyVault, options: &OpenOptions) -> Result<Opened, StoreError> {
    let files = options.files.as_ref();
    let incoming = files.exists(&set_aside::incoming(path))?;
    if !incoming && !files.exists(path)? {
        return Err(match set_aside::damaged_before(files, path)? {
            Some(kept_at) => StoreError::Damaged { kept_at: Some(kept_at) },
            None => StoreError::Missing,
        });
    }
    let key = if options.encrypted { Some(vault::key_of_store(vault)?) } else { None };
    if incoming {
        set_aside::bring_in(files, path)?;
    }
    open_existing(path, key.as_ref(), options)
}

/// Makes a store where none is: whole beside its name first, then renamed to it, so that a power cut leaves no
/// half-made one.
pub(super) fn create(path: &Path, vault: &dyn KeyVault, options: &OpenOptions) -> Result<Opened, StoreError> {
    let files = options.files.as_ref();
    if files.exists(path)? || files.exists(&set_aside::incoming(path))? {
        return Err(StoreError::Exists);
    }
    // A log or a fingerprint without its store belongs to something else: never mix two databases.
    set_aside::everything(files, path, set_aside::ORPHAN)?;
    let part = beside(path, ".creating");
    set_aside::clear(files, &part)?;
    let key = if options.encrypted { Some(vault::key_for_new_store(vault)?) } else { None };
    // Made by us first, so that only its owner may read it; SQLite takes an empty file for a new one.
    files.write(&part, &[])?;
    let mut connection = connection::open(&part, key.as_ref(), Access::Create, options)?;
    connection::set_up(&connection, options)?;
    migrate::migrate(&mut connection)?;
    into_one_file(connection, &part, options)?;
    files.rename(&part, path)?;
    open_existing(path, key.as_ref(), options)
}

/// Folds the log in, closes, and makes sure that nothing but the file itself is left.
pub(super) fn into_one_file(
    connection: Connection,
    path: &Path,
    options: &OpenOptions,
) -> Result<(), StoreError> {
    fold::fold(&connection)?;
    connection.close().map_err(|(_, error)| error)?;
    let log = options.files.len(&beside(path, "-wal"))?.unwrap_or(0);
    if log == 0 { Ok(()) } else { Err(StoreError::Busy) }
}

fn open_existing(path: &Path, key: Option<&Key32>, options: &OpenOptions) -> Result<Opened, StoreError> {
    let files = options.files.as_ref();
    let print = match key {
        Some(key) => fingerprint::compare(files, path, &Print::of(key))?,
        None => Fingerprint::Absent,
    };
    if let (Some(key), Fingerprint::Other) = (key, print)
        && !connection::key_fits(path, key, options)?
    {
        return Err(StoreError::WrongKey);
    }
    if was_emptied(path, options)? {
        return damaged(path, options);
    }
    let has_log = files.len(&beside(path, "-wal"))?.is_some_and(|length| length > 0);
    if let (Some(key), Fingerprint::Absent, false) = (key, print, has_log)
        && !connection::key_fits(path, key, options)?
    {
        return Err(StoreError::WrongKey);
    }
    let opened = connection::open(path, key, Access::Existing, options)
        .and_then(|connection| finish(connection, path, key, options));
    match opened {
        // Without a fingerprint a wrong key and a damaged first page look alike: move nothing.
        Err(error) if error.is_unreadable() && key.is_some() && print == Fingerprint::Absent => {
            Err(StoreError::WrongKey)
        }
        Err(error) if error.is_unreadable() => damaged(path, options),
        other => other,
    }
}

/// An empty file that was once a store, or that still has a log: not a new one.
fn was_emptied(path: &Path, options: &OpenOptions) -> Result<bool, StoreError> {
    let files = options.files.as_ref();
    if files.len(path)? != Some(0) {
        return Ok(false);
    }
    let log = files.len(&beside(path, "-wal"))?.is_some_and(|length| length > 0);
    Ok(log || fingerprint::is_there(files, path)?)
}

fn damaged(path: &Path, options: &OpenOptions) -> Result<Opened, StoreError> {
    let kept_at = set_aside::everything(options.files.as_ref(), path, set_aside::DAMAGED)?;
    Err(StoreError::Damaged { kept_at })
}

/// Sets the connection up, brings the schema up to date, and writes the fingerprint last.
fn finish(
    mut connection: Connection,
    path: &Path,
    key: Option<&Key32>,
    options: &OpenOptions,
) -> Result<Opened, StoreError> {
    let files = options.files.as_ref();
    let found = match migrate::refuse_newer(&connection) {
        Ok(found) => found,
        Err(error) => {
            // With nothing in the log, closing takes the empty one away again that reading made.
            if files.len(&beside(path, "-wal"))?.unwrap_or(0) == 0 {
                connection::allow_tidying(&connection)?;
            }
            return Err(error);
        }
    };
    if found == 0 && fingerprint::is_there(files, path)? {
        // The fingerprint is written last: there was a schema once.
        return Err(StoreError::Damaged { kept_at: None });
    }
    connection::set_up(&connection, options)?;
    if migrate::migrate(&mut connection)? {
        fold::fold(&connection)?;
    }
    let print = key.map(Print::of);
    if let Some(print) = &print
        && fingerprint::compare(files, path, print)? != Fingerprint::Same
    {
        fingerprint::write(files, path, print)?;
    }
    Ok(Opened { connection, print })
}
