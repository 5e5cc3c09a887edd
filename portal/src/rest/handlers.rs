//! The handlers behind the routes: from a request's parts to a target or a write, and back.

use super::answer::Answer;
use super::asked::{Asked, if_match};
use super::entrance::{enter, is_json};
use super::outcome::Problem;
use super::params::Params;
use super::target::{Target, instance, unreadable};
use super::{bundle, incoming, metadata, reading, validate, writing};
use crate::portal::Shared;
use axum::body::Body;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderName, Request, Response, header};
use bytes::Bytes;
use serde_json::Value;
use std::sync::Arc;

const IF_NONE_EXIST: HeaderName = HeaderName::from_static("if-none-exist");

/// Any GET of data.
pub(super) async fn get(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    enter(shared, request, |shared, asked, parts, _| async move {
        match Target::of_url(&below_base(&parts), "") {
            Ok(target) => reading::read(&shared, &asked, target).await,
            Err(problem) => problem.into(),
        }
    })
    .await
}

/// `POST [type]/_search`: parameters in the body stay out of every log.
pub(super) async fn search(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    enter(shared, request, |shared, asked, parts, body| async move {
        match search_target(&parts, &body) {
            Ok(target) => reading::read(&shared, &asked, target).await,
            Err(problem) => problem.into(),
        }
    })
    .await
}

fn search_target(parts: &Parts, body: &Bytes) -> Result<Target, Problem> {
    let named = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if !body.is_empty() && !named.starts_with("application/x-www-form-urlencoded") {
        return Err(Problem::new(415, "not-supported", "a search is POSTed as a form"));
    }
    let form = core::str::from_utf8(body).ok().and_then(Params::of_text).ok_or_else(unreadable)?;
    let mut params = Params::of_text(parts.uri.query().unwrap_or("")).ok_or_else(unreadable)?;
    params.0.extend(form.0);
    Ok(Target::Search(segment(parts, 0).to_owned(), params))
}

/// `PUT [type]/[id]`
pub(super) async fn put(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    enter(shared, request, |shared, asked, parts, body| async move {
        let write = json(&shared, &parts, &body).and_then(|value| {
            let url = below_base(&parts);
            let (kind, id) = instance(&url, "")?;
            writing::put(&asked, writing::kind(kind)?, id, value, if_match(&parts.headers)?)
        });
        writing::one(&shared, &asked, write).await
    })
    .await
}

/// `POST [type]`
pub(super) async fn post(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    enter(shared, request, |shared, asked, parts, body| async move {
        let condition = parts.headers.get(&IF_NONE_EXIST).map(|value| value.to_str().unwrap_or(""));
        let write = json(&shared, &parts, &body).and_then(|value| {
            writing::post(&shared, &asked, writing::kind(segment(&parts, 0))?, value, condition)
        });
        writing::one(&shared, &asked, write).await
    })
    .await
}

/// `POST` to the base: a transaction or a batch.
pub(super) async fn system(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    enter(shared, request, |shared, asked, parts, body| async move {
        match json(&shared, &parts, &body) {
            Ok(value) => bundle::answer(&shared, &asked, value).await,
            Err(problem) => problem.into(),
        }
    })
    .await
}

/// A bundle's bytes, answered in the process: the same path without the connection.
pub async fn in_process(shared: &Shared, asked: &Asked, body: &[u8]) -> Answer {
    match incoming::parse(body, &shared.limits) {
        Ok(value) => bundle::answer(shared, asked, value).await,
        Err(problem) => problem.into(),
    }
}

/// `POST [type]/$validate`
pub(super) async fn validate(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    enter(shared, request, |shared, asked, parts, body| async move {
        match json(&shared, &parts, &body) {
            Ok(value) => validate::validate(segment(&parts, 0), value, &asked.caller.patient),
            Err(problem) => problem.into(),
        }
    })
    .await
}

/// `GET metadata`, for anybody.
pub(super) async fn metadata(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    metadata::answer(&shared, request.headers()).into_http()
}

/// A known address with a method it does not have.
pub(crate) async fn no_method(request: Request<Body>) -> Response<Body> {
    let problem = match request.method().as_str() {
        "DELETE" => bundle::deletes_nothing(),
        _ => Problem::new(405, "not-supported", "this address does not have this method"),
    };
    Answer::from(problem).into_http()
}

/// An address that is not in the table.
pub(crate) async fn no_address(request: Request<Body>) -> Response<Body> {
    let operation = request.uri().path().rsplit('/').next().is_some_and(|last| last.starts_with('$'));
    let problem = if operation {
        super::target::no_operation()
    } else {
        Problem::new(404, "not-supported", "this server has no such address")
    };
    Answer::from(problem).into_http()
}

fn json(shared: &Shared, parts: &Parts, body: &Bytes) -> Result<Value, Problem> {
    is_json(&parts.headers)?;
    incoming::parse(body, &shared.limits)
}

/// Path and query below `/fhir/`. Nothing is unescaped: every address of this server is plain.
fn below_base(parts: &Parts) -> String {
    let path = parts.uri.path().trim_start_matches("/fhir").trim_start_matches('/');
    match parts.uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    }
}

/// One part of the path below `/fhir/`.
fn segment(parts: &Parts, number: usize) -> &str {
    parts.uri.path().trim_start_matches("/fhir/").split('/').nth(number).unwrap_or("")
}
