//! One transaction on one connection: what every other file here speaks through.
//!
//! A connection goes back to the pool only after its transaction has ended. One that was dropped in the middle, because
//! whoever asked has gone, is closed, and the server undoes what it held.

use crate::store::StoreError;
use core::sync::atomic::{AtomicBool, Ordering};
use deadpool_postgres::{Client, Pool};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

/// A value of a statement.
pub(super) type Value<'a> = &'a (dyn ToSql + Sync);

/// An open transaction.
pub(super) struct On {
    client: Option<Client>,
    failed: AtomicBool,
}

/// Writing: each statement sees what was committed before it began; locks say who goes first.
pub(super) const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

/// Reading: one state of the database throughout.
pub(super) const LOOK: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

impl On {
    /// Takes a connection and begins.
    pub(super) async fn begin(pool: &Pool, how: &str) -> Result<Self, StoreError> {
        let client = pool.get().await?;
        let on = Self { client: Some(client), failed: AtomicBool::new(false) };
        on.batch(how).await?;
        Ok(on)
    }

    /// Takes a connection for one statement, which is a transaction of its own.
    pub(super) async fn plain(pool: &Pool) -> Result<Self, StoreError> {
        Ok(Self { client: Some(pool.get().await?), failed: AtomicBool::new(false) })
    }

    /// Gives the connection back after its one statement.
    pub(super) fn release(mut self) {
        drop(self.client.take());
    }

    /// Ends well. A statement that failed, and whose error somebody overlooked, is an error here: the server would
    /// undo everything and call that a commit.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        if self.failed.load(Ordering::Relaxed) {
            return Err(StoreError::Setting("commit"));
        }
        self.batch("COMMIT").await?;
        drop(self.client.take());
        Ok(())
    }

    /// Undoes everything and keeps the connection, if it still answers.
    pub(super) async fn undo(mut self) {
        if self.batch("ROLLBACK").await.is_ok() {
            drop(self.client.take());
        }
    }

    fn client(&self) -> Result<&Client, StoreError> {
        self.client.as_ref().ok_or(StoreError::Closed)
    }

    fn noted<T>(&self, result: Result<T, tokio_postgres::Error>) -> Result<T, StoreError> {
        if result.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        Ok(result?)
    }

    /// Statements without values.
    pub(super) async fn batch(&self, sql: &str) -> Result<(), StoreError> {
        let done = self.client()?.batch_execute(sql).await;
        self.noted(done)
    }

    /// All rows.
    pub(super) async fn rows(&self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, StoreError> {
        let client = self.client()?;
        let statement = self.noted(client.prepare_cached(sql).await)?;
        self.noted(client.query(&statement, values).await)
    }

    /// All rows of a statement whose text is hardly ever the same twice: it is not kept.
    pub(super) async fn rows_once(&self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, StoreError> {
        self.noted(self.client()?.query(sql, values).await)
    }

    /// The first row, if any.
    pub(super) async fn row(&self, sql: &str, values: &[Value<'_>]) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// How many rows were changed.
    pub(super) async fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let client = self.client()?;
        let statement = self.noted(client.prepare_cached(sql).await)?;
        self.noted(client.execute(&statement, values).await)
    }

    /// Says whose rows this transaction is about: row-level security shows no others. Several ids are separated by
    /// commas, which no id contains.
    pub(super) async fn about(&self, patients: &str) -> Result<(), StoreError> {
        self.row("SELECT set_config('nocte.patient', $1, true)", &[&patients]).await?;
        Ok(())
    }

    /// The same of one patient, and waits until nobody else writes to that compartment: until the end of this
    /// transaction its versions are given their places here alone.
    pub(super) async fn alone_with(&self, patient: &str) -> Result<(), StoreError> {
        let sql = "SELECT set_config('nocte.patient', $1, true), pg_advisory_xact_lock(1, hashtext($1))";
        self.row(sql, &[&patient]).await?;
        Ok(())
    }

    /// Waits until nobody else changes who works here and what opens the door for them.
    pub(super) async fn alone_with_staff(&self) -> Result<(), StoreError> {
        self.row("SELECT pg_advisory_xact_lock(2, 0)", &[]).await?;
        Ok(())
    }
}

impl Drop for On {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            // Out of the pool, and closed: nobody gets a connection with half a transaction on it.
            drop(Client::take(client));
        }
    }
}
