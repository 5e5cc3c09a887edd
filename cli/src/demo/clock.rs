//! The story's own clock: a real one that somebody moves, and that travels.

use crate::zone;
use chrono::{DateTime, NaiveDateTime, Utc};
use jiff::tz::TimeZone;
use nocte_core::time::{Clock, Moment};
use std::sync::{Arc, Mutex, PoisonError};

/// A clock shared by the teller, who moves it, and the app, which reads it.
#[derive(Debug, Clone)]
pub(super) struct StoryClock(Arc<Mutex<Shown>>);

#[derive(Debug, Clone)]
struct Shown {
    now: DateTime<Utc>,
    zone: TimeZone,
}

impl StoryClock {
    /// A clock in `zone`, somewhere before the story.
    pub(super) fn new(zone: TimeZone) -> Self {
        Self(Arc::new(Mutex::new(Shown { now: DateTime::UNIX_EPOCH, zone })))
    }

    /// Moves the hands to a wall time in the present zone; a wall time that does not exist shifts forward.
    pub(super) fn move_to(&self, wall: NaiveDateTime) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.now = zone::instant(&shown.zone, wall);
    }

    /// The phone lands in another zone: the hands jump, the instant stays.
    pub(super) fn travel(&self, zone: TimeZone) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).zone = zone;
    }
}

impl Clock for StoryClock {
    fn moment(&self) -> Moment {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Moment { now: shown.now, window: zone::window(&shown.zone, shown.now), suspect: false }
    }
}
