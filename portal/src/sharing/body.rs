//! Bodies of this room: small or bounded, read within their time, JSON.

use super::answer;
use crate::portal::Shared;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use serde_json::json;

/// Lets a body go by that is not wanted. An answer while its sender still writes would break the connection, and with it
/// whatever the sender asks next.
pub(super) async fn let_go(shared: &Shared, body: Body, most: usize) {
    let mut body = Limited::new(body, most);
    let gone = async { while let Some(Ok(_)) = body.frame().await {} };
    let _ = tokio::time::timeout(shared.limits.body_within, gone).await;
}

/// Reads a body of at most `most` bytes.
pub(super) async fn read<T: DeserializeOwned>(
    shared: &Shared,
    body: Body,
    most: usize,
) -> Result<T, Response> {
    let refused = |status, code: &str| answer(status, &json!({ "error": code }));
    let collected = tokio::time::timeout(shared.limits.body_within, Limited::new(body, most).collect()).await;
    let bytes = match collected {
        Err(_) => return Err(refused(StatusCode::REQUEST_TIMEOUT, "timeout")),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            return Err(refused(StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
        }
        Ok(Err(_)) => return Err(refused(StatusCode::BAD_REQUEST, "invalid_request")),
        Ok(Ok(collected)) => collected.to_bytes(),
    };
    serde_json::from_slice(&bytes).map_err(|_| refused(StatusCode::BAD_REQUEST, "invalid_request"))
}
