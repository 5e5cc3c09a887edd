//! Who is signed in, as every handler of a page is told, and the token that their forms carry.
//!
//! The gate of `staff` makes one; `frame` and `pages` show it and know nothing of how somebody comes in.

pub mod csrf;

pub use csrf::Csrf;

use crate::portal::Shared;
use crate::roster::{Role, Session, session};
use crate::store::{Access, Actor};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use core::fmt;

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
    /// Of a session, with the token its forms carry. Only the gate makes one.
    pub(crate) fn of(session: Session, csrf: Csrf) -> Self {
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
        // A route without `Guard::Staff` asked for one: shut, and seen by the first test that calls it.
        let shut = || StatusCode::INTERNAL_SERVER_ERROR.into_response();
        parts.extensions.get::<Self>().cloned().ok_or_else(shut)
    }
}
