//! What the phone that made a link does with it: hand it in, look, take it back.

use super::{Service, answer, body, gone, looked_up, verifier};
use crate::caller::Bearer;
use crate::door::{out_of_order, too_many};
use crate::keyring::Secret;
use crate::portal::Shared;
use crate::serve::{Remote, client};
use crate::store::links::{Kept, LARGEST, LONGEST, NewLink};
use axum::body::Body;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// The largest request that hands in a file.
const FILE_BYTES: usize = LARGEST + 4 * 1024;
/// The largest other request.
const REQUEST_BYTES: usize = 4 * 1024;
/// Characters of a passcode: fewer are guessed within five attempts by whoever knows the patient.
const PASSCODE: core::ops::RangeInclusive<usize> = 4..=64;
/// The media types that are kept. What is sealed cannot be looked at; this is what a reader is told.
const KIND: &str = "application/fhir+json";

/// A link as a phone hands it in. Holds secrets: no `Debug`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Handed {
    manage: String,
    content_type: String,
    file: String,
    ends: i64,
    #[serde(default)]
    long_term: bool,
    #[serde(default)]
    passcode: Option<String>,
}

/// Whoever manages a link says so by its secret. No `Debug`.
#[derive(Deserialize)]
struct Managing {
    manage: String,
}

pub(super) async fn keep(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
    Path(address): Path<String>,
    given: Body,
) -> Response {
    let (Some(door), Some(links)) = (&shared.door, &shared.links) else { return out_of_order() };
    if let Err(later) = door.knock(client(remote.as_deref(), &headers)) {
        return too_many(later);
    }
    if let Err(response) = admitted(&shared, &headers).await {
        body::let_go(&shared, given, FILE_BYTES).await;
        return response;
    }
    let handed: Handed = match body::read(&shared, given, FILE_BYTES).await {
        Ok(handed) => handed,
        Err(response) => return response,
    };
    let now = shared.clock.now();
    let Some(link) = link(&address, handed, now) else {
        return answer(StatusCode::BAD_REQUEST, &json!({"error": "invalid_request"}));
    };
    match links.keep(link, now).await {
        Ok(Kept::New) => answer(StatusCode::CREATED, &json!({})),
        Ok(Kept::Replaced) => answer(StatusCode::OK, &json!({})),
        Ok(Kept::Taken) => gone(),
        Ok(Kept::Full) => answer(StatusCode::INSUFFICIENT_STORAGE, &json!({"error": "full"})),
        Err(_) => out_of_order(),
    }
}

/// Whether this server keeps links of whoever asks. Whose phone it is, is asked and not kept.
async fn admitted(shared: &Shared, headers: &HeaderMap) -> Result<(), Response> {
    let refused = |status, code: &str| answer(status, &json!({ "error": code }));
    match shared.share {
        Service::Nobody => Err(refused(StatusCode::NOT_FOUND, "not_offered")),
        Service::Anyone => Ok(()),
        Service::Patients => {
            let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
            let bearer =
                bearer.and_then(|text| text.split_once(' ')).map(|(_, token)| Bearer::new(token.trim()));
            let Some(bearer) = bearer else { return Err(refused(StatusCode::UNAUTHORIZED, "patients_only")) };
            match shared.gate.caller(&bearer).await {
                Ok(Some(_)) => Ok(()),
                Ok(None) => Err(refused(StatusCode::UNAUTHORIZED, "invalid_token")),
                Err(_) => Err(out_of_order()),
            }
        }
    }
}

/// A link that can be kept; `None` for one that breaks a rule of this server or of the specification.
fn link(address: &str, handed: Handed, now: DateTime<Utc>) -> Option<NewLink> {
    let address = Secret::presented(address)?;
    let manage = Secret::presented(&handed.manage)?;
    let ends = DateTime::from_timestamp(handed.ends, 0)?;
    let lasts = ends - now;
    let parts: Vec<&str> = handed.file.split('.').collect();
    let text = |part: &&str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    // A compact JWE without an encrypted key, as `dir` has it: nothing that is not sealed is taken.
    let sealed = parts.len() == 5 && parts[1].is_empty() && parts.iter().all(text);
    let passcode = handed.passcode.as_deref().map(str::trim);
    let good = sealed
        && handed.content_type == KIND
        && lasts > TimeDelta::zero()
        && lasts <= LONGEST
        && handed.file.len() <= LARGEST
        && passcode.is_none_or(|text| PASSCODE.contains(&text.chars().count()));
    good.then(|| NewLink {
        address: address.digest(),
        manage: manage.digest(),
        passcode: passcode.map(|text| verifier(&address, text)),
        file: handed.file,
        kind: handed.content_type,
        long_term: handed.long_term,
        ends,
    })
}

pub(super) async fn look(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
    Path(address): Path<String>,
    given: Body,
) -> Response {
    let (address, manage) = match managing(&shared, remote.as_deref(), &headers, &address, given).await {
        Ok(both) => both,
        Err(response) => return response,
    };
    let Some(links) = &shared.links else { return out_of_order() };
    match links.look(address.digest(), manage.digest(), shared.clock.now()).await {
        Ok(Some(found)) => {
            let fields =
                json!({"opened": found.opened, "wrong": found.wrong, "ends": found.ends.timestamp()});
            answer(StatusCode::OK, &fields)
        }
        Ok(None) => gone(),
        Err(_) => out_of_order(),
    }
}

pub(super) async fn take_back(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
    Path(address): Path<String>,
    given: Body,
) -> Response {
    let (address, manage) = match managing(&shared, remote.as_deref(), &headers, &address, given).await {
        Ok(both) => both,
        Err(response) => return response,
    };
    let Some(links) = &shared.links else { return out_of_order() };
    match links.take_back(address.digest(), manage.digest(), shared.clock.now()).await {
        Ok(true) => answer(StatusCode::OK, &json!({})),
        Ok(false) => gone(),
        Err(_) => out_of_order(),
    }
}

async fn managing(
    shared: &Shared,
    remote: Option<&Remote>,
    headers: &HeaderMap,
    address: &str,
    given: Body,
) -> Result<(Secret, Secret), Response> {
    let Some(door) = &shared.door else { return Err(out_of_order()) };
    door.knock(client(remote, headers)).map_err(too_many)?;
    let managing: Managing = body::read(shared, given, REQUEST_BYTES).await?;
    Ok((looked_up(address), looked_up(&managing.manage)))
}
