//! May this refresh token be used? The rule alone; the store asks it inside the transaction that keeps its answer.
//!
//! Every use hands out a new one and spends the old. A spent one that comes back means that two hold it, and nobody
//! can say which is the thief: the whole family dies, and the phone pairs anew (RFC 9700, 4.14).
//!
//! One exception, for answers that were lost on the way: a client may mark its use with an `Idempotency-Key`. The same
//! token with the same key may come again while what came of it is unused; that is then spent in its place. Whoever
//! holds the unused one is told apart at once: using it is a reuse. Without a key every return ends the family.

use chrono::{DateTime, TimeDelta, Utc};

/// How long an access token opens the door.
pub const ACCESS: TimeDelta = TimeDelta::minutes(10);
/// How long a refresh token lasts unused. A phone that stays away longer pairs anew.
pub const REFRESH: TimeDelta = TimeDelta::days(180);

/// How a refresh token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// When it ends.
    pub ends: DateTime<Utc>,
    /// It has been used.
    pub spent: bool,
    /// Its family is revoked.
    pub revoked: bool,
    /// It comes back under the key of its first use, and what came of that is unused.
    pub again: bool,
}

/// The answer to one use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Good: spend it and hand out the next.
    Good,
    /// Ended or revoked: it opens nothing.
    Dead,
    /// The answer to its first use was lost: spend what came of it, and hand out the next.
    Again,
    /// Used a second time: revoke the family.
    Reused,
}

/// Judges a use at `now`.
pub fn judge(standing: Standing, now: DateTime<Utc>) -> Use {
    if standing.revoked {
        Use::Dead
    } else if standing.spent && standing.again && now < standing.ends {
        Use::Again
    } else if standing.spent {
        // Also past its end: a thief may be slow.
        Use::Reused
    } else if now >= standing.ends {
        Use::Dead
    } else {
        Use::Good
    }
}

/// Whether every scope of `asked` (separated by spaces) is among `granted`: a refresh may narrow, never widen.
pub fn within(asked: &str, granted: &str) -> bool {
    asked.split_whitespace().all(|scope| granted.split_whitespace().any(|have| have == scope))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refresh_never_widens() {
        let granted = "patient/Flag.rs patient/Observation.crus";
        assert!(within("patient/Flag.rs", granted) && within("", granted) && within(granted, granted));
        for wider in ["patient/*.crus", "patient/Flag.crus", "patient/Flag.rs system/Patient.rs"] {
            assert!(!within(wider, granted), "{wider}");
        }
    }

    #[test]
    fn reuse_is_told_from_the_end() {
        let ends = DateTime::from_timestamp(1_800_000_000, 0).expect("a date");
        let fresh = Standing { ends, spent: false, revoked: false, again: false };
        let before = ends - TimeDelta::seconds(1);
        assert_eq!(judge(fresh, before), Use::Good);
        assert_eq!(judge(fresh, ends), Use::Dead);
        let spent = Standing { spent: true, ..fresh };
        assert_eq!(judge(spent, before), Use::Reused);
        assert_eq!(judge(spent, ends + TimeDelta::days(400)), Use::Reused);
        assert_eq!(judge(Standing { revoked: true, ..spent }, before), Use::Dead);
        let again = Standing { again: true, ..spent };
        assert_eq!(judge(again, before), Use::Again);
        assert_eq!(judge(again, ends), Use::Reused);
        assert_eq!(judge(Standing { revoked: true, ..again }, before), Use::Dead);
    }
}
