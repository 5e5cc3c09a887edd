//! The store, or the place where one will be: looking creates nothing, the first fact creates both file and key.
//!
//! A question asked of a folder without a store ("what about tonight?") has an answer, an empty journal's; making a
//! store for it would leave a key behind that protects nothing, and a refused intention would not be traceless.

use crate::domain::fact::Fact;
use crate::domain::journal::Journal;
use crate::store::{KeyVault, OpenOptions, Store, StoreError};
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A store that is open, or not there yet.
pub(super) struct Shelf {
    store: OnceLock<Store>,
    place: Option<Place>,
    /// Held while the store is made, so that two threads do not make two.
    making: Mutex<()>,
}

struct Place {
    path: PathBuf,
    vault: Box<dyn KeyVault>,
}

impl Shelf {
    /// An open store.
    pub(super) fn of(store: Store) -> Self {
        Self { store: OnceLock::from(store), place: None, making: Mutex::new(()) }
    }

    /// The store at `path`, opened if there is one. A key that may not be used is refused even without a store.
    pub(super) fn at(path: PathBuf, vault: Box<dyn KeyVault>) -> Result<Self, StoreError> {
        let store = match Store::open(&path, vault.as_ref(), OpenOptions::new()) {
            Ok(store) => OnceLock::from(store),
            Err(StoreError::Missing) => {
                vault.database_key()?;
                OnceLock::new()
            }
            Err(error) => return Err(error),
        };
        Ok(Self { store, place: Some(Place { path, vault }), making: Mutex::new(()) })
    }

    /// The store, if it is there.
    pub(super) fn get(&self) -> Result<&Store, StoreError> {
        self.store.get().ok_or(StoreError::Missing)
    }

    /// The store, made now if there is none.
    pub(super) fn made(&self) -> Result<&Store, StoreError> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let _alone = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let Place { path, vault } = self.place.as_ref().ok_or(StoreError::Missing)?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let store = Store::create(path, vault.as_ref(), OpenOptions::new())?;
        Ok(self.store.get_or_init(|| store))
    }

    /// The facts that stand; none where there is no store.
    pub(super) fn journal(&self) -> Result<Journal, StoreError> {
        self.store.get().map_or_else(|| Ok(Journal::default()), Store::journal)
    }

    /// Appends the facts of one intention, all or none.
    pub(super) fn append(&self, facts: &[Fact]) -> Result<(), StoreError> {
        // How many were new is the store's answer to a repeated call; an intention mints its own ids.
        let _acknowledged = self.made()?.append(facts)?;
        Ok(())
    }

    /// Folds the log in and closes the file.
    pub(super) fn close(self) -> Result<(), StoreError> {
        self.store.into_inner().map_or(Ok(()), Store::close)
    }
}
