//! The power goes at every single write while a store is made, brought up to date, backed up and restored.
//!
//! Each time the old state or the new one must be there, whole, and usable; never something between.
#![cfg(feature = "store")]

use nocte_core::domain::fact::Fact;
use nocte_core::store::{Passphrase, Store, StoreError};
use nocte_tests::facts;
use nocte_tests::medium::Laboratory;
use nocte_vfs::{Cut, Files, Op};
use std::path::Path;

const KEPT_TENTHS: [u8; 6] = [0, 1, 5, 5, 9, 10];

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse battery").expect("long enough")
}

/// Looks at what is left after every cut of `log`, and answers how many cuts that were.
fn every_cut(laboratory: &Laboratory, before: &Files, log: &[Op], mut look: impl FnMut(Cut)) -> usize {
    let mut luck = fastrand::Rng::with_seed(7);
    let mut cuts = 0;
    for after in 0..=log.len() {
        for kept_tenths in KEPT_TENTHS {
            let cut = Cut { after, kept_tenths };
            laboratory.medium.put(cut.image(before, log, &mut luck));
            look(cut);
            cuts += 1;
        }
    }
    cuts
}

/// The store is usable: something can be said and is there after closing and opening.
fn can_be_used(laboratory: &Laboratory, store: Store) {
    let said: Fact = facts::note(60, 1, "still here").into();
    let _ = store.append(std::slice::from_ref(&said)).expect("an acknowledgement");
    store.close().expect("a clean close");
    let store = laboratory.open().expect("the same store");
    assert!(store.facts().expect("facts").contains(&said));
    assert!(store.verify().expect("a self-check").is_ok());
}

#[test]
fn a_power_cut_while_a_store_is_made_leaves_none_or_a_whole_one() {
    let laboratory = Laboratory::new();
    laboratory.open_or_create().expect("a new store").close().expect("a clean close");
    let log = laboratory.medium.log();
    let mut none = 0;
    let cuts = every_cut(&laboratory, &Files::new(), &log, |cut| {
        match laboratory.open() {
            Ok(store) => {
                assert_eq!(store.facts().expect("facts"), []);
                drop(store);
            }
            Err(StoreError::Missing) => none += 1,
            Err(other) => panic!("{cut:?}: {other:?}"),
        }
        can_be_used(&laboratory, laboratory.open_or_create().expect("a store"));
    });
    eprintln!("creation: {} writes, {cuts} cuts, {none} of them before there was a store", log.len());
    assert!(cuts > 60, "a floor of work");
}

/// A store with a life in it, closed.
fn lived(laboratory: &Laboratory) -> (Files, Vec<Fact>) {
    let store = laboratory.open_or_create().expect("a new store");
    let mut written = facts::one_of_each();
    written.retain(|fact| !matches!(fact, Fact::Restored(_) | Fact::RestoreConfirmed(_)));
    let _ = store.append(&written).expect("an acknowledgement");
    store.close().expect("a clean close");
    (laboratory.medium.files(), written)
}

#[test]
fn a_power_cut_during_a_backup_leaves_the_old_copy_or_the_new_one_and_the_store() {
    let laboratory = Laboratory::new();
    let (_, written) = lived(&laboratory);
    let file = Path::new("/copy.nocte");
    let store = laboratory.open().expect("the store");
    store.backup(file, &passphrase(), facts::evening(30)).expect("a first backup");
    store.close().expect("a clean close");
    let before = laboratory.medium.files();
    let old = before.get("/copy.nocte").cloned();

    laboratory.medium.put(before.clone());
    let store = laboratory.open().expect("the store");
    store.backup(file, &passphrase(), facts::evening(31)).expect("a second backup");
    drop(store);
    let log = laboratory.medium.log();
    let new = laboratory.medium.read("/copy.nocte");
    assert_ne!(old, new);
    let cuts = every_cut(&laboratory, &before, &log, |cut| {
        let copy = laboratory.medium.read("/copy.nocte");
        assert!(copy == old || copy == new, "{cut:?}: something between");
        let store = laboratory.open().expect("the store");
        assert_eq!(store.facts().expect("facts"), written);
        // Whatever an interrupted backup left lying about does not stand in the way of the next.
        if cut.after % 8 == 0 {
            store.backup(file, &passphrase(), facts::evening(32)).expect("another backup");
        }
    });
    eprintln!("backup: {} writes, {cuts} cuts", log.len());
    assert!(cuts > 300, "a floor of work");
}

#[test]
fn a_power_cut_during_a_restore_leaves_the_former_store_or_the_restored_one() {
    let laboratory = Laboratory::new();
    let (_, copied) = lived(&laboratory);
    let file = Path::new("/copy.nocte");
    let store = laboratory.open().expect("the store");
    store.backup(file, &passphrase(), facts::evening(30)).expect("a backup");
    let since: Fact = facts::dose(35, 1).into();
    let _ = store.append(std::slice::from_ref(&since)).expect("an acknowledgement");
    let present = store.facts().expect("facts");
    // Not folded in and not closed: the former store has a log beside it, as after a crash.
    let before = laboratory.medium.files();
    assert!(before.get("/nocte.db-wal").is_some_and(|log| !log.is_empty()));
    drop(store);

    let restore = || {
        let restored = (facts::id(40, 1), facts::stamp(40));
        let vault = &laboratory.vault;
        Store::restore(laboratory.path(), vault, file, &passphrase(), restored, &laboratory.options())
    };
    laboratory.medium.put(before.clone());
    let kept_at = restore().expect("a restore").kept_at.expect("a former store");
    let log = laboratory.medium.log();
    let (mut old, mut new) = (0, 0);
    let cuts = every_cut(&laboratory, &before, &log, |cut| {
        let store = laboratory.open().unwrap_or_else(|error| panic!("{cut:?}: {error:?}"));
        let there = store.facts().expect("facts");
        assert!(store.verify().expect("a self-check").is_ok());
        if there == present {
            old += 1;
            if cut.after % 8 == 0 {
                drop(store);
                restore().expect("the restore again");
            }
        } else {
            new += 1;
            assert_eq!(there[..copied.len()], copied);
            assert!(matches!(there[copied.len()..], [Fact::Restored(_)]), "{cut:?}");
            drop(store);
            let former = Store::open(&kept_at, &laboratory.vault, laboratory.options());
            let former = former.unwrap_or_else(|error| panic!("{cut:?}: former store: {error:?}"));
            assert_eq!(former.facts().expect("facts"), present, "nothing of it is lost, its log included");
        }
    });
    let again = cut_while_finishing(&laboratory, &before, &log, &copied);
    eprintln!("the opening that finishes a restore: {again} cuts");
    assert!(again > 30, "a floor of work");
    eprintln!(
        "restore: {} writes, {cuts} cuts: {old} left the former store, {new} the restored one",
        log.len()
    );
    assert!(cuts > 300 && old > 0 && new > 0, "a floor of work");
}

/// The power went just after a restore was decided, comes back, and goes again while the next opening finishes it.
fn cut_while_finishing(laboratory: &Laboratory, before: &Files, log: &[Op], copied: &[Fact]) -> usize {
    let incoming = "/nocte.db.incoming";
    let decided = log.iter().position(|op| matches!(op, Op::Rename { to, .. } if to == incoming));
    let cut = Cut { after: decided.expect("a decision") + 1, kept_tenths: 10 };
    let decided = cut.image(before, log, &mut fastrand::Rng::with_seed(23));
    laboratory.medium.put(decided.clone());
    laboratory.open().expect("the restored store").close().expect("a clean close");
    let finishing = laboratory.medium.log();
    every_cut(laboratory, &decided, &finishing, |cut| {
        let store = laboratory.open().unwrap_or_else(|error| panic!("{cut:?}: {error:?}"));
        let there = store.facts().expect("facts");
        assert_eq!(there[..copied.len()], *copied);
        assert!(matches!(there[copied.len()..], [Fact::Restored(_)]), "{cut:?}");
    })
}

#[test]
fn a_power_cut_during_a_restore_to_an_empty_device_leaves_nothing_or_the_restored_store() {
    let laboratory = Laboratory::new();
    let (_, copied) = lived(&laboratory);
    let file = Path::new("/copy.nocte");
    let store = laboratory.open().expect("the store");
    store.backup(file, &passphrase(), facts::evening(30)).expect("a backup");
    store.close().expect("a clean close");
    let copy = laboratory.medium.read("/copy.nocte").expect("the backup");
    let before = Files::from([("/copy.nocte".to_owned(), copy)]);

    laboratory.medium.put(before.clone());
    let restored = (facts::id(40, 1), facts::stamp(40));
    Store::restore(
        laboratory.path(),
        &laboratory.vault,
        file,
        &passphrase(),
        restored,
        &laboratory.options(),
    )
    .expect("a restore");
    let log = laboratory.medium.log();
    let (mut none, mut new) = (0, 0);
    let cuts = every_cut(&laboratory, &before, &log, |cut| match laboratory.open() {
        Ok(store) => {
            new += 1;
            assert_eq!(store.facts().expect("facts")[..copied.len()], copied);
            if cut.after % 8 == 0 {
                can_be_used(&laboratory, store);
            }
        }
        Err(StoreError::Missing) => none += 1,
        Err(other) => panic!("{cut:?}: {other:?}"),
    });
    eprintln!("restore to an empty device: {cuts} cuts: {none} left nothing, {new} the restored store");
    assert!(cuts > 300 && none > 0 && new > 0, "a floor of work");
}
