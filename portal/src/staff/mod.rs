//! The staff's door: who is signed in, and the pages that let somebody in.
//!
//! ```text
//! routes.rs names for each page the least role  ->  gate asks for it, and for CSRF  ->  the handler takes a `Staff`
//! ```
//!
//! A handler cannot be reached around the gate: the table of routes puts it there, and a
//! `Staff` comes from nowhere else.

#![expect(
    clippy::result_large_err,
    reason = "what ends a handler early is an answer, and axum takes it as it is"
)]

mod ceremony;
mod cookie;
mod entering;
mod flood;
mod fresh;
pub(crate) mod gate;
pub mod headers;
mod joining;
mod keys;
mod own;
mod password;
mod people;
mod signin;
mod table;
mod totp;
mod visits;

pub use table::routes;

use crate::frame::answer as page;
use crate::portal::Shared;
use crate::roster::Roster;
use crate::signed_in::Staff;
use crate::store::knocks::Knocks;
use axum::response::Response;
use core::fmt;
use flood::Flood;
use password::Hashing;
use std::sync::Arc;

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
    /// Before a list of staff. Tries are counted in `knocks`, where several processes share them, or else in memory.
    pub fn new(roster: Arc<dyn Roster>, knocks: Option<Arc<dyn Knocks>>) -> Self {
        Self { roster, flood: Flood::new(knocks), hashing: Hashing::default() }
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
