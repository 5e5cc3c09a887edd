//! What came of a request: an answer, or none.

use super::headers::Headers;
use chrono::{DateTime, Utc};
use core::fmt;
use serde_json::Value;

/// What came of a request.
#[derive(Clone, PartialEq, Eq)]
pub enum Reply {
    /// A whole answer arrived.
    Answer {
        /// Its status (100–999 as it stood on the wire).
        status: u16,
        /// Its header lines.
        headers: Headers,
        /// Its body, decompressed and not larger than the line allows.
        body: Vec<u8>,
    },
    /// None did. Whether the server acted on the request is not known.
    Failed(Failure),
}

/// Why no whole answer arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Failure {
    /// The name could not be resolved.
    Dns,
    /// No connection.
    Connect,
    /// No trusted, valid certificate for that name, or no common protocol. Nothing was sent.
    Tls,
    /// Nothing came for too long, or all of it took too long.
    Timeout,
    /// The answer broke off, or was no HTTP.
    Cut,
    /// The answer, decompressed, is larger than anything expected here.
    TooLarge,
    /// The address may not be spoken to: not https, or not an address. Nothing was sent.
    Address,
}

impl Reply {
    /// An answer without header lines.
    pub fn answer(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::Answer { status, headers: Headers::new(), body: body.into() }
    }

    /// The status of an answer.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Answer { status, .. } => Some(*status),
            Self::Failed(_) => None,
        }
    }

    /// A header of an answer, by name without case.
    pub fn header(&self, name: &str) -> Option<&str> {
        match self {
            Self::Answer { headers, .. } => headers.get(name),
            Self::Failed(_) => None,
        }
    }

    /// The body; empty where none came.
    pub fn body(&self) -> &[u8] {
        match self {
            Self::Answer { body, .. } => body,
            Self::Failed(_) => &[],
        }
    }

    /// The body as a JSON object, whatever its content type says. `None` for HTML, nonsense and nothing.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.body()).ok().filter(Value::is_object)
    }

    /// The body as a FHIR resource: a JSON object that names its type.
    pub fn fhir(&self) -> Option<Value> {
        self.json().filter(|body| body.get("resourceType").is_some_and(Value::is_string))
    }

    /// The server's own time, from its `Date` line.
    pub fn date(&self) -> Option<DateTime<Utc>> {
        self.header("date").and_then(http_date)
    }
}

/// An HTTP date ("Sun, 06 Nov 1994 08:49:37 GMT").
pub(super) fn http_date(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(text).ok().map(|date| date.with_timezone(&Utc))
}

/// The status and the size only.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer { status, body, .. } => write!(f, "Answer({status}, {} bytes)", body.len()),
            Self::Failed(failure) => write!(f, "Failed({failure:?})"),
        }
    }
}
