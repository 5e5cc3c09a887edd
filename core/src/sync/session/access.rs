//! The token: refreshed before it ends and once after a 401, never twice at a time, and stored before it is used.

use super::{Pending, Session};
use crate::sync::reply::Reply;
use crate::sync::request::Request;
use crate::sync::smart::{Endpoints, SmartError, read_tokens, refresh};
use crate::sync::status::{Trouble, Verdict, judge};
use chrono::{DateTime, TimeDelta, Utc};

/// A token with less time than this left is refreshed first.
const MARGIN: TimeDelta = TimeDelta::seconds(30);

impl Session {
    /// The request that has to come before any other for the sake of the token.
    pub(super) fn access_first(&mut self, now: DateTime<Utc>) -> Option<Request> {
        let pairing = self.pairing();
        let tokens = pairing.tokens.as_ref()?;
        let ending = tokens.expires_at.is_some_and(|end| end.signed_duration_since(now) < MARGIN);
        let refresh_token = tokens.refresh.as_ref()?;
        // A clock that is wrong makes every token look old: one refresh that helped is believed.
        if !self.must_refresh && (!ending || self.refreshed) {
            return None;
        }
        let (request, pending) = match &pairing.token_endpoint {
            Some(endpoint) => (refresh(endpoint, &pairing.client_id, refresh_token), Pending::Refresh),
            None => (Endpoints::request(&pairing.base), Pending::Discovery),
        };
        self.pending = Some(pending);
        Some(request)
    }

    /// 401: once more with a fresh token, then the person has to sign in again. The queue is not touched.
    pub(super) fn unauthorised(&mut self) {
        let can = self.pairing().tokens.as_ref().is_some_and(|tokens| tokens.refresh.is_some());
        if can && !self.refused {
            self.must_refresh = true;
        } else {
            self.state.sign_in_again = true;
        }
    }

    /// The answer of `.well-known/smart-configuration`.
    pub(super) fn discovered(&mut self, reply: &Reply, now: DateTime<Utc>) {
        match Endpoints::read(reply) {
            Ok(found) => {
                if let Some(pairing) = &mut self.state.pairing {
                    pairing.token_endpoint = Some(found.token);
                    pairing.revocation_endpoint = found.revocation;
                }
                self.progress();
            }
            Err(SmartError::TryAgain) => self.token_trouble(reply, now),
            // A 200 without an end point is somebody else's word and not the server's.
            Err(SmartError::NotOffered) if reply.status() == Some(200) => self.token_trouble(reply, now),
            Err(_) => self.state.sign_in_again = true,
        }
    }

    /// The answer to a refresh.
    pub(super) fn refreshed(&mut self, reply: &Reply, now: DateTime<Utc>) {
        match read_tokens(reply, now) {
            Ok(answer) => {
                let Some(pairing) = &mut self.state.pairing else { return };
                let mut fresh = answer.tokens;
                if let Some(old) = pairing.tokens.take() {
                    fresh.refresh = fresh.refresh.or(old.refresh); // RFC 6749 6: none given means the old one stays
                    if fresh.scope.is_empty() {
                        fresh.scope = old.scope;
                    }
                }
                pairing.tokens = Some(fresh);
                self.refused = self.must_refresh;
                self.must_refresh = false;
                self.refreshed = true;
                self.progress();
            }
            Err(SmartError::TryAgain) => self.token_trouble(reply, now),
            Err(_) => self.state.sign_in_again = true,
        }
    }

    /// The token endpoint did not answer as one does. The refresh token was not seen to be refused, so it stays.
    fn token_trouble(&mut self, reply: &Reply, now: DateTime<Utc>) {
        let trouble = match judge(reply, self.server_time(now)) {
            Verdict::Trouble(trouble) => trouble,
            _ => Trouble::NotTheServer,
        };
        if matches!(reply.status(), Some(404 | 405 | 410))
            && let Some(pairing) = &mut self.state.pairing
        {
            pairing.token_endpoint = None; // it may have moved
        }
        self.trouble(trouble, now);
    }
}
