//! The connections of one process: how many, how long anything may take, and as whom.

use super::{Address, on};
use crate::store::StoreError;
use deadpool_postgres::{Hook, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use std::time::Duration;

/// Who waits longer for a connection is told to come again.
const WAIT: Duration = Duration::from_secs(5);

/// What every connection is told first. A statement that takes longer than a client waits is not worth its locks; a
/// transaction whose process has died must not hold anybody up until TCP notices.
const MANNERS: &str = "SET statement_timeout = '20s'; SET lock_timeout = '10s'; \
    SET idle_in_transaction_session_timeout = '20s'; SET TIME ZONE 'UTC'; \
    SET default_transaction_isolation = 'read committed'; SET client_min_messages = 'warning'";

/// A pool that has not connected yet.
pub(super) fn of(address: &Address) -> Result<Pool, StoreError> {
    let mut config = address.config.clone();
    config.connect_timeout(WAIT).keepalives(true).keepalives_idle(Duration::from_secs(20));
    config.tcp_user_timeout(Duration::from_secs(25));
    let manager = Manager::from_config(
        config,
        address.tls()?.0,
        ManagerConfig { recycling_method: RecyclingMethod::Fast },
    );
    Pool::builder(manager)
        .max_size(address.pool)
        .wait_timeout(Some(WAIT))
        .create_timeout(Some(WAIT))
        .recycle_timeout(Some(WAIT))
        .post_create(Hook::async_fn(|client, _| {
            Box::pin(async move {
                let told = client.batch_execute(MANNERS).await;
                told.map_err(deadpool_postgres::HookError::Backend)
            })
        }))
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|_| StoreError::Setting("pool"))
}

/// Refuses a role that row-level security does not bind.
pub(super) async fn role(pool: &Pool) -> Result<(), StoreError> {
    let on = on::On::begin(pool, on::LOOK).await?;
    let sql = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user";
    let free: bool = on.row(sql, &[]).await?.ok_or(StoreError::Role)?.try_get(0)?;
    on.commit().await?;
    if free { Err(StoreError::Role) } else { Ok(()) }
}
