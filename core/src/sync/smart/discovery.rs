//! Where a server lets apps sign in.

use super::SmartError;
use crate::sync::address::safe;
use crate::sync::reply::Reply;
use crate::sync::request::Request;
use serde_json::Value;

/// What `.well-known/smart-configuration` says that matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoints {
    /// Where the browser goes; not there on a server that only pairs by link.
    pub authorization: Option<String>,
    /// Where codes and refresh tokens become tokens.
    pub token: String,
    /// Where tokens are given back.
    pub revocation: Option<String>,
    /// PKCE with S256 is offered.
    pub s256: bool,
}

impl Endpoints {
    /// The request for a server's configuration. It carries no token.
    pub fn request(base: &str) -> Request {
        let base = base.trim_end_matches('/');
        Request::get(format!("{base}/.well-known/smart-configuration")).with("Accept", "application/json")
    }

    /// Reads the answer.
    ///
    /// # Errors
    /// When there is none, or an address in it may not be spoken to.
    pub fn read(reply: &Reply) -> Result<Self, SmartError> {
        let status = reply.status().ok_or(SmartError::TryAgain)?;
        let Some(body) = reply.json() else {
            return Err(if status == 404 { SmartError::NotOffered } else { SmartError::TryAgain });
        };
        if status >= 500 || status == 429 {
            return Err(SmartError::TryAgain);
        }
        if status != 200 {
            return Err(SmartError::NotOffered);
        }
        let address = |name: &str| match body.get(name).and_then(Value::as_str) {
            Some(text) => safe(text).map(|_| Some(text.to_owned())).ok_or(SmartError::Address),
            None => Ok(None),
        };
        let methods = body.get("code_challenge_methods_supported").and_then(Value::as_array);
        Ok(Self {
            authorization: address("authorization_endpoint")?,
            token: address("token_endpoint")?.ok_or(SmartError::NotOffered)?,
            revocation: address("revocation_endpoint")?,
            s256: methods.is_some_and(|methods| methods.iter().any(|method| method == "S256")),
        })
    }
}
