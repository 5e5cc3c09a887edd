//! Reading a link: directly, or by its manifest with a passcode.

use super::{answer, body, gone, location, looked_up, said, verifier};
use crate::door::{out_of_order, too_many};
use crate::portal::Shared;
use crate::serve::{Remote, client};
use crate::store::links::{Asking, Opening};
use axum::body::Body;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The largest request for a manifest that is read.
const REQUEST_BYTES: usize = 4 * 1024;

/// The specification's request. Holds the passcode: no `Debug`.
#[derive(Deserialize)]
struct Request {
    #[serde(rename = "recipient")]
    _recipient: String,
    #[serde(default)]
    passcode: Option<Value>,
    /// Characters of a file that the reader takes inside the manifest.
    #[serde(rename = "embeddedLengthMax", default)]
    most: Option<u64>,
}

pub(super) async fn direct(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
    Path(address): Path<String>,
) -> Response {
    // What a reader calls itself in `recipient` is not kept: nothing here says who opened what.
    match opened(&shared, remote.as_deref(), &headers, &address, None).await {
        Ok(Opening::File { file, .. }) => said(StatusCode::OK, "application/jose", file),
        Ok(_) => gone(),
        Err(response) => response,
    }
}

pub(super) async fn manifest(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
    Path(address): Path<String>,
    given: Body,
) -> Response {
    let request: Request = match body::read(&shared, given, REQUEST_BYTES).await {
        Ok(request) => request,
        Err(response) => return response,
    };
    match opened(&shared, remote.as_deref(), &headers, &address, Some(&request)).await {
        Ok(Opening::File { file, kind, long_term, at }) => {
            let status = if long_term { "can-change" } else { "finalized" };
            let updated = at.to_rfc3339_opts(SecondsFormat::Secs, true);
            let mut one = json!({ "contentType": kind, "fhirVersion": "4.0.1", "lastUpdated": updated });
            if location::embeds(&file, request.most) {
                one["embedded"] = Value::from(file);
            } else {
                one["location"] = match location::of(&shared, &address).await {
                    Ok(location) => Value::from(location),
                    Err(response) => return response,
                };
            }
            answer(StatusCode::OK, &json!({"status": status, "files": [one]}))
        }
        Ok(Opening::Wrong { remaining }) => {
            let mut response = answer(StatusCode::UNAUTHORIZED, &json!({"remainingAttempts": remaining}));
            // RFC 9110 wants a challenge with every 401; this one names the passcode of the specification.
            let challenge = HeaderValue::from_static("SHLink-Passcode");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
            response
        }
        Ok(Opening::Gone) => gone(),
        Err(response) => response,
    }
}

/// One opening: the same work whatever stands behind the address.
async fn opened(
    shared: &Shared,
    remote: Option<&Remote>,
    headers: &HeaderMap,
    address: &str,
    request: Option<&Request>,
) -> Result<Opening, Response> {
    let (Some(door), Some(links)) = (&shared.door, &shared.links) else { return Err(out_of_order()) };
    door.knock(client(remote, headers)).map_err(too_many)?;
    let address = looked_up(address);
    let asking = match request {
        None => Asking::Direct,
        Some(request) => {
            let given = request.passcode.as_ref().filter(|given| !given.is_null());
            // A passcode that is no text is a wrong one: it must cost an attempt like any other.
            Asking::Manifest(given.map(|given| verifier(&address, given.as_str().unwrap_or_default())))
        }
    };
    let now: DateTime<Utc> = shared.clock.now();
    links.open(address.digest(), asking, now).await.map_err(|_| out_of_order())
}

/// What a browser asks before it asks for a manifest from another site.
pub(super) async fn may_i() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}
