//! The file as a whole: is it there, how old is its schema, copied, put back, folded.
//!
//! Everything here may happen while another process serves from the same file.

use super::key::{self, KeyHex};
use super::{FILE, SqliteStore, open, trail};
use crate::audit::{Broken, Entry};
pub use crate::store::Contents;
use crate::store::{Access, StoreError};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use thiserror::Error;
use zeroize::Zeroizing;

/// Why a file cannot be put in the place of the database. Nothing was changed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CopyError {
    /// There is a file of that name.
    #[error("there is a file of that name already")]
    Exists,
    /// It cannot be read as a database under this key.
    #[error("the file does not open with this key: it is another portal's, damaged, or no backup")]
    Unreadable,
    /// Its pages or rows are damaged.
    #[error("the backup is damaged: {0}")]
    Damaged(&'static str),
    /// Its audit does not hold.
    #[error("the backup's audit breaks at row {}", .0.row)]
    Audit(Broken),
    /// There is no key to open it with.
    #[error("there is no key to open the backup with")]
    NoKey,
    /// Afterwards the two differ.
    #[error("what was written is not what was read")]
    Differs,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for CopyError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutBack {
    /// What is there now.
    pub contents: Contents,
    /// Where what was there before is kept.
    pub aside: Option<PathBuf>,
}

/// Whether a folder holds a portal.
pub fn is_there(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// The schema of a folder's database and the newest one known here, without changing anything.
///
/// # Errors
/// When it cannot be opened.
pub fn schemas(folder: &Path) -> Result<(u32, u32), StoreError> {
    let path = folder.join(FILE);
    let connection = open::connect(&path, &key::of_folder(folder, &path)?)?;
    Ok((open::schema(&connection)?, open::known_schema()))
}

/// Looks at all of a backup: opens it, checks its pages, rows and audit.
///
/// # Errors
/// [`CopyError`] with what is wrong.
pub fn check(folder: &Path, backup: &Path, key_file: Option<&Path>) -> Result<Contents, CopyError> {
    let key = key_for(folder, key_file)?;
    checked(&open_backup(backup, &key)?)
}

/// Puts a backup in the place of a folder's database, which is copied aside first. A new folder gets the backup's key.
///
/// # Errors
/// [`CopyError`]; then nothing was changed.
pub fn restore(
    folder: &Path,
    backup: &Path,
    key_file: Option<&Path>,
    access: &Access,
) -> Result<PutBack, CopyError> {
    let key = key_for(folder, key_file)?;
    let source = open_backup(backup, &key)?;
    let contents = checked(&source)?;
    super::make_folder(folder)?;
    let path = folder.join(FILE);
    let aside = if path.exists() {
        let own = key::read(&folder.join("key"))?.ok_or(CopyError::NoKey)?;
        if *own != *key {
            return Err(CopyError::Unreadable);
        }
        let aside = folder.join(format!("before-restore-{}.db", access.at.format("%Y%m%dT%H%M%S%3fZ")));
        let part = aside.with_extension("part");
        let _ = fs::remove_file(&part);
        copy_to(&open::connect(&path, &own)?, &part, &own)?;
        named(&part, &aside)?;
        let _ = fs::remove_file(&part);
        Some(aside)
    } else {
        key::keep(&folder.join("key"), &key)?;
        None
    };
    let mut target = open::connect(&path, &key)?;
    {
        let copy = Backup::new(&source, &mut target)?;
        // One step: other processes see the old database or the new one, nothing between.
        match copy.step(-1)? {
            StepResult::Done => {}
            _ => return Err(CopyError::Store(StoreError::Database(5))),
        }
    }
    if counted(&target)? != contents {
        return Err(CopyError::Differs);
    }
    open::migrate(&mut target)?;
    let row = target.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Whoever signed out, or used a link, since the backup was made must not find the door open again.
    super::sessions::forget(&row, access.at)?;
    super::standing::begin_anew(&row)?;
    trail::append(&row, access, vec![Entry::new("", "restore", "", "", 200)])?;
    row.commit()?;
    let _ = target.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
    Ok(PutBack { contents, aside })
}

impl SqliteStore {
    /// One consistent copy of the database at `to`, sealed with the same key; checked whole before it gets its name.
    ///
    /// # Errors
    /// [`CopyError::Exists`]: no file is ever replaced.
    pub async fn backup(&self, access: Access, to: &Path) -> Result<Contents, CopyError> {
        if to.exists() {
            return Err(CopyError::Exists);
        }
        let (path, key, to) = (self.inner.path.clone(), self.inner.key.clone(), to.to_owned());
        let copied = tokio::task::spawn_blocking(move || -> Result<Contents, CopyError> {
            let part = to.with_extension("part");
            let _ = fs::remove_file(&part);
            let copied = copy_to(&open::connect(&path, &key)?, &part, &key)
                .and_then(|()| checked(&open_backup(&part, &key)?))
                .and_then(|contents| {
                    named(&part, &to)?;
                    Ok(contents)
                });
            let _ = fs::remove_file(&part);
            copied
        });
        let contents = copied.await.map_err(|_| StoreError::Closed)??;
        self.write(move |on| trail::append(on, &access, vec![Entry::new("", "backup", "", "", 200)])).await?;
        Ok(contents)
    }

    /// When the last backup was made, milliseconds since 1970; and the newest row of the audit.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_backup(&self) -> Result<(Option<i64>, Option<i64>), StoreError> {
        self.look(|on| {
            let of = |sql: &str| on.query_row(sql, [], |row| row.get(0)).optional();
            let backup = of("SELECT at FROM audit WHERE action = 'backup' ORDER BY seq DESC LIMIT 1")?;
            Ok((backup, of("SELECT at FROM audit ORDER BY seq DESC LIMIT 1")?))
        })
        .await
    }

    /// Counts of everything.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn contents(&self) -> Result<Contents, StoreError> {
        self.look(counted).await
    }

    /// Folds the log into the file and empties it: what was erased must not stand in an old frame.
    ///
    /// # Errors
    /// [`StoreError::Database`] when readers hold it back for longer than a connection waits.
    pub(super) async fn fold(&self) -> Result<(), StoreError> {
        let (path, key) = (self.inner.path.clone(), self.inner.key.clone());
        let folded = tokio::task::spawn_blocking(move || -> Result<bool, StoreError> {
            let connection = open::connect(&path, &key)?;
            let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            Ok(busy == 0)
        });
        if folded.await.map_err(|_| StoreError::Closed)?? { Ok(()) } else { Err(StoreError::Database(5)) }
    }
}

/// The key a backup is opened with: the given file's, or the folder's.
fn key_for(folder: &Path, key_file: Option<&Path>) -> Result<KeyHex, CopyError> {
    let path = key_file.map_or_else(|| folder.join("key"), Path::to_owned);
    key::read(&path)?.ok_or(CopyError::NoKey)
}

fn open_backup(file: &Path, key: &KeyHex) -> Result<Connection, CopyError> {
    if !file.is_file() {
        return Err(CopyError::Store(StoreError::Folder(ErrorKind::NotFound)));
    }
    let connection = open::connect_to_copy(file, key).map_err(|_| CopyError::Unreadable)?;
    let (found, known) = (open::schema(&connection)?, open::known_schema());
    if found > known {
        return Err(StoreError::Newer { found, known }.into());
    }
    Ok(connection)
}

fn checked(connection: &Connection) -> Result<Contents, CopyError> {
    let damaged = connection.query_row("PRAGMA cipher_integrity_check", [], |_| Ok(())).optional();
    if !matches!(damaged, Ok(None)) {
        return Err(CopyError::Damaged("a page does not carry its seal"));
    }
    let sound: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .map_err(|_| CopyError::Damaged("a page cannot be read"))?;
    if sound != "ok" {
        return Err(CopyError::Damaged("an index and its table differ"));
    }
    if connection.query_row("PRAGMA foreign_key_check", [], |_| Ok(())).optional()?.is_some() {
        return Err(CopyError::Damaged("a row names one that is not there"));
    }
    trail::verify(connection)?.map_err(CopyError::Audit)?;
    Ok(counted(connection)?)
}

fn counted(connection: &Connection) -> Result<Contents, StoreError> {
    let mut names = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut rows = Vec::with_capacity(names.len());
    for name in names {
        // The name is the schema's own.
        let sql = ["SELECT count(*) FROM \"", &name, "\""].concat();
        let count: i64 = connection.query_row(&sql, [], |row| row.get(0))?;
        rows.push((name, u64::try_from(count).unwrap_or(0)));
    }
    let head = connection.query_row("SELECT hash FROM head WHERE one = 1", [], |row| row.get(0))?;
    Ok(Contents { schema: open::schema(connection)?, rows, head })
}

/// A sealed copy of everything as of one moment.
pub(super) fn copy_to(connection: &Connection, to: &Path, key: &KeyHex) -> Result<(), CopyError> {
    if to.exists() {
        return Err(CopyError::Exists);
    }
    let named = Zeroizing::new(["x'", key.as_str(), "'"].concat());
    let to = to.to_str().ok_or(CopyError::Store(StoreError::Folder(ErrorKind::InvalidInput)))?;
    connection
        .prepare("ATTACH DATABASE ?1 AS copy KEY ?2")
        .and_then(|mut attach| attach.execute([to, named.as_str()]))
        .map_err(|_| StoreError::Folder(ErrorKind::PermissionDenied))?;
    let copied = (|| -> Result<(), StoreError> {
        let schema = open::schema(connection)?;
        connection.execute_batch("PRAGMA copy.synchronous = FULL; BEGIN;")?;
        connection.query_row("SELECT sqlcipher_export('copy')", [], |_| Ok(()))?;
        connection.execute_batch(&format!("PRAGMA copy.user_version = {schema}; COMMIT;"))?;
        Ok(())
    })();
    if copied.is_err() && !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    let detached = connection.execute_batch("DETACH DATABASE copy");
    copied?;
    detached?;
    Ok(())
}

/// Gives a finished copy its name, durably; an existing file is never replaced.
fn named(part: &Path, to: &Path) -> Result<(), CopyError> {
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => CopyError::Exists,
        kind => CopyError::Store(StoreError::Folder(kind)),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(part, fs::Permissions::from_mode(0o600)).map_err(failed)?;
    }
    fs::File::open(part).and_then(|file| file.sync_all()).map_err(failed)?;
    fs::hard_link(part, to).map_err(failed)?;
    key::sync_folder(to)?;
    Ok(())
}
