//! What a power cut leaves: everything synced, and of the rest each 512-byte sector by its own luck.

use crate::medium::{Files, Op, apply_whole, write};
use std::collections::HashMap;

const SECTOR: usize = 512;

/// A power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// After so many things of the log.
    pub after: usize,
    /// How many of ten unsynced sectors, truncations and deletions are there all the same.
    pub kept_tenths: u8,
}

impl Cut {
    /// The files left, given the files before the log began.
    pub fn image(self, before: &Files, log: &[Op], luck: &mut fastrand::Rng) -> Files {
        let done = &log[..self.after.min(log.len())];
        let mut last_sync: HashMap<&str, usize> = HashMap::new();
        for (at, op) in done.iter().enumerate() {
            if let Op::Sync { file } = op {
                last_sync.insert(file, at);
            }
        }
        let last_sync_of_any = last_sync.values().max().copied();
        let kept = |luck: &mut fastrand::Rng| luck.u8(0..10) < self.kept_tenths;
        let mut files = before.clone();
        for (at, op) in done.iter().enumerate() {
            let is_synced = |file: &str| last_sync.get(file).is_some_and(|&sync| at < sync);
            match op {
                Op::Write { file, offset, bytes } if !is_synced(file) => {
                    for (from, sector) in sectors(*offset, bytes) {
                        if kept(luck) {
                            write(&mut files, file, from, sector);
                        }
                    }
                }
                Op::Truncate { file, .. } if !is_synced(file) => {
                    if kept(luck) {
                        apply_whole(&mut files, op);
                    }
                }
                // A folder is on the medium at the latest when any file is synced after it.
                Op::Delete { .. } if last_sync_of_any.is_none_or(|sync| sync < at) => {
                    if kept(luck) {
                        apply_whole(&mut files, op);
                    }
                }
                // Durable once something else is done; the very last one may not be there yet.
                Op::Rename { .. } if at + 1 == done.len() => {
                    if kept(luck) {
                        apply_whole(&mut files, op);
                    }
                }
                _ => apply_whole(&mut files, op),
            }
        }
        files
    }
}

/// A write, torn at the medium's sector borders.
fn sectors(offset: usize, bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut from = 0;
    std::iter::from_fn(move || {
        if from == bytes.len() {
            return None;
        }
        let end = ((offset + from) / SECTOR * SECTOR + SECTOR - offset).min(bytes.len());
        let sector = (offset + from, &bytes[from..end]);
        from = end;
        Some(sector)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write_op(offset: usize, length: usize) -> Op {
        Op::Write { file: "f".to_owned(), offset, bytes: vec![7; length] }
    }

    #[test]
    fn a_write_is_torn_at_sector_borders() {
        let bytes = vec![1; 1_100];
        let torn: Vec<(usize, usize)> = sectors(500, &bytes).map(|(at, sector)| (at, sector.len())).collect();
        assert_eq!(torn, [(500, 12), (512, 512), (1_024, 512), (1_536, 64)]);
    }

    #[test]
    fn what_was_synced_is_there_and_the_rest_by_luck() {
        let log = [write_op(0, 512), Op::Sync { file: "f".to_owned() }, write_op(512, 512)];
        let mut luck = fastrand::Rng::with_seed(1);
        let mut image =
            |after, kept_tenths| Cut { after, kept_tenths }.image(&Files::new(), &log, &mut luck).remove("f");
        assert_eq!(image(1, 0), None, "not synced yet");
        assert_eq!(image(2, 0).map(|bytes| bytes.len()), Some(512));
        assert_eq!(image(3, 0).map(|bytes| bytes.len()), Some(512));
        assert_eq!(image(3, 10).map(|bytes| bytes.len()), Some(1_024));
    }
}
