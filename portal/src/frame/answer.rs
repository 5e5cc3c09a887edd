//! Answers in the frame of all pages, for whoever is not inside yet as well.

pub(crate) use super::csrf;
use super::{Frame, Place};
use crate::signed_in::Staff;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use chrono::DateTime;
use maud::{Markup, html};

/// A page in the frame of all pages.
pub(crate) fn page(status: StatusCode, title: &str, staff: Option<&Staff>, body: &Markup) -> Response {
    // Nothing of a record stands on these pages, so they have no age to show.
    let frame = Frame { title, place: Place::Outside, staff, at: DateTime::UNIX_EPOCH };
    (status, Html(super::page(&frame, body).into_string())).into_response()
}

/// What was done, or was not, at the top of a page.
pub(crate) fn notice(words: &str, done: bool) -> Markup {
    if done {
        html! { div.notice.done role="status" { p { (words) } } }
    } else {
        html! { div.notice.refused role="alert" { p { (words) } } }
    }
}

/// Why not, as a page.
pub(crate) fn refusal(status: StatusCode, words: &str) -> Response {
    let body = html! {
        div.head { h1 { "Not done" } }
        p { (words) }
        p { a href="/" { "To the first page" } }
    };
    page(status, "Not done", None, &body)
}

/// 503: nothing was decided.
pub(crate) fn out_of_order() -> Response {
    let words = "The record does not answer at the moment. Nothing was done; try again.";
    let mut response = refusal(StatusCode::SERVICE_UNAVAILABLE, words);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(2));
    response
}

/// Go and look there, with a GET.
pub(crate) fn see_other(target: &str) -> Response {
    let location = HeaderValue::from_str(target).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// JSON, for the one script that asks for it.
pub(crate) fn json(status: StatusCode, text: impl Into<String>) -> Response {
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (status, kind, text.into()).into_response()
}

/// A refusal for the script: words to show.
pub(crate) fn said(status: StatusCode, words: &str) -> Response {
    json(status, serde_json::json!({ "words": words }).to_string())
}
