//! What is in flight, and what is got ready while a bundle is out: on a phone that writes to its file, and a server
//! that writes to its own, each would otherwise wait for the other.

use super::group::MOST;
use super::push::Work;
use super::{Pending, Session};
use crate::sync::change::Change;

impl Session {
    /// To be asked while a request is out, until it says `None`: `Some` asks for parcels behind this `seq`, as
    /// [`crate::sync::Step::Offer`] does. The next bundle is then ready, and stands among the changes as in flight.
    pub fn ahead(&mut self) -> Option<i64> {
        let bundle_is_out = matches!(self.pending, Some(Pending::Push { .. }))
            && matches!(self.push.work.front(), Some(Work::Bundle { .. }));
        if !bundle_is_out || self.push.work.len() > 1 {
            return None;
        }
        if !self.push.exhausted && self.push.queue.len() < MOST as usize {
            return Some(self.push.after);
        }
        if !self.push.queue.is_empty() {
            self.begin_group();
        }
        if let Some(next) = self.push.work.get(1) {
            let seqs = next.seqs();
            if let Work::Bundle { items, .. } = next {
                let ready = self.written(items);
                self.push.ready = Some(ready);
            }
            self.take_off(&seqs);
        }
        None
    }

    /// Says, before the first byte leaves, that these are in flight.
    pub(super) fn take_off(&mut self, seqs: &[i64]) {
        let mut begun = Vec::new();
        for seq in seqs {
            if let Some(open) = self.push.open.get_mut(seq)
                && !open.flying
            {
                open.flying = true;
                begun.push(*seq);
            }
        }
        if !begun.is_empty() {
            self.changes.push(Change::InFlight(begun));
        }
    }

    pub(super) fn note_sent(&mut self, seqs: &[i64]) {
        for seq in seqs {
            if let Some(open) = self.push.open.get_mut(seq) {
                open.sent = true;
            }
        }
    }

    /// What was in flight waits again; what was only got ready, as if nothing had been.
    pub(super) fn land(&mut self) {
        let (mut sent, mut unsent) = (Vec::new(), Vec::new());
        for (seq, open) in self.push.open.iter_mut().filter(|(_, open)| open.flying) {
            open.flying = false;
            if open.sent { &mut sent } else { &mut unsent }.push(*seq);
        }
        if !sent.is_empty() {
            self.changes.push(Change::Queued(sent));
        }
        if !unsent.is_empty() {
            self.changes.push(Change::Unsent(unsent));
        }
    }
}
