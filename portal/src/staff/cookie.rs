//! The cookies of a browser: one for the session, one by which a browser is known again.
//!
//! `__Host-` binds both to this very host; HttpOnly hides them from scripts, Secure from plain HTTP (browsers make an
//! exception for `localhost`), SameSite=Strict from other sites' links and forms.

use crate::keyring::Secret;
use axum::http::{HeaderMap, HeaderValue, header};

/// The session's.
pub(crate) const SESSION: &str = "__Host-nocte";

/// The one by which a browser is known.
pub(crate) const BROWSER: &str = "__Host-nocte-known";

/// Seconds a browser is known: half a year.
const KNOWN: u32 = 182 * 24 * 60 * 60;

/// The secret in a cookie of a request; `None` when there is none, or two of one name.
pub(crate) fn presented(headers: &HeaderMap, name: &str) -> Option<Secret> {
    let mut found = None;
    for line in headers.get_all(header::COOKIE) {
        for pair in line.to_str().ok()?.split(';') {
            let Some((one, value)) = pair.trim().split_once('=') else { continue };
            if one == name {
                if found.is_some() {
                    return None;
                }
                found = Some(Secret::presented(value)?);
            }
        }
    }
    found
}

/// Sets the session's cookie; it goes with the browser's window.
pub(crate) fn session(secret: &Secret) -> HeaderValue {
    line(SESSION, secret.reveal(), "")
}

/// Sets the cookie by which this browser is known.
pub(crate) fn browser(secret: &Secret) -> HeaderValue {
    line(BROWSER, secret.reveal(), &format!("; Max-Age={KNOWN}"))
}

/// Takes the session's cookie away.
pub(crate) fn gone() -> HeaderValue {
    line(SESSION, "", "; Max-Age=0")
}

fn line(name: &str, value: &str, more: &str) -> HeaderValue {
    let line = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Strict{more}");
    let mut value = HeaderValue::from_str(&line).unwrap_or(HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::COOKIE, HeaderValue::from_str(line).expect("a header"));
        }
        headers
    }

    #[test]
    fn a_cookie_is_read_once_and_only_by_its_whole_name() {
        let secret = Secret::mint().expect("random");
        let good = format!("a=b; {SESSION}={}", secret.reveal());
        let read = presented(&headers(&[&good]), SESSION).expect("there");
        assert_eq!(read.digest(), secret.digest());
        assert!(presented(&headers(&[&good, &good]), SESSION).is_none(), "two are none");
        assert!(presented(&headers(&[&good]), BROWSER).is_none());
        let shadow = format!("nocte={}", secret.reveal());
        assert!(presented(&headers(&[&shadow]), SESSION).is_none());
    }

    #[test]
    fn every_mark_is_set() {
        let secret = Secret::mint().expect("random");
        for value in [session(&secret), browser(&secret), gone()] {
            let text = value.to_str().expect("ASCII");
            for mark in ["__Host-", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
                assert!(text.contains(mark), "{mark}");
            }
            assert!(!text.contains("Domain") && value.is_sensitive());
        }
    }
}
