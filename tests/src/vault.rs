//! A keeper of keys for tests: in memory, and able to misbehave.

use nocte_core::store::{Key32, KeyVault, VaultError};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A keeper whose key can be looked at, lost and made unavailable.
#[derive(Debug, Default)]
pub struct MemoryVault {
    kept: Mutex<Option<Key32>>,
    unavailable: Mutex<bool>,
}

impl MemoryVault {
    /// Without a key.
    pub fn empty() -> Self {
        Self::default()
    }

    /// With a key of this byte, repeated.
    pub fn with(byte: u8) -> Self {
        Self { kept: Mutex::new(Some(Key32::new([byte; 32]))), unavailable: Mutex::default() }
    }

    /// What is kept.
    pub fn key(&self) -> Option<Key32> {
        hold(&self.kept).clone()
    }

    /// Makes the key unreadable for now, or readable again: a phone before and after its first unlock.
    pub fn set_unavailable(&self, unavailable: bool) {
        *hold(&self.unavailable) = unavailable;
    }
}

impl KeyVault for MemoryVault {
    fn database_key(&self) -> Result<Option<Key32>, VaultError> {
        if *hold(&self.unavailable) {
            return Err(VaultError::Unavailable);
        }
        Ok(self.key())
    }

    fn keep(&self, key: &Key32) -> Result<(), VaultError> {
        let mut kept = hold(&self.kept);
        if kept.is_some() {
            return Err(VaultError::Occupied);
        }
        *kept = Some(key.clone());
        Ok(())
    }
}

fn hold<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
