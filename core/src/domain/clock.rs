//! Whether the phone's clock can be believed: wall time against the monotonic clock. No network time is used.

use chrono::{DateTime, TimeDelta, Utc};

/// The two clocks may drift apart by this much between two entries.
const TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// Whether the wall clock was moved between two entries: the wall and monotonic differences disagree by more than
/// five minutes. Instants are UTC, so a change of zone is no disagreement.
///
/// A monotonic reading smaller than the one before means that the phone was restarted; then only a wall clock
/// that went back tells anything.
pub fn clock_suspect(
    prev_wall: DateTime<Utc>,
    prev_mono: TimeDelta,
    wall: DateTime<Utc>,
    mono: TimeDelta,
) -> bool {
    let passed = wall - prev_wall;
    let Some(elapsed) = mono.checked_sub(&prev_mono).filter(|elapsed| *elapsed >= TimeDelta::zero()) else {
        return passed < -TOLERANCE;
    };
    passed.checked_sub(&elapsed).is_none_or(|apart| apart.abs() > TOLERANCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c2_clocks_that_disagree_by_more_than_five_minutes_are_suspect() {
        let wall: DateTime<Utc> = "2026-11-22T22:30:00Z".parse().expect("a literal instant");
        let mono = TimeDelta::hours(30);
        let suspect = |passed, elapsed| {
            clock_suspect(wall, mono, wall + TimeDelta::minutes(passed), mono + TimeDelta::minutes(elapsed))
        };
        assert!(!suspect(60, 60));
        assert!(!suspect(65, 60));
        assert!(suspect(66, 60));
        assert!(suspect(54, 60));
        assert!(suspect(-90, 1));
    }

    #[test]
    fn c2_after_a_restart_only_a_clock_gone_back_is_suspect() {
        let wall: DateTime<Utc> = "2026-11-22T22:30:00Z".parse().expect("a literal instant");
        let (before, after) = (TimeDelta::hours(30), TimeDelta::minutes(2));
        assert!(!clock_suspect(wall, before, wall + TimeDelta::days(3), after));
        assert!(clock_suspect(wall, before, wall - TimeDelta::hours(1), after));
    }
}
