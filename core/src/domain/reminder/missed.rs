//! Reminders that never came: what a phone still holds although its time is long over.
//!
//! A request leaves the phone's books when it comes, when its night is answered, and when the phone starts anew. One
//! that is still there long after its time was swallowed by the system, while the phone was on.

use super::diff::Pending;
use super::due::set_for;
use chrono::{DateTime, TimeDelta, Utc};

/// Requirement S10: an inexact alarm may come within the hour, and gets ten minutes more.
const LATEST_MIN: i64 = 70;

/// The ids of bases that should have come more than 70 minutes ago and did not, in the order given.
pub fn missed(pending: &[Pending], now: DateTime<Utc>) -> Vec<String> {
    let over = |one: &&Pending| {
        one.id.ends_with("/base")
            && set_for(&one.rev)
                .is_some_and(|at| now.signed_duration_since(at) > TimeDelta::minutes(LATEST_MIN))
    };
    pending.iter().filter(over).map(|one| one.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(id: &str, at: &str) -> Pending {
        Pending { id: id.to_owned(), rev: format!("{at}|floating|base|1|-|sound") }
    }

    #[test]
    fn s10_a_base_is_missed_seventy_minutes_after_its_time_and_no_other_notice_ever_is() {
        let pending = [
            held("d/2026-11-22/base", "2026-11-22T20:45:00Z"),
            held("d/2026-11-22/fu1", "2026-11-22T21:05:00Z"),
            held("day/2026-11-23", "2026-11-23T09:00:00Z"),
            held("d/2026-11-23/base", "2026-11-23T20:45:00Z"),
        ];
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        assert!(missed(&pending, at("2026-11-22T21:55:00Z")).is_empty());
        assert_eq!(missed(&pending, at("2026-11-22T21:55:01Z")), ["d/2026-11-22/base"]);
        assert_eq!(missed(&pending, at("2026-11-24T00:00:00Z")), ["d/2026-11-22/base", "d/2026-11-23/base"]);
        assert!(missed(&[held("d/2026-11-22/base", "never")], at("2026-11-24T00:00:00Z")).is_empty());
    }
}
