//! One durable entry: a dose with its outbox row, acknowledged, against a bare write that waits for the medium.

use crate::{Side, folder};
use nocte_core::store::Store;
use nocte_tests::bench::{Goal, Row, p10, wall_of};
use nocte_tests::facts::dose;
use nocte_tests::medium::Laboratory;
use std::fs::File;
use std::os::unix::fs::FileExt;

/// Entries measured of each kind, interleaved with the raw writes.
const ROUNDS: u32 = 400;

/// What a page and its frame come to; the raw side writes as much and waits for it.
const BLOCK: usize = 8 * 1024;

pub(super) fn rows() -> Vec<Row> {
    let folder = folder();
    let (encrypted, plain) = (Side::Encrypted.create(folder.path()), Side::Plain.create(folder.path()));
    let raw = Raw::new(folder.path());
    // The first entries make the log file; they are the next measurement's business.
    let mut which = 0;
    let mut once = |store: &Store| {
        which += 1;
        let entry = dose(u32::try_from(which).expect("small") % 365, which).into();
        wall_of(|| _ = store.append(std::slice::from_ref(&entry)).expect("the entry is stored"))
    };
    for _ in 0..20 {
        once(&encrypted);
        once(&plain);
    }
    let mut ours = Vec::new();
    let (mut peer, mut over, mut on) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        over.push(raw.overwrite(round));
        ours.push(once(&encrypted));
        peer.push(once(&plain));
        on.push(raw.append(round));
    }
    let (mut first, mut fold) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS / 4 {
        fold.push(wall_of(|| assert!(encrypted.fold().expect("folded"), "nobody else reads")));
        first.push(once(&encrypted));
    }
    let [ours, peer, over, on, first, fold] = [ours, peer, over, on, first, fold].map(p10);
    let row = |id, ours, peer, goal, note: &str| Row {
        id,
        ours,
        peer: Some(peer),
        unit: "ns, p10",
        goal,
        note: note.to_owned(),
    };
    let mut rows = vec![
        row(
            "store.entry_vs_raw_write",
            ours,
            over,
            Goal::AtMost(2.0),
            "peer: 8 KiB pwrite + fdatasync in place",
        ),
        row(
            "store.entry_vs_raw_append",
            ours,
            on,
            Goal::None,
            "peer: 8 KiB appended + fdatasync, as a growing log does",
        ),
        row("store.entry_vs_plain", ours, peer, Goal::AtMost(1.6), "peer: the same entry without a key"),
        row(
            "store.first_entry_after_fold_vs_raw_write",
            first,
            over,
            Goal::None,
            "the log's header is made durable too",
        ),
        row("store.fold_vs_raw_write", fold, over, Goal::None, "off the caller's path"),
    ];
    rows.extend(syncs());
    rows
}

/// Syncs counted where they arrive: in the file system under the store.
fn syncs() -> Vec<Row> {
    let laboratory = Laboratory::new();
    let store = laboratory.open_or_create().expect("an empty medium takes a store");
    let mut which = 0;
    let mut syncs_of = |act: &dyn Fn(u64)| {
        which += 1;
        laboratory.medium.take_counts();
        act(which);
        laboratory.medium.take_counts().syncs
    };
    let entry = |which| _ = store.append(&[dose(1, which).into()]).expect("the entry is stored");
    let fold = |_| assert!(store.fold().expect("folded"), "nobody else reads");
    syncs_of(&entry);
    let between = syncs_of(&entry);
    let fold_syncs = syncs_of(&fold);
    let first = syncs_of(&entry);
    let row = |id, ours: usize, wanted: Option<f64>, note: &str| Row {
        id,
        ours: f64::from(u32::try_from(ours).expect("few")),
        peer: wanted,
        unit: "syncs",
        goal: if wanted.is_some() { Goal::AtMost(1.0) } else { Goal::None },
        note: note.to_owned(),
    };
    vec![
        row("store.syncs_per_entry", between, Some(1.0), "counted in the file system; exactly one"),
        row("store.syncs_first_after_fold", first, Some(2.0), "counted in the file system; exactly two"),
        row("store.syncs_of_a_fold", fold_syncs, None, "off the caller's path"),
    ]
}

/// The medium itself.
struct Raw {
    in_place: File,
    growing: File,
    block: Vec<u8>,
}

impl Raw {
    fn new(folder: &std::path::Path) -> Self {
        let make = |name| {
            let path = folder.join(name);
            File::options().read(true).write(true).create_new(true).open(path).expect("a new file")
        };
        let (in_place, growing) = (make("in-place"), make("growing"));
        in_place.write_all_at(&vec![0; 64 * BLOCK], 0).expect("room");
        in_place.sync_all().expect("a medium");
        Self { in_place, growing, block: vec![0xA5; BLOCK] }
    }

    fn overwrite(&self, round: u32) -> f64 {
        let at = u64::from(round % 64) * BLOCK as u64;
        wall_of(|| {
            self.in_place.write_all_at(&self.block, at).expect("room");
            self.in_place.sync_data().expect("a medium");
        })
    }

    fn append(&self, round: u32) -> f64 {
        let at = u64::from(round) * BLOCK as u64;
        wall_of(|| {
            self.growing.write_all_at(&self.block, at).expect("room");
            self.growing.sync_data().expect("a medium");
        })
    }
}
