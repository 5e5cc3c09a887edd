//! Asking for a link's manifest, and reading the pairing out of it.

use super::{Link, LinkError, open};
use crate::domain::fact_id::FactId;
use crate::shlink::Secret;
use crate::sync::address::{joined, safe};
use crate::sync::reply::Reply;
use crate::sync::request::Request;
use crate::sync::smart::{CLIENT_ID, TokenAnswer};
use crate::sync::state::Pairing;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

/// The content type of a file that hands over access.
const ACCESS: &str = "application/smart-api-access";

/// What an answer to a link led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// A pairing.
    Pairing(Box<Pairing>),
    /// The file stands elsewhere: send this, and hand the answer to [`Link::opened`] again.
    Fetch(Request),
}

impl Link {
    /// The request for the manifest. `recipient` is shown to the clinic ("Nocte on a phone").
    ///
    /// # Errors
    /// When the link has ended or wants a passcode and none is given.
    pub fn request(
        &self,
        recipient: &str,
        passcode: Option<&Secret>,
        now: DateTime<Utc>,
    ) -> Result<Request, LinkError> {
        if self.ends.is_some_and(|ends| ends <= now) {
            return Err(LinkError::Expired);
        }
        if self.direct {
            let url = joined(self.url.expose(), &[("recipient", recipient)]);
            return Ok(Request::get(url));
        }
        let mut body = json!({ "recipient": recipient, "embeddedLengthMax": 65_536 });
        match passcode {
            Some(passcode) => body["passcode"] = Value::from(passcode.expose()),
            None if self.passcode => return Err(LinkError::PasscodeNeeded),
            None => {}
        }
        Ok(Request::post(self.url.expose(), "application/json", body.to_string())
            .with("Accept", "application/json"))
    }

    /// Reads the answer to [`Link::request`], or to the request that followed from it.
    ///
    /// # Errors
    /// A wrong passcode, a link that has ended, was claimed or is not active, or nothing to pair with.
    pub fn opened(&self, reply: &Reply, install: FactId, now: DateTime<Utc>) -> Result<Opened, LinkError> {
        let Reply::Answer { status, body, .. } = reply else { return Err(LinkError::TryAgain) };
        match *status {
            200 => {}
            status => return Err(refused(status, reply.json().as_ref())),
        }
        if let Ok(text) = std::str::from_utf8(body)
            && text.trim().split('.').count() == 5
            && !text.trim_start().starts_with('{')
        {
            return self.pairing(text, install, now);
        }
        let manifest = reply.json().ok_or(LinkError::TryAgain)?;
        let files = manifest.get("files").and_then(Value::as_array).ok_or(LinkError::NoAccess)?;
        let access = |file: &&Value| {
            let kind = file.get("contentType").and_then(Value::as_str).unwrap_or_default();
            kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(ACCESS))
        };
        let file = files.iter().find(access).ok_or(LinkError::NoAccess)?;
        if let Some(sealed) = file.get("embedded").and_then(Value::as_str) {
            return self.pairing(sealed, install, now);
        }
        let location = file.get("location").and_then(Value::as_str).ok_or(LinkError::NoAccess)?;
        safe(location).ok_or(LinkError::Address)?;
        Ok(Opened::Fetch(Request::get(location)))
    }

    /// Opens the sealed file into a pairing.
    fn pairing(&self, sealed: &str, install: FactId, now: DateTime<Utc>) -> Result<Opened, LinkError> {
        let plain = open(sealed, &self.key)?;
        let body: Value = serde_json::from_slice(&plain).map_err(|_| LinkError::NoAccess)?;
        let answer = TokenAnswer::read(&body, now).map_err(|_| LinkError::NoAccess)?;
        let field = |name: &str| body.get(name).and_then(Value::as_str);
        let base = field("aud").ok_or(LinkError::NoAccess)?;
        safe(base).ok_or(LinkError::Address)?;
        let patient = answer.patient.clone().ok_or(LinkError::NoAccess)?;
        Ok(Opened::Pairing(Box::new(Pairing {
            base: base.trim_end_matches('/').to_owned(),
            patient,
            install,
            client_id: field("client_id").unwrap_or(CLIENT_ID).to_owned(),
            tokens: Some(answer.tokens),
            token_endpoint: None,
            revocation_endpoint: None,
            label: self.label.clone(),
            paired_at: now,
        })))
    }
}

/// Why the server would not open a link.
fn refused(status: u16, body: Option<&Value>) -> LinkError {
    let said = body.map(|body| {
        let field = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
        format!("{} {} {}", field("error"), field("status"), field("reason")).to_ascii_lowercase()
    });
    let said = said.unwrap_or_default();
    if said.contains("claimed") {
        return LinkError::Claimed;
    }
    if said.contains("expired") {
        return LinkError::Expired;
    }
    match status {
        401 => {
            let remaining = body.and_then(|body| body.get("remainingAttempts")).and_then(Value::as_u64);
            LinkError::WrongPasscode { remaining: remaining.and_then(|left| u32::try_from(left).ok()) }
        }
        409 => LinkError::Claimed,
        410 => LinkError::Expired,
        403 | 404 if body.is_some() => LinkError::Inactive,
        404 => LinkError::Inactive,
        _ => LinkError::TryAgain,
    }
}
