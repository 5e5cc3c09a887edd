//! SMART App Launch 2.2, standalone, as a public client: pure request builders and reply readers.
//!
//! 1. [`Endpoints::request`] and [`Endpoints::read`]: where to sign in.
//! 2. [`Launch::begin`]: the address for the system's browser, with a PKCE challenge and a `state`.
//! 3. [`Launch::returned`]: what the browser brought back, into a code exchange.
//! 4. [`read_tokens`]: what the exchange gave.
//!
//! Afterwards a session refreshes by itself: one refresh at a time, the new tokens stored before they are used.
//! [`revoke`] gives them back.

mod discovery;
mod launch;
mod token;

pub use discovery::Endpoints;
pub use launch::{Launch, SCOPES};
pub use token::{CLIENT_ID, TokenAnswer, read_tokens, refresh, revoke};

/// Why signing in did not work. Nothing personal stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SmartError {
    /// The server has no SMART configuration, or one without what a public client needs.
    #[error("the server does not offer this way to sign in")]
    NotOffered,
    /// An address in it is not https (or loopback).
    #[error("an address the server names is not safe")]
    Address,
    /// What the browser brought back is not the answer to this sign-in.
    #[error("this is not the answer to this sign-in")]
    Foreign,
    /// The person or the clinic said no.
    #[error("access was not granted")]
    Denied,
    /// The code or the refresh token is not valid (any more): sign in again.
    #[error("the sign-in is not valid any more")]
    Invalid,
    /// No answer, or not from the server. Try again.
    #[error("the server did not answer as it should: try again")]
    TryAgain,
}
