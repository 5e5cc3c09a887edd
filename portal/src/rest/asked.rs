//! One request of a known caller: who, how, and what of it goes into the audit.

use super::outcome::Problem;
use crate::caller::Caller;
use crate::portal::Shared;
use crate::store::{Access, Actor};
use axum::http::{HeaderMap, HeaderName, header};

/// What the headers of a request say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Whose token.
    pub caller: Caller,
    /// `X-Request-Id`, when it is short and plain.
    pub request: String,
    /// `Prefer: return=minimal`.
    pub minimal: bool,
    /// `Prefer: return=representation`.
    pub representation: bool,
    /// `Prefer: handling=strict`.
    pub strict: bool,
}

/// The client's own name for a request.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

const PREFER: HeaderName = HeaderName::from_static("prefer");

impl Asked {
    /// From the headers.
    pub fn new(caller: Caller, headers: &HeaderMap) -> Self {
        let prefers = |wanted: &str| {
            let values = headers.get_all(&PREFER).iter().filter_map(|value| value.to_str().ok());
            values.flat_map(|value| value.split([',', ';'])).any(|one| one.trim() == wanted)
        };
        Self {
            caller,
            request: request_id(headers),
            minimal: prefers("return=minimal"),
            representation: prefers("return=representation"),
            strict: prefers("handling=strict"),
        }
    }

    /// The access that the audit records.
    pub(crate) fn access(&self, shared: &Shared) -> Access {
        Access {
            actor: Actor::Patient {
                patient: self.caller.patient.clone(),
                token: self.caller.token_id.clone(),
            },
            at: shared.clock.now(),
            request: self.request.clone(),
        }
    }
}

/// Kept when nothing but an id can stand in it.
pub(crate) fn request_id(headers: &HeaderMap) -> String {
    let text = headers.get(&REQUEST_ID).and_then(|value| value.to_str().ok()).unwrap_or("");
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    if plain && text.len() <= 64 { text.to_owned() } else { String::new() }
}

/// The version that `If-Match` names, without its dress; `None` when there is no such header.
///
/// # Errors
/// Any other condition: one that is not judged here must not be passed over, or what the client meant to guard is
/// written all the same.
pub(crate) fn if_match(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let others = [header::IF_NONE_MATCH, header::IF_UNMODIFIED_SINCE];
    let mut tags = headers.get_all(header::IF_MATCH).iter();
    let first = tags.next().map(|value| value.to_str().unwrap_or(""));
    let several = tags.next().is_some() || first.is_some_and(|tag| tag.contains(','));
    if several || others.iter().any(|name| headers.contains_key(name)) {
        return Err(Problem::condition());
    }
    Ok(first.map(version_of))
}

/// `W/"3"` is version 3; what is no tag of this server's matches no version.
pub(crate) fn version_of(tag: &str) -> String {
    let tag = tag.trim();
    let bare = tag.strip_prefix("W/").unwrap_or(tag);
    bare.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(bare).to_owned()
}
