//! The store's side of sync: the outbox, and the steps that are made to stand.
//!
//! An [`Exchange`] folds the log in once, at its end: what it writes step by step (in flight, delivered, the session's
//! state) can be had again from the server, and ten years of it are thousands of steps. What is new here, a fact or
//! an arrival, is folded in at once as always.

use super::delivery::{self, Applied, Change, Receipt};
use super::error::StoreError;
use super::fold::hold;
use super::{Store, outbox, reading};
use crate::domain::entry::Tombstone;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

/// An exchange with a clinic that is under way, over a store. Dropping it folds the log in.
#[derive(Debug)]
pub struct Exchange<'a>(&'a Store);

impl Drop for Exchange<'_> {
    fn drop(&mut self) {
        self.0.exchanges.fetch_sub(1, Ordering::SeqCst);
        self.0.wake_folder();
    }
}

impl Store {
    /// Begins an exchange. Until what is returned is dropped, [`Store::apply`] folds the log in only after what
    /// brought something new. Each step stands all the same when it returns: the log is on the medium, and SQLite
    /// itself copies it into the file whenever it has grown to four megabytes.
    #[must_use = "it ends when it is dropped"]
    pub fn exchange(&self) -> Exchange<'_> {
        self.exchanges.fetch_add(1, Ordering::SeqCst);
        Exchange(self)
    }

    /// How many facts no clinic has acknowledged yet and wait for it, in flight or queued; parked ones are
    /// [`Store::parked`].
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn waiting(&self) -> Result<u64, StoreError> {
        outbox::waiting(&hold(&self.connection))
    }

    /// The oldest facts that are queued for a clinic, at most `most`.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn outbox(&self, most: usize) -> Result<Vec<outbox::Waiting>, StoreError> {
        self.outbox_after(0, most)
    }

    /// The same, after a place in the sequence.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn outbox_after(&self, seq: i64, most: usize) -> Result<Vec<outbox::Waiting>, StoreError> {
        outbox::queued(&hold(&self.connection), seq, most)
    }

    /// The facts a server would not take, oldest first.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn parked(&self) -> Result<Vec<outbox::Parked>, StoreError> {
        outbox::parked(&hold(&self.connection))
    }

    /// What came from a clinic and could not be taken in.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn set_apart(&self) -> Result<Vec<delivery::SetApart>, StoreError> {
        delivery::set_apart(&hold(&self.connection))
    }

    /// Queues again what was in flight when a process ended; asked at the beginning of every sync.
    ///
    /// # Errors
    /// As [`Store::append`].
    pub fn land(&self) -> Result<usize, StoreError> {
        outbox::land(&hold(&self.connection))
    }

    /// Queues again what is parked, because a person asks for it.
    ///
    /// # Errors
    /// As [`Store::append`].
    pub fn unpark(&self) -> Result<usize, StoreError> {
        outbox::unpark(&hold(&self.connection))
    }

    /// The fact of an id, taken back or not.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn fact(&self, id: FactId) -> Result<Option<Fact>, StoreError> {
        outbox::fact(&hold(&self.connection), id)
    }

    /// A document of sync's own.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn document(&self, name: &str) -> Result<Option<String>, StoreError> {
        delivery::document(&hold(&self.connection), name)
    }

    /// Makes one step of a sync stand in the file, all of it or nothing.
    ///
    /// # Errors
    /// As [`Store::append`]; what was pulled and contradicts a fact is no error, it is set apart.
    pub fn apply(&self, changes: &[Change]) -> Result<Applied, StoreError> {
        if changes.is_empty() {
            return Ok(Applied::default());
        }
        let done = delivery::apply(&mut hold(&self.connection), changes)?;
        let new = done.facts > 0 || done.arrivals > 0 || done.set_apart > 0;
        if new || self.exchanges.load(Ordering::SeqCst) == 0 {
            self.wake_folder();
        }
        Ok(done)
    }

    /// What the server said of one resource, by its type and our id.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn receipt(&self, kind: &str, id: &str) -> Result<Option<Receipt>, StoreError> {
        delivery::receipt(&hold(&self.connection), kind, id)
    }

    /// What the server calls resources that it named itself: type, our id, its id.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn named(&self) -> Result<Vec<(String, String, String)>, StoreError> {
        delivery::named(&hold(&self.connection))
    }

    /// How many resources of each type the server has taken.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn delivered(&self) -> Result<BTreeMap<String, u64>, StoreError> {
        delivery::delivered(&hold(&self.connection))
    }

    /// Every tombstone, oldest first.
    ///
    /// # Errors
    /// As [`Store::journal`].
    pub fn tombstones(&self) -> Result<Vec<Tombstone>, StoreError> {
        reading::tombstones(&hold(&self.connection))
    }
}
