//! The store's promises without any violence: what is written reads back, order, states, append-only.
#![cfg(feature = "store")]

use nocte_core::domain::fact::Fact;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::setting::Choice;
use nocte_core::store::{Acknowledged, Fold, KeyFile, KeyVault, OpenOptions, Store, StoreError, VaultError};
use nocte_tests::facts;
use nocte_tests::vault::MemoryVault;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn store_in(folder: &TempDir) -> PathBuf {
    folder.path().join("nocte.db")
}

/// Every file of a folder with its bytes.
fn everything_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .expect("a folder that can be listed")
        .map(|entry| entry.expect("a readable entry").path())
        .map(|path| {
            (
                path.file_name().expect("a name").to_string_lossy().into_owned(),
                fs::read(&path).expect("a readable file"),
            )
        })
        .collect();
    found.sort();
    found
}

#[test]
fn every_kind_of_fact_reads_back_word_for_word_in_order() {
    let folder = folder();
    let vault = MemoryVault::empty();
    let written = facts::one_of_each();
    let store = Store::create(store_in(&folder), &vault, OpenOptions::new()).expect("a new store");
    let done = store.append(&written).expect("an acknowledgement");
    assert_eq!(done, Acknowledged { added: written.len(), already: 0 });
    assert_eq!(store.facts().expect("facts"), written);
    store.close().expect("a clean close");

    let store = Store::open(store_in(&folder), &vault, OpenOptions::new()).expect("the same store");
    assert_eq!(store.facts().expect("facts"), written);
    assert_eq!(store.journal().expect("a journal"), Journal::from_facts(written.clone()));
    assert!(store.verify().expect("a self-check").is_ok());
    let waiting = store.outbox(usize::MAX).expect("an outbox");
    let mut leaving = written.clone();
    leaving.retain(|fact| {
        !matches!(fact, Fact::Received(_) | Fact::Snooze(_) | Fact::Restored(_) | Fact::RestoreConfirmed(_))
    });
    assert_eq!(waiting.iter().map(|it| it.fact.clone()).collect::<Vec<_>>(), leaving);
    assert!(waiting.is_sorted_by_key(|it| it.seq));
}

#[test]
fn a_repeated_append_is_acknowledged_and_another_fact_under_the_same_id_is_refused() {
    let folder = folder();
    let vault = MemoryVault::empty();
    let store = Store::create(store_in(&folder), &vault, OpenOptions::new()).expect("a new store");
    let dose: Fact = facts::dose(0, 1).into();
    assert_eq!(store.append(std::slice::from_ref(&dose)).expect("first").added, 1);
    assert_eq!(store.append(std::slice::from_ref(&dose)).expect("again").already, 1);
    let mut other = facts::dose(0, 1);
    other.night = facts::night(7);
    let both = [facts::note(0, 2, "goes with it").into(), other.into()];
    assert!(matches!(store.append(&both), Err(StoreError::Conflict { id }) if id == dose.id()));
    assert_eq!(store.facts().expect("facts"), [dose], "all or nothing");
    assert_eq!(store.waiting().expect("outbox"), 1);
}

#[test]
fn order_is_the_order_of_acknowledgement_and_never_the_clocks() {
    let folder = folder();
    let store =
        Store::create(store_in(&folder), &MemoryVault::empty(), OpenOptions::new()).expect("a new store");
    let choice = |minutes| Choice::Lead { minutes };
    let said = [(9, 1, 30), (1, 2, 45), (500, 3, 15), (0, 4, 60)];
    for (night, which, minutes) in said {
        let fact = facts::setting(night, which, choice(minutes)).into();
        let _ = store.append(&[fact]).expect("an acknowledgement");
    }
    assert_eq!(
        store.journal().expect("a journal").settings.lead_min,
        60,
        "the last said holds, whatever the clock"
    );
}

#[test]
fn without_its_key_a_store_is_locked_and_nothing_is_touched() {
    let folder = folder();
    let vault = MemoryVault::empty();
    let path = store_in(&folder);
    let store = Store::create(&path, &vault, OpenOptions::new()).expect("a new store");
    let _ = store.append(&facts::one_of_each()).expect("an acknowledgement");
    store.close().expect("a clean close");
    let before = everything_in(folder.path());

    let no_key = MemoryVault::empty();
    for _ in 0..2 {
        assert!(matches!(Store::open(&path, &no_key, OpenOptions::new()), Err(StoreError::Locked)));
        assert!(matches!(Store::open_or_create(&path, &no_key, OpenOptions::new()), Err(StoreError::Locked)));
        assert!(matches!(Store::create(&path, &no_key, OpenOptions::new()), Err(StoreError::Exists)));
    }
    assert_eq!(no_key.key(), None, "no key is made for a store that is there");
    let other = MemoryVault::with(7);
    assert!(matches!(Store::open_or_create(&path, &other, OpenOptions::new()), Err(StoreError::WrongKey)));
    vault.set_unavailable(true);
    assert!(matches!(Store::open_or_create(&path, &vault, OpenOptions::new()), Err(StoreError::Locked)));
    assert_eq!(everything_in(folder.path()), before);
    vault.set_unavailable(false);
    assert!(Store::open(&path, &vault, OpenOptions::new()).is_ok());
}

#[test]
fn a_key_file_is_made_only_with_a_new_store_and_refused_when_others_can_read_it() {
    let folder = folder();
    let key = KeyFile::new(folder.path().join("key"));
    assert_eq!(key.database_key(), Ok(None));
    let path = store_in(&folder);
    assert!(matches!(Store::open(&path, &key, OpenOptions::new()), Err(StoreError::Missing)));
    assert!(everything_in(folder.path()).is_empty(), "looking for a store makes nothing");
    Store::create(&path, &key, OpenOptions::new()).expect("a new store").close().expect("a clean close");
    let text = fs::read_to_string(key.path()).expect("a key file");
    assert_eq!(text.trim_end().len(), 64);
    assert!(matches!(key.keep(&nocte_core::store::Key32::new([1; 32])), Err(VaultError::Occupied)));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode(key.path()), 0o600);
        assert_eq!(mode(&path), 0o600);
        fs::set_permissions(key.path(), fs::Permissions::from_mode(0o640)).expect("another mode");
        assert!(matches!(
            Store::open(&path, &key, OpenOptions::new()),
            Err(StoreError::Vault(VaultError::TooOpen))
        ));
        fs::set_permissions(key.path(), fs::Permissions::from_mode(0o600)).expect("the mode again");
    }
    fs::write(key.path(), "not a key\n").expect("a spoilt key file");
    assert!(matches!(
        Store::open(&path, &key, OpenOptions::new()),
        Err(StoreError::Vault(VaultError::Malformed))
    ));
    fs::write(key.path(), text).expect("the key again");
    assert!(Store::open(&path, &key, OpenOptions::new()).is_ok());
}

#[test]
fn facts_are_only_ever_added() {
    let folder = folder();
    let vault = MemoryVault::empty();
    let path = store_in(&folder);
    let store = Store::create(&path, &vault, OpenOptions::new()).expect("a new store");
    let written = facts::one_of_each();
    let _ = store.append(&written).expect("an acknowledgement");
    store.close().expect("a clean close");

    let raw = rusqlite::Connection::open(&path).expect("the file");
    let hex = vault.key().expect("a key").to_hex();
    raw.execute_batch(&format!("PRAGMA key = \"x'{}'\";", hex.as_str())).expect("the key");
    let mut tables = raw
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' \
             AND name NOT IN ('outbox', 'sync_document', 'receipt', 'arrival_parked', 'share')",
        )
        .expect("the schema");
    let names: Vec<String> =
        tables.query_map([], |row| row.get(0)).expect("names").map(|name| name.expect("a name")).collect();
    assert_eq!(names.len(), 21);
    for name in names {
        for violence in [
            format!("UPDATE {name} SET source = 'nobody'"),
            format!("DELETE FROM {name}"),
            format!("DELETE FROM {name} WHERE seq = 1 OR seq > 1"),
            format!("INSERT OR REPLACE INTO {name} SELECT * FROM {name}"),
        ] {
            raw.execute_batch("PRAGMA recursive_triggers = ON;").expect("as the store does");
            let refused = raw.execute(&violence, []).expect_err(&violence);
            assert!(refused.to_string().contains("facts are only added"), "{violence}: {refused}");
        }
    }
    drop(tables);
    drop(raw);
    let store = Store::open(&path, &vault, OpenOptions::new()).expect("the same store");
    assert_eq!(store.facts().expect("facts"), written);
}

#[test]
fn the_log_is_folded_in_after_each_fact_and_empty_at_suspend_and_close() {
    let folder = folder();
    let path = store_in(&folder);
    let store = Store::create(&path, &MemoryVault::empty(), OpenOptions::new()).expect("a new store");
    let log = folder.path().join("nocte.db-wal");
    let length = || fs::metadata(&log).map_or(0, |found| found.len());
    let _ = store.append(&[facts::dose(0, 1).into()]).expect("an acknowledgement");
    // The fold is off this thread's path; nothing is timed, it only has to come.
    while length() != 0 {
        std::thread::yield_now();
    }
    drop(store);

    let by_hand = OpenOptions::new().fold(Fold::WhenAsked);
    let vault = MemoryVault::empty();
    let second = folder.path().join("second.db");
    let store = Store::create(&second, &vault, by_hand).expect("a new store");
    let log = folder.path().join("second.db-wal");
    let _ = store.append(&[facts::dose(0, 1).into()]).expect("an acknowledgement");
    assert!(fs::metadata(&log).expect("a log").len() > 0);
    assert!(store.suspend().expect("a fold"));
    assert_eq!(fs::metadata(&log).expect("a log").len(), 0);
    store.close().expect("a clean close");
    assert!(!log.exists());
}

#[test]
fn two_that_write_at_once_wait_for_each_other_and_share_one_sequence() {
    let folder = folder();
    let path = store_in(&folder);
    let vault = MemoryVault::empty();
    Store::create(&path, &vault, OpenOptions::new()).expect("a new store").close().expect("a clean close");
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let (path, vault) = (&path, &vault);
            scope.spawn(move || {
                // Its own connection, as the widget's process has.
                let store = Store::open(path, vault, OpenOptions::new()).expect("the store");
                for n in 0..50 {
                    let said =
                        [facts::dose(n, 1 + writer * 2).into(), facts::note(n, 2 + writer * 2, "so").into()];
                    assert_eq!(store.append(&said).expect("an acknowledgement").added, 2);
                }
                store.close().expect("a clean close");
            });
        }
    });
    let store = Store::open(&path, &vault, OpenOptions::new()).expect("the store");
    assert_eq!(store.facts().expect("facts").len(), 200);
    assert!(store.verify().expect("a self-check").is_ok(), "no place in the sequence is taken twice");
    let waiting = store.outbox(usize::MAX).expect("an outbox");
    let places: Vec<i64> = waiting.iter().map(|it| it.seq).collect();
    assert_eq!(places, (1..=200).collect::<Vec<i64>>(), "and none is left out");
}
