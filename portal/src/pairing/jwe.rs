//! The key of a pairing link, and what seals by it: the core's, once for both ends.
//!
//! A pairing link seals exactly once in its life, with a random initialisation vector.

use crate::keyring::{Digest, NoRandomness, random_bytes};
use nocte_core::shlink::{IV_BYTES, Key, seal};

/// The key of one link: 32 random bytes. Never printed by `Debug`.
#[derive(Debug, Clone)]
pub struct ContentKey(Key);

impl ContentKey {
    /// A new one.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system gives none.
    pub fn mint() -> Result<Self, NoRandomness> {
        random_bytes().map(|bytes| Self(Key::new(bytes)))
    }

    /// As a link holds it.
    pub fn key(&self) -> &Key {
        &self.0
    }

    /// For keeping beside the invitation, masked with a digest that only the link's address gives.
    pub fn masked(&self, with: &Digest) -> Digest {
        Digest(*self.0.bytes()).masked(with)
    }

    /// Back from what was kept.
    pub fn unmasked(kept: &Digest, with: &Digest) -> Self {
        Self(Key::new(zeroize::Zeroizing::new(kept.masked(with).0)))
    }

    /// Seals `plain`, said to be of `content_type`.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system gives no bytes for the initialisation vector.
    pub fn seal(&self, plain: &[u8], content_type: &str) -> Result<String, NoRandomness> {
        let mut iv = [0_u8; IV_BYTES];
        getrandom::fill(&mut iv).map_err(|_| NoRandomness)?;
        Ok(seal(plain, content_type, &self.0, iv))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nocte_core::shlink::open;

    #[test]
    fn what_is_sealed_opens_with_the_key_and_never_looks_the_same_twice() {
        let key = ContentKey::mint().expect("random bytes");
        let plain = b"{\"access_token\":\"x\"}";
        let sealed = key.seal(plain, "application/smart-api-access").expect("sealed");
        assert_eq!(open(&sealed, &key.key().encoded()).as_deref(), Ok(plain.as_slice()));
        let again = key.seal(plain, "application/smart-api-access").expect("sealed");
        assert_ne!(sealed, again, "a fresh initialisation vector each time");
    }

    #[test]
    fn a_kept_key_needs_the_address() {
        let key = ContentKey::mint().expect("random bytes");
        let mask = Digest([9; 32]);
        let kept = key.masked(&mask);
        assert_ne!(kept.0, *key.0.bytes());
        assert_eq!(ContentKey::unmasked(&kept, &mask).0.bytes(), key.0.bytes());
        assert_eq!(format!("{key:?}"), "ContentKey(Key(..))");
    }
}
