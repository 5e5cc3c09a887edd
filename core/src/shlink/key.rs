//! The key of one link.

use super::Secret;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use core::fmt;
use zeroize::Zeroizing;

/// Bytes of a key: A256GCM takes 32.
pub const KEY_BYTES: usize = 32;
/// Bytes of an initialisation vector of GCM.
pub const IV_BYTES: usize = 12;

/// The key of one link: 32 random bytes that the caller draws. Wiped when dropped, never printed by `Debug`.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; KEY_BYTES]>);

impl Key {
    /// Of these bytes.
    pub fn new(bytes: Zeroizing<[u8; KEY_BYTES]>) -> Self {
        Self(bytes)
    }

    /// Back from its text; `None` when it is none.
    pub fn read(text: &Secret) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text.expose()).ok()?);
        let mut own = Zeroizing::new([0; KEY_BYTES]);
        (bytes.len() == KEY_BYTES).then(|| own.copy_from_slice(&bytes))?;
        Some(Self(own))
    }

    /// As it stands in a link: base64url, 43 characters.
    pub fn encoded(&self) -> Secret {
        entropy(&self.0)
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

/// 32 random bytes as text: an address that nobody guesses (256 bits, as the specification asks), or a secret beside it.
pub fn entropy(bytes: &[u8; KEY_BYTES]) -> Secret {
    Secret::new(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_and_is_never_printed() {
        let key = Key::new(Zeroizing::new([7; KEY_BYTES]));
        let text = key.encoded();
        assert_eq!(text.expose().len(), 43);
        assert_eq!(Key::read(&text).map(|key| *key.bytes()), Some([7; KEY_BYTES]));
        assert!(Key::read(&Secret::new("short")).is_none());
        assert_eq!(format!("{key:?} {text:?}"), "Key(..) Secret(…)");
    }
}
