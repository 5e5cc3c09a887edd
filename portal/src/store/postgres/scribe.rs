//! Rows of readings: what waits is appended together and synced once, as the embedded database's writer does.
//!
//! The chain's end is one row, and whoever appends holds it until the commit. A write holds it for its own commit; the
//! many readings of a process would queue there one by one.

use super::on::{self, On};
use super::trail;
use crate::audit::Entry;
use crate::store::{Access, StoreError};
use deadpool_postgres::Pool;
use tokio::sync::{mpsc, oneshot};

/// Readings that share one commit at most.
const GROUP: usize = 64;

/// Readings that wait at once; more are told to come again.
const QUEUE: usize = 4096;

struct Note {
    access: Access,
    entries: Vec<Entry>,
    heard: oneshot::Sender<bool>,
}

/// The queue. Its task ends with the last of the store's clones.
pub(super) struct Scribe(mpsc::Sender<Note>);

impl Scribe {
    /// Starts the task on the present runtime.
    pub(super) fn start(pool: Pool) -> Self {
        let (queue, mut notes) = mpsc::channel::<Note>(QUEUE);
        tokio::spawn(async move {
            let mut group = Vec::with_capacity(GROUP);
            while notes.recv_many(&mut group, GROUP).await > 0 {
                let kept = keep(&pool, &mut group).await.is_ok();
                for note in group.drain(..) {
                    // The reader may have gone.
                    let _ = note.heard.send(kept);
                }
            }
        });
        Self(queue)
    }

    /// Appends rows and waits until they are durable.
    pub(super) async fn append(&self, access: Access, entries: Vec<Entry>) -> Result<(), StoreError> {
        let (heard, kept) = oneshot::channel();
        self.0.try_send(Note { access, entries, heard }).map_err(|_| StoreError::Busy)?;
        if kept.await.map_err(|_| StoreError::Closed)? { Ok(()) } else { Err(StoreError::Busy) }
    }
}

async fn keep(pool: &Pool, group: &mut [Note]) -> Result<(), StoreError> {
    let on = On::begin(pool, on::WRITE).await?;
    let acts = group.iter_mut().map(|note| (note.access.clone(), core::mem::take(&mut note.entries)));
    let acts: Vec<(Access, Vec<Entry>)> = acts.collect();
    match trail::append_all(&on, acts).await {
        Ok(()) => on.commit().await,
        Err(error) => {
            on.undo().await;
            Err(error)
        }
    }
}
