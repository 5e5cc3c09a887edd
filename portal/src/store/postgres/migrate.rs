//! The schema, one numbered step at a time, under a lock: of several processes that start at once one does it.

use super::on::{self, On};
use crate::store::StoreError;
use deadpool_postgres::Pool;

/// The steps, never edited after a release.
const STEPS: [&str; 4] = [
    include_str!("migrations/001_portal.sql"),
    include_str!("migrations/002_links.sql"),
    include_str!("migrations/003_knocks.sql"),
    include_str!("migrations/004_tickets.sql"),
];

/// The newest schema this version knows.
pub(super) fn known() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

/// The schema of the database, 0 for an empty one.
pub(super) async fn found(on: &On) -> Result<u32, StoreError> {
    let there = "SELECT to_regclass('portal_schema') IS NOT NULL";
    let there: bool = on.row(there, &[]).await?.ok_or(StoreError::Damaged("schema"))?.try_get(0)?;
    if !there {
        return Ok(0);
    }
    let row = on.row("SELECT version FROM portal_schema", &[]).await?.ok_or(StoreError::Damaged("schema"))?;
    u32::try_from(row.try_get::<_, i64>(0)?).map_err(|_| StoreError::Damaged("schema"))
}

/// Brings the schema up to date; refuses what a newer version wrote.
pub(super) async fn migrate(pool: &Pool) -> Result<(), StoreError> {
    let known = known();
    let on = On::begin(pool, on::WRITE).await?;
    let before = found(&on).await?;
    if before == known {
        return on.commit().await;
    }
    // Whoever comes second waits here for as long as it takes, and then finds nothing to do.
    on.batch("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0").await?;
    on.row("SELECT pg_advisory_xact_lock(3, 0)", &[]).await?;
    let before = found(&on).await?;
    if before > known {
        return Err(StoreError::Newer { found: before, known });
    }
    if before == 0 {
        on.batch(
            "CREATE TABLE portal_schema (version BIGINT NOT NULL); INSERT INTO portal_schema VALUES (0)",
        )
        .await?;
    }
    let from = usize::try_from(before).unwrap_or(STEPS.len());
    for step in STEPS.iter().skip(from) {
        on.batch(step).await?;
    }
    on.run("UPDATE portal_schema SET version = $1", &[&i64::from(known)]).await?;
    on.commit().await
}
