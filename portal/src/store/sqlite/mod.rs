//! The embedded database: one encrypted SQLite file in a folder, its key beside it.

mod apply;
pub mod care;
mod doors;
mod erase;
mod families;
mod find;
mod key;
mod keyring;
mod links;
mod open;
mod people;
mod replay;
mod roster;
mod search;
mod sessions;
mod standing;
mod trail;
mod ways;
mod writer;

use super::{
    Access, Done, Found, Heard, Moves, Reading, Record, Standing, Store, StoreError, Stretches, Tick, Work,
    rows,
};
use crate::audit::{Broken, Trail, Verified};
use crate::caller::Pending;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use writer::Writer;

/// Name of the database file in the data folder.
const FILE: &str = "portal.db";

/// Connections that read, at most, kept for the next reading.
const READERS: usize = 4;

/// The store over one SQLite file. Clones share it.
#[derive(Clone)]
pub struct SqliteStore {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    key: key::KeyHex,
    writer: Writer,
    readers: Mutex<Vec<Connection>>,
}

impl SqliteStore {
    /// Opens the folder's store; makes folder, key and file when they are not there.
    ///
    /// # Errors
    /// [`StoreError::Key`] when the key is gone or open to others, [`StoreError::Newer`] for a newer file.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Self::opened(folder, Self::whole)
    }

    /// The same for whoever moves rows into it, or goes on with that.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_to_move(folder: &Path) -> Result<Self, StoreError> {
        Self::opened(folder, |_| Ok(()))
    }

    fn opened(
        folder: &Path,
        fit: impl FnOnce(&Connection) -> Result<(), StoreError>,
    ) -> Result<Self, StoreError> {
        make_folder(folder)?;
        let path = folder.join(FILE);
        let key = key::of_folder(folder, &path)?;
        let mut connection = open::connect(&path, &key)?;
        let found = open::schema(&connection)?;
        if found > 0 && found < open::known_schema() {
            // A way back: the file as the older version left it.
            let aside = folder.join(format!("before-schema-{}.db", open::known_schema()));
            if !aside.exists() {
                care::copy_to(&connection, &aside, &key).map_err(|_| StoreError::Setting("copy aside"))?;
            }
        }
        open::migrate(&mut connection)?;
        fit(&connection)?;
        let writer = Writer::start(connection)?;
        let inner = Inner { path, key, writer, readers: Mutex::new(Vec::new()) };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Runs `job` inside a commit shared with whoever else waits, and answers when it is durable. For the rooms that
    /// keep tables of their own in this file.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.inner.writer.write(job).await
    }

    /// Runs `job` on one state of the database, beside the writer.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let inner = Arc::clone(&self.inner);
        let looked = tokio::task::spawn_blocking(move || {
            let kept = inner.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = match kept {
                Some(connection) => connection,
                None => open::connect(&inner.path, &inner.key)?,
            };
            connection.execute_batch("BEGIN DEFERRED")?;
            let result = job(&connection);
            connection.execute_batch("COMMIT")?;
            let mut readers = inner.readers.lock().unwrap_or_else(PoisonError::into_inner);
            if readers.len() < READERS {
                readers.push(connection);
            }
            result
        });
        looked.await.map_err(|_| StoreError::Closed)?
    }
}

impl From<rusqlite::Error> for StoreError {
    /// Keeps the code; the message could quote a value.
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqliteFailure(inner, _) => Self::Database(inner.extended_code),
            rusqlite::Error::SqlInputError { error, .. } => Self::Database(error.extended_code),
            _ => Self::Database(0),
        }
    }
}

fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| StoreError::Folder(error.kind()))
}

impl Store for SqliteStore {
    fn apply(&self, work: Work) -> Pending<'_, Result<Vec<Done>, StoreError>> {
        Box::pin(self.write(move |connection| apply::apply(connection, &work)))
    }

    fn read(
        &self,
        access: Access,
        patient: String,
        what: Vec<Reading>,
    ) -> Pending<'_, Result<Vec<Found>, StoreError>> {
        Box::pin(async move {
            let (found, noted) = self
                .look(move |connection| {
                    let mut found = Vec::with_capacity(what.len());
                    let mut noted = Vec::with_capacity(what.len());
                    for reading in &what {
                        let one = find::find(connection, &patient, reading)?;
                        noted.push(rows::reading(&patient, reading, &one));
                        found.push(one);
                    }
                    Ok((found, noted))
                })
                .await?;
            // The answer waits for its row: no access without one, whatever fails after this line.
            self.write(move |connection| trail::append(connection, &access, noted)).await?;
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
            let record = self.look(move |on| standing::record(on, &patient, tick.as_ref())).await?;
            let found = record.entries.as_ref().map_or(count, Vec::len);
            row.found = u32::try_from(found).unwrap_or(u32::MAX);
            self.write(move |connection| trail::append(connection, &access, vec![row])).await?;
            Ok(record)
        })
    }

    fn moves(&self, access: Access, since: i64) -> Pending<'_, Result<Moves, StoreError>> {
        Box::pin(async move {
            let moves = self.look(move |connection| standing::moves(connection, since)).await?;
            let row = rows::list();
            self.write(move |connection| trail::append(connection, &access, vec![row])).await?;
            Ok(moves)
        })
    }

    fn standing(
        &self,
        access: Access,
        patients: Vec<String>,
    ) -> Pending<'_, Result<Vec<Standing>, StoreError>> {
        Box::pin(async move {
            let noted = patients.iter().map(|patient| rows::line(patient)).collect();
            let asked = Arc::new(patients);
            let wanted = Arc::clone(&asked);
            let missing = self.look(move |on| standing::missing(on, &wanted)).await?;
            for patient in missing {
                self.write(move |on| standing::make(on, &patient)).await?;
            }
            let found = self.look(move |on| standing::all(on, &asked)).await?;
            self.write(move |connection| trail::append(connection, &access, noted)).await?;
            Ok(found)
        })
    }

    fn ratings(&self, asked: Vec<Stretches>) -> Pending<'_, Result<Vec<Vec<Heard>>, StoreError>> {
        Box::pin(self.look(move |on| asked.iter().map(|one| standing::ratings(on, one)).collect()))
    }

    fn trail(
        &self,
        access: Access,
        patient: String,
        after: i64,
        count: usize,
    ) -> Pending<'_, Result<Trail, StoreError>> {
        Box::pin(self.write(move |connection| trail::look(connection, &access, &patient, after, count)))
    }

    fn trail_back(
        &self,
        access: Access,
        patient: String,
        before: Option<i64>,
        count: usize,
    ) -> Pending<'_, Result<Trail, StoreError>> {
        Box::pin(self.write(move |connection| trail::look_back(connection, &access, &patient, before, count)))
    }

    fn visits(
        &self,
        access: Access,
        before: Option<i64>,
        count: usize,
    ) -> Pending<'_, Result<Trail, StoreError>> {
        Box::pin(self.write(move |connection| trail::visits(connection, &access, before, count)))
    }

    fn verify(&self) -> Pending<'_, Result<Result<Verified, Broken>, StoreError>> {
        Box::pin(self.look(trail::verify))
    }

    fn erase(&self, access: Access, patient: String) -> Pending<'_, Result<u64, StoreError>> {
        Box::pin(async move {
            let gone = self.write(move |connection| erase::erase(connection, &access, &patient)).await?;
            // Old frames of the log still hold what was erased: it is gone for good once they are.
            self.fold().await?;
            Ok(gone)
        })
    }
}
