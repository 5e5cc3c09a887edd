//! An answer before it is HTTP: the same for the router, for an entry of a batch and for a caller in the process.

use super::outcome::Problem;
use crate::store::Stored;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use chrono::{DateTime, Utc};

/// FHIR's media type.
pub(crate) const FHIR_JSON: &str = "application/fhir+json; charset=utf-8";

/// Status, headers and body. The body is personal: no `Debug`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Headers that say something about the resource: `ETag`, `Last-Modified`, `Location`, `Retry-After` ...
    pub headers: Vec<(HeaderName, String)>,
    /// FHIR JSON, or nothing.
    pub body: String,
}

impl Answer {
    /// A body and nothing else to say.
    pub(crate) fn ok(body: String) -> Self {
        Self { status: 200, headers: Vec::new(), body }
    }

    /// A version of a resource.
    pub(crate) fn version(status: u16, stored: &Stored) -> Self {
        let headers =
            vec![(header::ETAG, stored.etag()), (header::LAST_MODIFIED, http_date(stored.updated_ms))];
        Self { status, headers, body: stored.json() }
    }

    /// An OperationOutcome.
    pub(crate) fn problem(problem: &Problem) -> Self {
        // A client that is told nothing comes back at once, when there is least room for it.
        let later = (problem.status == 503).then(|| (header::RETRY_AFTER, "5".to_owned()));
        Self { status: problem.status, headers: later.into_iter().collect(), body: problem.json() }
    }

    /// With one more header.
    pub(crate) fn with(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// One of its headers.
    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// As HTTP. Nothing about a patient is kept by any cache.
    pub(crate) fn into_http(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(FHIR_JSON));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        response
    }
}

impl From<Problem> for Answer {
    fn from(problem: Problem) -> Self {
        Self::problem(&problem)
    }
}

/// An instant as HTTP writes it; whole seconds.
pub(crate) fn http_date(ms: i64) -> String {
    let at: DateTime<Utc> = DateTime::from_timestamp_millis(ms).unwrap_or_default();
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
