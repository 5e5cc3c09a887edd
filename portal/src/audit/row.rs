//! One row of the audit and the hash that chains it to the one before.

use crate::store::Access;
use sha2::{Digest, Sha256};

/// What is to be recorded of one access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whose data.
    pub patient: String,
    /// The FHIR interaction (`read`, `update`, `search-type` ...) or a verb of the clinic's (`invite`, `erase` ...).
    pub action: &'static str,
    /// The resource type, empty when it is about all of them.
    pub kind: String,
    /// The resource id, empty for a search.
    pub id: String,
    /// The version read or written; 0 for none.
    pub version: i64,
    /// The HTTP status that the access was answered with.
    pub status: u16,
    /// How many resources it gave.
    pub found: u32,
    /// SHA-256 of the body written; empty for a read. It outlives an erasure.
    pub sha: Vec<u8>,
    /// The search as asked; empty otherwise.
    pub query: String,
}

impl Entry {
    /// An access to one resource, or to a type when `id` is empty.
    pub fn new(patient: &str, action: &'static str, kind: &str, id: &str, status: u16) -> Self {
        Self {
            patient: patient.to_owned(),
            action,
            kind: kind.to_owned(),
            id: id.to_owned(),
            version: 0,
            status,
            found: 0,
            sha: Vec::new(),
            query: String::new(),
        }
    }
}

/// A row as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its place in the chain, from 1 without gaps.
    pub seq: i64,
    /// When, milliseconds since 1970.
    pub at_ms: i64,
    /// Whose data.
    pub patient: String,
    /// Who: a FHIR reference or `command`.
    pub actor: String,
    /// The token's id, empty when none was used.
    pub token: String,
    /// What was done.
    pub action: String,
    /// The resource type.
    pub kind: String,
    /// The resource id.
    pub id: String,
    /// The version.
    pub version: i64,
    /// The HTTP status.
    pub status: i64,
    /// How many resources.
    pub found: i64,
    /// SHA-256 of the body written.
    pub sha: Vec<u8>,
    /// The client's request id.
    pub request: String,
    /// The search.
    pub query: String,
}

impl Kept {
    /// The row that `entry` of `access` becomes at place `seq`.
    pub fn new(seq: i64, access: &Access, entry: Entry) -> Self {
        Self {
            seq,
            at_ms: access.at.timestamp_millis(),
            patient: entry.patient,
            actor: access.actor.reference(),
            token: access.actor.token().to_owned(),
            action: entry.action.to_owned(),
            kind: entry.kind,
            id: entry.id,
            version: entry.version,
            status: i64::from(entry.status),
            found: i64::from(entry.found),
            sha: entry.sha,
            request: access.request.clone(),
            query: entry.query,
        }
    }
}

/// The hash of a row after the row with hash `before`. Every field is preceded by its length, so that no two rows
/// have the same text.
pub fn chained(before: &[u8; 32], row: &Kept) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before);
    for number in [row.seq, row.at_ms, row.version, row.status, row.found] {
        hash.update(number.to_be_bytes());
    }
    let texts: [&[u8]; 9] = [
        row.patient.as_bytes(),
        row.actor.as_bytes(),
        row.token.as_bytes(),
        row.action.as_bytes(),
        row.kind.as_bytes(),
        row.id.as_bytes(),
        &row.sha,
        row.request.as_bytes(),
        row.query.as_bytes(),
    ];
    for text in texts {
        hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(text);
    }
    hash.finalize().into()
}
