//! What an entry costs the medium, counted and not timed: one sync, and a handful of pages.
#![cfg(feature = "store")]

use nocte_tests::facts;
use nocte_tests::medium::Laboratory;

/// A page of the log: its header and 4 KiB.
const FRAME: usize = 24 + 4_096;

#[test]
fn an_entry_costs_one_sync_and_the_first_after_a_fold_two() {
    let laboratory = Laboratory::new();
    let store = laboratory.open_or_create().expect("a new store");
    for n in 0..40 {
        let _ = store.append(&[facts::dose(n, 1).into()]).expect("an acknowledgement");
    }
    store.fold().expect("a fold");
    laboratory.medium.take_counts();

    let mut pages = 0;
    for n in 40..140 {
        let _ = store.append(&[facts::dose(n, 1).into()]).expect("an acknowledgement");
        let counts = laboratory.medium.take_counts();
        let expected = if n == 40 { 2 } else { 1 };
        assert_eq!(counts.syncs, expected, "entry {n}");
        assert_eq!(counts.truncations + counts.deletions, 0);
        assert!(counts.bytes <= 8 * FRAME, "entry {n}: {} bytes", counts.bytes);
        pages += counts.bytes / FRAME;
    }
    eprintln!("100 entries: {pages} pages, 101 syncs");
    assert!(pages <= 350, "an entry, its id and its outbox row are three pages, and now and then one splits");

    store.fold().expect("a fold");
    let fold = laboratory.medium.take_counts();
    eprintln!("a fold of 100 entries: {fold:?}");
    assert!(fold.syncs <= 2);
}
