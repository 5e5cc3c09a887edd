//! A new session's secrets, on their way from the server to one browser.
//!
//! They are minted here and nowhere else: what a browser brought with it never becomes a session, and the session it
//! had before ends with the beginning of the new one.

use super::{cookie, page};
use crate::keyring::{NoRandomness, Secret};
use crate::roster::{NewSession, Way};
use axum::http::{HeaderMap, header};
use axum::response::Response;

/// The secrets of a session to open. No `Debug`.
pub(crate) struct Fresh {
    session: Secret,
    browser: Secret,
}

impl Fresh {
    /// New ones.
    pub(crate) fn mint() -> Result<Self, NoRandomness> {
        Ok(Self { session: Secret::mint()?, browser: Secret::mint()? })
    }

    /// What is kept of them, for somebody whose request has these headers.
    pub(crate) fn session(&self, staff: &str, way: Way, headers: &HeaderMap) -> NewSession {
        NewSession {
            digest: self.session.digest(),
            staff: staff.to_owned(),
            way,
            browser: Some(self.browser.digest()),
            instead_of: cookie::presented(headers, cookie::SESSION).map(|secret| secret.digest()),
        }
    }

    /// Sets the cookies and sends the browser on.
    pub(crate) fn sent_to(&self, target: &str) -> Response {
        self.set(page::see_other(target))
    }

    /// Sets the cookies on an answer.
    pub(crate) fn set(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        headers.append(header::SET_COOKIE, cookie::session(&self.session));
        headers.append(header::SET_COOKIE, cookie::browser(&self.browser));
        response
    }
}
