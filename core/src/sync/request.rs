//! One request, as plain data: the machine makes it, the line sends it.

use super::headers::Headers;
use core::fmt;

/// A method. There is no DELETE: what was wrong is sent again with its status changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Read or search.
    Get,
    /// Bundle, create, token request.
    Post,
    /// Create or replace by id.
    Put,
}

impl Method {
    /// As it stands on the wire.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// A request to be sent once, exactly as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Its method.
    pub method: Method,
    /// The absolute URL. Holds no token.
    pub url: String,
    /// Its header lines, `Authorization` among them.
    pub headers: Headers,
    /// The body, already compressed where a header says so.
    pub body: Option<Vec<u8>>,
}

impl Request {
    /// A GET without a body.
    pub fn get(url: impl Into<String>) -> Self {
        Self { method: Method::Get, url: url.into(), headers: Headers::new(), body: None }
    }

    /// A POST.
    pub fn post(url: impl Into<String>, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = Headers::new().with("Content-Type", content_type);
        Self { method: Method::Post, url: url.into(), headers, body: Some(body.into()) }
    }

    /// A PUT of FHIR JSON.
    pub fn put(url: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        Self { method: Method::Put, ..Self::post(url, FHIR_JSON, body) }
    }

    /// With one more header line.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.add(name, value);
        self
    }
}

/// The content type of everything FHIR here.
pub(super) const FHIR_JSON: &str = "application/fhir+json";

/// The content type of token requests (RFC 6749).
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// The method and the size: the rest may be personal or a key.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.body.as_ref().map_or(0, Vec::len);
        write!(f, "Request({} …, {size} bytes)", self.method.text())
    }
}
