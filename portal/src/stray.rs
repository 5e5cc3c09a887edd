//! What answers where no route does: a browser in front of a person gets a page with the way back, a program an
//! OperationOutcome.

use crate::frame::answer::refusal;
use crate::portal::Shared;
use crate::rest;
use crate::staff::headers;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

/// Where programs ask, and nobody with a browser.
const FOR_PROGRAMS: [&str; 4] = ["/fhir", "/oauth", "/shl", "/healthz"];

/// An address that is not in the table.
pub(crate) async fn no_address(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if reads_pages(&request) {
        return paged(&shared, StatusCode::NOT_FOUND, "There is no page at this address.");
    }
    rest::no_address(request).await.into_response()
}

/// A known address with a method it does not have. A form's address, loaded again from the address bar, is one.
pub(crate) async fn no_method(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if reads_pages(&request) {
        let words = "This address only takes a form that is sent from another page. Nothing was done.";
        return paged(&shared, StatusCode::METHOD_NOT_ALLOWED, words);
    }
    rest::no_method(request).await.into_response()
}

/// Before any route: a path that is no UTF-8 once unescaped names nothing here.
pub(crate) async fn readable(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !path.contains('%') || unescaped(path) {
        next.run(request).await
    } else {
        no_address(State(shared), request).await
    }
}

/// Whether every escape stands for a byte, and all bytes together are UTF-8.
fn unescaped(path: &str) -> bool {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        bytes.push(match byte {
            b'%' => match (digit(rest.next()), digit(rest.next())) {
                (Some(high), Some(low)) => u8::try_from(high * 16 + low).unwrap_or(0xff),
                _ => return false,
            },
            other => other,
        });
    }
    core::str::from_utf8(&bytes).is_ok()
}

fn reads_pages(request: &Request<Body>) -> bool {
    let path = request.uri().path();
    let programs = FOR_PROGRAMS
        .iter()
        .any(|room| path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    let accepts = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    matches!(*request.method(), Method::GET | Method::HEAD)
        && !programs
        && accepts.is_some_and(|accepts| accepts.contains("text/html"))
}

fn paged(shared: &Shared, status: StatusCode, words: &str) -> Response {
    headers::guard(shared, refusal(status, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_unescaped_or_names_nothing() {
        for good in ["/", "/patients/a%2fb", "/%E2%82%AC", "/a%00"] {
            assert!(unescaped(good), "{good}");
        }
        for bad in ["/%ff", "/%", "/%4", "/%zz", "/%e2%82"] {
            assert!(!unescaped(bad), "{bad}");
        }
    }
}
