//! The staff's door: who is signed in, and the pages that let somebody in.
//!
//! ```text
//! routes.rs names for each page the least role  ->  gate asks for it, and for CSRF  ->  the handler takes a [`Staff`]
//! ```
//!
//! A handler cannot be reached around the gate: the table of routes puts it there, and [`Staff`] comes from nowhere else.

mod cookie;
pub mod csrf;
mod fresh;
pub(crate) mod gate;
pub mod headers;
pub(crate) mod page;
mod signin;

pub use csrf::Csrf;
pub use signin::routes;

use crate::roster::{Role, Roster, Session};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use chrono::{DateTime, Utc};
use core::fmt;
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
}

impl fmt::Debug for Reception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reception(..)")
    }
}

impl Reception {
    /// Before a list of staff.
    pub fn new(roster: Arc<dyn Roster>) -> Self {
        Self { roster }
    }

    /// What is kept of the staff.
    pub fn roster(&self) -> &dyn Roster {
        &*self.roster
    }
}
