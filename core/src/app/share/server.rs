//! Speaking with the server that keeps what is sealed: put, take back, ask how often it was opened.
//!
//! The specification says how a link is read and leaves open how it is made; these three requests are the portal's
//! own. The secret that manages a link travels in the body, never in an address.

use super::super::App;
use super::super::pair::allowed;
use super::super::sync::Wire;
use crate::domain::sharing::ShareRefusal;
use crate::error::Error;
use crate::shlink::{FHIR_JSON, Secret, Share};
use crate::sync::{Failure, Method, Reply, Request};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// What became of a request.
pub(super) enum Said {
    /// Done.
    Yes,
    /// The server said no: nothing was done.
    No(ShareRefusal),
    /// Whether anything was done is not known.
    Nothing(ShareRefusal),
}

/// Where a link's files are asked for.
pub(super) fn address(share: &Share) -> Secret {
    Secret::new(format!("{}/shl/{}", share.server, share.address.expose()))
}

impl App {
    /// The server to ask: the one that is named, else the paired clinic's.
    pub(super) fn server_of(&self, named: Option<&str>) -> Result<String, Error> {
        if let Some(named) = named {
            return Ok(named.trim().trim_end_matches('/').to_owned());
        }
        let pairing = self.clinic().map_err(|error| match error {
            Error::NotPaired => ShareRefusal::NoServer.into(),
            error => error,
        })?;
        Ok(home(&pairing.base).to_owned())
    }

    /// Has the server keep what is sealed, or put it in the place of what it keeps. A clinic's own server is shown
    /// the pairing's token, and nobody else is; an old token is renewed by the usual exchange, once.
    pub(super) async fn put(
        &self,
        share: &Share,
        sealed: &str,
        passcode: Option<&str>,
        wire: &impl Wire,
    ) -> Result<Said, Error> {
        let mut body = json!({
            "manage": share.manage.expose(),
            "contentType": FHIR_JSON,
            "file": sealed,
            "ends": share.ends.timestamp(),
            "longTerm": share.long_term,
        });
        if let Some(passcode) = passcode {
            body["passcode"] = Value::from(passcode);
        }
        let body = body.to_string();
        let url = address(share);
        let put = || Request {
            method: Method::Put,
            ..Request::post(url.expose(), "application/json", body.clone())
        };
        let at_home = self.is_home_of(share);
        if at_home && self.token_ends()? {
            let _ = self.sync(wire).await?;
        }
        let mut reply = self.carried(share, put(), wire).await;
        if at_home && reply.status() == Some(401) {
            let _ = self.sync(wire).await?;
            reply = self.carried(share, put(), wire).await;
        }
        Ok(match reply.status() {
            Some(200 | 201) => Said::Yes,
            Some(401 | 403) => Said::No(ShareRefusal::NotAllowed),
            Some(404 | 405) => Said::No(ShareRefusal::NotOffered),
            Some(413) => Said::No(ShareRefusal::TooLarge),
            Some(400 | 422) => Said::No(ShareRefusal::Ends),
            Some(429 | 507) => Said::No(ShareRefusal::ServerFull),
            _ if reply == Reply::Failed(Failure::Address) => Said::No(ShareRefusal::Address),
            _ => Said::Nothing(ShareRefusal::NoAnswer),
        })
    }

    async fn carried(&self, share: &Share, request: Request, wire: &impl Wire) -> Reply {
        let pairing = self.clinic().ok().filter(|pairing| home(&pairing.base) == share.server);
        let request = match &pairing {
            Some(pairing) => allowed(request, pairing),
            None => request,
        };
        wire.carry(request).await
    }

    /// Whether the pairing's token ends before a summary could be handed in.
    fn token_ends(&self) -> Result<bool, Error> {
        let soon = self.clock.moment().now + TimeDelta::seconds(30);
        let ends = self.clinic()?.tokens.and_then(|tokens| tokens.expires_at);
        Ok(ends.is_some_and(|ends| ends < soon))
    }

    fn is_home_of(&self, share: &Share) -> bool {
        self.clinic().is_ok_and(|pairing| home(&pairing.base) == share.server)
    }
}

/// Takes a link back. `Some(true)`: the server did; `Some(false)`: it knows no such link; `None`: no answer.
pub(super) async fn revoke(share: &Share, wire: &impl Wire) -> Option<bool> {
    match asked(share, "revoke", wire).await.status() {
        Some(200 | 204) => Some(true),
        Some(404) => Some(false),
        _ => None,
    }
}

/// What the server says of a link.
pub(super) struct Told {
    /// How often it was opened.
    pub(super) opened: u64,
    /// How many wrong passcodes it was given; nothing from a server that does not say.
    pub(super) wrong: Option<u32>,
}

/// How often a link was opened. `Some(None)`: the server knows no such link; `None`: no answer.
pub(super) async fn looked_at(share: &Share, wire: &impl Wire) -> Option<Option<Told>> {
    let reply = asked(share, "status", wire).await;
    match reply.status() {
        Some(200) => {
            let body = reply.json()?;
            let count = |name: &str| body.get(name).and_then(Value::as_u64);
            let wrong = count("wrong").and_then(|wrong| u32::try_from(wrong).ok());
            Some(Some(Told { opened: count("opened")?, wrong }))
        }
        Some(404) => Some(None),
        _ => None,
    }
}

async fn asked(share: &Share, what: &str, wire: &impl Wire) -> Reply {
    let url = format!("{}/{what}", address(share).expose());
    let body = json!({ "manage": share.manage.expose() }).to_string();
    wire.carry(Request::post(url, "application/json", body)).await
}

/// The public address of a clinic's portal: its FHIR base without the path that ours has.
fn home(base: &str) -> &str {
    base.strip_suffix("/fhir").unwrap_or(base)
}
