//! A pairing link: a SMART Health Link (HL7 SMART Health Cards and Links, 2025-06) for one phone and fifteen minutes.
//!
//! The payload is `{url, key, exp, flag: "P", label}`, written by the core. The address holds 256 random bits, the key
//! another 256 that never travel to the server; the passcode is read out, not in the link.

use super::jwe::ContentKey;
use chrono::{DateTime, TimeDelta, Utc};
use core::fmt;
use nocte_core::shlink::{Flags, Payload, PayloadError, Secret};
pub use nocte_core::shlink::{LABEL_CHARS, URL_CHARS};
use thiserror::Error;

/// How long a link may be claimed.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(15);

/// Why no link can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LinkRefusal {
    /// The public address leaves no room for the secret part within 128 characters.
    #[error("the public address is too long for a pairing link: {URL_CHARS} characters with its secret part")]
    UrlTooLong,
}

impl From<PayloadError> for LinkRefusal {
    /// Nothing else can be wrong with a link that is written here.
    fn from(_: PayloadError) -> Self {
        Self::UrlTooLong
    }
}

/// What the QR code holds.
#[derive(Clone)]
pub struct PairingLink {
    /// When it ends.
    ends: DateTime<Utc>,
    /// The text of it.
    text: Secret,
}

impl PairingLink {
    /// A link to `url` that ends at `ends`. The label is cut to its 80 characters.
    ///
    /// # Errors
    /// [`LinkRefusal::UrlTooLong`].
    pub fn new(url: String, key: &ContentKey, ends: DateTime<Utc>, label: &str) -> Result<Self, LinkRefusal> {
        let payload = Payload {
            url: Secret::new(url),
            key: key.key().clone(),
            ends: Some(ends),
            flags: Flags { passcode: true, ..Flags::default() },
            label: Some(label.to_owned()),
        };
        Ok(Self { ends, text: payload.link()? })
    }

    /// When it ends.
    pub fn ends(&self) -> DateTime<Utc> {
        self.ends
    }

    /// The text of the QR code: `shlink:/…`. Show it once; it is not kept.
    pub fn reveal(&self) -> String {
        self.text.expose().to_owned()
    }
}

impl fmt::Debug for PairingLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PairingLink(.., ends {})", self.ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    fn payload(link: &PairingLink) -> serde_json::Value {
        let text = link.reveal();
        let body = text.strip_prefix("shlink:/").expect("the scheme");
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).expect("base64url")).expect("JSON")
    }

    #[test]
    fn the_payload_has_the_fields_of_the_specification() {
        let ends = DateTime::from_timestamp(1_800_000_000, 900_000_000).expect("a date");
        let key = ContentKey::mint().expect("random bytes");
        let label = "Nachtklinik ".repeat(20);
        let link =
            PairingLink::new("https://clinic.example/pair/x".into(), &key, ends, &label).expect("fits");
        let payload = payload(&link);
        assert_eq!(payload["url"], "https://clinic.example/pair/x");
        assert_eq!(payload["exp"], 1_800_000_000);
        assert_eq!(payload["flag"], "P");
        assert_eq!(payload["key"].as_str().map(str::len), Some(43));
        assert_eq!(payload["label"].as_str().map(|label| label.chars().count()), Some(LABEL_CHARS));
        assert!(payload.get("v").is_none());
        assert!(!format!("{link:?}").contains("clinic.example"));
    }

    #[test]
    fn an_address_that_is_too_long_is_refused() {
        let key = ContentKey::mint().expect("random bytes");
        let ends = DateTime::UNIX_EPOCH;
        let long = "h".repeat(URL_CHARS + 1);
        assert_eq!(PairingLink::new(long, &key, ends, "x").err(), Some(LinkRefusal::UrlTooLong));
        assert!(PairingLink::new("h".repeat(URL_CHARS), &key, ends, "x").is_ok());
    }
}
