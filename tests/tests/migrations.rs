//! Old files open, newer ones are refused untouched, and the schema is the one that is written down.
#![cfg(feature = "store")]

use nocte_core::domain::fact::Fact;
use nocte_core::store::migrate::SCHEMA;
use nocte_core::store::{OpenOptions, Store, StoreError};
use nocte_tests::facts;
use nocte_tests::vault::MemoryVault;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The key of every database in `tests/databases`: it is test data, and stands in their README.
const FIXTURE_KEY: u8 = 0x76;

fn databases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("databases")
}

fn vault() -> MemoryVault {
    MemoryVault::with(FIXTURE_KEY)
}

fn raw(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("the file");
    let key = vault().key().expect("a key").to_hex();
    connection.execute_batch(&format!("PRAGMA key = \"x'{}'\"", key.as_str())).expect("the key");
    connection
}

/// The schema as SQLite keeps it, in the order in which it was made.
fn schema_of(path: &Path) -> String {
    let connection = raw(path);
    let mut statement = connection
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
        .expect("the schema");
    let parts = statement.query_map([], |row| row.get::<_, String>(0)).expect("its parts");
    parts.map(|part| part.expect("SQL") + ";\n").collect::<Vec<_>>().join("\n")
}

fn everything_in(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fs::read_dir(folder)
        .expect("a folder that can be listed")
        .map(|entry| entry.expect("a readable entry").path())
        .map(|path| (path.clone(), fs::read(path).expect("a readable file")))
        .collect()
}

fn new_store(folder: &Path) -> PathBuf {
    let path = folder.join("nocte.db");
    let store = Store::create(&path, &vault(), OpenOptions::new()).expect("a new store");
    let _ = store.append(&facts::one_of_each()).expect("an acknowledgement");
    store.close().expect("a clean close");
    path
}

#[test]
fn every_released_schema_opens_with_all_its_facts_and_becomes_the_present_one() {
    let fresh = tempfile::tempdir().expect("a temporary folder");
    let present = schema_of(&new_store(fresh.path()));
    let mut opened = 0;
    for version in 1..=SCHEMA {
        let name = format!("v{version:03}");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("nocte.db");
        fs::copy(databases().join(format!("{name}.db")), &path).expect("a database of every schema");
        let store = Store::open(&path, &vault(), OpenOptions::new()).expect("an old store");
        let mut exported = Vec::new();
        store.export_json(&mut exported).expect("an export");
        let expected = fs::read_to_string(databases().join(format!("{name}.json"))).expect("its facts");
        assert_eq!(
            String::from_utf8(exported).expect("text"),
            expected,
            "{name}: not the facts it was written with"
        );
        let facts = store.facts().expect("facts");
        let leaving = facts
            .iter()
            .filter(|fact| {
                !matches!(
                    fact,
                    Fact::Received(_) | Fact::Snooze(_) | Fact::Restored(_) | Fact::RestoreConfirmed(_)
                )
            })
            .count();
        assert_eq!(store.waiting().expect("an outbox"), leaving as u64, "{name}: what waits keeps waiting");
        assert!(store.verify().expect("a self-check").is_ok());
        store.close().expect("a clean close");
        assert_eq!(schema_of(&path), present, "{name}: not the schema of a new store");
        opened += 1;
    }
    assert_eq!(opened, SCHEMA, "a database of every schema");
}

#[test]
fn the_schema_is_the_one_written_down() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let written_down = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src/store/schema.sql");
    let present = schema_of(&new_store(folder.path()));
    let text = fs::read_to_string(&written_down).unwrap_or_default();
    let body = text.lines().skip_while(|line| line.starts_with("-- ") || line.is_empty());
    let body: String = body.map(|line| line.to_owned() + "\n").collect();
    assert_eq!(
        body, present,
        "core/src/store/schema.sql is not the schema a new store gets: put the right-hand side there, \
         and never change a migration that was released"
    );
}

#[test]
fn a_newer_file_is_refused_and_not_a_byte_of_it_changes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = new_store(folder.path());
    let connection = raw(&path);
    connection.execute_batch("PRAGMA user_version = 99").expect("a file from the future");
    connection.close().expect("a clean close");
    let before = everything_in(folder.path());
    for _ in 0..3 {
        for answer in [
            Store::open(&path, &vault(), OpenOptions::new()),
            Store::open_or_create(&path, &vault(), OpenOptions::new()),
        ] {
            assert!(matches!(answer, Err(StoreError::Newer { found: 99, known: SCHEMA })), "{answer:?}");
        }
        assert_eq!(everything_in(folder.path()), before);
    }
}

#[test]
fn a_newer_file_whose_log_is_not_folded_in_keeps_both() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = new_store(folder.path());
    let connection = raw(&path);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).expect("a setting");
    connection.execute_batch("PRAGMA user_version = 99").expect("a file from the future");
    drop(connection);
    let log = folder.path().join("nocte.db-wal");
    let before = (fs::read(&path).expect("the file"), fs::read(&log).expect("its log"));
    assert!(!before.1.is_empty(), "the version stands in the log only");
    let answer = Store::open(&path, &vault(), OpenOptions::new());
    assert!(matches!(answer, Err(StoreError::Newer { found: 99, .. })), "{answer:?}");
    assert_eq!((fs::read(&path).expect("the file"), fs::read(&log).expect("its log")), before);
}
