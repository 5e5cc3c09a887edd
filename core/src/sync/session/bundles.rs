//! What the answer to a bundle means for each of its entries. The outer status proves nothing in either direction.

use super::Session;
use super::group::{bundled, can_shrink};
use super::push::{Item, Stage, Why, Work};
use crate::sync::bundle::{EntryAnswer, answers};
use crate::sync::covers::covers;
use crate::sync::outcome::reason;
use crate::sync::profile::Mode;
use crate::sync::reply::Reply;
use crate::sync::state::Gzip;
use crate::sync::status::{Trouble, Verdict};
use chrono::{DateTime, Utc};
use serde_json::Value;

impl Session {
    /// An answer of the server itself to what stands first in the work.
    pub(super) fn pushed(&mut self, verdict: Verdict, reply: &Reply, compressed: bool, now: DateTime<Utc>) {
        let Some(work) = self.push.work.pop_front() else { return };
        if compressed && self.judge_compression(verdict, reply) {
            self.push.work.push_front(work); // once more, plainly
            return;
        }
        match work {
            Work::Single(item) => self.single(item, verdict, reply, now),
            Work::Prove { items, doubted, stumbles } => {
                self.proved(items, doubted, stumbles, verdict, reply, now);
            }
            Work::Bundle { items, stumbles } => match verdict {
                Verdict::Fine => self.entries(items, stumbles, reply, now),
                Verdict::TooLarge => self.halve(items, reply),
                // May hide the 412 or 404 of one entry: each is asked singly, and those answers count.
                Verdict::Unsupported => {
                    self.push.singly = true;
                    self.must_reread = !self.reread;
                    self.singly(items, &Stage::Send);
                }
                _ => self.singly(items, &Stage::Send),
            },
        }
    }

    /// Trouble with what stands first. True when it concerns that alone and the server need not be left in peace.
    pub(super) fn push_trouble(&mut self, trouble: Trouble, compressed: bool) -> bool {
        let failed = trouble == Trouble::Down(500);
        if compressed && failed && self.state.gzip == Gzip::Untried {
            self.state.gzip = Gzip::Refused;
            return true;
        }
        let Some(work) = self.push.work.pop_front() else { return false };
        let (work, alone) = match work {
            // A 500 may mean that it is there already: read before it is sent again.
            Work::Bundle { items, stumbles } if failed && stumbles == 0 && by_own_id(&items) => {
                (Some(Work::Prove { items, doubted: true, stumbles: 1 }), false)
            }
            Work::Bundle { items, stumbles } if failed && stumbles > 0 => {
                self.singly(items, &Stage::Send);
                (None, false)
            }
            Work::Bundle { items, stumbles } if failed => {
                (Some(Work::Bundle { items, stumbles: stumbles + 1 }), false)
            }
            Work::Bundle { items, .. } if trouble.is_slow() && can_shrink(&items) => {
                self.too_slow(items);
                (None, false)
            }
            Work::Single(item) => self.single_trouble(item, failed),
            other => (Some(other), false),
        };
        if let Some(work) = work {
            self.push.work.push_front(work);
        }
        alone && !self.many_stumbles()
    }

    /// Whether the server took what was compressed. True when it has to be sent again plainly.
    fn judge_compression(&mut self, verdict: Verdict, reply: &Reply) -> bool {
        let refused = match self.state.gzip {
            Gzip::Taken => reply.status() == Some(415),
            _ => matches!(verdict, Verdict::Refused | Verdict::Unsupported),
        };
        match verdict {
            _ if refused => self.state.gzip = Gzip::Refused,
            Verdict::Fine => self.state.gzip = Gzip::Taken,
            _ => {}
        }
        refused
    }

    /// A 2xx for the bundle: what counts is what each entry says.
    fn entries(&mut self, items: Vec<Item>, stumbles: u8, reply: &Reply, now: DateTime<Utc>) {
        let said = reply.fhir().and_then(|body| answers(&body, items.len()));
        let said = said.filter(|said| said.iter().zip(&items).all(|(said, item)| is_about(said, item)));
        let Some(said) = said else {
            // It acknowledges nothing, or something else than was sent.
            if stumbles > 0 {
                self.singly(items, &Stage::Send);
            } else {
                self.push.work.push_front(Work::Bundle { items, stumbles: stumbles + 1 });
            }
            return self.trouble(Trouble::NotTheServer, now);
        };
        let fine = |said: &EntryAnswer| (200..300).contains(&said.status);
        let nothing_shown = said.iter().all(|said| said.version.is_none() && said.id.is_none());
        if said.iter().all(fine) && nothing_shown && by_own_id(&items) {
            self.push.work.push_front(Work::Prove { items, doubted: false, stumbles });
            return;
        }
        let mut again = Vec::new();
        for (mut item, said) in items.into_iter().zip(said) {
            let existed = item.mode == Mode::Conditional && said.status == 200;
            if !fine(&said) {
                again.push(item);
            } else if existed {
                // It was there before: this may be a later version of it.
                item.stage = said.id.map_or(Stage::Look, Stage::PutAt);
                again.push(item);
            } else {
                self.delivered(&item, said, now);
            }
        }
        for item in again.into_iter().rev() {
            self.push.work.push_front(Work::Single(item));
        }
    }

    /// 413: two halves, and the next bundles no larger.
    fn halve(&mut self, mut items: Vec<Item>, reply: &Reply) {
        let half = items.len() / 2;
        if half == 0 {
            for item in &items {
                self.park(item, 413, &reason(413, reply.json().as_ref()));
            }
            return;
        }
        self.state.bundle_limit = u32::try_from(half).ok();
        self.progress();
        let rest = items.split_off(half);
        self.push.work.push_front(bundled(rest));
        self.push.work.push_front(bundled(items));
    }

    /// Each by itself, in order, before anything else.
    fn singly(&mut self, items: Vec<Item>, stage: &Stage) {
        self.progress();
        for mut item in items.into_iter().rev() {
            item.stage = stage.clone();
            self.push.work.push_front(Work::Single(item));
        }
    }

    /// The last resource of a bundle was read.
    fn proved(
        &mut self,
        mut items: Vec<Item>,
        doubted: bool,
        stumbles: u8,
        verdict: Verdict,
        reply: &Reply,
        now: DateTime<Utc>,
    ) {
        let there = reply.fhir().filter(|_| verdict == Verdict::Fine);
        let Some(last) = items.last() else { return };
        let is_there = there.as_ref().is_some_and(|there| has(there, last));
        match (is_there, doubted) {
            (true, false) => {
                for item in &items {
                    self.delivered(item, EntryAnswer::silent(), now);
                }
            }
            (true, true) => {
                if let (Some(last), Some(there)) = (items.pop(), there) {
                    self.delivered(&last, EntryAnswer::of(&there), now);
                }
                self.singly(items, &Stage::Read(Why::Unproven));
            }
            (false, true) if stumbles < 2 && verdict == Verdict::Unsupported => {
                self.push.work.push_front(Work::Bundle { items, stumbles });
            }
            (false, _) => self.singly(items, &Stage::Send),
        }
    }
}

/// Are they all written by our own id, so that one of them can be read by it?
fn by_own_id(items: &[Item]) -> bool {
    items.iter().all(|item| item.mode == Mode::Upsert)
}

/// Is this the answer to that entry? An answer to an earlier request may have as many entries.
fn is_about(said: &EntryAnswer, item: &Item) -> bool {
    let kind = said.kind.as_ref().is_none_or(|kind| *kind == item.letter.kind);
    let id = said.id.as_ref().is_none_or(|id| item.mode != Mode::Upsert || *id == item.letter.id);
    kind && id
}

/// Does the server have this item?
pub(super) fn has(there: &Value, item: &Item) -> bool {
    serde_json::from_str(&item.letter.body).is_ok_and(|sent: Value| covers(there, &sent))
}
