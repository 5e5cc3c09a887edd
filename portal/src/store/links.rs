//! Links that patients share, as the server keeps them: what is sealed, and nothing that opens it.
//!
//! Neither the address nor the secret that manages a link is kept, only their digests; the key never comes here. A link
//! belongs to nobody: nothing says whose it is. So it is no part of a patient's record, has no row in the audit, and is
//! ended by its phone, by its own end, or by wrong passcodes.
//!
//! Every method is one commit. [`Links::open`] finds, judges and counts in one statement, so that requests at once
//! cannot each be the fifth; what ended, was taken back or never was costs the same work and gives the same answer.

use super::StoreError;
use crate::caller::Pending;
use crate::keyring::Digest;
use chrono::{DateTime, TimeDelta, Utc};

/// Wrong passcodes a link endures in its life.
pub const ATTEMPTS: u32 = nocte_core::domain::sharing::ATTEMPTS;
/// Openings of one link: a summary for a doctor is no web site.
pub const OPENINGS: u32 = 20_000;
/// The longest a link may be open.
pub const LONGEST: TimeDelta = TimeDelta::days(366);
/// How long a file can be fetched by the address that a manifest gave for it; the specification allows an hour.
pub const TICKET: TimeDelta = TimeDelta::minutes(10);
/// The largest sealed file, in bytes.
pub const LARGEST: usize = 3 * 1024 * 1024;
/// Open links of one server together, in bytes of what is sealed.
pub const ALL: u64 = 4 * 1024 * 1024 * 1024;

/// A link as it is handed in.
#[derive(Clone)]
pub struct NewLink {
    /// The digest of its address.
    pub address: Digest,
    /// The digest of what manages it.
    pub manage: Digest,
    /// What is kept of its passcode: a digest bound to the address, which is not kept.
    pub passcode: Option<Digest>,
    /// What is sealed: a compact JWE.
    pub file: String,
    /// What it is, sealed in it: a media type.
    pub kind: String,
    /// It may change, and be asked for again.
    pub long_term: bool,
    /// When it ends.
    pub ends: DateTime<Utc>,
}

impl core::fmt::Debug for NewLink {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "NewLink({} bytes, ends {})", self.file.len(), self.ends)
    }
}

/// What became of a link that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is new.
    New,
    /// It stands in the place of what its owner had handed in before; passcode and end are as they were.
    Replaced,
    /// Its address is taken, or was: nothing was written.
    Taken,
    /// There is no room.
    Full,
}

/// How a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// By GET: only a link without a passcode.
    Direct,
    /// By the manifest, with this digest of a passcode; `None` when none came.
    Manifest(Option<Digest>),
}

/// What opening a link led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// The file.
    File {
        /// What is sealed.
        file: String,
        /// What it is.
        kind: String,
        /// It may change.
        long_term: bool,
        /// When it was handed in.
        at: DateTime<Utc>,
    },
    /// A wrong passcode, or none; so many attempts are left.
    Wrong {
        /// Attempts left.
        remaining: u32,
    },
    /// Not active, for whatever reason.
    Gone,
}

/// What its owner is told of a link that is active.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    /// How often it was opened.
    pub opened: u32,
    /// Wrong passcodes so far.
    pub wrong: u32,
    /// When it ends.
    pub ends: DateTime<Utc>,
}

/// What is asked of the database about links. Names no database.
pub trait Links: Send + Sync {
    /// Keeps a link at `at`, or puts its file in the place of the one that `manage` had handed in. What has ended is
    /// removed for good on the way.
    fn keep(&self, link: NewLink, at: DateTime<Utc>) -> Pending<'_, Result<Kept, StoreError>>;

    /// Opens a link at `at`: finds, judges and counts in one statement.
    fn open(
        &self,
        address: Digest,
        asking: Asking,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Opening, StoreError>>;

    /// Lets the file of a link be fetched once, until [`TICKET`] after `at`, by whoever has what `ticket` is the digest
    /// of. For a reader whose opening was counted and who wants the file by itself.
    fn lend(&self, ticket: Digest, address: Digest, at: DateTime<Utc>)
    -> Pending<'_, Result<(), StoreError>>;

    /// Fetches a file that was lent, and the ticket is spent. `None` when it is spent, too old or none, or its link is
    /// not active: all of them after the same statements.
    fn fetch(&self, ticket: Digest, at: DateTime<Utc>) -> Pending<'_, Result<Option<String>, StoreError>>;

    /// What its owner is told; `None` for a link that is not active, or not theirs.
    fn look(
        &self,
        address: Digest,
        manage: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Option<Looked>, StoreError>>;

    /// Takes a link back: what is sealed is removed for good. `false` when it is not active, or not theirs.
    fn take_back(
        &self,
        address: Digest,
        manage: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<bool, StoreError>>;
}
