//! The one place that reads the machine's clock; everything else is handed the instant.

use crate::zone;
use chrono::{DateTime, Utc};
use jiff::tz::TimeZone;
use nocte_core::time::{Clock, Moment};

/// The machine's clock, or one that stands still (`--now`).
#[derive(Debug, Clone)]
pub(crate) struct WallClock {
    fixed: Option<DateTime<Utc>>,
    zone: TimeZone,
}

impl WallClock {
    /// A clock in `zone`; it stands still when `fixed` is given.
    pub(crate) fn new(fixed: Option<DateTime<Utc>>, zone: TimeZone) -> Self {
        Self { fixed, zone }
    }

    /// The zone it shows.
    pub(crate) fn zone(&self) -> &TimeZone {
        &self.zone
    }
}

impl Clock for WallClock {
    fn moment(&self) -> Moment {
        let now = self.fixed.unwrap_or_else(present);
        Moment { now, window: zone::window(&self.zone, now), suspect: false }
    }
}

/// The machine's present in whole milliseconds: finer parts mean nothing for a dose.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn present() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(jiff::Timestamp::now().as_millisecond()).unwrap_or_default()
}
