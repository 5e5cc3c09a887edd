//! One writer with group commit: what waits is written together and synced once, each in a savepoint of its own.

use crate::store::StoreError;
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::sync::oneshot;

/// Jobs that share one commit at most; a long queue must not make the first of it wait for ever.
const GROUP: usize = 64;

/// After this long without work the log is folded into the file.
const IDLE: Duration = Duration::from_millis(500);

/// What tells a caller that its commit is durable, or that it failed.
type Reply = Box<dyn FnOnce(bool) + Send>;

/// Work inside the shared transaction.
type Job = Box<dyn FnOnce(&Connection) -> Reply + Send>;

/// The queue to the writer's thread. Dropping the last one ends the thread, and waits until it has closed its file.
#[derive(Clone)]
pub(super) struct Writer(Arc<Queue>);

struct Queue {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread that owns `connection`.
    pub(super) fn start(connection: Connection) -> Result<Self, StoreError> {
        let (queue, jobs) = channel();
        let thread = thread::Builder::new()
            .name("portal-writer".to_owned())
            .spawn(move || run(connection, &jobs))
            .map_err(|error| StoreError::Folder(error.kind()))?;
        Ok(Self(Arc::new(Queue { jobs: Some(queue), thread: Some(thread) })))
    }

    /// Runs `job` inside the next commit and waits until it is durable. An error of the job undoes the job alone.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let work: Job = Box::new(move |connection| {
            let result = in_savepoint(connection, job);
            Box::new(move |durable| {
                let result = if durable { result } else { result.and(Err(StoreError::Database(0))) };
                // The caller may have gone: what is committed stays committed.
                let _ = answer.send(result);
            })
        });
        let jobs = self.0.jobs.as_ref().ok_or(StoreError::Closed)?;
        jobs.send(work).map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Queue {
    /// A process that ends while the thread still closes its file crashes: the cipher's own end runs first.
    fn drop(&mut self) {
        self.jobs = None;
        // The last one may go down with a job, on the thread itself.
        let thread = self.thread.take().filter(|thread| thread.thread().id() != thread::current().id());
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

fn in_savepoint<T>(
    connection: &Connection,
    job: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    connection.execute_batch("SAVEPOINT job")?;
    let result = job(connection);
    let end = if result.is_ok() { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" };
    connection.execute_batch(end)?;
    result
}

fn run(connection: Connection, jobs: &Receiver<Job>) {
    let mut folded = true;
    loop {
        let first = if folded {
            match jobs.recv() {
                Ok(job) => job,
                Err(_) => break,
            }
        } else {
            match jobs.recv_timeout(IDLE) {
                Ok(job) => job,
                Err(RecvTimeoutError::Timeout) => {
                    // An unfolded log is the part of the file without a second copy; readers may hold it back.
                    let _ = connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
                    folded = true;
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        };
        commit_group(&connection, first, jobs);
        folded = false;
    }
    let _ = connection.close();
}

fn commit_group(connection: &Connection, first: Job, jobs: &Receiver<Job>) {
    let begun = connection.execute_batch("BEGIN IMMEDIATE").is_ok();
    let mut replies = Vec::with_capacity(GROUP);
    let mut next = Some(first);
    while let Some(job) = next {
        replies.push(job(connection));
        next = if replies.len() < GROUP { jobs.try_recv().ok() } else { None };
    }
    let durable = begun && connection.execute_batch("COMMIT").is_ok();
    if !durable {
        let _ = connection.execute_batch("ROLLBACK");
    }
    for reply in replies {
        reply(durable);
    }
}
