//! Which parcels travel together: whole nights, in the order of the outbox, each resource once.
//!
//! On an ordinary evening that is one night. After days without a network several ride in one bundle, because each
//! costs a request, an answer and a commit on either side; a night is cut in two only where it alone is too large.

use super::Session;
use super::push::{Item, Open, Stage, Work};
use crate::domain::night::Night;
use crate::sync::bundle::rank;
use crate::sync::parcel::{Letter, Parcel};
use crate::sync::profile::Mode;
use crate::sync::state::PauseReason;
use crate::sync::step::Problem;

/// Entries in a bundle at most.
pub(super) const MOST: u32 = 50;

/// Entries that a server is given at least, however slowly it answers: about a night.
const LEAST: u32 = 7;

/// Text in a bundle at most, in bytes: about 64 kB when compressed.
const LONGEST: usize = 512 * 1024;

/// A parcel that was in flight this often without an end is sent alone: it may be what the server stumbles over.
const ALONE: u32 = 3;

impl Session {
    /// Takes the next parcels off the queue and makes work of them.
    pub(super) fn begin_group(&mut self) {
        let limit = usize::try_from(self.state.bundle_limit.unwrap_or(MOST).clamp(1, MOST)).unwrap_or(1);
        let mut together: Vec<Item> = Vec::new();
        let mut apart: Vec<Item> = Vec::new();
        let mut night = None;
        let mut alone = false;
        let mut begun = Vec::new();
        while let Some(parcel) = self.push.queue.pop_front() {
            let Some(letters) = self.sendable(&parcel) else { continue };
            let parcel_alone = parcel.attempt >= ALONE;
            // At its first parcel the rest of a night is looked at too: it comes whole or not yet.
            let rest = if parcel.night == night { (0, 0) } else { self.rest_of(parcel.night) };
            let bytes = letters.iter().map(|it| it.0.body.len()).sum::<usize>() + rest.1;
            let fits = begun.is_empty()
                || (!alone
                    && !parcel_alone
                    && together.len() + letters.len() + rest.0 <= limit
                    && length(&together) + bytes <= LONGEST
                    && !again_in_flight(&together, &apart, &letters));
            if !fits {
                self.push.queue.push_front(parcel);
                break;
            }
            night = parcel.night;
            alone = parcel_alone;
            begun.push(parcel.seq);
            self.push.open.insert(parcel.seq, Open { left: letters.len(), ..Open::default() });
            if letters.is_empty() {
                self.finish(parcel.seq); // it gives nothing to send
                continue;
            }
            for (letter, mode) in letters {
                add(&mut together, &mut apart, &parcel, letter, mode);
            }
        }
        together.sort_by_key(|item| rank(&item.letter.kind)); // stable: the outbox's order inside a rank
        apart.sort_by_key(|item| rank(&item.letter.kind));
        let singly = self.push.singly || alone || !(self.profile().transaction || self.profile().batch);
        let mut chunk = Vec::new();
        for item in together {
            chunk.push(item);
            if singly || chunk.len() >= limit {
                self.push.work.push_back(bundled(core::mem::take(&mut chunk)));
            }
        }
        if !chunk.is_empty() {
            self.push.work.push_back(bundled(chunk));
        }
        self.push.work.extend(apart.into_iter().map(Work::Single));
    }

    /// Letters and bytes of the parcels of a night that stand first in the queue.
    fn rest_of(&self, night: Option<Night>) -> (usize, usize) {
        let same = self.push.queue.iter().take_while(|parcel| parcel.night == night);
        same.flat_map(|parcel| &parcel.resources)
            .fold((0, 0), |(letters, bytes), letter| (letters + 1, bytes + letter.body.len()))
    }

    /// A bundle that was given no answer in time: two halves, and smaller ones from now on, until the server is asked
    /// anew what it can do.
    pub(super) fn too_slow(&mut self, mut items: Vec<Item>) {
        let half = items.len().div_ceil(2);
        let limit = u32::try_from(half).unwrap_or(MOST).max(LEAST);
        self.state.bundle_limit = Some(self.state.bundle_limit.map_or(limit, |known| known.min(limit)));
        let rest = items.split_off(half);
        self.push.work.push_front(bundled(rest));
        self.push.work.push_front(bundled(items));
    }

    /// A parcel's letters with the way each is written; `None`, and the parcel waits, when one of them can't be
    /// sent now. A Provenance that the server won't have stays behind alone: what it tells of stands in the entry.
    fn sendable(&mut self, parcel: &Parcel) -> Option<Vec<(Letter, Mode)>> {
        let mut letters = Vec::new();
        for letter in &parcel.resources {
            let mode = self.profile().mode(&letter.kind);
            let blocked = mode == Mode::Closed || self.state.paused.contains_key(&letter.kind);
            if letter.kind == "Provenance" && (blocked || mode != Mode::Upsert) {
                continue; // it has no identifier in R4: written otherwise than by id it would multiply
            }
            if blocked {
                self.report.held += 1;
                self.tell(Problem::TypePaused(letter.kind.clone()));
                if mode == Mode::Closed && !self.state.paused.contains_key(&letter.kind) {
                    let since = self.profile().read_at;
                    self.pause(&letter.kind, PauseReason::Unsupported, since);
                }
                return None;
            }
            letters.push((letter.clone(), mode));
        }
        Some(letters)
    }
}

/// Work for items that go together.
pub(super) fn bundled(mut items: Vec<Item>) -> Work {
    match (items.len(), items.pop()) {
        (1, Some(item)) => Work::Single(item),
        (_, last) => {
            items.extend(last);
            Work::Bundle { items, stumbles: 0 }
        }
    }
}

/// Is a bundle large enough to be cut in two for a slow server?
pub(super) fn can_shrink(items: &[Item]) -> bool {
    items.len() > LEAST as usize
}

fn length(items: &[Item]) -> usize {
    items.iter().map(|item| item.letter.body.len()).sum()
}

/// Is one of these letters a later version of something here that may have been sent already? Then it has to wait
/// for its end; while the earlier one was never sent, the later takes its place.
fn again_in_flight(together: &[Item], apart: &[Item], letters: &[(Letter, Mode)]) -> bool {
    letters.iter().any(|(letter, _)| {
        let same = |item: &&Item| item.letter.kind == letter.kind && item.letter.id == letter.id;
        together.iter().chain(apart).find(same).is_some_and(|item| item.sent_before)
    })
}

fn add(together: &mut Vec<Item>, apart: &mut Vec<Item>, parcel: &Parcel, letter: Letter, mode: Mode) {
    let place = if mode == Mode::CreateOnly { apart } else { together };
    let same = |item: &&mut Item| item.letter.kind == letter.kind && item.letter.id == letter.id;
    if let Some(item) = place.iter_mut().find(same) {
        item.letter = letter;
        item.seqs.push(parcel.seq);
        return;
    }
    // In mode C what ends an entry is a later version of one that is there: it is looked for first.
    let edits = letter.body.contains("\"entered-in-error\"");
    let looks_first = mode == Mode::CreateOnly && (parcel.attempt > 0 || edits);
    place.push(Item {
        letter,
        mode,
        seqs: vec![parcel.seq],
        sent_before: parcel.attempt > 0,
        stage: if looks_first { Stage::Look } else { Stage::Send },
        conflicts: 0,
        repeats: 0,
        refused: false,
    });
}
