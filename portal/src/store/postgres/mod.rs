//! PostgreSQL: any number of portal processes on one database.
//!
//! Nothing is kept in a process that another could change behind its back: sessions, tokens, links and the audit's
//! chain stand in the database, and who goes first is decided there. The locks are always taken in one order, so that
//! no two transactions wait for each other: a patient's (or the staff's), then `moves`, then `head`.
//!
//! The file itself is not encrypted by us, as the embedded one is: that is for the volume, the backup and the clinic's
//! own PostgreSQL. What is a patient's is behind row-level security; see `migrations/001_portal.sql`.

mod address;
mod apply;
pub mod care;
mod cell;
mod doors;
mod erase;
mod families;
mod find;
mod keyring;
mod knocks;
mod links;
mod migrate;
mod on;
mod people;
mod pool;
mod put;
mod replay;
mod roster;
mod scribe;
mod search;
mod sessions;
mod standing;
mod tls;
mod trail;
mod ways;

pub use address::Address;

use super::rows;
use super::{
    Access, Done, Found, Heard, Moves, Reading, Record, Standing, Store, StoreError, Stretches, Tick, Work,
};
use crate::audit::{Broken, Entry, Trail, Verified};
use crate::caller::Pending;
use deadpool_postgres::Pool;
use on::On;
use scribe::Scribe;
use std::sync::Arc;

/// The store over one PostgreSQL database. Clones share their connections.
#[derive(Clone)]
pub struct PgStore {
    inner: Arc<Inner>,
}

struct Inner {
    pool: Pool,
    scribe: Scribe,
}

impl PgStore {
    /// Opens the database, bringing its schema up to date first; several processes may do so at once.
    ///
    /// # Errors
    /// [`StoreError::Role`] for a role that row-level security does not bind, [`StoreError::Newer`] for a newer schema,
    /// [`StoreError::Busy`] when it cannot be reached.
    pub async fn open(address: &Address) -> Result<Self, StoreError> {
        let store = Self::open_to_move(address).await?;
        store.look(|on| Box::pin(replay::whole(on))).await?;
        Ok(store)
    }

    /// The same for whoever moves rows into it, or goes on with that.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_to_move(address: &Address) -> Result<Self, StoreError> {
        let pool = pool::of(address)?;
        pool::role(&pool).await?;
        migrate::migrate(&pool).await?;
        let scribe = Scribe::start(pool.clone());
        Ok(Self { inner: Arc::new(Inner { pool, scribe }) })
    }

    /// Runs `job` in one transaction, and answers once it is durable.
    async fn write<T>(
        &self,
        job: impl for<'a> FnOnce(&'a On) -> Pending<'a, Result<T, StoreError>> + Send,
    ) -> Result<T, StoreError> {
        within(&self.inner.pool, on::WRITE, job).await
    }

    /// Runs `job` on one state of the database.
    async fn look<T>(
        &self,
        job: impl for<'a> FnOnce(&'a On) -> Pending<'a, Result<T, StoreError>> + Send,
    ) -> Result<T, StoreError> {
        within(&self.inner.pool, on::LOOK, job).await
    }

    /// Runs `job`, which is one statement, without the two round trips of a transaction.
    async fn glance<T>(
        &self,
        job: impl for<'a> FnOnce(&'a On) -> Pending<'a, Result<T, StoreError>> + Send,
    ) -> Result<T, StoreError> {
        let on = On::plain(&self.inner.pool).await?;
        let done = job(&on).await?;
        on.release();
        Ok(done)
    }

    /// Records a reading: the answer waits for its row. Rows of readings at once share a commit.
    async fn note(&self, access: Access, entries: Vec<Entry>) -> Result<(), StoreError> {
        self.inner.scribe.append(access, entries).await
    }
}

async fn within<T>(
    pool: &Pool,
    how: &str,
    job: impl for<'a> FnOnce(&'a On) -> Pending<'a, Result<T, StoreError>> + Send,
) -> Result<T, StoreError> {
    let on = On::begin(pool, how).await?;
    match job(&on).await {
        Ok(done) => {
            on.commit().await?;
            Ok(done)
        }
        Err(error) => {
            on.undo().await;
            Err(error)
        }
    }
}

impl Store for PgStore {
    fn apply(&self, work: Work) -> Pending<'_, Result<Vec<Done>, StoreError>> {
        Box::pin(self.write(move |on| Box::pin(async move { apply::apply(on, &work).await })))
    }

    fn read(
        &self,
        access: Access,
        patient: String,
        what: Vec<Reading>,
    ) -> Pending<'_, Result<Vec<Found>, StoreError>> {
        Box::pin(async move {
            let read = self.look(move |on| {
                Box::pin(async move {
                    on.about(&patient).await?;
                    let (mut found, mut entries) = (Vec::new(), Vec::new());
                    for reading in &what {
                        let one = find::find(on, &patient, reading).await?;
                        entries.push(rows::reading(&patient, reading, &one));
                        found.push(one);
                    }
                    Ok((found, entries))
                })
            });
            let (found, entries) = read.await?;
            self.note(access, entries).await?;
            Ok(found)
        })
    }

    fn record(
        &self,
        access: Access,
        patient: String,
        known: Option<(Tick, usize)>,
    ) -> Pending<'_, Result<Record, StoreError>> {
        Box::pin(async move {
            let mut row = rows::everything(&patient);
            let (tick, count) = known.map_or((None, 0), |(tick, count)| (Some(tick), count));
            let record = self
                .look(move |on| Box::pin(async move { standing::record(on, &patient, tick.as_ref()).await }));
            let record = record.await?;
            let found = record.entries.as_ref().map_or(count, Vec::len);
            row.found = u32::try_from(found).unwrap_or(u32::MAX);
            self.note(access, vec![row]).await?;
            Ok(record)
        })
    }

    fn moves(&self, access: Access, since: i64) -> Pending<'_, Result<Moves, StoreError>> {
        Box::pin(async move {
            let moves = self.look(move |on| Box::pin(standing::moves(on, since))).await?;
            self.note(access, vec![rows::list()]).await?;
            Ok(moves)
        })
    }

    fn standing(
        &self,
        access: Access,
        patients: Vec<String>,
    ) -> Pending<'_, Result<Vec<Standing>, StoreError>> {
        Box::pin(async move {
            let entries = patients.iter().map(|patient| rows::line(patient)).collect();
            let asked = Arc::new(patients);
            let wanted = Arc::clone(&asked);
            let missing =
                self.look(move |on| Box::pin(async move { standing::missing(on, &wanted).await })).await?;
            for patient in missing {
                let made = self.write(move |on| {
                    Box::pin(async move {
                        on.alone_with(&patient).await?;
                        standing::make(on, &patient).await
                    })
                });
                made.await?;
            }
            let found = self.look(move |on| Box::pin(async move { standing::all(on, &asked).await })).await?;
            self.note(access, entries).await?;
            Ok(found)
        })
    }

    fn ratings(&self, asked: Vec<Stretches>) -> Pending<'_, Result<Vec<Vec<Heard>>, StoreError>> {
        Box::pin(self.look(move |on| Box::pin(async move { standing::ratings(on, &asked).await })))
    }

    fn trail(
        &self,
        access: Access,
        patient: String,
        after: i64,
        count: usize,
    ) -> Pending<'_, Result<Trail, StoreError>> {
        Box::pin(
            self.write(move |on| {
                Box::pin(async move { trail::look(on, &access, &patient, after, count).await })
            }),
        )
    }

    fn trail_back(
        &self,
        access: Access,
        patient: String,
        before: Option<i64>,
        count: usize,
    ) -> Pending<'_, Result<Trail, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move { trail::look_back(on, &access, &patient, before, count).await })
        }))
    }

    fn visits(
        &self,
        access: Access,
        before: Option<i64>,
        count: usize,
    ) -> Pending<'_, Result<Trail, StoreError>> {
        Box::pin(
            self.write(move |on| Box::pin(async move { trail::visits(on, &access, before, count).await })),
        )
    }

    fn verify(&self) -> Pending<'_, Result<Result<Verified, Broken>, StoreError>> {
        Box::pin(self.look(|on| Box::pin(trail::verify(on))))
    }

    fn erase(&self, access: Access, patient: String) -> Pending<'_, Result<u64, StoreError>> {
        Box::pin(self.write(move |on| Box::pin(async move { erase::erase(on, &access, &patient).await })))
    }
}

impl From<tokio_postgres::Error> for StoreError {
    /// Keeps the class of the failure; the message could quote a value.
    fn from(error: tokio_postgres::Error) -> Self {
        // Connection, resources, operator's intervention, a statement's time, a lock's time, a deadlock.
        let passes = |code: &str| {
            code == "55P03" || ["08", "53", "57", "40"].iter().any(|class| code.starts_with(class))
        };
        match error.code().map(tokio_postgres::error::SqlState::code) {
            Some(code) if !passes(code) => Self::State(code.to_owned()),
            // And no answer at all: the server, or the way to it, is gone.
            _ => Self::Busy,
        }
    }
}

impl From<deadpool_postgres::PoolError> for StoreError {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Backend(error) => error.into(),
            deadpool_postgres::PoolError::Closed => Self::Closed,
            // All connections are taken, and none came back in time.
            _ => Self::Busy,
        }
    }
}
