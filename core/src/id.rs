//! Minting ids: the only place that names a random number for one.

use crate::domain::fact_id::FactId;
use chrono::{DateTime, Utc};
use uuid::{NoContext, Timestamp, Uuid};

/// A new UUIDv7 for a fact recorded at `now`. Time-ordered, so that the file grows at its end.
pub fn mint(now: DateTime<Utc>) -> FactId {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let stamp = Timestamp::from_unix(NoContext, seconds, now.timestamp_subsec_nanos());
    FactId(Uuid::new_v7(stamp).as_u128())
}
