//! Claiming a link: the manifest request of a SMART Health Link, answered once.

use super::agreement;
use super::invite::KEY_LABEL;
use super::jwe::ContentKey;
use crate::door::{Door, Pair, TokenAnswer, out_of_order, scope, too_many};
use crate::keyring::claim::Attempt;
use crate::keyring::{Attempted, Knock, Passcode, Secret};
use crate::portal::Shared;
use crate::routes::{Guard, Route};
use crate::serve::{Remote, client};
use crate::store::{Access, Actor, Done, Draft, Work, Write};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Extension, Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The largest request that is read.
const REQUEST_BYTES: usize = 4 * 1024;
/// Characters of a device's name that are kept.
const DEVICE_CHARS: usize = 80;

/// This room's part of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::new(
        Method::POST,
        "/pair/{secret}",
        Guard::OwnSecret,
        post(claim).layer(DefaultBodyLimit::max(REQUEST_BYTES)),
    )]
}

/// The specification's request. Holds the passcode: no `Debug`.
#[derive(Deserialize)]
struct Request {
    recipient: String,
    #[serde(default)]
    passcode: Option<Value>,
}

async fn claim(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
    Path(secret): Path<String>,
    body: Bytes,
) -> Response {
    let Some(door) = &shared.door else { return out_of_order() };
    if let Err(later) = door.knock(client(remote.as_deref(), &headers)) {
        return too_many(later);
    }
    let Some(address) = Secret::presented(&secret) else { return gone() };
    let Ok(request) = serde_json::from_slice::<Request>(&body) else {
        return answer(StatusCode::BAD_REQUEST, &json!({"error": "invalid_request"}));
    };
    let Ok(pair) = Pair::mint() else { return out_of_order() };
    let at = door.now();
    let knock = knock(&request, &address, &pair, at);
    let (pairing, consent) = (knock.pairing.clone(), knock.consent.clone());
    match door.keyring().attempt(knock, at).await {
        Ok(Attempted::Claimed { patient, key }) => {
            let key = ContentKey::unmasked(&key, &address.bound(KEY_LABEL, ""));
            hand_out(&shared, door, &Claimed { pair, key, patient, pairing, consent, at }).await
        }
        Ok(Attempted::Not(Attempt::Wrong { remaining, .. })) => {
            answer(StatusCode::UNAUTHORIZED, &json!({"remainingAttempts": remaining}))
        }
        Ok(Attempted::Not(Attempt::Gone | Attempt::Open)) => gone(),
        Err(_) => out_of_order(),
    }
}

fn knock(request: &Request, address: &Secret, pair: &Pair, at: DateTime<Utc>) -> Knock {
    // A passcode that cannot be one is a wrong one: it must cost an attempt like any other.
    let verifier = request.passcode.as_ref().filter(|given| !given.is_null()).map(|given| {
        let text = given.as_str().unwrap_or_default();
        Passcode::presented(text)
            .map_or_else(|| address.bound("nocte not a passcode", ""), |passcode| passcode.verifier(address))
    });
    Knock {
        link: address.digest(),
        verifier,
        device: device_name(&request.recipient),
        pairing: nocte_core::id::mint(at).to_string(),
        consent: nocte_core::id::mint(at).to_string(),
        scope: scope::PAIRED.to_owned(),
        fresh: pair.kept(at),
    }
}

/// One line of what a device says it is called.
fn device_name(recipient: &str) -> String {
    let words: Vec<&str> = recipient
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let name: String = words.join(" ").chars().take(DEVICE_CHARS).collect();
    if name.is_empty() { "unnamed device".to_owned() } else { name }
}

/// A link that was just claimed.
struct Claimed {
    pair: Pair,
    key: ContentKey,
    patient: String,
    pairing: String,
    consent: String,
    at: DateTime<Utc>,
}

/// Writes the consent and hands the sealed file out. The link is claimed whatever happens here: a phone that gets no
/// answer needs a new link, because a second claim could be somebody else's.
async fn hand_out(shared: &Shared, door: &Door, claimed: &Claimed) -> Response {
    let Ok(clinic) = door.keyring().clinic().await else { return out_of_order() };
    let clinic = clinic.map_or_else(|| "Clinic".to_owned(), |clinic| clinic.name);
    let body = agreement::consent(&claimed.consent, &claimed.patient, &clinic, claimed.at);
    let draft = Draft::new("Consent", &claimed.consent, body);
    let actor = Actor::Patient { patient: claimed.patient.clone(), token: claimed.pairing.clone() };
    let work = Work {
        access: Access { actor, at: claimed.at, request: String::new() },
        patient: claimed.patient.clone(),
        writes: vec![Write::Create { draft: Box::new(draft), if_none_exist: None }],
        whole: true,
        judge: |_, _, _, _| Ok(()),
    };
    let written = shared.store.apply(work).await;
    if !written.is_ok_and(|done| done.iter().all(|one| !matches!(one, Done::Refused(_)))) {
        return out_of_order();
    }
    let scope = scope::PAIRED;
    let mut fields =
        TokenAnswer { pair: &claimed.pair, scope, patient: &claimed.patient, aud: &shared.base() }.fields();
    fields.insert("clinic".to_owned(), Value::from(clinic));
    fields.insert("consent".to_owned(), Value::from(claimed.consent.clone()));
    let plain = zeroize::Zeroizing::new(Value::Object(fields).to_string());
    let Ok(sealed) = claimed.key.seal(plain.as_bytes(), CONTENT_TYPE) else { return out_of_order() };
    answer(
        StatusCode::OK,
        &json!({"status": "finalized", "files": [{"contentType": CONTENT_TYPE, "embedded": sealed}]}),
    )
}

/// What the one file is.
const CONTENT_TYPE: &str = "application/smart-api-access";

/// Ended, claimed, used up, withdrawn, never there: one answer.
fn gone() -> Response {
    answer(StatusCode::NOT_FOUND, &json!({"error": "not_active"}))
}

fn answer(status: StatusCode, body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let mut response = (status, headers, body.to_string()).into_response();
    if status == StatusCode::UNAUTHORIZED {
        // RFC 9110 wants a challenge with every 401; this one names the passcode of the specification.
        let challenge = HeaderValue::from_static("SHLink-Passcode");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_name_is_one_short_line() {
        assert_eq!(device_name(" Ada's\n\u{1b}[31m phone "), "Ada's [31m phone");
        assert_eq!(device_name("\t\n"), "unnamed device");
        assert_eq!(device_name(&"x".repeat(500)).chars().count(), DEVICE_CHARS);
    }
}
