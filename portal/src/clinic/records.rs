//! Records read a moment ago, as what their versions say: who opens one page of a patient opens the next as well.
//!
//! A kept record is used only while nothing has moved it, which is asked of the database each time, and each time the
//! look leaves its row in the audit. Gone with the process, and before that after some minutes.

use crate::store::told::Meaning;
use crate::store::{Heard, Party, Stored, Tick};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Records kept at once: what a few people have open.
const AT_ONCE: usize = 12;

/// How long one is kept after it was read.
const KEPT: TimeDelta = TimeDelta::minutes(15);

/// What a record says. Personal: no `Debug`.
pub(super) struct Whole {
    /// Every current version of a type that says something, in commit order.
    pub(super) heard: Vec<Heard>,
    /// When the phone last wrote, milliseconds since 1970.
    pub(super) arrived_ms: Option<i64>,
}

impl Whole {
    /// Of versions in commit order.
    pub(super) fn of(entries: Vec<Stored>) -> Self {
        let from_phone = entries.iter().filter(|stored| stored.owner == Party::Phone);
        let arrived_ms = from_phone.map(|stored| stored.updated_ms).max();
        let heard = entries.into_iter().map(|stored| Heard {
            seq: stored.seq,
            meaning: Meaning::of(&stored.kind, &stored.body),
            kind: stored.kind,
            id: stored.id,
            version: stored.version,
            updated_ms: stored.updated_ms,
        });
        Self { heard: heard.collect(), arrived_ms }
    }
}

struct Kept {
    patient: String,
    tick: Tick,
    at: DateTime<Utc>,
    whole: Arc<Whole>,
}

/// The records read last.
#[derive(Default)]
pub struct Records(Mutex<VecDeque<Kept>>);

impl Records {
    /// What is kept of a patient's record, and how far it had come then. What is too old goes.
    pub(super) fn of(&self, patient: &str, now: DateTime<Utc>) -> Option<(Tick, Arc<Whole>)> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|one| now - one.at < KEPT);
        let found = kept.iter().find(|one| one.patient == patient);
        found.map(|one| (one.tick.clone(), Arc::clone(&one.whole)))
    }

    /// Keeps one in the place of what was kept of this patient before.
    pub(super) fn keep(&self, patient: &str, tick: Tick, at: DateTime<Utc>, whole: &Arc<Whole>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|one| one.patient != patient);
        kept.push_front(Kept { patient: patient.to_owned(), tick, at, whole: Arc::clone(whole) });
        kept.truncate(AT_ONCE);
    }

    /// Keeps nothing of a patient any more.
    pub(super) fn forget(&self, patient: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|one| one.patient != patient);
    }
}
