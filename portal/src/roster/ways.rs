//! Ways in, as they are kept: passwords with their codes, and passkeys.
//!
//! Nothing here can be handed in again: a password is an argon2id hash. The secret of the codes is one that a server
//! must know; it stands in the encrypted file and leaves it on no page but the one that sets it up.

use super::{Member, Way};
use chrono::{DateTime, Utc};
use core::fmt;
use zeroize::Zeroizing;

/// A password and what its codes come from. Secret: never printed.
#[derive(Clone)]
pub struct Password {
    /// The function and its costs, in one word.
    pub kdf: String,
    /// The salt.
    pub salt: [u8; 16],
    /// The hash.
    pub hash: [u8; 32],
    /// What the codes come from (RFC 6238, SHA-1, six digits, thirty seconds).
    pub totp: Zeroizing<[u8; 20]>,
    /// The step of the last code that counted; no code of this step or an earlier one counts again.
    pub step: u64,
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

/// A passkey as the library writes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Passkey {
    /// The credential's id.
    pub id: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// Public key and what else never changes.
    pub fixed: Vec<u8>,
    /// The counter and what else moves with each use.
    pub moving: Vec<u8>,
}

impl fmt::Debug for Passkey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passkey(..)")
    }
}

/// A passkey that somebody presents, with its owner.
#[derive(Debug, Clone)]
pub struct Presented {
    /// The owner.
    pub member: Member,
    /// What the authenticator knows the owner by.
    pub handle: [u8; 64],
    /// The key.
    pub passkey: Passkey,
}

/// A new way in.
#[derive(Debug, Clone)]
pub enum NewWay {
    /// A password with its codes; it takes the place of the one before.
    Password(Password),
    /// One more passkey.
    Passkey(Passkey),
}

impl NewWay {
    /// The word for the audit.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Password(_) => Way::Password.word(),
            Self::Passkey(_) => Way::Passkey.word(),
        }
    }
}

/// What somebody has, for their own page. No secret in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ways {
    /// A password, since.
    pub password: Option<DateTime<Utc>>,
    /// Passkeys, the oldest first.
    pub passkeys: Vec<Shown>,
}

/// A passkey on its owner's page.
#[derive(Clone, PartialEq, Eq)]
pub struct Shown {
    /// The credential's id.
    pub id: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// Since.
    pub since: DateTime<Utc>,
    /// Last used.
    pub used: Option<DateTime<Utc>>,
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shown(..)")
    }
}

/// What came of taking a way in away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// It is gone.
    Done,
    /// There was none.
    Nothing,
    /// It is the last one: without it nobody gets in.
    LastWay,
}
