//! Does a session still live? The rule alone; the store asks it on every page.
//!
//! Fifteen minutes without a page end it, and twelve hours end it whatever happens: nobody's shift is longer. It is
//! ended on the server, so that a kept cookie opens nothing.

use chrono::{DateTime, TimeDelta, Utc};

/// Without a page for this long it is over.
pub const IDLE: TimeDelta = TimeDelta::minutes(15);

/// After this long it is over however busy.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);

/// A sight is written down when the last one is this old: a page a second must not be a write a second.
pub const NOTED: TimeDelta = TimeDelta::seconds(20);

/// This long after signing in, one's own keys may be changed without signing in again.
pub const FRESH: TimeDelta = TimeDelta::minutes(10);

/// How a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Signed in.
    pub since: DateTime<Utc>,
    /// Last page, as far as it was noted.
    pub seen: DateTime<Utc>,
    /// Signed out, or ended by a change of role.
    pub ended: bool,
    /// Its owner is disabled.
    pub disabled: bool,
}

impl Standing {
    /// Whether it lives at `now`. At the very instant of its end it is over; a clock set back prolongs nothing.
    pub fn lives(&self, now: DateTime<Utc>) -> bool {
        !self.ended && !self.disabled && now < self.seen + IDLE && now < self.since + LONGEST
    }

    /// Whether this sight is to be written down.
    pub fn to_note(&self, now: DateTime<Utc>) -> bool {
        now >= self.seen + NOTED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing() -> Standing {
        let since = DateTime::from_timestamp(1_800_000_000, 0).expect("a date");
        Standing { since, seen: since, ended: false, disabled: false }
    }

    #[test]
    fn idle_and_absolute_ends_are_at_their_instant() {
        let fresh = standing();
        let tick = TimeDelta::milliseconds(1);
        assert!(fresh.lives(fresh.seen + IDLE - tick) && !fresh.lives(fresh.seen + IDLE));
        let busy = Standing { seen: fresh.since + LONGEST - tick, ..fresh };
        assert!(busy.lives(fresh.since + LONGEST - tick) && !busy.lives(fresh.since + LONGEST));
    }

    #[test]
    fn ended_and_disabled_are_over_at_once() {
        let fresh = standing();
        assert!(fresh.lives(fresh.since));
        assert!(!Standing { ended: true, ..fresh }.lives(fresh.since));
        assert!(!Standing { disabled: true, ..fresh }.lives(fresh.since));
    }

    #[test]
    fn a_sight_is_noted_now_and_then() {
        let fresh = standing();
        assert!(!fresh.to_note(fresh.seen) && fresh.to_note(fresh.seen + NOTED));
    }
}
