//! Pairing by QR code: a SMART Health Link that hands over an address and a token.
//!
//! [`Link::parse`] reads what the camera saw, [`Link::request`] asks for the manifest with the passcode the clinic
//! read out, [`Link::opened`] reads the answer and opens the sealed file: a pairing, or one more request.

mod manifest;
mod parse;

pub use crate::shlink::{JweError, open};
pub use manifest::Opened;
pub use parse::Link;

use crate::shlink::PayloadError;

/// Why a link led to no pairing. Nothing personal stands in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// This text is no SMART Health Link.
    #[error("this is no pairing link")]
    NotALink,
    /// It is one, but not for pairing with this app: a version or a flag unknown here.
    #[error("this kind of link is not known here")]
    UnknownKind,
    /// Its address is not https (or loopback).
    #[error("the link's address is not safe")]
    Address,
    /// It has ended.
    #[error("the link has ended: ask for a new one")]
    Expired,
    /// It wants a passcode, and none was given.
    #[error("the link wants its passcode")]
    PasscodeNeeded,
    /// The passcode is wrong.
    #[error("the passcode is wrong")]
    WrongPasscode {
        /// How many tries are left, where the server told.
        remaining: Option<u32>,
    },
    /// It was used before.
    #[error("the link was used already: ask for a new one")]
    Claimed,
    /// The server does not know it, or not any more.
    #[error("the link is not active: ask for a new one")]
    Inactive,
    /// The server has too much to do, or something stands between here and it. Try again.
    #[error("the server did not answer as it should: try again")]
    TryAgain,
    /// The answer holds nothing to pair with.
    #[error("the link holds nothing to pair with")]
    NoAccess,
    /// What it holds can't be opened with its key.
    #[error("what the link holds cannot be opened")]
    Sealed(#[from] JweError),
}

impl From<PayloadError> for LinkError {
    fn from(error: PayloadError) -> Self {
        match error {
            PayloadError::NotALink => Self::NotALink,
            PayloadError::UnknownKind => Self::UnknownKind,
            PayloadError::UrlTooLong => Self::Address,
        }
    }
}
