//! Compact JWE with `dir` and A256GCM, deflated (RFC 7516, raw DEFLATE of RFC 1951): sealed here, and opened.
//!
//! Hand-written on `aes-gcm`, because the libraries that could do it bring OpenSSL along. A key seals with a fresh
//! random initialisation vector each time, which the caller draws.

use super::{IV_BYTES, Key, Secret};
use aes_gcm::aead::{Aead, AeadInOut, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Deserialize;
use std::io::{Read, Write as _};
use zeroize::Zeroizing;

/// The largest plaintext taken, in bytes. A pairing is under 8 KiB, a shared summary under 1 MiB; a deflated
/// bomb ends here.
const LARGEST: u64 = 4 * 1024 * 1024;

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
    let key = Key::read(key).ok_or(JweError::Key)?;
    let iv = decode(iv)?;
    let nonce = <&Nonce<_>>::try_from(iv.as_slice()).map_err(|_| JweError::Shape)?;
    let mut sealed = decode(text)?;
    let tag = decode(tag)?;
    if tag.len() != 16 {
        return Err(JweError::Shape);
    }
    sealed.extend_from_slice(&tag);
    let payload = Payload { msg: &sealed, aad: head.as_bytes() };
    let plain = Aes256Gcm::new(key.bytes().into()).decrypt(nonce, payload).map_err(|_| JweError::Key)?;
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

/// Seals `plain`, said to be of `content_type`, with a key and an initialisation vector that were never used together
/// before.
///
/// # Panics
/// Never: memory takes what is written, and 64 GiB are not reached.
pub fn seal(plain: &[u8], content_type: &str, key: &Key, iv: [u8; IV_BYTES]) -> String {
    let header = serde_json::json!({ "alg": "dir", "enc": "A256GCM", "cty": content_type, "zip": "DEF" });
    let header = URL_SAFE_NO_PAD.encode(header.to_string());
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
    let body = deflate.write_all(plain).and_then(|()| deflate.finish());
    let mut body = Zeroizing::new(body.expect("writing to memory does not fail"));
    let nonce: &Nonce<_> = (&iv).into();
    let tag = Aes256Gcm::new(key.bytes().into())
        .encrypt_inout_detached(nonce, header.as_bytes(), body.as_mut_slice().into())
        .expect("a summary is far below the cipher's limit of 64 GiB");
    let [iv, body, tag] =
        [iv.as_slice(), body.as_slice(), tag.as_slice()].map(|part| URL_SAFE_NO_PAD.encode(part));
    // Between the dots: no encrypted key, because `dir` uses the shared one as it is.
    format!("{header}..{iv}.{body}.{tag}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(of: u8) -> Key {
        Key::new(Zeroizing::new([of; 32]))
    }

    #[test]
    fn what_is_sealed_opens_with_the_key_and_with_no_other() {
        let sealed = seal(b"{\"a\":1}", "application/fhir+json", &key(1), [2; IV_BYTES]);
        assert_eq!(open(&sealed, &key(1).encoded()).as_deref(), Ok(b"{\"a\":1}".as_slice()));
        assert_eq!(open(&sealed, &key(3).encoded()), Err(JweError::Key));
    }

    #[test]
    fn the_header_says_how_and_is_part_of_the_seal() {
        let sealed = seal(b"plain", "text/plain", &key(1), [2; IV_BYTES]);
        let (header, rest) = sealed.split_once('.').expect("parts");
        let text = URL_SAFE_NO_PAD.decode(header).expect("base64url");
        let said: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
        assert_eq!(
            said,
            serde_json::json!({"alg": "dir", "enc": "A256GCM", "cty": "text/plain", "zip": "DEF"})
        );
        let other = URL_SAFE_NO_PAD.encode(br#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#);
        assert_eq!(open(&format!("{other}.{rest}"), &key(1).encoded()), Err(JweError::Key));
    }
}
