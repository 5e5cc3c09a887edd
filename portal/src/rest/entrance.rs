//! What every FHIR request passes before it is understood: token, pace, media types, size, patience.

use super::answer::Answer;
use super::asked::{Asked, REQUEST_ID, request_id};
use super::outcome::Problem;
use crate::caller::Bearer;
use crate::limits::Pace;
use crate::portal::Shared;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Request, Response, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use core::future::Future;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use sha2::{Digest as _, Sha256};
use std::io::Read as _;
use std::sync::Arc;

/// Runs `then` for a request whose token holds; its body has been read and unpacked.
pub(crate) async fn enter<F, A>(shared: Arc<Shared>, request: Request<Body>, then: F) -> Response<Body>
where
    F: FnOnce(Arc<Shared>, Asked, Parts, Bytes) -> A,
    A: Future<Output = Answer>,
{
    let id = request_id(request.headers());
    let whole = shared.limits.whole;
    let answered = tokio::time::timeout(whole, async {
        match admit(&shared, request).await {
            Ok((asked, parts, body)) => then(Arc::clone(&shared), asked, parts, body).await,
            Err(answer) => answer,
        }
    });
    let mut answer = answered.await.unwrap_or_else(|_| {
        let words = "the request took too long; nothing of it is known to be written";
        Answer::from(Problem::new(503, "timeout", words))
    });
    if !id.is_empty() {
        answer = answer.with(REQUEST_ID, id);
    }
    answer.into_http()
}

async fn admit(shared: &Shared, request: Request<Body>) -> Result<(Asked, Parts, Bytes), Answer> {
    let (parts, body) = request.into_parts();
    let now = shared.clock.now().timestamp_millis();
    let paced = |name: String, pace: Pace| {
        shared.paces.take(&name, pace, now).map_err(|seconds| {
            let words = "too many requests; Retry-After says when to come again";
            let problem = Problem::new(429, "throttled", words);
            Answer::from(problem).with(header::RETRY_AFTER, seconds.to_string())
        })
    };
    let Some(bearer) = bearer(&parts.headers) else { return Err(unauthorised(None)) };
    // Before the database is asked who it is: whoever asks too fast costs it nothing.
    paced(format!("b{}", digest_of(&bearer)), shared.limits.token)?;
    let caller = match shared.gate.caller(&bearer).await {
        Ok(Some(caller)) => caller,
        Ok(None) => return Err(unauthorised(Some("invalid_token"))),
        Err(error) => return Err(Problem::from(error).into()),
    };
    // A new token of the same family gives no new haste.
    paced(format!("t{}", caller.token_id), shared.limits.token)?;
    paced(format!("p{}", caller.patient), shared.limits.patient)?;
    if !accepts_json(&parts.headers) {
        return Err(Problem::new(406, "not-supported", "this server writes FHIR as JSON").into());
    }
    let asked = Asked::new(caller, &parts.headers);
    let body = read(shared, &parts.headers, body).await?;
    Ok((asked, parts, body))
}

/// A name for a token that is not its text.
fn digest_of(bearer: &Bearer) -> String {
    let digest: [u8; 32] = Sha256::digest(bearer.text().as_bytes()).into();
    URL_SAFE_NO_PAD.encode(digest)
}

fn bearer(headers: &HeaderMap) -> Option<Bearer> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Bearer::new(token.trim()))
}

/// Unknown, expired and revoked are one answer.
fn unauthorised(error: Option<&str>) -> Answer {
    let challenge =
        error.map_or("Bearer realm=\"fhir\"".to_owned(), |e| format!("Bearer realm=\"fhir\", error=\"{e}\""));
    let problem = Problem::new(401, "login", "a valid bearer token is needed");
    Answer::from(problem).with(header::WWW_AUTHENTICATE, challenge)
}

fn accepts_json(headers: &HeaderMap) -> bool {
    let mut accepts = headers.get_all(header::ACCEPT).iter().peekable();
    accepts.peek().is_none()
        || accepts.any(|value| {
            value
                .to_str()
                .is_ok_and(|text| ["json", "*/*", "application/*"].iter().any(|one| text.contains(one)))
        })
}

/// The body, no longer than the limit as it came and unpacked.
async fn read(shared: &Shared, headers: &HeaderMap, body: Body) -> Result<Bytes, Problem> {
    let limit = shared.limits.body;
    let too_long = || Problem::new(413, "too-long", "the body is longer than this server takes");
    let collected =
        tokio::time::timeout(shared.limits.body_within, Limited::new(body, limit).collect()).await;
    let bytes = match collected {
        Err(_) => return Err(Problem::new(408, "timeout", "the body took too long to arrive")),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return Err(too_long()),
        Ok(Err(_)) => return Err(Problem::malformed("the body broke off")),
        Ok(Ok(collected)) => collected.to_bytes(),
    };
    match headers.get(header::CONTENT_ENCODING).map(axum::http::HeaderValue::as_bytes) {
        None | Some(b"identity") => Ok(bytes),
        Some(b"gzip" | b"x-gzip") => {
            let mut plain = Vec::with_capacity(bytes.len().saturating_mul(8).min(limit));
            let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
            // One byte more than allowed is read, never the rest: a bomb unpacks to the limit and no further.
            let unpacked =
                flate2::read::MultiGzDecoder::new(bytes.as_ref()).take(most).read_to_end(&mut plain);
            match unpacked {
                Err(_) => Err(Problem::malformed("the body is no gzip")),
                Ok(_) if plain.len() > limit => Err(too_long()),
                Ok(_) => Ok(plain.into()),
            }
        }
        Some(_) => Err(Problem::new(415, "not-supported", "this server unpacks gzip and nothing else")),
    }
}

/// Refuses a body that does not say it is JSON.
pub(crate) fn is_json(headers: &HeaderMap) -> Result<(), Problem> {
    let named = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let kind = named.split(';').next().unwrap_or("").trim();
    if ["application/fhir+json", "application/json"].iter().any(|known| kind.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    Err(Problem::new(415, "not-supported", "this server reads application/fhir+json"))
}
