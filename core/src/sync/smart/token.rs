//! Tokens: reading what a token endpoint gave, refreshing, giving back.

use super::SmartError;
use crate::shlink::Secret;
use crate::sync::address::form;
use crate::sync::reply::Reply;
use crate::sync::request::{FORM, Request};
use crate::sync::state::Tokens;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Our name as a client where a clinic gave us no other.
pub const CLIENT_ID: &str = "nocte";

/// What a token endpoint, or a pairing file, gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenAnswer {
    /// The tokens.
    pub tokens: Tokens,
    /// The patient's logical id (`launch/patient`).
    pub patient: Option<String>,
}

impl TokenAnswer {
    /// Reads a token answer. A `Bearer` token and nothing else is taken.
    ///
    /// # Errors
    /// When there is no such token in it.
    pub fn read(body: &Value, now: DateTime<Utc>) -> Result<Self, SmartError> {
        let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let access = text("access_token").filter(|token| fits_a_header(token)).ok_or(SmartError::Invalid)?;
        if text("token_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(SmartError::Invalid);
        }
        // Some servers write the number as text; nonsense and a time without end are no time.
        let seconds = body.get("expires_in").and_then(|value| match value {
            Value::String(text) => text.trim().parse().ok(),
            other => other.as_i64(),
        });
        let expires_at =
            seconds.and_then(TimeDelta::try_seconds).and_then(|span| now.checked_add_signed(span));
        Ok(Self {
            tokens: Tokens {
                access: Secret::new(access),
                refresh: text("refresh_token").map(Secret::new),
                expires_at,
                scope: text("scope").unwrap_or_default().to_owned(),
            },
            patient: text("patient").map(str::to_owned),
        })
    }
}

/// A token that can stand in a header line.
fn fits_a_header(token: &str) -> bool {
    token.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Reads the answer of a token endpoint.
///
/// # Errors
/// [`SmartError::Invalid`] when the server says that code or token are no good; [`SmartError::TryAgain`] when the
/// answer proves nothing.
pub fn read_tokens(reply: &Reply, now: DateTime<Utc>) -> Result<TokenAnswer, SmartError> {
    let status = reply.status().ok_or(SmartError::TryAgain)?;
    let body = reply.json().ok_or(SmartError::TryAgain)?;
    match status {
        // A 200 without a token was not the token endpoint's: something between answered in its place.
        200 if body.get("access_token").is_none() => Err(SmartError::TryAgain),
        200 => TokenAnswer::read(&body, now),
        // RFC 6749 5.2: 400, or 401 for the client; the word says which. Anything else was not the token endpoint.
        400 | 401 => match body.get("error").and_then(Value::as_str) {
            Some("invalid_grant" | "invalid_client" | "unauthorized_client" | "invalid_scope") => {
                Err(SmartError::Invalid)
            }
            Some("access_denied") => Err(SmartError::Denied),
            Some("temporarily_unavailable" | "slow_down" | "server_error") | None => {
                Err(SmartError::TryAgain)
            }
            Some(_) => Err(SmartError::Invalid),
        },
        _ => Err(SmartError::TryAgain),
    }
}

/// The request that turns a refresh token into new tokens.
///
/// It carries a key made from the token alone, the same at every attempt: a server that knows it can tell an answer
/// that was lost on the way from a stolen token that is used twice. One that does not passes it over.
pub fn refresh(endpoint: &str, client_id: &str, token: &Secret) -> Request {
    let body =
        form(&[("grant_type", "refresh_token"), ("refresh_token", token.expose()), ("client_id", client_id)]);
    let key = URL_SAFE_NO_PAD.encode(Sha256::digest(["nocte refresh ", token.expose()].concat()));
    Request::post(endpoint, FORM, body).with("Accept", "application/json").with("Idempotency-Key", key)
}

/// The request that gives a token back (RFC 7009). Giving back the refresh token ends its whole family.
pub fn revoke(endpoint: &str, client_id: &str, tokens: &Tokens) -> Request {
    let (token, hint) = match &tokens.refresh {
        Some(refresh) => (refresh, "refresh_token"),
        None => (&tokens.access, "access_token"),
    };
    let body = form(&[("token", token.expose()), ("token_type_hint", hint), ("client_id", client_id)]);
    Request::post(endpoint, FORM, body)
}
