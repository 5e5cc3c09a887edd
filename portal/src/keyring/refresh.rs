//! May this refresh token be used? The rule alone; the store asks it inside the transaction that keeps its answer.
//!
//! Every use hands out a new one and spends the old. A spent one that comes back means that two hold it, and nobody
//! can say which is the thief: the whole family dies, and the phone pairs anew (RFC 9700, 4.14).
//!
//! One exception, for answers that were lost on the way and requests that were late: a client may mark its use with an
//! `Idempotency-Key`. The same token with the same key is the same use, whatever the order of arrival, as long as
//! nothing that came of it was used. Each arrival is given a pair of its own, because nobody knows which answer was
//! heard; the first of them that is used spends the others, and whoever comes with one of those is told apart.
//!
//! A request is late by minutes, a thief by any time. So a use that comes again within [`LATE`] of its last arrival
//! stands beside it; after that it takes its place, and what came of it before is spent: had the rightful holder heard
//! that answer, their next use is a reuse and tells. Without a key every return ends the family, under another key too.

use chrono::{DateTime, TimeDelta, Utc};

/// How long an access token opens the door.
pub const ACCESS: TimeDelta = TimeDelta::minutes(10);
/// How long a refresh token lasts unused. A phone that stays away longer pairs anew.
pub const REFRESH: TimeDelta = TimeDelta::days(180);

/// How much later than its own repetition a request may still arrive: nobody wins more by it than one access token lasts.
pub const LATE: TimeDelta = ACCESS;

/// How a refresh token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// When it ends.
    pub ends: DateTime<Utc>,
    /// When it was last used.
    pub spent: Option<DateTime<Utc>>,
    /// Its family is revoked.
    pub revoked: bool,
    /// It comes back under the key of its use, and something that came of that is unused.
    pub repeated: bool,
}

/// The answer to one use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Good: spend it and hand out the next.
    Good,
    /// Ended or revoked: it opens nothing.
    Dead,
    /// The same use, arrived a second time: hand out another, beside what came of it.
    Beside,
    /// The answer to its use was lost long ago: spend what came of it, and hand out the next.
    Again,
    /// Used a second time: revoke the family.
    Reused,
}

/// Judges a use at `now`.
pub fn judge(standing: Standing, now: DateTime<Utc>) -> Use {
    if standing.revoked {
        return Use::Dead;
    }
    let living = now < standing.ends;
    match standing.spent {
        Some(last) if standing.repeated && living => {
            // A clock that was set back makes nothing late.
            if now.signed_duration_since(last) <= LATE { Use::Beside } else { Use::Again }
        }
        // Also past its end: a thief may be slow.
        Some(_) => Use::Reused,
        None if living => Use::Good,
        None => Use::Dead,
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
        let fresh = Standing { ends, spent: None, revoked: false, repeated: false };
        let before = ends - TimeDelta::seconds(1);
        assert_eq!(judge(fresh, before), Use::Good);
        assert_eq!(judge(fresh, ends), Use::Dead);
        let last = before - LATE;
        let spent = Standing { spent: Some(last), ..fresh };
        assert_eq!(judge(spent, before), Use::Reused);
        assert_eq!(judge(spent, ends + TimeDelta::days(400)), Use::Reused);
        assert_eq!(judge(Standing { revoked: true, ..spent }, before), Use::Dead);
        let repeated = Standing { repeated: true, ..spent };
        assert_eq!(judge(repeated, last + LATE), Use::Beside);
        assert_eq!(judge(repeated, last - TimeDelta::days(1)), Use::Beside);
        let earlier = Standing { spent: Some(last - TimeDelta::milliseconds(1)), ..repeated };
        assert_eq!(judge(earlier, before), Use::Again);
        assert_eq!(judge(repeated, ends), Use::Reused);
        assert_eq!(judge(Standing { revoked: true, ..repeated }, before), Use::Dead);
    }
}
