//! Secrets that are handed out once and kept as digests: access tokens, refresh tokens, link addresses.
//!
//! 32 random bytes each, so a digest without salt is enough: there is nothing to guess. What is kept cannot be
//! handed in again, so a copied database opens no door.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use core::fmt;
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

/// Characters of a secret's text: 32 bytes in base64url without padding.
pub const SECRET_CHARS: usize = 43;

/// The system gives no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the system gives no random bytes")]
pub struct NoRandomness;

/// A secret of 256 bits as text. Wiped when dropped, never printed by `Debug`.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system gives none.
    pub fn mint() -> Result<Self, NoRandomness> {
        let bytes = random_bytes()?;
        Ok(Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_slice()))))
    }

    /// One that somebody hands in; `None` when it cannot be ours.
    pub fn presented(text: &str) -> Option<Self> {
        let alphabet = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        (text.len() == SECRET_CHARS && text.bytes().all(alphabet))
            .then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The text, for the one answer it is handed out in.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn digest(&self) -> Digest {
        Digest(Sha256::digest(self.0.as_bytes()).into())
    }

    /// A digest of this secret together with other text, under a label that keeps the uses apart.
    pub fn bound(&self, label: &str, text: &str) -> Digest {
        let mut hash = Sha256::new();
        for part in [label, self.0.as_str(), text] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Digest(hash.finalize().into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// SHA-256 of a secret: what is kept, and what is looked up.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// From 32 bytes of the database; `None` for any other length.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Whether two are equal, looking at every byte.
    pub fn same(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
    }

    /// Both mixed bit by bit: a key masked with a digest is read back with the same digest.
    #[must_use]
    pub fn masked(&self, with: &Self) -> Self {
        let mut out = self.0;
        for (byte, mask) in out.iter_mut().zip(with.0) {
            *byte ^= mask;
        }
        Self(out)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(..)")
    }
}

/// 32 random bytes from the system.
pub(crate) fn random_bytes() -> Result<Zeroizing<[u8; 32]>, NoRandomness> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    getrandom::fill(bytes.as_mut_slice()).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_has_256_bits_and_is_never_printed() {
        let secret = Secret::mint().expect("random bytes");
        assert_eq!(secret.reveal().len(), SECRET_CHARS);
        assert_ne!(secret.reveal(), Secret::mint().expect("random bytes").reveal());
        assert_eq!(format!("{secret:?} {:?}", secret.digest()), "Secret(..) Digest(..)");
        let again = Secret::presented(secret.reveal()).expect("its own text");
        assert!(again.digest().same(&secret.digest()));
    }

    #[test]
    fn what_cannot_be_ours_is_refused_before_it_is_looked_up() {
        for text in ["", "short", &"a".repeat(44), &"é".repeat(22), &format!("{}'", "a".repeat(42))] {
            assert!(Secret::presented(text).is_none(), "{text}");
        }
    }

    #[test]
    fn uses_are_kept_apart_and_a_mask_comes_off() {
        let secret = Secret::mint().expect("random bytes");
        assert_ne!(secret.bound("a", "bc"), secret.bound("ab", "c"));
        let mask = secret.bound("mask", "");
        let key = Digest([7; 32]);
        assert_ne!(key.masked(&mask), key);
        assert_eq!(key.masked(&mask).masked(&mask), key);
    }
}
