//! What the one script sends and is told.

use super::ceremony::Failed;
use super::page;
use crate::door::Later;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value};

/// A body of the script: the browser's answer, and fields of the form beside it.
pub(crate) struct Sent {
    /// The credential as JSON.
    pub(crate) answer: Vec<u8>,
    fields: Map<String, Value>,
}

impl Sent {
    /// From a body.
    pub(crate) fn read(body: &[u8]) -> Result<Self, Response> {
        let no = || page::said(StatusCode::BAD_REQUEST, "This is not what the page sends.");
        let Ok(Value::Object(mut fields)) = serde_json::from_slice(body) else { return Err(no()) };
        let answer = fields.remove("answer").ok_or_else(no)?.to_string().into_bytes();
        Ok(Self { answer, fields })
    }

    /// A field of the form.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
    }
}

/// A name for a key: one line, not longer than a label.
pub(crate) fn key_name(text: Option<&str>) -> String {
    let name: String = text.unwrap_or_default().trim().chars().filter(|c| !c.is_control()).take(60).collect();
    if name.is_empty() { "Passkey".to_owned() } else { name }
}

/// Why a ceremony failed, for the script to show.
pub(crate) fn refused(failed: &Failed) -> Response {
    match failed {
        Failed::NoDomain => page::said(
            StatusCode::CONFLICT,
            "Passkeys need a name in the portal's address, not a number. Use a password and a code.",
        ),
        Failed::No { .. } => page::said(
            StatusCode::UNAUTHORIZED,
            "This passkey does not open the door here. Try once more, or use a password and a code.",
        ),
        Failed::Store(_) | Failed::NoRandomness(_) => page::said(
            StatusCode::SERVICE_UNAVAILABLE,
            "The record does not answer. Nothing was done; try again.",
        ),
    }
}

/// 429 for the script.
pub(crate) fn too_often(later: Later) -> Response {
    let mut response = page::said(StatusCode::TOO_MANY_REQUESTS, "Too many attempts. Wait a little.");
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(later.seconds));
    response
}
