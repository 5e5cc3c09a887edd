//! Ends: delivered, parked, or waiting for another run.

use super::Session;
use super::push::Item;
use crate::domain::parked::ParkedReason;
use crate::sync::bundle::EntryAnswer;
use crate::sync::change::{Change, Receipt};
use chrono::{DateTime, Utc};

impl Session {
    /// The server has this resource.
    pub(super) fn delivered(&mut self, item: &Item, said: EntryAnswer, now: DateTime<Utc>) {
        let server_id = said.id.filter(|id| *id != item.letter.id);
        let receipt = Receipt {
            kind: item.letter.kind.clone(),
            id: item.letter.id.clone(),
            server_id,
            version: said.version,
            stored: said.stored,
        };
        if let Some(theirs) = &receipt.server_id {
            self.names.learn(&receipt.kind, &receipt.id, theirs);
        }
        if item.seqs.is_empty() {
            self.state.introduced = true;
        } else {
            self.state.last_delivered = Some(now);
        }
        self.push.stumbles = 0;
        for seq in &item.seqs {
            if let Some(open) = self.push.open.get_mut(seq) {
                open.receipts.push(receipt.clone());
            }
        }
        self.came_to_an_end(item);
    }

    /// The server will not have it as it is.
    pub(super) fn park(&mut self, item: &Item, status: u16, reason: &ParkedReason) {
        for seq in &item.seqs {
            if let Some(open) = self.push.open.get_mut(seq) {
                open.parked.get_or_insert_with(|| (Some(status), reason.clone()));
            }
        }
        self.state.introduced |= item.seqs.is_empty(); // a server that takes no such word is asked no more
        self.push.stumbles = 0;
        self.came_to_an_end(item);
    }

    /// Answers about it prove nothing: it is tried again in another run, and stops nothing in this one.
    pub(super) fn defer(&mut self, item: &Item) {
        self.push.deferred += 1;
        self.push.stumbles += 1;
        self.wait_for_another_run(item);
    }

    pub(super) fn wait_for_another_run(&mut self, item: &Item) {
        for seq in &item.seqs {
            if let Some(open) = self.push.open.get_mut(seq) {
                open.waits = true;
            }
        }
        self.came_to_an_end(item);
    }

    fn came_to_an_end(&mut self, item: &Item) {
        self.progress();
        for seq in &item.seqs {
            if let Some(open) = self.push.open.get_mut(seq) {
                open.left = open.left.saturating_sub(1);
                if open.left == 0 {
                    self.finish(*seq);
                }
            }
        }
    }

    /// The last resource of a parcel came to its end.
    pub(super) fn finish(&mut self, seq: i64) {
        let Some(open) = self.push.open.remove(&seq) else { return };
        let change = if let Some((status, reason)) = open.parked {
            self.report.parked += 1;
            Change::Parked { seq, status, reason }
        } else if open.waits {
            Change::Queued(vec![seq])
        } else {
            self.report.delivered += 1;
            Change::Acked { seq, receipts: open.receipts }
        };
        self.changes.push(change);
    }

    /// Three entries in a row that the server stumbled over: it is the server, not the entries.
    pub(super) fn many_stumbles(&self) -> bool {
        self.push.stumbles >= 3
    }
}
