//! Reading `shlink:/…`, also behind a viewer's address.

use super::LinkError;
use crate::sync::address::safe;
use crate::sync::secret::Secret;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::Deserialize;

/// Longest text that is looked at, in bytes: a QR code holds less than half of it.
const LONGEST: usize = 8_192;

/// A pairing link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where its manifest is asked for.
    pub(super) url: Secret,
    /// The key its files are sealed with: 32 bytes in base64url.
    pub(super) key: Secret,
    /// When it ends.
    pub ends: Option<DateTime<Utc>>,
    /// Whether a passcode is needed.
    pub passcode: bool,
    /// Whether its one file is fetched directly.
    pub(super) direct: bool,
    /// What the sender calls it, 80 characters at most.
    pub label: Option<String>,
}

#[derive(Deserialize)]
struct Payload {
    url: String,
    key: String,
    exp: Option<serde_json::Number>,
    #[serde(default)]
    flag: String,
    label: Option<String>,
    v: Option<serde_json::Number>,
}

impl Link {
    /// Reads a link: `shlink:/…`, or a viewer's address with the link behind its `#`.
    ///
    /// # Errors
    /// When it is none, of an unknown version, or points where nothing may be sent.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(LinkError::NotALink);
        }
        let link =
            if starts_with_scheme(text) { text } else { text.split_once('#').ok_or(LinkError::NotALink)?.1 };
        if !starts_with_scheme(link) {
            return Err(LinkError::NotALink);
        }
        let (_, payload) = link.split_once(":/").ok_or(LinkError::NotALink)?;
        let payload = payload.trim_start_matches('/').trim_end_matches('=');
        let bytes = URL_SAFE_NO_PAD.decode(payload).map_err(|_| LinkError::NotALink)?;
        let payload: Payload = serde_json::from_slice(&bytes).map_err(|_| LinkError::NotALink)?;
        if payload.v.as_ref().is_some_and(|version| version.as_u64() != Some(1)) {
            return Err(LinkError::UnknownKind);
        }
        let (passcode, direct) = (payload.flag.contains('P'), payload.flag.contains('U'));
        if passcode && direct {
            return Err(LinkError::UnknownKind); // the specification forbids the two together
        }
        if payload.url.len() > 128 || safe(&payload.url).is_none() {
            return Err(LinkError::Address);
        }
        if URL_SAFE_NO_PAD.decode(&payload.key).map_err(|_| LinkError::NotALink)?.len() != 32 {
            return Err(LinkError::NotALink);
        }
        let ends = match payload.exp {
            None => None,
            Some(exp) => {
                let seconds = whole_seconds(&exp).ok_or(LinkError::NotALink)?;
                Some(DateTime::from_timestamp(seconds, 0).ok_or(LinkError::NotALink)?)
            }
        };
        Ok(Self {
            url: Secret::new(payload.url),
            key: Secret::new(payload.key),
            ends,
            passcode,
            direct,
            label: payload.label.map(|label| label.chars().take(80).collect()),
        })
    }
}

fn starts_with_scheme(text: &str) -> bool {
    text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("shlink:/"))
}

/// Seconds since 1970; a fraction of a second is cut off.
fn whole_seconds(number: &serde_json::Number) -> Option<i64> {
    let text = number.to_string();
    let whole = text.split('.').next().unwrap_or_default();
    whole.parse().ok()
}
