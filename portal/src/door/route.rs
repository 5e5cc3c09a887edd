//! The token endpoint and its revocation (RFC 6749, RFC 7009), over axum.
//!
//! Answers are never cached and say no more than the specification's codes: unknown, ended and revoked look alike.

use super::{Later, Pair, TokenAnswer, smart};
use crate::form::Form;
use crate::keyring::{Rotated, Secret, Turn};
use crate::portal::Shared;
use crate::routes::{Guard, Route};
use crate::serve::{Remote, client};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Extension, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use std::sync::Arc;

/// The largest form that is read.
const FORM_BYTES: usize = 16 * 1024;

/// This room's part of the table of routes.
pub fn routes() -> Vec<Route> {
    let form = DefaultBodyLimit::max(FORM_BYTES);
    vec![
        Route::new(Method::GET, "/fhir/.well-known/smart-configuration", Guard::Open, get(configuration)),
        Route::new(Method::POST, "/oauth/token", Guard::OwnSecret, post(token).layer(form)),
        Route::new(Method::POST, "/oauth/revoke", Guard::OwnSecret, post(revoke).layer(form)),
    ]
}

async fn configuration(State(shared): State<Arc<Shared>>) -> Response {
    let mut response = answer(StatusCode::OK, &smart::configuration(&shared.public_url));
    // Public and the same for everybody, unlike everything else here.
    response.headers_mut().remove(header::PRAGMA);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("max-age=300"));
    response
}

/// RFC 6749 5.2.
fn refused(status: StatusCode, code: &str) -> Response {
    answer(status, &json!({"error": code}))
}

fn answer(status: StatusCode, body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::PRAGMA, HeaderValue::from_static("no-cache")),
    ];
    (status, headers, body.to_string()).into_response()
}

/// 429 with the seconds to wait.
pub(crate) fn too_many(later: Later) -> Response {
    let mut response = answer(StatusCode::TOO_MANY_REQUESTS, &json!({"error": "slow_down"}));
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(later.seconds));
    response
}

/// 503: nothing was decided, the same request may be sent again.
pub(crate) fn out_of_order() -> Response {
    let mut response = answer(StatusCode::SERVICE_UNAVAILABLE, &json!({"error": "temporarily_unavailable"}));
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(2));
    response
}

/// The fields of a form; `None` when it is none, or names a field twice (RFC 6749 3.2).
fn form(body: &[u8]) -> Option<Form> {
    Form::read(body).filter(Form::is_single)
}

async fn token(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(door) = &shared.door else { return out_of_order() };
    if let Err(later) = door.knock(client(remote.as_deref(), &headers)) {
        return too_many(later);
    }
    let Some(fields) = form(&body) else { return refused(StatusCode::BAD_REQUEST, "invalid_request") };
    match fields.one("grant_type") {
        Some("refresh_token") => {}
        Some(_) => return refused(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
        None => return refused(StatusCode::BAD_REQUEST, "invalid_request"),
    }
    let Some(text) = fields.one("refresh_token") else {
        return refused(StatusCode::BAD_REQUEST, "invalid_request");
    };
    let invalid = || refused(StatusCode::BAD_REQUEST, "invalid_grant");
    let Some(spent) = Secret::presented(text) else { return invalid() };
    let Ok(pair) = Pair::mint() else { return out_of_order() };
    let at = door.now();
    let narrowed = fields.one("scope").filter(|scope| !scope.trim().is_empty()).map(str::to_owned);
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).filter(|key| key.len() >= 16);
    let turn = Turn {
        spent: spent.digest(),
        fresh: pair.kept(at),
        narrowed,
        retry: key.map(|key| spent.bound("nocte refresh retry", key)),
    };
    match door.keyring().rotate(turn, at).await {
        Ok(Rotated::Done { patient, scope }) => {
            let fields =
                TokenAnswer { pair: &pair, scope: &scope, patient: &patient, aud: &shared.base() }.fields();
            answer(StatusCode::OK, &Value::Object(fields))
        }
        Ok(Rotated::Wider) => refused(StatusCode::BAD_REQUEST, "invalid_scope"),
        Ok(Rotated::Dead | Rotated::Reused) => invalid(),
        Err(_) => out_of_order(),
    }
}

/// RFC 7009: 200 whether or not it was a token of ours, so that nothing can be learned.
async fn revoke(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(door) = &shared.door else { return out_of_order() };
    if let Err(later) = door.knock(client(remote.as_deref(), &headers)) {
        return too_many(later);
    }
    let Some(fields) = form(&body) else { return refused(StatusCode::BAD_REQUEST, "invalid_request") };
    let Some(text) = fields.one("token") else { return refused(StatusCode::BAD_REQUEST, "invalid_request") };
    if let Some(secret) = Secret::presented(text) {
        let at = door.now();
        if door.keyring().forget(secret.digest(), at).await.is_err() {
            return out_of_order();
        }
    }
    answer(StatusCode::OK, &json!({}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_twice_is_refused() {
        assert!(form(b"a=1&a=2").is_none() && form(b"a").is_none());
        assert!(form(b"a=1&b=2").is_some());
    }
}
