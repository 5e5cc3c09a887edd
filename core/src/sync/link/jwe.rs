//! Opening a compact JWE sealed with `dir` and A256GCM, optionally deflated.

use crate::sync::secret::Secret;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::read::DeflateDecoder;
use serde::Deserialize;
use std::io::Read;

/// The largest plaintext taken, in bytes. A pairing is under 8 KiB, a shared summary under 1 MiB; a deflated
/// bomb ends here.
pub(super) const LARGEST: u64 = 4 * 1024 * 1024;

/// Why a sealed file can't be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JweError {
    /// Not five parts of base64url with a header.
    #[error("not a sealed file")]
    Shape,
    /// Sealed in a way not taken here.
    #[error("sealed in a way not known here")]
    Algorithm,
    /// The key does not fit, or a bit was changed.
    #[error("the key does not fit")]
    Key,
    /// Larger than anything expected.
    #[error("too large")]
    TooLarge,
    /// The compressed text is damaged.
    #[error("damaged")]
    Damaged,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    enc: String,
    zip: Option<String>,
    crit: Option<serde_json::Value>,
}

/// Opens a compact JWE with a key of 32 bytes in base64url.
///
/// # Errors
/// When it is none, is sealed otherwise than with `dir` and A256GCM, or the key does not fit.
pub fn open(sealed: &str, key: &Secret) -> Result<Vec<u8>, JweError> {
    let parts: Vec<&str> = sealed.trim().split('.').collect();
    let [head, wrapped, iv, text, tag] = parts.as_slice() else { return Err(JweError::Shape) };
    let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| JweError::Shape);
    let header: Header = serde_json::from_slice(&decode(head)?).map_err(|_| JweError::Shape)?;
    let known_zip = header.zip.as_deref().is_none_or(|zip| zip == "DEF");
    if header.alg != "dir" || header.enc != "A256GCM" || !known_zip || header.crit.is_some() {
        return Err(JweError::Algorithm);
    }
    if !wrapped.is_empty() {
        return Err(JweError::Shape);
    }
    let key = decode(key.expose())?;
    let key = <&Key<Aes256Gcm>>::try_from(key.as_slice()).map_err(|_| JweError::Key)?;
    let iv = decode(iv)?;
    let nonce = <&Nonce<_>>::try_from(iv.as_slice()).map_err(|_| JweError::Shape)?;
    let mut sealed = decode(text)?;
    let tag = decode(tag)?;
    if tag.len() != 16 {
        return Err(JweError::Shape);
    }
    sealed.extend_from_slice(&tag);
    let payload = Payload { msg: &sealed, aad: head.as_bytes() };
    let plain = Aes256Gcm::new(key).decrypt(nonce, payload).map_err(|_| JweError::Key)?;
    if header.zip.is_none() {
        return if plain.len() as u64 > LARGEST { Err(JweError::TooLarge) } else { Ok(plain) };
    }
    let mut text = Vec::new();
    DeflateDecoder::new(plain.as_slice())
        .take(LARGEST + 1)
        .read_to_end(&mut text)
        .map_err(|_| JweError::Damaged)?;
    if text.len() as u64 > LARGEST { Err(JweError::TooLarge) } else { Ok(text) }
}
