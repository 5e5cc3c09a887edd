//! How often somebody has tried, counted for all processes of a portal together.
//!
//! Only a database that several machines share has this: one process counts in its own memory.

use super::StoreError;
use crate::caller::Pending;
use crate::keyring::Digest;
use chrono::{DateTime, TimeDelta, Utc};
use core::num::NonZeroU32;

/// Buckets kept at most. When they are full no new name and no new address gets one until some have refilled, as in
/// memory.
pub const KEPT: i64 = 10_000;

/// One try, and the bucket it is taken from: so many at once, then one more every so often.
#[derive(Debug, Clone)]
pub struct Knock {
    /// Which bucket: a digest of who tries and what.
    pub key: Digest,
    /// Tries at once.
    pub burst: NonZeroU32,
    /// One more after this long.
    pub every: TimeDelta,
    /// Whether a stranger can make up such a key, as names and addresses are. What nobody can make up has its bucket
    /// also when the others are full: a flood of inventions shuts no known browser out.
    pub inventable: bool,
}

/// What is asked of such a database.
pub trait Knocks: Send + Sync {
    /// Counts a try at `at`; or gives the seconds to wait, at least 1, and then it is not counted, so that waiting
    /// always helps.
    fn knock(&self, knock: Knock, at: DateTime<Utc>) -> Pending<'_, Result<Option<u32>, StoreError>>;
}
