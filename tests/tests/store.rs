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
    assert_eq!(waiting.iter().map(|it| it.fact.clone()).collect::<Vec<_>>(), written);
    assert!(waiting.is_sorted_by_key(|it| it.seq));
}
