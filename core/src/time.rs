//! What time it is, and what the clock on the wall shows: asked once per intention, then passed as plain values.

use crate::domain::entry::Stamp;
use crate::domain::zone::ZoneWindow;
use chrono::{DateTime, Utc};

/// An instant with the zone window around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub now: DateTime<Utc>,
    /// What the device's own clock shows around it.
    pub window: ZoneWindow,
    /// The device's clock was moved and nobody has said since that it is right: entries are marked (requirement C2).
    pub suspect: bool,
}

/// The shell's clock, the only way time comes into the core. Synchronous, because a screen waits for it, and
/// called with no lock and no transaction open.
pub trait Clock: Send + Sync {
    /// The present instant, with the zone data around it as the device knows them now.
    fn moment(&self) -> Moment;
}

/// A moment is a clock that stands still.
impl Clock for Moment {
    fn moment(&self) -> Moment {
        self.clone()
    }
}

impl Moment {
    /// The stamp of a fact recorded now by `source` ("terminal", "phone").
    pub fn stamp(&self, source: &str) -> Stamp {
        Stamp {
            recorded_at: self.now,
            zone: self.window.zone.clone(),
            offset_s: self.window.offset_at(self.now),
            source: source.to_owned(),
            clock_suspect: self.suspect,
        }
    }
}
