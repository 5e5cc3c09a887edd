//! Every mutating call of the file system fails once, or from then on, under everything the store can be asked.
//!
//! Each time: a typed error or an acknowledgement that holds, nothing acknowledged lost, and a store that can be
//! used again when the fault is over, in the same session and after opening anew.
#![cfg(feature = "store")]

use nocte_core::domain::fact::Fact;
use nocte_core::domain::setting::Choice;
use nocte_core::store::{BackupRefusal, Passphrase, Store, StoreError};
use nocte_tests::facts;
use nocte_tests::medium::Laboratory;
use nocte_vfs::{Fault, FaultKind, Files};
use std::path::Path;

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse battery").expect("long enough")
}

#[derive(Debug, Default)]
struct Tally {
    points: usize,
    refused: usize,
}

/// Does something under a fault at its first mutating call, at its second … until it needs no more of them.
fn sweep(
    laboratory: &Laboratory,
    before: &Files,
    mut work: impl FnMut(&Laboratory) -> Result<(), StoreError>,
) -> Tally {
    let mut tally = Tally::default();
    for kind in [FaultKind::Io, FaultKind::Full] {
        for from_then_on in [false, true] {
            for at in 0.. {
                laboratory.medium.put(before.clone());
                laboratory.medium.set_fault(Some(Fault { at, kind, from_then_on }));
                if let Err(error) = work(laboratory) {
                    tally.refused += 1;
                    assert!(is_of_the_system(&error), "{kind:?} at {at}: {error:?}");
                }
                if laboratory.medium.failed() == 0 {
                    break;
                }
                tally.points += 1;
            }
        }
    }
    tally
}

/// The errors that tell a shell "try again" or "free some space", and none that says the file is damaged.
fn is_of_the_system(error: &StoreError) -> bool {
    matches!(error, StoreError::Io { .. } | StoreError::Full | StoreError::Busy)
}

/// A store with a first entry, closed.
fn with_one_entry(laboratory: &Laboratory) -> (Files, Fact) {
    let first: Fact = facts::dose(0, 1).into();
    let store = laboratory.open_or_create().expect("a new store");
    let _ = store.append(std::slice::from_ref(&first)).expect("an acknowledgement");
    store.close().expect("a clean close");
    (laboratory.medium.files(), first)
}

/// What was acknowledged is there, what was not may be, whole intentions only, and the store works.
fn is_whole(laboratory: &Laboratory, acknowledged: &[Fact], perhaps: &[Fact]) {
    for _ in 0..2 {
        let store = laboratory.open().expect("the store");
        let there = store.facts().expect("facts");
        assert_eq!(there[..acknowledged.len()], *acknowledged);
        let more = &there[acknowledged.len()..];
        assert!(more.is_empty() || more == perhaps, "half an intention: {} facts", more.len());
        assert!(store.verify().expect("a self-check").is_ok());
        store.close().expect("a clean close");
    }
}

#[test]
fn a_failing_file_system_costs_no_acknowledged_entry() {
    let laboratory = Laboratory::new();
    let (before, first) = with_one_entry(&laboratory);
    let intentions: [Vec<Fact>; 5] = [
        vec![facts::dose(1, 1).into()],
        ["pain", "fatigue", "sleep"]
            .iter()
            .zip(2..)
            .map(|(scale, which)| facts::score(1, which, scale, 4).into())
            .collect(),
        vec![facts::undo(1, 5, first.id()).into()],
        vec![facts::setting(1, 6, Choice::Lead { minutes: 30 }).into()],
        vec![facts::note(1, 7, &"long ".repeat(2_000)).into()],
    ];
    for intention in &intentions {
        let done = sweep(&laboratory, &before, |laboratory| {
            let mut acknowledged = vec![first.clone()];
            let store = match laboratory.open() {
                Ok(store) => store,
                Err(error) => {
                    laboratory.medium.set_fault(None);
                    is_whole(laboratory, &acknowledged, &[]);
                    return Err(error);
                }
            };
            let answer = store.append(intention);
            // The caller keeps what was typed and tries again when the fault is over, in the same session.
            laboratory.medium.set_fault(None);
            if answer.is_err() {
                let retried = store.append(intention).expect("usable again");
                assert_eq!(retried.added + retried.already, intention.len());
            }
            acknowledged.extend(intention.iter().cloned());
            assert_eq!(store.facts().expect("facts"), acknowledged);
            store.close().expect("a clean close");
            is_whole(laboratory, &acknowledged, &[]);
            answer.map(|_| ())
        });
        eprintln!("append of {}: {} points, {} refused", intention.len(), done.points, done.refused);
        assert!(done.points > 20, "a floor of work");
    }
}

#[test]
fn a_failing_file_system_while_folding_and_closing_loses_nothing() {
    let laboratory = Laboratory::new();
    let (before, first) = with_one_entry(&laboratory);
    let second: Fact = facts::dose(1, 1).into();
    let done = sweep(&laboratory, &before, |laboratory| {
        let fault_free = || laboratory.medium.set_fault(None);
        let store = match laboratory.open() {
            Ok(store) => store,
            Err(error) => {
                fault_free();
                is_whole(laboratory, std::slice::from_ref(&first), &[]);
                return Err(error);
            }
        };
        let appended = store.append(std::slice::from_ref(&second)).map(|_| ());
        let closed = appended.and_then(|()| store.fold().map(|_| ()).and(store.close()));
        fault_free();
        let acknowledged = [first.clone(), second.clone()];
        if closed.is_ok() {
            is_whole(laboratory, &acknowledged, &[]);
        } else {
            assert!(laboratory.medium.failed() > 0, "an error without a fault");
            is_whole(laboratory, std::slice::from_ref(&first), std::slice::from_ref(&second));
        }
        closed
    });
    eprintln!("fold and close: {} points, {} refused", done.points, done.refused);
    assert!(done.points > 20, "a floor of work");
}

#[test]
fn a_failing_file_system_while_a_store_is_made_leaves_none_or_a_whole_one() {
    let laboratory = Laboratory::new();
    let done = sweep(&laboratory, &Files::new(), |laboratory| {
        let made = laboratory.open_or_create().and_then(Store::close);
        if made.is_err() {
            laboratory.medium.set_fault(None);
            laboratory.open_or_create().expect("usable again").close().expect("a clean close");
            is_whole(laboratory, &[], &[]);
        }
        made
    });
    eprintln!("creation: {} points, {} refused", done.points, done.refused);
    assert!(done.points > 40, "a floor of work");
}

#[test]
fn a_failing_file_system_during_backup_and_restore_leaves_the_store_as_it_was() {
    let laboratory = Laboratory::new();
    let (_, first) = with_one_entry(&laboratory);
    let file = Path::new("/copy.nocte");
    let store = laboratory.open().expect("the store");
    store.backup(file, &passphrase(), facts::evening(30)).expect("a backup");
    store.close().expect("a clean close");
    let before = laboratory.medium.files();

    let done = sweep(&laboratory, &before, |laboratory| {
        let made = laboratory
            .open()
            .and_then(|store| store.backup(file, &passphrase(), facts::evening(31)).map(|_| ()));
        if made.is_err() {
            laboratory.medium.set_fault(None);
            is_whole(laboratory, std::slice::from_ref(&first), &[]);
            let store = laboratory.open().expect("the store");
            store.backup(file, &passphrase(), facts::evening(32)).expect("usable again");
        }
        made
    });
    eprintln!("backup: {} points, {} refused", done.points, done.refused);
    assert!(done.points > 200, "a floor of work");

    let restore = |laboratory: &Laboratory| {
        let restored = (facts::id(40, 1), facts::stamp(40));
        let (path, vault) = (laboratory.path(), &laboratory.vault);
        Store::restore(path, vault, file, &passphrase(), restored, &laboratory.options()).map(|_| ())
    };
    let done = sweep(&laboratory, &before, |laboratory| {
        let answer = restore(laboratory);
        if answer.is_err() {
            laboratory.medium.set_fault(None);
            // The former store, or, once that was decided, the restored one.
            let there = laboratory.open().expect("a store").facts().expect("facts");
            assert_eq!(there[0], first);
            assert!(matches!(there[1..], [] | [Fact::Restored(_)]));
            restore(laboratory).expect("usable again");
        }
        match answer {
            Err(StoreError::Backup(BackupRefusal::Damaged)) => panic!("a fault taken for damage"),
            other => other,
        }
    });
    eprintln!("restore: {} points, {} refused", done.points, done.refused);
    assert!(done.points > 200, "a floor of work");
}
