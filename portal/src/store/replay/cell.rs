//! One value of a row, as both databases know it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A value. Personal, some of them: no `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// None.
    Null,
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// The values of a row, in the order of the table's columns.
pub type Line = Vec<Cell>;

impl Cell {
    /// Its kind, then its length, then what it is: no two rows hash alike.
    pub(super) fn hash(&self, sha: &mut Sha256) {
        let (kind, bytes) = match self {
            Self::Null => (0_u8, &[][..]),
            Self::Number(number) => {
                sha.update([1]);
                sha.update(number.to_be_bytes());
                return;
            }
            Self::Text(text) => (2, text.as_bytes()),
            Self::Bytes(bytes) => (3, bytes.as_slice()),
        };
        sha.update([kind]);
        sha.update((bytes.len() as u64).to_be_bytes());
        sha.update(bytes);
    }
}
