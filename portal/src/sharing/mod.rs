//! Sharing without an account: a phone has this server keep a sealed summary, and hands its link to whoever it likes.
//!
//! ```text
//! phone:   PUT  {public}/shl/ADDRESS          {manage, contentType, file, ends, longTerm, passcode?}
//!          POST {public}/shl/ADDRESS/status   {manage}          how often it was opened
//!          POST {public}/shl/ADDRESS/revoke   {manage}          the end
//! reader:  GET  {public}/shl/ADDRESS?recipient=…                without a passcode
//!          POST {public}/shl/ADDRESS          {recipient, passcode?, embeddedLengthMax?}
//!          GET  {public}/shl/file/TICKET      once, where the manifest gave that as the file's location
//!          GET  {public}/view#shlink:/…       any browser: what is behind the # stays there
//! ```
//!
//! The server has no key. Address and manage are 256 random bits each, drawn by the phone before it asks: an answer
//! that is lost leaves no link that nobody can end. How a link is read is the specification's (SMART Health Links);
//! how it is made is ours.

#[cfg(test)]
mod alike;
mod body;
mod location;
mod own;
mod reading;

use crate::frame::asset;
use crate::keyring::{Digest, Secret};
use crate::routes::{Guard, Route};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, options, post, put};
use nocte_core::shlink::viewer;
use serde_json::{Value, json};

/// Whose links this server keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Service {
    /// Nobody's.
    Nobody,
    /// Those of its own patients: phones that are paired.
    #[default]
    Patients,
    /// Anybody's who asks, within the limits.
    Anyone,
}

/// This room's part of the table of routes.
pub fn routes() -> Vec<Route> {
    let own = |method, path, handler| Route::new(method, path, Guard::OwnSecret, handler);
    vec![
        own(Method::PUT, "/shl/{address}", put(own::keep)),
        own(Method::GET, "/shl/{address}", get(reading::direct)),
        own(Method::POST, "/shl/{address}", post(reading::manifest)),
        own(Method::OPTIONS, "/shl/{address}", options(reading::may_i)),
        own(Method::POST, "/shl/{address}/status", post(own::look)),
        own(Method::POST, "/shl/{address}/revoke", post(own::take_back)),
        own(Method::GET, "/shl/file/{ticket}", get(location::fetch)),
        own(Method::OPTIONS, "/shl/file/{ticket}", options(reading::may_i)),
        Route::new(Method::GET, "/view", Guard::Page, get(view)),
    ]
}

/// The viewer. It is the same for everybody: which link it opens stands behind the `#`, and is not sent.
async fn view() -> Html<String> {
    Html(viewer::page(&asset::VIEW_STYLE.href(), &asset::VIEW_SCRIPT.href()))
}

/// An address that is looked up: one that cannot be ours is looked up all the same, so that it costs what others do.
fn looked_up(address: &str) -> Secret {
    let nobody = || Secret::presented("0000000000000000000000000000000000000000000");
    Secret::presented(address).or_else(nobody).expect("43 zeros are a secret's text")
}

/// What is kept of a passcode: bound to the address, which is not kept.
fn verifier(address: &Secret, passcode: &str) -> Digest {
    address.bound("nocte share passcode", passcode.trim())
}

/// Ended, taken back, closed, never there: one answer, byte for byte.
fn gone() -> Response {
    answer(StatusCode::NOT_FOUND, &json!({"error": "not_active"}))
}

fn answer(status: StatusCode, body: &Value) -> Response {
    said(status, "application/json", body.to_string())
}

fn said(status: StatusCode, kind: &'static str, body: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        // Readers stand on other sites; what is answered is sealed, and no cookie is looked at.
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    ];
    (status, headers, body).into_response()
}
