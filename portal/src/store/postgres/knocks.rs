//! Tries at a password over all processes: one row a bucket, with the instant at which it is full again.
//!
//! Judged and counted in one statement: two processes at the same moment take one after the other.

use super::PgStore;
use super::cell::ms;
use crate::caller::Pending;
use crate::store::StoreError;
use crate::store::knocks::{KEPT, Knock, Knocks};
use chrono::{DateTime, Utc};

/// `$2` is now, `$3` what one try costs, `$4` what a full bucket holds, all in milliseconds. A clock that was set back
/// locks nobody out for longer than an empty bucket takes. `$5` is how many buckets leave room for a new one.
const COUNT: &str = "INSERT INTO knock AS k (key, full_at) \
    SELECT $1, $2::bigint + $3 WHERE EXISTS (SELECT FROM knock WHERE key = $1) OR (SELECT count(*) FROM knock) < $5 \
    ON CONFLICT (key) DO UPDATE SET full_at = least(greatest(k.full_at, $2), $2 + $4) + $3 \
    WHERE least(greatest(k.full_at, $2), $2 + $4) + $3 <= $2 + $4 RETURNING full_at";

/// Buckets that are full again say nothing. Some at a time, and none that another process is at.
const FORGET: &str = "DELETE FROM knock WHERE key IN \
    (SELECT key FROM knock WHERE full_at <= $1 LIMIT 100 FOR UPDATE SKIP LOCKED)";

impl Knocks for PgStore {
    fn knock(&self, knock: Knock, at: DateTime<Utc>) -> Pending<'_, Result<Option<u32>, StoreError>> {
        Box::pin(async move {
            let now = ms(at);
            let every = knock.every.num_milliseconds();
            let room = every.saturating_mul(i64::from(knock.burst.get()));
            let kept = if knock.inventable { KEPT } else { i64::MAX };
            let key = knock.key;
            self.glance(move |on| Box::pin(async move { on.run(FORGET, &[&now]).await })).await?;
            let counted = self.glance(move |on| {
                Box::pin(async move {
                    let given: [super::on::Value<'_>; 5] = [&key.0.as_slice(), &now, &every, &room, &kept];
                    Ok(on.row(COUNT, &given).await?.is_some())
                })
            });
            if counted.await? {
                return Ok(None);
            }
            let left = self.glance(move |on| {
                Box::pin(async move {
                    let row =
                        on.row("SELECT full_at FROM knock WHERE key = $1", &[&key.0.as_slice()]).await?;
                    row.map(|row| row.try_get::<_, i64>(0)).transpose().map_err(StoreError::from)
                })
            });
            let full_at = left.await?.unwrap_or(now).clamp(now, now.saturating_add(room));
            let wait = (full_at + every - now - room).max(1);
            Ok(Some(u32::try_from(wait / 1000 + 1).unwrap_or(u32::MAX)))
        })
    }
}
