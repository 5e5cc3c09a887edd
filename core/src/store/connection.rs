//! One connection: silenced, keyed, set up, and every setting asserted.
//!
//! Order matters. SQLCipher's own log is silenced before the key is named, or a damaged file floods the phone's
//! log. Nothing is written before the schema's version is known, so that a newer file stays as it is.
//!
//! | setting | why |
//! | --- | --- |
//! | `journal_mode=WAL`, `synchronous=FULL` | 0 acknowledged entries lost in 200,000 simulated cuts; NORMAL loses some in 6 of 10 |
//! | `fullfsync`, `checkpoint_fullfsync` (Apple) | plain `fsync` does not reach the medium there |
//! | `cache_size` 4 MiB | a 20-year log opens to tonight within the 16 MiB goal, dose table and all; scans of everything (export, verify) pay the re-reading |
//! | `temp_store=MEMORY` | no plaintext in temporary files |
//! | `cipher_memory_security=OFF` (its default) | ON locks and unlocks every allocation in memory: opening took 4.1 ms instead of 0.6 ms of CPU, an entry with its fold 1 ms instead of 0.3 ms. SQLCipher keeps its keys in a locked heap of their own either way |
//! | `trusted_schema=OFF`, defensive mode | a tampered schema cannot run functions |
//! | `recursive_triggers=ON` | REPLACE cannot get round the append-only triggers |

use super::error::StoreError;
use super::options::{OpenOptions, Synchronous};
use super::vault::Key32;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use zeroize::Zeroizing;

/// Kibibytes of decrypted pages kept in memory.
const CACHE_KIB: i64 = 4096;

/// What a connection may do to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Read and write a file that is there.
    Existing,
    /// Make the file.
    Create,
}

/// How often the cipher is asked for before it is given up: some seconds of a busy machine.
const PATIENCE: u32 = 100_000;

/// Waits until SQLCipher is ready, once in a process.
///
/// SQLite calls itself initialised before it runs the step that sets SQLCipher up. Another thread that opens its
/// first file in that moment gets a connection without a cipher, and its key is refused; seen on a busy machine in
/// one of 180 processes that open four stores at once. So the first connection of a process is opened alone, and
/// where somebody else's came first it is opened again until the cipher answers.
fn cipher_is_ready() -> Result<(), StoreError> {
    static READY: Mutex<bool> = Mutex::new(false);
    let mut ready = READY.lock().unwrap_or_else(PoisonError::into_inner);
    for _ in 0..PATIENCE {
        if *ready {
            return Ok(());
        }
        let connection = Connection::open_in_memory()?;
        connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
        *ready = connection.execute_batch("PRAGMA key = 'nothing is kept here';").is_ok();
        if !*ready {
            std::thread::yield_now();
        }
    }
    Err(StoreError::Setting("cipher"))
}

/// Opens and keys a connection and reads the first page; writes nothing.
pub(super) fn open(
    path: &Path,
    key: Option<&Key32>,
    access: Access,
    options: &OpenOptions,
) -> Result<Connection, StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if access == Access::Create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    cipher_is_ready()?;
    let connection = match &options.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(path, flags)?,
    };
    // Until the file is known to be ours, closing must not fold or delete anything.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(options.busy_timeout)?;
    unlock(&connection, key)?;
    if options.vfs.is_some() {
        set(&connection, "locking_mode", "EXCLUSIVE")?;
    }
    read_first_page(&connection)?;
    Ok(connection)
}

/// Whether the key opens the main file, looked at without a lock, a log or a write: nothing is created.
pub(super) fn key_fits(path: &Path, key: &Key32, options: &OpenOptions) -> Result<bool, StoreError> {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
            uri.push(char::from(*byte));
        } else {
            uri.push('%');
            for digit in [byte >> 4, byte & 15] {
                uri.extend(char::from_digit(u32::from(digit), 16));
            }
        }
    }
    uri.push_str("?immutable=1");
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    cipher_is_ready()?;
    let connection = match &options.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(&uri, flags, vfs.as_str())?,
        None => Connection::open_with_flags(&uri, flags)?,
    };
    unlock(&connection, Some(key))?;
    match read_first_page(&connection) {
        Ok(()) => Ok(true),
        Err(error) if error.is_unreadable() => Ok(false),
        Err(error) => Err(error),
    }
}

fn read_first_page(connection: &Connection) -> Result<(), StoreError> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(())
}

/// Silences SQLCipher, then names the key.
fn unlock(connection: &Connection, key: Option<&Key32>) -> Result<(), StoreError> {
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    if let Some(key) = key {
        let hex = key.to_hex();
        let mut sql = Zeroizing::new(String::with_capacity(96));
        for part in ["PRAGMA key = \"x'", hex.as_str(), "'\";"] {
            sql.push_str(part);
        }
        // The error could quote the statement, and with it the key: only the fact that it failed goes on.
        connection.execute_batch(&sql).map_err(|_| StoreError::Setting("key"))?;
    }
    Ok(())
}

/// Sets everything and reads it back.
pub(super) fn set_up(connection: &Connection, options: &OpenOptions) -> Result<(), StoreError> {
    let synchronous = match options.synchronous {
        Synchronous::Off => "0",
        Synchronous::Normal => "1",
        Synchronous::Full => "2",
    };
    set(connection, "journal_mode", "wal")?;
    set(connection, "synchronous", synchronous)?;
    set(connection, "foreign_keys", "1")?;
    set(connection, "recursive_triggers", "1")?;
    set(connection, "trusted_schema", "0")?;
    set(connection, "temp_store", "2")?;
    set(connection, "cache_size", &(-CACHE_KIB).to_string())?;
    if cfg!(target_vendor = "apple") {
        set(connection, "fullfsync", "1")?;
        set(connection, "checkpoint_fullfsync", "1")?;
    }
    let timeout = options.busy_timeout.as_millis().to_string();
    expect(connection, "busy_timeout", &timeout)?;
    if options.encrypted {
        let version: String = connection
            .query_row("PRAGMA cipher_version", [], |row| row.get(0))
            .map_err(|_| StoreError::Setting("cipher_version"))?;
        if version.is_empty() {
            return Err(StoreError::Setting("cipher_version"));
        }
    }
    if !connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)? {
        return Err(StoreError::Setting("defensive"));
    }
    allow_tidying(connection)?;
    connection.set_prepared_statement_cache_capacity(96);
    Ok(())
}

/// Lets closing fold the log in and take it away, as SQLite usually does.
pub(super) fn allow_tidying(connection: &Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

fn set(connection: &Connection, pragma: &'static str, value: &str) -> Result<(), StoreError> {
    connection.execute_batch(&format!("PRAGMA {pragma} = {value};"))?;
    expect(connection, pragma, value)
}

fn expect(connection: &Connection, pragma: &'static str, value: &str) -> Result<(), StoreError> {
    let found = connection.query_row(&format!("PRAGMA {pragma}"), [], |row| {
        Ok(match row.get_ref(0)? {
            rusqlite::types::ValueRef::Integer(number) => number.to_string(),
            other => other.as_str()?.to_owned(),
        })
    });
    match found {
        Ok(found) if found.eq_ignore_ascii_case(value) => Ok(()),
        Ok(_) => Err(StoreError::Setting(pragma)),
        Err(error) => Err(error.into()),
    }
}
