//! The gate before every page: who is it, may they, was the form ours. Put before a handler by the table of routes,
//! so that no handler can forget it.

use super::{cookie, headers, page};
use crate::form::{Form, encoded};
use crate::portal::Shared;
use crate::roster::Role;
use crate::signed_in::Staff;
use crate::signed_in::csrf::{self, Csrf};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::MethodRouter;
use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use std::sync::Arc;

/// The largest form that is read.
const FORM_BYTES: usize = 64 * 1024;

/// Puts the gate before a handler: for staff with at least this role, or for anybody.
pub(crate) fn before(
    handler: MethodRouter<Arc<Shared>>,
    least: Option<Role>,
    shared: &Arc<Shared>,
) -> MethodRouter<Arc<Shared>> {
    handler.route_layer(middleware::from_fn_with_state((Arc::clone(shared), least), pass))
}

async fn pass(
    State((shared, least)): State<(Arc<Shared>, Option<Role>)>,
    request: Request,
    next: Next,
) -> Response {
    let whole = shared.limits.whole;
    let passed = tokio::time::timeout(whole, judged(&shared, least, request, next)).await;
    let response = passed.unwrap_or_else(|_| {
        page::refusal(
            StatusCode::SERVICE_UNAVAILABLE,
            "This took too long. What you sent may not be written: look again before you repeat it.",
        )
    });
    headers::guard(&shared, response)
}

async fn judged(shared: &Arc<Shared>, least: Option<Role>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let sends = !matches!(parts.method, Method::GET | Method::HEAD);
    if sends && !csrf::from_here(&parts.headers, &shared.public_url) {
        return page::refusal(StatusCode::FORBIDDEN, "This was sent by another site, and nothing was done.");
    }
    let mut expected = None;
    if let Some(least) = least {
        let (staff, csrf) = match who(shared, &parts.headers).await {
            Ok(Some(known)) => known,
            Ok(None) => return to_sign_in(&parts),
            Err(response) => return response,
        };
        if !staff.role.may(least) {
            return page::refusal(StatusCode::FORBIDDEN, "Your role does not include this page.");
        }
        parts.extensions.insert(staff);
        expected = Some(csrf);
    }
    let bytes = match read(shared, body).await {
        Ok(bytes) => bytes,
        Err(response) => return response,
    };
    if sends {
        let form = if is_json(&parts.headers) {
            Form::default()
        } else {
            let Some(form) = Form::read(&bytes) else {
                return page::refusal(StatusCode::BAD_REQUEST, "This is no form.");
            };
            form
        };
        if let Some(expected) = expected {
            let header = parts.headers.get(csrf::HEADER).and_then(|value| value.to_str().ok());
            let given = form.one(csrf::FIELD).or(header).unwrap_or_default();
            if !expected.is(given) {
                let words =
                    "This form belongs to a session that has ended. Nothing was done: open the page again.";
                return page::refusal(StatusCode::FORBIDDEN, words);
            }
        }
        parts.extensions.insert(form);
    }
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

/// Whose session this is, with the token its forms carry.
async fn who(shared: &Arc<Shared>, headers: &HeaderMap) -> Result<Option<(Staff, Csrf)>, Response> {
    let Some(reception) = &shared.reception else { return Ok(None) };
    let Some(secret) = cookie::presented(headers, cookie::SESSION) else { return Ok(None) };
    let found = reception.roster().session(secret.digest(), shared.clock.now()).await;
    match found {
        Ok(found) => Ok(found.map(|session| {
            let csrf = Csrf::of(&secret);
            (Staff::of(session, csrf.clone()), csrf)
        })),
        Err(_) => Err(page::out_of_order()),
    }
}

/// Who is not signed in is asked to, and comes back to the page they wanted. A form is not sent again by itself.
fn to_sign_in(parts: &axum::http::request::Parts) -> Response {
    if is_json(&parts.headers) {
        return page::said(StatusCode::UNAUTHORIZED, "Your session has ended: sign in again.");
    }
    let wanted = parts.uri.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str);
    let target = if parts.method == Method::GET && wanted != "/" {
        format!("/sign-in?next={}", encoded(wanted))
    } else {
        "/sign-in".to_owned()
    };
    page::see_other(&target)
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map_or(b"".as_slice(), HeaderValue::as_bytes);
    kind.starts_with(b"application/json")
}

async fn read(shared: &Shared, body: Body) -> Result<Bytes, Response> {
    let collected =
        tokio::time::timeout(shared.limits.body_within, Limited::new(body, FORM_BYTES).collect()).await;
    match collected {
        Err(_) => Err(page::refusal(StatusCode::REQUEST_TIMEOUT, "The form took too long to arrive.")),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            Err(page::refusal(StatusCode::PAYLOAD_TOO_LARGE, "The form is longer than this server reads."))
        }
        Ok(Err(_)) => Err(page::refusal(StatusCode::BAD_REQUEST, "The form broke off.")),
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
    }
}
