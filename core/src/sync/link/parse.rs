//! Reading `shlink:/…`, also behind a viewer's address, into a link that may be asked.

use super::LinkError;
use crate::shlink::{Payload, Secret, URL_CHARS};
use crate::sync::address::safe;
use chrono::{DateTime, Utc};

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

impl Link {
    /// Reads a link: `shlink:/…`, or a viewer's address with the link behind its `#`.
    ///
    /// # Errors
    /// When it is none, of an unknown version, or points where nothing may be sent.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        let Payload { url, key, ends, flags, label } = Payload::read(text)?;
        if url.expose().len() > URL_CHARS || safe(url.expose()).is_none() {
            return Err(LinkError::Address);
        }
        let (passcode, direct) = (flags.passcode, flags.direct);
        Ok(Self { url, key: key.encoded(), ends, passcode, direct, label })
    }
}
