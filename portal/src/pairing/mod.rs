//! Pairing a phone by link: made by the clinic, claimed once, confirmed on both sides, ended by either.
//!
//! ```text
//! clinic: invite -> shlink:/… and six digits, read out
//! phone:  POST {public}/pair/SECRET {recipient, passcode} -> one file, sealed with the link's key
//!         PUT Consent active: "yes, this clinic, these data"        (or inactive: the end)
//! clinic: confirm the match: initials, birth year, present dose     -> orders may travel
//! ```

mod agreement;
mod invite;
mod jwe;
mod link;
mod route;

pub use agreement::{CLASSES, consent};
pub use invite::{Invite, InviteError, invite};
pub use jwe::ContentKey;
pub use link::{LABEL_CHARS, LIFETIME, LinkRefusal, PairingLink, URL_CHARS};
pub use route::routes;
