//! Answers of this room as pages: plain ones, for whoever is not inside yet.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// A text as HTML shows it.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A page around a body that is HTML already.
pub(crate) fn page(status: StatusCode, title: &str, body: &str) -> Response {
    let title = escaped(title);
    let whole = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} · Nocte</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"></head>\
         <body><main><h1>{title}</h1>{body}</main>\
         <footer><p>Not for emergencies. Nobody watches this portal live.</p></footer></body></html>"
    );
    (status, Html(whole)).into_response()
}

/// Why not, as a page.
pub(crate) fn refusal(status: StatusCode, words: &str) -> Response {
    page(status, "Not done", &format!("<p>{}</p><p><a href=\"/\">To the first page</a></p>", escaped(words)))
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

/// A body of JSON.
pub(crate) fn json(text: impl Into<String>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text.into())
}
