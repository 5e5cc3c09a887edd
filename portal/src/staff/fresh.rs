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
    /// By which the browser is known from now on; `None` when it is already.
    browser: Option<Secret>,
}

impl Fresh {
    /// New ones, for a browser that the member has signed in with before or not.
    pub(crate) fn mint(known: bool) -> Result<Self, NoRandomness> {
        let browser = if known { None } else { Some(Secret::mint()?) };
        Ok(Self { session: Secret::mint()?, browser })
    }

    /// What is kept of them, for somebody whose request has these headers.
    pub(crate) fn session(&self, staff: &str, way: Way, headers: &HeaderMap) -> NewSession {
        NewSession {
            digest: self.session.digest(),
            staff: staff.to_owned(),
            way,
            browser: self.browser.as_ref().map(Secret::digest),
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
        if let Some(browser) = &self.browser {
            headers.append(header::SET_COOKIE, cookie::browser(browser));
        }
        response
    }
}
