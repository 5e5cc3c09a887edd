//! The key's keeper: Keystore, Keychain or a file, behind one port.
//!
//! The key is 32 random bytes and never a passphrase: opening costs no key stretching, and a reminder that
//! fires before the first unlock of the day can still read. A key is made only together with a new store.
//! A store whose key is gone is *locked*, a state and not an error: nothing is created, renamed or deleted.

use super::error::StoreError;
use core::fmt;
use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

/// A database key. Wiped when dropped, never printed.
#[derive(Clone)]
pub struct Key32(Zeroizing<[u8; 32]>);

impl Key32 {
    /// From 32 bytes. The caller wipes its own copy.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// From 64 hex digits; `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = Zeroizing::new([0_u8; 32]);
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |at: usize| char::from(pair[at]).to_digit(16).and_then(|d| u8::try_from(d).ok());
            *byte = digit(0)? * 16 + digit(1)?;
        }
        Some(Self(bytes))
    }

    /// A new random key.
    ///
    /// # Errors
    /// [`VaultError::NoRandomness`] when the system gives no random bytes.
    pub fn random() -> Result<Self, VaultError> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| VaultError::NoRandomness)?;
        Ok(Self(bytes))
    }

    /// The bytes, for whoever seals them.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As 64 hex digits.
    pub fn to_hex(&self) -> Zeroizing<String> {
        let mut hex = Zeroizing::new(String::with_capacity(64));
        for byte in self.0.iter() {
            for digit in [byte >> 4, byte & 15] {
                hex.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        hex
    }
}

impl PartialEq for Key32 {
    /// Looks at every byte: how long it takes says nothing.
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0.iter()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
    }
}

impl Eq for Key32 {}

impl fmt::Debug for Key32 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key32(..)")
    }
}

impl Zeroize for Key32 {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}

/// Why the keeper gave or kept no key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VaultError {
    /// Not now: the phone is not unlocked yet. Try again later.
    #[error("the key cannot be read now")]
    Unavailable,
    /// The key file may be read by others than its owner.
    #[error("the key file may be read by others: its mode must be 0600")]
    TooOpen,
    /// What is kept is not a key.
    #[error("what is kept is not a key of 64 hex digits")]
    Malformed,
    /// A key is kept already; it is never replaced.
    #[error("a key is kept already")]
    Occupied,
    /// The keeper took the key and gives another one back, or none.
    #[error("the key was not kept")]
    NotKept,
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    NoRandomness,
    /// The keeper itself failed.
    #[error("the key's keeper failed")]
    Failed,
}

/// The port to the platform's keeper of keys. Synchronous; called at open and at creation, not per entry.
pub trait KeyVault: Send + Sync {
    /// The key, or `None` when there is none.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] when there may be one that cannot be read now.
    fn database_key(&self) -> Result<Option<Key32>, VaultError>;

    /// Keeps a key that was just made together with a new store. Never replaces one.
    ///
    /// # Errors
    /// [`VaultError::Occupied`] when a key is there; what the keeper says otherwise.
    fn keep(&self, key: &Key32) -> Result<(), VaultError>;
}

/// The key for a new store: the one kept already, or a new one that the keeper then gives back.
pub(super) fn key_for_new_store(vault: &dyn KeyVault) -> Result<Key32, StoreError> {
    match vault.database_key() {
        Ok(Some(key)) => Ok(key),
        Ok(None) => {
            let key = Key32::random()?;
            vault.keep(&key)?;
            // A key that was not really kept is a lost log: ask before anything is written with it.
            match vault.database_key()? {
                Some(kept) if kept == key => Ok(key),
                _ => Err(VaultError::NotKept.into()),
            }
        }
        Err(VaultError::Unavailable) => Err(StoreError::Locked),
        Err(other) => Err(other.into()),
    }
}

/// The key of an existing store: without it the store is locked.
pub(super) fn key_of_store(vault: &dyn KeyVault) -> Result<Key32, StoreError> {
    match vault.database_key() {
        Ok(Some(key)) => Ok(key),
        Ok(None) | Err(VaultError::Unavailable) => Err(StoreError::Locked),
        Err(other) => Err(other.into()),
    }
}
