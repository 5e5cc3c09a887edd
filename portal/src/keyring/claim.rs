//! May this link be claimed? The rule alone; the store asks it inside the transaction that keeps its answer.
//!
//! A link is claimed once. Wrong passcodes are counted over its whole life and never given back, so that asking in
//! parallel gains nothing; the fifth ends it. Ended, claimed, used up and unknown all look alike from outside.

use super::passcode::ATTEMPTS;
use chrono::{DateTime, Utc};

/// How an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// When it ends; at that instant it is over.
    pub ends: DateTime<Utc>,
    /// Somebody has claimed it.
    pub claimed: bool,
    /// The clinic took it back, or made a newer one for the same patient.
    pub withdrawn: bool,
    /// Wrong passcodes so far.
    pub wrong: u32,
}

/// The answer to one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// Right: claim it.
    Open,
    /// Wrong, or none given; so many attempts remain. Count it only when `counts`.
    Wrong {
        /// Attempts left after this one.
        remaining: u32,
        /// Whether it was a wrong passcode (counted) or none at all (not counted).
        counts: bool,
    },
    /// Not active, for whatever reason.
    Gone,
}

/// Judges an attempt at `now`; `right` is `None` when no passcode came with it.
pub fn judge(standing: Standing, right: Option<bool>, now: DateTime<Utc>) -> Attempt {
    let over = now >= standing.ends || standing.claimed || standing.withdrawn || standing.wrong >= ATTEMPTS;
    match right {
        _ if over => Attempt::Gone,
        Some(true) => Attempt::Open,
        Some(false) => Attempt::Wrong { remaining: ATTEMPTS - standing.wrong - 1, counts: true },
        None => Attempt::Wrong { remaining: ATTEMPTS - standing.wrong, counts: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn fresh() -> Standing {
        let ends = DateTime::from_timestamp(1_800_000_900, 0).expect("a date");
        Standing { ends, claimed: false, withdrawn: false, wrong: 0 }
    }

    #[test]
    fn a_link_ends_at_its_instant_and_not_after_it() {
        let standing = fresh();
        let before = standing.ends - TimeDelta::milliseconds(1);
        assert_eq!(judge(standing, Some(true), before), Attempt::Open);
        assert_eq!(judge(standing, Some(true), standing.ends), Attempt::Gone);
        assert_eq!(judge(standing, Some(false), standing.ends), Attempt::Gone);
    }

    #[test]
    fn the_fifth_wrong_passcode_ends_it_even_for_the_right_one() {
        let mut standing = fresh();
        let now = standing.ends - TimeDelta::minutes(1);
        for remaining in (0..ATTEMPTS).rev() {
            assert_eq!(judge(standing, Some(false), now), Attempt::Wrong { remaining, counts: true });
            standing.wrong += 1;
        }
        assert_eq!(judge(standing, Some(true), now), Attempt::Gone);
        assert_eq!(judge(standing, None, now), Attempt::Gone);
    }

    #[test]
    fn asking_without_a_passcode_costs_nothing() {
        let standing = Standing { wrong: 3, ..fresh() };
        let now = standing.ends - TimeDelta::minutes(1);
        assert_eq!(judge(standing, None, now), Attempt::Wrong { remaining: 2, counts: false });
    }

    #[test]
    fn claimed_and_withdrawn_look_like_never_there() {
        let now = fresh().ends - TimeDelta::minutes(1);
        let claimed = Standing { claimed: true, ..fresh() };
        let withdrawn = Standing { withdrawn: true, ..fresh() };
        for standing in [claimed, withdrawn] {
            for right in [Some(true), Some(false), None] {
                assert_eq!(judge(standing, right, now), Attempt::Gone);
            }
        }
    }
}
