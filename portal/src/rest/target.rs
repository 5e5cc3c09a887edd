//! What a GET asks for, whether it came as a request or as an entry of a bundle.

use super::kinds::{is_id, kind_of};
use super::outcome::Problem;
use super::params::Params;

/// A reading by its URL.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// `[type]/[id]`
    Read(String, String),
    /// `[type]/[id]/_history/[vid]`
    Vread(String, String, String),
    /// `[type]/[id]/_history`
    Versions(String, String, Params),
    /// `[type]/_history` and `_history`
    History(Option<String>, Params),
    /// `[type]?...`
    Search(String, Params),
    /// `Patient/[id]/$everything` and `Patient/$everything`
    Everything(Option<String>, Params),
}

impl Target {
    /// From the URL of a bundle's entry, relative to the base or with it.
    pub(crate) fn of_url(url: &str, base: &str) -> Result<Self, Problem> {
        let (path, query) = path_and_query(url, base);
        let params = Params::of_text(query).ok_or_else(unreadable)?;
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let own = |text: &str| text.to_owned();
        match parts.as_slice() {
            ["_history"] => Ok(Self::History(None, params)),
            ["Patient", "$everything"] => Ok(Self::Everything(None, params)),
            ["Patient", id, "$everything"] => Ok(Self::Everything(Some(own(id)), params)),
            [kind] => Ok(Self::Search(own(kind), params)),
            [kind, "_history"] => Ok(Self::History(Some(own(kind)), params)),
            [_, name] | [_, _, name] if name.starts_with('$') => Err(no_operation()),
            [kind, id] => Ok(Self::Read(own(kind), own(id))),
            [kind, id, "_history"] => Ok(Self::Versions(own(kind), own(id), params)),
            [kind, id, "_history", version] => Ok(Self::Vread(own(kind), own(id), own(version))),
            _ => Err(Problem::new(404, "not-supported", "this server has no such address")),
        }
    }

    /// The resource type whose scope is asked; `None` for all of them.
    pub(crate) fn kind(&self) -> Option<&str> {
        match self {
            Self::Read(kind, _)
            | Self::Vread(kind, _, _)
            | Self::Versions(kind, _, _)
            | Self::History(Some(kind), _)
            | Self::Search(kind, _) => Some(kind),
            Self::History(None, _) | Self::Everything(..) => None,
        }
    }
}

/// Without the base or a leading slash, split at the question mark.
pub(crate) fn path_and_query<'a>(url: &'a str, base: &str) -> (&'a str, &'a str) {
    let url = url.strip_prefix(base).unwrap_or(url);
    let url = url.strip_prefix('/').unwrap_or(url);
    url.split_once('?').unwrap_or((url, ""))
}

/// An operation that is not offered.
pub(crate) fn no_operation() -> Problem {
    Problem::new(501, "not-supported", "this server does not offer this operation")
}

/// A broken escape in a query.
pub(crate) fn unreadable() -> Problem {
    Problem::new(400, "invalid", "the query cannot be read")
}

/// Is it kept here, or the audit that is read like it?
pub(crate) fn is_readable(kind: &str) -> bool {
    kind == "AuditEvent" || kind_of(kind).is_some()
}

/// `Type/id` of a PUT's URL.
pub(crate) fn instance<'a>(url: &'a str, base: &str) -> Result<(&'a str, &'a str), Problem> {
    let (path, query) = path_and_query(url, base);
    if !query.is_empty() {
        return Err(Problem::new(501, "not-supported", "this server offers no conditional update"));
    }
    match path.split_once('/') {
        Some((kind, id)) if is_id(id) => Ok((kind, id)),
        _ => Err(Problem::new(400, "invalid", "the URL of a PUT is a type and an id")),
    }
}
