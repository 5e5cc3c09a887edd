//! The key's fingerprint beside the file: it tells a wrong key from a damaged first page.
//!
//! SQLCipher answers both with the same "not a database". The fingerprint is a hash of 32 random bytes and says
//! nothing about them. It is written last when a store is made, so an empty file beside one was once a store.
//! It carries a checksum of itself: damaged, it counts as missing and is written anew.

use super::error::StoreError;
use super::files::{Files, beside};
use super::vault::Key32;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// What the file beside the store says about a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fingerprint {
    /// It is this key's.
    Same,
    /// It is another key's.
    Other,
    /// There is none, or it cannot be read.
    Absent,
}

/// Where it stands.
pub(super) fn path_of(store: &Path) -> PathBuf {
    beside(store, ".key-id")
}

/// A key's fingerprint as it stands in the file: `1 <fingerprint> <checksum>`, in hex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Print(String);

impl Print {
    /// Of a key.
    pub(super) fn of(key: &Key32) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"nocte database key, fingerprint 1");
        hash.update(key.bytes());
        let print = hex(hash.finalize().get(..16).unwrap_or_default());
        let check = check_of(&print);
        Self(format!("1 {print} {check}\n"))
    }
}

/// Compares with what stands beside the store.
pub(super) fn compare(files: &dyn Files, store: &Path, print: &Print) -> Result<Fingerprint, StoreError> {
    let path = path_of(store);
    if !files.exists(&path)? {
        return Ok(Fingerprint::Absent);
    }
    let found = files.read(&path)?;
    Ok(if found == print.0.as_bytes() {
        Fingerprint::Same
    } else if is_whole(&found) {
        Fingerprint::Other
    } else {
        Fingerprint::Absent
    })
}

/// Whether one stands there that can be read, whosever it is.
pub(super) fn is_there(files: &dyn Files, store: &Path) -> Result<bool, StoreError> {
    let path = path_of(store);
    Ok(files.exists(&path)? && is_whole(&files.read(&path)?))
}

/// Writes it beside the store.
pub(super) fn write(files: &dyn Files, store: &Path, print: &Print) -> Result<(), StoreError> {
    Ok(files.replace(&path_of(store), print.0.as_bytes())?)
}

fn is_whole(line: &[u8]) -> bool {
    let Ok(line) = core::str::from_utf8(line) else { return false };
    let mut words = line.split_ascii_whitespace();
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some("1"), Some(print), Some(check), None) => check_of(print) == check,
        _ => false,
    }
}

fn check_of(print: &str) -> String {
    hex(Sha256::digest(print.as_bytes()).get(..4).unwrap_or_default())
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
