//! The staff's door: who is signed in, and the pages that let somebody in.
//!
//! ```text
//! routes.rs names for each page the least role  ->  gate asks for it, and for CSRF  ->  the handler takes a [`Staff`]
//! ```
//!
//! A handler cannot be reached around the gate: the table of routes puts it there, and [`Staff`] comes from nowhere else.

#![expect(
    clippy::result_large_err,
    reason = "what ends a handler early is an answer, and axum takes it as it is"
)]

mod ceremony;
mod cookie;
pub mod csrf;
mod entering;
mod flood;
mod fresh;
pub(crate) mod gate;
pub mod headers;
mod joining;
mod keys;
mod own;
pub(crate) mod page;
mod password;
mod people;
mod signin;
mod table;
mod totp;
mod visits;

pub use csrf::Csrf;
pub use table::routes;

use crate::portal::Shared;
use crate::roster::{Role, Roster, Session, session};
use crate::store::{Access, Actor};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use chrono::{DateTime, Utc};
use core::fmt;
use flood::Flood;
use password::Hashing;
use std::sync::Arc;

/// Who is signed in. An argument of every handler of a page.
#[derive(Clone)]
pub struct Staff {
    /// The id: what the audit names, and what [`crate::clinic::Clinic::acting_for`] takes.
    pub id: String,
    /// The name, for the page.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// What each form of the page carries in a hidden field named `csrf`.
    pub csrf: Csrf,
    /// Signed in since.
    pub since: DateTime<Utc>,
}

impl fmt::Debug for Staff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Staff({}, {:?})", self.id, self.role)
    }
}

impl Staff {
    fn of(session: Session, csrf: Csrf) -> Self {
        let Session { member, since } = session;
        Self { id: member.id, name: member.name, role: member.role, csrf, since }
    }

    /// What they do now, for the audit.
    pub(crate) fn access(&self, shared: &Shared) -> Access {
        let actor = Actor::Staff(self.id.clone());
        Access { actor, at: shared.clock.now(), request: String::new() }
    }

    /// Whether they signed in so lately that they may change their own keys.
    pub(crate) fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        now < self.since + session::FRESH
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Staff {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            // A route without `Guard::Staff` asked for one: shut, and seen by the first test that calls it.
            page::refusal(StatusCode::INTERNAL_SERVER_ERROR, "This page has no door.")
        })
    }
}

/// What the pages of sign-in share.
pub struct Reception {
    roster: Arc<dyn Roster>,
    flood: Flood,
    hashing: Hashing,
}

impl fmt::Debug for Reception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reception(..)")
    }
}

impl Reception {
    /// Before a list of staff.
    pub fn new(roster: Arc<dyn Roster>) -> Self {
        Self { roster, flood: Flood::default(), hashing: Hashing::default() }
    }

    /// What is kept of the staff.
    pub fn roster(&self) -> &dyn Roster {
        &*self.roster
    }
}

/// The desk of a request; the routes of this room exist only where there is one.
pub(crate) fn desk(shared: &Shared) -> Result<&Reception, Response> {
    shared.reception.as_deref().ok_or_else(page::out_of_order)
}
