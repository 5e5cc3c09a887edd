//! What the shell lends: its clock, its key vault, its listener, its log. All synchronous.
//!
//! Whatever a port throws becomes an error without the port's own words. A port must not call back into the object
//! that called it, the listener excepted: that one is called with nothing locked.

use crate::error::{ApiError, PortName};
use crate::mirror::{Moment, Screen};
use nocte_core::store::{self, Key32, VaultError};
use nocte_core::time;
use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::Zeroizing;

/// What a port throws. Anything else it throws counts as `Failed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum PortError {
    /// Not now: the phone is not unlocked yet.
    #[error("not now")]
    Unavailable,
    /// There is a key already; one is never replaced.
    #[error("occupied")]
    Occupied,
    /// The port failed.
    #[error("failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for PortError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        // Its text is the shell's and may hold anything.
        Self::Failed
    }
}

/// The device's clock. Asked once at the beginning of a call, before anything is locked.
#[uniffi::export(rust, foreign)]
pub trait Clock: Send + Sync {
    /// The present instant with the zone window around it, as the device knows them now.
    fn moment(&self) -> Result<Moment, PortError>;
}

/// The platform's keeper of keys: Keystore or Keychain. Called when a store is opened, made or restored.
#[uniffi::export(rust, foreign)]
pub trait KeyVault: Send + Sync {
    /// The 32 bytes of the database key; nothing when there is none. `Unavailable` when it cannot be read now.
    fn database_key(&self) -> Result<Option<Vec<u8>>, PortError>;
    /// Keeps a key just made, on this device only. `Occupied` when one is there.
    fn keep(&self, key: Vec<u8>) -> Result<(), PortError>;
}

/// Told after something was stored, on the thread that stored it. What it throws is dropped.
#[uniffi::export(rust, foreign)]
pub trait ChangeListener: Send + Sync {
    /// These screens are stale: ask for them again when they are shown.
    fn changed(&self, screens: Vec<Screen>) -> Result<(), PortError>;
}

/// A log. No line holds anything personal. What it throws is dropped.
#[uniffi::export(rust, foreign)]
pub trait LogSink: Send + Sync {
    /// One line: what was called, and the kind of error it ended with.
    fn line(&self, text: String) -> Result<(), PortError>;
}

thread_local! {
    /// The moment of the call under way on this thread: one call, one moment.
    static MOMENT: RefCell<Option<Moment>> = const { RefCell::new(None) };
}

/// The shell's clock as the core's.
#[derive(Clone)]
pub(crate) struct PortClock {
    port: Arc<dyn Clock>,
    last: Arc<Mutex<Option<Moment>>>,
}

impl PortClock {
    pub(crate) fn new(port: Arc<dyn Clock>) -> Self {
        Self { port, last: Arc::default() }
    }

    /// Asks the clock, and lets every question of this thread have that answer until the guard is dropped.
    pub(crate) fn pin(&self) -> Result<Pinned, ApiError> {
        let moment = self.port.moment().map_err(|_| ApiError::Port { port: PortName::Clock })?;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(moment.clone());
        Ok(Pinned { before: MOMENT.replace(Some(moment)) })
    }
}

/// While it lives, this thread's calls have one moment.
pub(crate) struct Pinned {
    before: Option<Moment>,
}

impl Drop for Pinned {
    fn drop(&mut self) {
        MOMENT.set(self.before.take());
    }
}

impl time::Clock for PortClock {
    fn moment(&self) -> Moment {
        if let Some(moment) = MOMENT.with_borrow(Clone::clone) {
            return moment;
        }
        // Outside a call (a sync under way) a clock that fails stands still.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(moment) = self.port.moment() {
            *last = Some(moment);
        }
        last.clone().expect("every object is opened with a moment")
    }
}

/// The shell's key vault as the store's.
pub(crate) struct PortVault(pub(crate) Arc<dyn KeyVault>);

impl store::KeyVault for PortVault {
    fn database_key(&self) -> Result<Option<Key32>, VaultError> {
        let Some(bytes) = self.0.database_key().map_err(vault_error)? else { return Ok(None) };
        let bytes = Zeroizing::new(bytes);
        let key: [u8; 32] = bytes.as_slice().try_into().map_err(|_| VaultError::Malformed)?;
        Ok(Some(Key32::new(key)))
    }

    fn keep(&self, key: &Key32) -> Result<(), VaultError> {
        self.0.keep(key.bytes().to_vec()).map_err(vault_error)
    }
}

fn vault_error(error: PortError) -> VaultError {
    match error {
        PortError::Unavailable => VaultError::Unavailable,
        PortError::Occupied => VaultError::Occupied,
        PortError::Failed => VaultError::Failed,
    }
}
