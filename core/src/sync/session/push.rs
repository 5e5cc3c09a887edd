//! Sending what waits: from the parcels offered to the next request.

use super::Session;
use super::group::MOST;
use crate::domain::parked::ParkedReason;
use crate::sync::bundle::written;
use crate::sync::change::Receipt;
use crate::sync::parcel::{Letter, Parcel};
use crate::sync::profile::Mode;
use crate::sync::request::{FHIR_JSON, Request};
use crate::sync::state::Gzip;
use crate::sync::step::Problem;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::{BTreeMap, VecDeque};
use std::io::Write;

/// Bodies smaller than this are not worth compressing, in bytes.
const SMALL: usize = 1_024;

/// What is being sent.
#[derive(Debug)]
pub(super) struct Push {
    /// Offered and not begun, in the order of the outbox.
    pub queue: VecDeque<Parcel>,
    /// The largest `seq` offered.
    pub after: i64,
    /// There are no more.
    pub exhausted: bool,
    /// Begun and not ended.
    pub open: BTreeMap<i64, Open>,
    /// What is to be sent, first things first.
    pub work: VecDeque<Work>,
    /// This install, to be told of once.
    pub device: Option<Letter>,
    /// The body of the bundle that is sent next.
    pub ready: Option<Ready>,
    /// The server takes no bundle.
    pub singly: bool,
    /// Entries given up for this run after answers that prove nothing.
    pub deferred: u32,
    /// Such answers in a row, of different entries.
    pub stumbles: u32,
}

impl Default for Push {
    fn default() -> Self {
        Self {
            queue: VecDeque::new(),
            after: i64::MIN,
            exhausted: false,
            open: BTreeMap::new(),
            work: VecDeque::new(),
            device: None,
            ready: None,
            singly: false,
            deferred: 0,
            stumbles: 0,
        }
    }
}

impl Push {
    /// Takes what was offered, in the order of the outbox, each parcel once a run.
    pub(super) fn take(&mut self, mut parcels: Vec<Parcel>) {
        parcels.sort_by_key(|parcel| parcel.seq);
        self.exhausted = true;
        for parcel in parcels {
            if parcel.seq > self.after {
                self.after = parcel.seq;
                self.exhausted = false;
                self.queue.push_back(parcel);
            }
        }
    }
}

/// A parcel that was begun.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Resources without an end yet.
    pub left: usize,
    /// What the server said of the others.
    pub receipts: Vec<Receipt>,
    /// It is parked, and why.
    pub parked: Option<(Option<u16>, ParkedReason)>,
    /// It waits for another run.
    pub waits: bool,
    /// It stands as in flight in the store.
    pub flying: bool,
    /// It was sent in this run, or may have been.
    pub sent: bool,
}

/// The body of a bundle, written while another was out.
#[derive(Debug)]
pub(super) struct Ready {
    first: i64,
    entries: usize,
    compress: bool,
    body: Vec<u8>,
    compressed: bool,
}

/// One thing to send.
#[derive(Debug)]
pub(super) enum Work {
    /// Several resources in one bundle, with the times it came back without a sense.
    Bundle { items: Vec<Item>, stumbles: u8 },
    /// One resource by itself.
    Single(Item),
    /// The last of a bundle is read, because an answer proved nothing of the bundle. `doubted`: it failed with 500.
    Prove { items: Vec<Item>, doubted: bool, stumbles: u8 },
}

impl Work {
    /// The parcels it is about.
    pub(super) fn seqs(&self) -> Vec<i64> {
        let items = match self {
            Self::Bundle { items, .. } | Self::Prove { items, .. } => items.as_slice(),
            Self::Single(item) => core::slice::from_ref(item),
        };
        items.iter().flat_map(|item| item.seqs.iter().copied()).collect()
    }
}

/// One resource on its way.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub letter: Letter,
    pub mode: Mode,
    /// The parcels it ends: more than one after a squash.
    pub seqs: Vec<i64>,
    /// It may have been sent before.
    pub sent_before: bool,
    pub stage: Stage,
    /// Conflicts met.
    pub conflicts: u8,
    /// Times it was sent again because an answer proved nothing.
    pub repeats: u8,
    /// It was refused once: only the second time is for good.
    pub refused: bool,
}

/// What is asked about one resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stage {
    /// Write it.
    Send,
    /// Read it by id.
    Read(Why),
    /// Look for it by identifier.
    Look,
    /// Replace it at the server's id.
    PutAt(String),
}

/// Why a resource is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// 409 again and again.
    Conflict,
    /// 412.
    Stale,
    /// 2xx without a sign of it.
    Unproven,
    /// 500.
    Doubted,
}

/// What to do next about the outbox.
pub(super) enum PushStep {
    /// Send this; whether it is compressed.
    Send(Request, bool),
    /// Ask for parcels behind this `seq`.
    Offer(i64),
    /// Nothing is left.
    Done,
}

impl Session {
    pub(super) fn next_push(&mut self) -> PushStep {
        loop {
            self.introduce_first();
            if let Some(work) = self.push.work.pop_front() {
                if let Work::Single(item) = &work
                    && self.state.paused.contains_key(&item.letter.kind)
                {
                    let item = item.clone();
                    self.hold(&item);
                    continue;
                }
                let seqs = work.seqs();
                self.take_off(&seqs);
                self.note_sent(&seqs);
                let (request, compressed) = self.request_for(&work);
                self.push.work.push_front(work);
                return PushStep::Send(request, compressed);
            }
            // Enough for a bundle of whole nights, or all there is.
            if !self.push.exhausted && self.push.queue.len() < MOST as usize {
                return PushStep::Offer(self.push.after);
            }
            if self.push.queue.is_empty() {
                return PushStep::Done;
            }
            self.begin_group();
        }
    }

    fn request_for(&mut self, work: &Work) -> (Request, bool) {
        let base = self.pairing().base.clone();
        match work {
            Work::Bundle { items, .. } => {
                let (first, compress) = (first_of(items), self.compresses());
                let fits = |it: &Ready| (it.first, it.entries, it.compress) == (first, items.len(), compress);
                let ready = self.push.ready.take().filter(fits).unwrap_or_else(|| self.written(items));
                let request = Request::post(base, FHIR_JSON, ready.body)
                    .with("Prefer", "return=minimal")
                    .with("X-Request-Id", self.request_id(first));
                let request = self.dressed(request);
                let request =
                    if ready.compressed { request.with("Content-Encoding", "gzip") } else { request };
                (request, ready.compressed)
            }
            Work::Single(item) => (self.single_request(item), false),
            Work::Prove { items, .. } => {
                let last = items.last().map(|item| item.letter.reference()).unwrap_or_default();
                let request = Request::get(format!("{base}/{last}")).with("Cache-Control", "no-cache");
                (self.dressed(request), false)
            }
        }
    }

    /// A bundle's name in the server's audit: this install and its place in the outbox, nothing else.
    pub(super) fn request_id(&self, seq: i64) -> String {
        format!("{}-{seq}", self.pairing().install)
    }

    /// Compression is tried once, after something was delivered, and goes on where the server took it.
    fn compresses(&self) -> bool {
        match self.state.gzip {
            Gzip::Taken => true,
            Gzip::Refused => false,
            Gzip::Untried => self.report.delivered > 0 || self.state.last_delivered.is_some(),
        }
    }

    /// The body of a bundle, compressed where the server takes that.
    pub(super) fn written(&self, items: &[Item]) -> Ready {
        let kind = if self.profile().transaction { "transaction" } else { "batch" };
        let entries = items.iter().map(|item| (&item.letter, item.mode));
        let body = written(&self.pairing().base, kind, entries, &self.names).into_bytes();
        let (first, entries, compress) = (first_of(items), items.len(), self.compresses());
        if compress && body.len() >= SMALL {
            let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
            if packer.write_all(&body).is_ok()
                && let Ok(packed) = packer.finish()
            {
                return Ready { first, entries, compress, body: packed, compressed: true };
            }
        }
        Ready { first, entries, compress, body, compressed: false }
    }

    /// This install goes before what it wrote, once a pairing.
    fn introduce_first(&mut self) {
        let Some(letter) = self.push.device.take().filter(|_| !self.state.introduced) else { return };
        let mode = self.profile().mode(&letter.kind);
        if mode == Mode::Closed || self.state.paused.contains_key(&letter.kind) {
            return;
        }
        // Where it would multiply it is looked for.
        let stage = if mode == Mode::CreateOnly { Stage::Look } else { Stage::Send };
        self.push.work.push_front(Work::Single(Item {
            letter,
            mode,
            seqs: Vec::new(),
            sent_before: false,
            stage,
            conflicts: 0,
            repeats: 0,
            refused: false,
        }));
    }

    /// Held back: its type is paused.
    fn hold(&mut self, item: &Item) {
        self.report.held += 1;
        self.tell(Problem::TypePaused(item.letter.kind.clone()));
        self.wait_for_another_run(item);
    }
}

/// Where its first entry stands in the outbox.
fn first_of(items: &[Item]) -> i64 {
    items.first().and_then(|item| item.seqs.first()).copied().unwrap_or_default()
}
