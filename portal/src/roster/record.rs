//! The records behind the staff's doors. Secrets are digests here; names and addresses are never printed by `Debug`.

use super::Role;
use crate::keyring::Digest;
use chrono::{DateTime, Utc};
use core::fmt;

/// A member of staff.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// The id: what the audit names.
    pub id: String,
    /// The address they sign in with.
    pub email: String,
    /// The name patients and colleagues read.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// On the list since.
    pub since: DateTime<Utc>,
    /// Has set up a way in since then; `None` while the invitation is open.
    pub joined: Option<DateTime<Utc>>,
    /// Shut out since then.
    pub disabled: Option<DateTime<Utc>>,
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Member({}, {:?})", self.id, self.role)
    }
}

/// Somebody to put on the list. Personal: no `Debug`.
#[derive(Clone)]
pub struct NewMember {
    /// The id.
    pub id: String,
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// What a one-time link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// Set up one's own way in.
    Join,
    /// Sign in once, as the demonstration prints it.
    Once,
}

impl LinkKind {
    /// The word the database keeps.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Once => "once",
        }
    }
}

/// A one-time link as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffLink {
    /// Digest of its secret part.
    pub link: Digest,
    /// What it is for.
    pub kind: LinkKind,
    /// When it ends.
    pub ends: DateTime<Utc>,
}

/// How somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// With a passkey.
    Passkey,
    /// With a password and a code.
    Password,
    /// With a one-time link.
    Link,
}

impl Way {
    /// The word the database and the audit keep.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passkey => "passkey",
            Self::Password => "password",
            Self::Link => "link",
        }
    }
}

/// A session to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Digest of its cookie.
    pub digest: Digest,
    /// Whose.
    pub staff: String,
    /// How they came in.
    pub way: Way,
    /// Digest of the cookie that marks this browser as known, when it gets one.
    pub browser: Option<Digest>,
    /// The session this browser had before: it ends with this one's beginning.
    pub instead_of: Option<Digest>,
}

/// A living session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub member: Member,
    /// Signed in.
    pub since: DateTime<Utc>,
}

/// What came of a change to somebody on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// Done; their sessions have ended.
    Done,
    /// There is no such person.
    Nobody,
    /// It would leave the clinic without an administrator who can sign in.
    LastAdmin,
}
