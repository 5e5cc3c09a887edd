//! Sync with a clinic's FHIR server, as a state machine that touches nothing.
//!
//! The driver holds the store and the line. It opens a [`Session`] with the kept [`State`] and does, until
//! [`Step::Done`]:
//!
//! 1. `next(now)`; 2. write down all `changes()` in one transaction; 3. what the step says: send the request and
//!    `complete(reply)`, `offer(parcels)`, or wait; 4. write down all `changes()` again.
//!
//! Nothing is sent whose *in flight* was not written down, no token is used that was not stored, and a cursor moves
//! in the transaction that stores what was pulled. A session may be dropped at any moment.

mod address;
mod backoff;
mod bundle;
mod change;
mod covers;
mod headers;
#[cfg(feature = "http")]
pub mod http;
pub mod link;
mod names;
mod outcome;
mod page;
mod parcel;
mod profile;
mod reply;
mod request;
mod session;
pub mod smart;
mod state;
mod status;
mod step;

pub use crate::shlink::Secret;
pub use change::{Change, Receipt};
pub use headers::Headers;
pub use page::Page;
pub use parcel::{Letter, Parcel};
pub use profile::{Mode, Profile, TypeProfile};
pub use reply::{Failure, Reply};
pub use request::{Method, Request};
pub use session::Session;
pub use state::{Counted, Gzip, Pairing, PauseReason, Paused, Rest, State, Tokens};
pub use step::{Counts, Problem, Report, Shortfall, Step};
