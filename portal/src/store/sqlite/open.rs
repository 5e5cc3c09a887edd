//! One connection: keyed, set up, every setting read back.

use super::key::KeyHex;
use crate::store::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use zeroize::Zeroizing;

/// The schema, one numbered step at a time; steps are never edited after a release.
const STEPS: [&str; 7] = [
    include_str!("migrations/001_resources.sql"),
    include_str!("migrations/002_doors.sql"),
    include_str!("migrations/003_staff.sql"),
    include_str!("migrations/004_uses.sql"),
    include_str!("migrations/005_standing.sql"),
    include_str!("migrations/006_links.sql"),
    include_str!("migrations/007_tickets.sql"),
];

/// Kibibytes of decrypted pages a connection keeps.
const CACHE_KIB: i64 = 16_384;

/// Opens the file, making it when it is not there.
pub(super) fn connect(path: &Path, key: &KeyHex) -> Result<Connection, StoreError> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = keyed(path, key, flags)?;
    set(&connection, "journal_mode", "wal")?;
    set(&connection, "synchronous", "2")?;
    set(&connection, "foreign_keys", "1")?;
    set(&connection, "recursive_triggers", "1")?;
    set(&connection, "trusted_schema", "0")?;
    set(&connection, "temp_store", "2")?;
    set(&connection, "secure_delete", "1")?;
    set(&connection, "cache_size", &(-CACHE_KIB).to_string())?;
    if cfg!(target_vendor = "apple") {
        set(&connection, "fullfsync", "1")?;
        set(&connection, "checkpoint_fullfsync", "1")?;
    }
    if !connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)? {
        return Err(StoreError::Setting("defensive"));
    }
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Opens a copy to read it; nothing is made and nothing is written.
pub(super) fn connect_to_copy(path: &Path, key: &KeyHex) -> Result<Connection, StoreError> {
    keyed(path, key, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

/// How often the cipher is asked for before it is given up: some seconds of a busy machine.
const PATIENCE: u32 = 100_000;

/// Waits until SQLCipher is ready, once in a process: SQLite calls itself initialised a moment before, and another
/// thread's first file would then open without a cipher and have its key refused.
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

fn keyed(path: &Path, key: &KeyHex, flags: OpenFlags) -> Result<Connection, StoreError> {
    cipher_is_ready()?;
    let connection = Connection::open_with_flags(path, flags)?;
    // Several processes share the file: commands run while the portal serves.
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    let mut sql = Zeroizing::new(String::with_capacity(96));
    for part in ["PRAGMA key = \"x'", key.as_str(), "'\";"] {
        sql.push_str(part);
    }
    // The error could quote the statement, and with it the key: only the fact that it failed goes on.
    connection.execute_batch(&sql).map_err(|_| StoreError::Setting("key"))?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    let cipher: String = connection
        .query_row("PRAGMA cipher_version", [], |row| row.get(0))
        .map_err(|_| StoreError::Setting("cipher_version"))?;
    if cipher.is_empty() {
        return Err(StoreError::Setting("cipher_version"));
    }
    Ok(connection)
}

/// The newest schema this version knows.
pub(super) fn known_schema() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

/// The schema of the file.
pub(super) fn schema(connection: &Connection) -> Result<u32, StoreError> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    u32::try_from(found).map_err(|_| StoreError::Damaged("user_version"))
}

/// Brings the schema up to date; refuses what a newer version wrote.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = known_schema();
    loop {
        let found = schema(connection)?;
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        if found == known {
            return Ok(());
        }
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Asked again inside: another process may have done it while this one waited.
        let found = schema(&step)?;
        if let Some(sql) = usize::try_from(found).ok().and_then(|at| STEPS.get(at)) {
            step.execute_batch(sql)?;
            step.execute_batch(&format!("PRAGMA user_version = {};", found + 1))?;
        }
        step.commit()?;
    }
}

fn set(connection: &Connection, pragma: &'static str, value: &str) -> Result<(), StoreError> {
    connection.execute_batch(&format!("PRAGMA {pragma} = {value};"))?;
    let found = connection.query_row(&format!("PRAGMA {pragma}"), [], |row| {
        Ok(match row.get_ref(0)? {
            rusqlite::types::ValueRef::Integer(number) => number.to_string(),
            other => other.as_str()?.to_owned(),
        })
    })?;
    if found.eq_ignore_ascii_case(value) { Ok(()) } else { Err(StoreError::Setting(pragma)) }
}
