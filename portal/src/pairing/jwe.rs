//! Sealing one file: JWE compact, `alg: dir`, `enc: A256GCM`, `zip: DEF` (RFC 7516, raw DEFLATE of RFC 1951).
//!
//! Hand-written on `aes-gcm`, because the libraries that could do it bring OpenSSL along. A key seals with a fresh
//! random initialisation vector each time; a pairing link seals exactly once in its life.

use crate::keyring::{Digest, NoRandomness, random_bytes};
use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use core::fmt;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write as _;
use zeroize::Zeroizing;

/// The key of one link: 32 random bytes. Never printed by `Debug`.
#[derive(Clone)]
pub struct ContentKey(Zeroizing<[u8; 32]>);

impl ContentKey {
    /// A new one.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system gives none.
    pub fn mint() -> Result<Self, NoRandomness> {
        random_bytes().map(Self)
    }

    /// As it stands in the link: base64url, 43 characters.
    pub fn encoded(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(self.0.as_slice()))
    }

    /// For keeping beside the invitation, masked with a digest that only the link's address gives.
    pub fn masked(&self, with: &Digest) -> Digest {
        Digest(*self.0).masked(with)
    }

    /// Back from what was kept.
    pub fn unmasked(kept: &Digest, with: &Digest) -> Self {
        Self(Zeroizing::new(kept.masked(with).0))
    }

    /// Seals `plain`, said to be of `content_type`.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system gives no bytes for the initialisation vector.
    ///
    /// # Panics
    /// Never: memory takes what is written, and 64 GiB are not reached.
    pub fn seal(&self, plain: &[u8], content_type: &str) -> Result<String, NoRandomness> {
        let header = serde_json::json!({
            "alg": "dir", "enc": "A256GCM", "cty": content_type, "zip": "DEF",
        });
        let header = URL_SAFE_NO_PAD.encode(header.to_string());
        let mut iv = [0_u8; 12];
        getrandom::fill(&mut iv).map_err(|_| NoRandomness)?;
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
        let body = deflate.write_all(plain).and_then(|()| deflate.finish());
        let mut body = Zeroizing::new(body.expect("writing to memory does not fail"));
        let key: &Key<Aes256Gcm> = (&*self.0).into();
        let nonce: &Nonce<_> = (&iv).into();
        let tag = Aes256Gcm::new(key)
            .encrypt_inout_detached(nonce, header.as_bytes(), body.as_mut_slice().into())
            .expect("a token response is far below the cipher's limit of 64 GiB");
        let [iv, body, tag] =
            [iv.as_slice(), body.as_slice(), tag.as_slice()].map(|part| URL_SAFE_NO_PAD.encode(part));
        // Between the dots: no encrypted key, because `dir` uses the shared one as it is.
        Ok(format!("{header}..{iv}.{body}.{tag}"))
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ContentKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::DeflateDecoder;
    use std::io::Read as _;

    fn open(key: &ContentKey, sealed: &str) -> Option<Vec<u8>> {
        let parts: Vec<&str> = sealed.split('.').collect();
        let [header, "", iv, body, tag] = parts[..] else { return None };
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
        let iv: [u8; 12] = decode(iv)?.try_into().ok()?;
        let tag: [u8; 16] = decode(tag)?.try_into().ok()?;
        let mut body = decode(body)?;
        let cipher_key: &Key<Aes256Gcm> = (&*key.0).into();
        Aes256Gcm::new(cipher_key)
            .decrypt_inout_detached(
                (&iv).into(),
                header.as_bytes(),
                body.as_mut_slice().into(),
                (&tag).into(),
            )
            .ok()?;
        let mut plain = Vec::new();
        DeflateDecoder::new(body.as_slice()).read_to_end(&mut plain).ok()?;
        Some(plain)
    }

    #[test]
    fn what_is_sealed_opens_with_the_key_and_with_no_other() {
        let key = ContentKey::mint().expect("random bytes");
        let sealed = key.seal(b"{\"access_token\":\"x\"}", "application/smart-api-access").expect("sealed");
        assert_eq!(open(&key, &sealed).as_deref(), Some(b"{\"access_token\":\"x\"}".as_slice()));
        assert_eq!(open(&ContentKey::mint().expect("random bytes"), &sealed), None);
        let again = key.seal(b"{\"access_token\":\"x\"}", "application/smart-api-access").expect("sealed");
        assert_ne!(sealed, again, "a fresh initialisation vector each time");
    }

    #[test]
    fn the_header_says_how_and_is_part_of_the_seal() {
        let key = ContentKey::mint().expect("random bytes");
        let sealed = key.seal(b"plain", "text/plain").expect("sealed");
        let (header, rest) = sealed.split_once('.').expect("parts");
        let text = URL_SAFE_NO_PAD.decode(header).expect("base64url");
        let said: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
        assert_eq!(said["alg"], "dir");
        assert_eq!(said["enc"], "A256GCM");
        assert_eq!(said["zip"], "DEF");
        assert_eq!(said["cty"], "text/plain");
        let other = URL_SAFE_NO_PAD.encode(br#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#);
        assert_eq!(open(&key, &format!("{other}.{rest}")), None);
    }

    #[test]
    fn a_kept_key_needs_the_address() {
        let key = ContentKey::mint().expect("random bytes");
        let mask = Digest([9; 32]);
        let kept = key.masked(&mask);
        assert_ne!(kept.0, *key.0);
        assert_eq!(*ContentKey::unmasked(&kept, &mask).0, *key.0);
        assert_eq!(format!("{key:?}"), "ContentKey(..)");
    }
}
