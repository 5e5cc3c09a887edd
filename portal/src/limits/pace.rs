//! Buckets that fill with time: one for each token, one for each patient.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How fast one may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Requests at once after a rest.
    pub at_once: u32,
    /// Requests a second in the long run.
    pub each_second: u32,
}

/// A bucket, in thousandths of a request.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: i64,
    at_ms: i64,
}

/// Buckets by name. Full ones are forgotten, so that names do not pile up.
#[derive(Debug, Default)]
pub struct Paces(Mutex<HashMap<String, Bucket>>);

/// Names kept before the full buckets among them are looked for.
const KEPT: usize = 10_000;

impl Paces {
    /// Takes one request from `name`'s bucket, or says after how many seconds there will be one.
    ///
    /// # Errors
    /// The seconds to wait, at least 1.
    pub fn take(&self, name: &str, pace: Pace, now_ms: i64) -> Result<(), u64> {
        let full = i64::from(pace.at_once) * 1000;
        let rate = i64::from(pace.each_second); // thousandths a millisecond
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > KEPT {
            buckets.retain(|_, bucket| filled(*bucket, rate, full, now_ms) < full);
        }
        let bucket = buckets.entry(name.to_owned()).or_insert(Bucket { left: full, at_ms: now_ms });
        let left = filled(*bucket, rate, full, now_ms);
        if left < 1000 {
            *bucket = Bucket { left, at_ms: now_ms };
            let wait_ms = (1000 - left) / rate.max(1);
            return Err(u64::try_from(wait_ms / 1000).unwrap_or(0) + 1);
        }
        *bucket = Bucket { left: left - 1000, at_ms: now_ms };
        Ok(())
    }
}

/// What is in it now. A clock set back fills nothing.
fn filled(bucket: Bucket, rate: i64, full: i64, now_ms: i64) -> i64 {
    let passed = now_ms.saturating_sub(bucket.at_ms).max(0);
    bucket.left.saturating_add(passed.saturating_mul(rate)).min(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let paces = Paces::default();
        let pace = Pace { at_once: 3, each_second: 2 };
        for _ in 0..3 {
            assert_eq!(paces.take("a", pace, 0), Ok(()));
        }
        assert_eq!(paces.take("a", pace, 0), Err(1));
        assert_eq!(paces.take("b", pace, 0), Ok(()), "another name has a bucket of its own");
        assert_eq!(paces.take("a", pace, 499), Err(1));
        assert_eq!(paces.take("a", pace, 500), Ok(()));
        assert_eq!(paces.take("a", pace, 400), Err(1), "a clock set back gives nothing");
    }
}
