//! The payload of a link, as text and back: `shlink:/` and base64url of minified JSON.

use super::{Key, Secret};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The longest address the specification allows, in characters.
pub const URL_CHARS: usize = 128;
/// The longest label the specification allows, in characters.
pub const LABEL_CHARS: usize = 80;
/// Longest text that is looked at, in bytes: a QR code holds less than half of it.
const LONGEST: usize = 8_192;

/// What a link says of itself in its `flag`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags {
    /// `L`: what it leads to may change, and may be asked for again.
    pub long_term: bool,
    /// `P`: a passcode goes with the request.
    pub passcode: bool,
    /// `U`: its one file is fetched directly. Never together with a passcode.
    pub direct: bool,
}

impl Flags {
    fn text(self) -> String {
        let letters = [(self.long_term, 'L'), (self.passcode, 'P'), (self.direct, 'U')];
        letters.into_iter().filter_map(|(is, letter)| is.then_some(letter)).collect()
    }
}

/// What a QR code holds.
#[derive(Debug, Clone)]
pub struct Payload {
    /// Where its files are asked for: 128 characters at most, 256 bits of them not to be guessed.
    pub url: Secret,
    /// What opens them.
    pub key: Key,
    /// When it ends, whole seconds.
    pub ends: Option<DateTime<Utc>>,
    /// What it says of itself.
    pub flags: Flags,
    /// What a reader shows before it opens it, 80 characters at most.
    pub label: Option<String>,
}

/// Why a payload cannot be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// This text is no SMART Health Link.
    #[error("this is no SMART Health Link")]
    NotALink,
    /// It is one of a version or with a flag that is not known here.
    #[error("this kind of link is not known here")]
    UnknownKind,
    /// Its address is longer than the specification allows.
    #[error("the address is too long for a link: {URL_CHARS} characters with its secret part")]
    UrlTooLong,
}

#[derive(Deserialize)]
struct Read {
    url: String,
    key: String,
    exp: Option<serde_json::Number>,
    #[serde(default)]
    flag: String,
    label: Option<String>,
    v: Option<serde_json::Number>,
}

/// The fields of the specification, in its order.
#[derive(Serialize)]
struct Written<'a> {
    url: &'a str,
    key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    exp: Option<i64>,
    #[serde(skip_serializing_if = "String::is_empty")]
    flag: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
}

impl Payload {
    /// The text of the QR code: `shlink:/…`. The label is cut to its 80 characters.
    ///
    /// # Errors
    /// [`PayloadError::UrlTooLong`]; [`PayloadError::UnknownKind`] for a passcode on a direct link.
    pub fn link(&self) -> Result<Secret, PayloadError> {
        if self.url.expose().chars().count() > URL_CHARS {
            return Err(PayloadError::UrlTooLong);
        }
        if self.flags.passcode && self.flags.direct {
            return Err(PayloadError::UnknownKind); // the specification forbids the two together
        }
        let key = self.key.encoded();
        let written = Written {
            url: self.url.expose(),
            key: key.expose(),
            exp: self.ends.map(|ends| ends.timestamp()),
            flag: self.flags.text(),
            label: self.label.as_ref().map(|label| label.chars().take(LABEL_CHARS).collect()),
        };
        let json = zeroize::Zeroizing::new(serde_json::to_vec(&written).map_err(|_| PayloadError::NotALink)?);
        Ok(Secret::new(format!("shlink:/{}", URL_SAFE_NO_PAD.encode(&*json))))
    }

    /// Reads a link: `shlink:/…`, or a viewer's address with the link behind its `#`.
    ///
    /// # Errors
    /// When it is none, or of an unknown version.
    pub fn read(text: &str) -> Result<Self, PayloadError> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(PayloadError::NotALink);
        }
        let behind = || text.split_once('#').map(|(_, link)| link).ok_or(PayloadError::NotALink);
        let link = if starts_with_scheme(text) { text } else { behind()? };
        if !starts_with_scheme(link) {
            return Err(PayloadError::NotALink);
        }
        let (_, payload) = link.split_once(":/").ok_or(PayloadError::NotALink)?;
        let payload = payload.trim_start_matches('/').trim_end_matches('=');
        let bytes = URL_SAFE_NO_PAD.decode(payload).map_err(|_| PayloadError::NotALink)?;
        let read: Read = serde_json::from_slice(&bytes).map_err(|_| PayloadError::NotALink)?;
        if read.v.as_ref().is_some_and(|version| version.as_u64() != Some(1)) {
            return Err(PayloadError::UnknownKind);
        }
        let flags = Flags {
            long_term: read.flag.contains('L'),
            passcode: read.flag.contains('P'),
            direct: read.flag.contains('U'),
        };
        if flags.passcode && flags.direct {
            return Err(PayloadError::UnknownKind);
        }
        let ends = match read.exp {
            None => None,
            Some(exp) => {
                let seconds = whole_seconds(&exp).ok_or(PayloadError::NotALink)?;
                Some(DateTime::from_timestamp(seconds, 0).ok_or(PayloadError::NotALink)?)
            }
        };
        Ok(Self {
            url: Secret::new(read.url),
            key: Key::read(&Secret::new(read.key)).ok_or(PayloadError::NotALink)?,
            ends,
            flags,
            label: read.label.map(|label| label.chars().take(LABEL_CHARS).collect()),
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

#[cfg(test)]
mod tests {
    use super::*;
    use zeroize::Zeroizing;

    fn payload(flags: Flags) -> Payload {
        Payload {
            url: Secret::new("https://clinic.example/shl/x"),
            key: Key::new(Zeroizing::new([9; 32])),
            ends: DateTime::from_timestamp(1_800_000_000, 900_000_000),
            flags,
            label: Some("Nachtklinik ".repeat(20)),
        }
    }

    #[test]
    fn the_payload_has_the_fields_of_the_specification_in_its_order() {
        let link = payload(Flags { long_term: true, direct: true, ..Flags::default() }).link().expect("fits");
        let body = link.expose().strip_prefix("shlink:/").expect("the scheme");
        let json = String::from_utf8(URL_SAFE_NO_PAD.decode(body).expect("base64url")).expect("text");
        let start = "{\"url\":\"https://clinic.example/shl/x\",\"key\":\"CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk\",\
                     \"exp\":1800000000,\"flag\":\"LU\",\"label\":\"Nachtklinik ";
        assert!(json.starts_with(start), "{json}");
        let read = Payload::read(&format!("https://viewer.example/view#{}", link.expose())).expect("its own");
        assert_eq!(read.url.expose(), "https://clinic.example/shl/x");
        assert_eq!(read.key.bytes(), &[9; 32]);
        assert_eq!(read.ends.map(|ends| ends.timestamp()), Some(1_800_000_000));
        assert!(read.flags.long_term && read.flags.direct && !read.flags.passcode);
        assert_eq!(read.label.map(|label| label.chars().count()), Some(LABEL_CHARS));
    }

    #[test]
    fn what_the_specification_forbids_is_not_written() {
        let both = Flags { passcode: true, direct: true, ..Flags::default() };
        assert_eq!(payload(both).link().err(), Some(PayloadError::UnknownKind));
        let long =
            Payload { url: Secret::new(format!("https://{}", "x".repeat(130))), ..payload(Flags::default()) };
        assert_eq!(long.link().err(), Some(PayloadError::UrlTooLong));
    }
}
