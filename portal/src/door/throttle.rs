//! How often one address may knock: a bucket that leaks, per key, in memory.
//!
//! Tokens and links have 256 bits, so guessing is no danger; a flood of attempts is. The buckets are bounded in
//! number: when they are full, the ones that have refilled are forgotten, which forgives nobody anything.

use chrono::{DateTime, TimeDelta, Utc};
use core::num::NonZeroU32;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// Buckets kept at most.
const KEPT: usize = 10_000;

/// A limit of `burst` at once and one more every `every`.
#[derive(Debug)]
pub struct Throttle<K> {
    burst: NonZeroU32,
    every: TimeDelta,
    /// Per key the instant at which its bucket is full again.
    full_at: Mutex<HashMap<K, DateTime<Utc>>>,
}

/// Not now: ask again after so many seconds, at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Later {
    /// For `Retry-After`.
    pub seconds: u32,
}

impl<K: Eq + Hash> Throttle<K> {
    /// `burst` at once, then one more every `every`.
    pub fn new(burst: NonZeroU32, every: TimeDelta) -> Self {
        Self { burst, every, full_at: Mutex::default() }
    }

    /// Counts one knock of `key` at `now`.
    ///
    /// # Errors
    /// [`Later`] when its bucket is empty; that knock is not counted, so that waiting always helps.
    pub fn knock(&self, key: K, now: DateTime<Utc>) -> Result<(), Later> {
        let room = self.every * i32::try_from(self.burst.get()).unwrap_or(i32::MAX);
        // Only plain instants stand in the map: after a panic elsewhere it is still true.
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back must not lock anybody out for longer than an empty bucket takes.
        let before = full_at.get(&key).map_or(now, |at| (*at).clamp(now, now + room));
        let after = before + self.every;
        if after - now > room {
            let wait = (after - now - room).num_milliseconds();
            let seconds = u32::try_from(wait.max(1).div_euclid(1_000) + 1).unwrap_or(u32::MAX);
            full_at.insert(key, before);
            return Err(Later { seconds });
        }
        if full_at.len() >= KEPT && !full_at.contains_key(&key) {
            full_at.retain(|_, at| *at > now);
            if full_at.len() >= KEPT {
                return Err(Later { seconds: 1 });
            }
        }
        full_at.insert(key, after);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).expect("a date")
    }

    #[test]
    fn a_burst_passes_and_then_one_per_interval() {
        let throttle = Throttle::new(NonZeroU32::new(3).expect("three"), TimeDelta::seconds(10));
        for _ in 0..3 {
            assert_eq!(throttle.knock("a", at(0)), Ok(()));
        }
        assert_eq!(throttle.knock("a", at(0)), Err(Later { seconds: 11 }));
        assert_eq!(throttle.knock("b", at(0)), Ok(()), "another key has its own bucket");
        assert_eq!(throttle.knock("a", at(10)), Ok(()));
        assert!(throttle.knock("a", at(10)).is_err());
        for _ in 0..3 {
            assert_eq!(throttle.knock("a", at(100)), Ok(()), "full again");
        }
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out() {
        let throttle = Throttle::new(NonZeroU32::new(2).expect("two"), TimeDelta::seconds(10));
        assert_eq!(throttle.knock("a", at(100_000)), Ok(()));
        assert!(throttle.knock("a", at(0)).is_err_and(|later| later.seconds <= 21));
        assert_eq!(throttle.knock("a", at(30)), Ok(()));
    }

    #[test]
    fn the_number_of_buckets_is_bounded() {
        let throttle = Throttle::new(NonZeroU32::MIN, TimeDelta::seconds(10));
        for key in 0..KEPT {
            assert_eq!(throttle.knock(key, at(0)), Ok(()));
        }
        assert!(throttle.knock(KEPT, at(0)).is_err());
        assert_eq!(throttle.knock(KEPT, at(11)), Ok(()), "the old ones have refilled");
    }
}
