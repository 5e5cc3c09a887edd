//! Was this form sent by a page of ours? Asked once, in the gate, before any handler sees it.
//!
//! Two proofs: the browser says that the request comes from this very origin, and the form carries a token made from
//! the session's secret. Our pages send no referrer, and with that policy a browser writes `Origin: null`; therefore
//! `Sec-Fetch-Site` is asked first and `Origin` only where that header is missing.

use crate::keyring::{Digest, Secret};
use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use core::fmt;

/// The name of the field.
pub const FIELD: &str = "csrf";

/// The name of the header, for the one script of ours that sends JSON.
pub const HEADER: &str = "x-csrf";

/// The token of a session, as its forms carry it. Never printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Csrf(String);

impl Csrf {
    /// The token of the session with this secret. It cannot be turned back into the secret.
    pub(crate) fn of(session: &Secret) -> Self {
        let Digest(bytes) = session.bound("nocte csrf", "");
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// What a form writes into its hidden field `csrf`.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether this is what came, looking at every byte.
    pub(crate) fn is(&self, given: &str) -> bool {
        let (own, given) = (self.0.as_bytes(), given.as_bytes());
        own.len() == given.len() && own.iter().zip(given).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
    }
}

impl fmt::Debug for Csrf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Csrf(..)")
    }
}

/// Whether the browser does not say that another site sent it. Programs that are no browsers send neither header.
pub(crate) fn from_here(headers: &HeaderMap, public_url: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    match headers.get(header::ORIGIN) {
        Some(origin) => origin.to_str().is_ok_and(|origin| origin == origin_of(public_url)),
        None => true,
    }
}

/// Scheme, host and port of the public address.
pub(crate) fn origin_of(public_url: &str) -> &str {
    let host = public_url.find("://").map_or(0, |at| at + 3);
    let end = public_url.get(host..).and_then(|rest| rest.find('/')).map_or(public_url.len(), |at| host + at);
    public_url.get(..end).unwrap_or(public_url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn says(lines: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        from_here(&headers, "https://ldn.clinic.example/portal")
    }

    #[test]
    fn another_site_is_told_from_this_one() {
        assert!(says(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(says(&[("origin", "https://ldn.clinic.example")]));
        assert!(says(&[]), "no browser");
        for site in ["cross-site", "same-site", "none", ""] {
            assert!(!says(&[("sec-fetch-site", site), ("origin", "https://ldn.clinic.example")]), "{site}");
        }
        for origin in
            ["null", "https://evil.example", "http://ldn.clinic.example", "https://ldn.clinic.example:8443"]
        {
            assert!(!says(&[("origin", origin)]), "{origin}");
        }
    }

    #[test]
    fn a_token_hangs_on_its_session_and_is_not_the_session() {
        let (one, two) = (Secret::mint().expect("random"), Secret::mint().expect("random"));
        let token = Csrf::of(&one);
        assert!(token.is(Csrf::of(&one).text()));
        assert!(!token.is(Csrf::of(&two).text()) && !token.is("") && !token.is(one.reveal()));
        assert_eq!(format!("{token:?}"), "Csrf(..)");
    }
}
