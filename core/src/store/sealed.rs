//! What makes a backup one file that opens anywhere: a header, and an SQLCipher database sealed with a passphrase.
//!
//! The database's raw key is Argon2id of the passphrase over a salt in the header. The header tells apart what
//! SQLCipher cannot: no backup of ours, a newer one, a damaged one, another passphrase.
//!
//! | bytes | what |
//! | --- | --- |
//! | 0–7 | `noctebk` and a line feed |
//! | 8–11 | format, 1 |
//! | 12–15 | schema |
//! | 16–27 | Argon2id: KiB, passes, lanes |
//! | 28–35 | when the copy was made, seconds since 1970 |
//! | 36–51 | salt |
//! | 52–59 | length of the database |
//! | 60–91 | its SHA-256 |
//! | 92–107 | SHA-256 of key and bytes 0–91: this passphrase, this header, this database |
//! | 108–127 | SHA-256 of bytes 0–107: damage, told without the passphrase |
//! | 128– | the database |
//!
//! Whole numbers are little-endian.

use super::error::{BackupRefusal, StoreError};
use super::migrate::SCHEMA;
use super::phrase::RecoveryPhrase;
use super::vault::{Key32, VaultError};
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The least number of characters of a passphrase.
pub const SHORTEST: usize = 10;

const MAGIC: &[u8; 8] = b"noctebk\n";
const FORMAT: u32 = 1;
const HEADER: usize = 128;

/// What guessing costs: 64 MiB and three passes, about a fifth of a second on a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Memory in KiB.
    pub kib: u32,
    /// Passes.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Stretch {
    fn default() -> Self {
        Self { kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

/// What opens a backup: the user's passphrase or the recovery phrase. Wiped when dropped.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// From typed text. Space around it does not count; a recovery phrase may be typed in any grouping.
    ///
    /// # Errors
    /// [`BackupRefusal::ShortPassphrase`] below [`SHORTEST`] characters.
    pub fn new(text: &str) -> Result<Self, BackupRefusal> {
        if let Ok(phrase) = RecoveryPhrase::parse(text) {
            return Ok(Self::from(&phrase));
        }
        let text = text.trim();
        if text.chars().count() < SHORTEST {
            return Err(BackupRefusal::ShortPassphrase);
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }
}

impl From<&RecoveryPhrase> for Passphrase {
    fn from(phrase: &RecoveryPhrase) -> Self {
        Self(Zeroizing::new(phrase.digits().to_owned()))
    }
}

impl core::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

/// The salt and the cost of one backup, and the key they make.
pub(super) struct Seal {
    salt: [u8; 16],
    stretch: Stretch,
    key: Key32,
}

impl Seal {
    /// A new one for a new backup.
    pub(super) fn new(passphrase: &Passphrase, stretch: Stretch) -> Result<Self, StoreError> {
        let mut salt = [0_u8; 16];
        getrandom::fill(&mut salt).map_err(|_| VaultError::NoRandomness)?;
        let key = stretched(passphrase, &salt, stretch)?;
        Ok(Self { salt, stretch, key })
    }

    /// The database's raw key.
    pub(super) fn key(&self) -> &Key32 {
        &self.key
    }

    /// The whole file for a database sealed with this key.
    pub(super) fn wrap(&self, database: &[u8], made_at: DateTime<Utc>) -> Vec<u8> {
        let mut file = Vec::with_capacity(HEADER + database.len());
        file.extend_from_slice(MAGIC);
        for number in [FORMAT, SCHEMA, self.stretch.kib, self.stretch.passes, self.stretch.lanes] {
            file.extend_from_slice(&number.to_le_bytes());
        }
        file.extend_from_slice(&made_at.timestamp().to_le_bytes());
        file.extend_from_slice(&self.salt);
        file.extend_from_slice(&(database.len() as u64).to_le_bytes());
        file.extend_from_slice(&Sha256::digest(database));
        let key_check = key_check(&self.key, &file);
        file.extend_from_slice(&key_check);
        let damage_check = Sha256::digest(&file);
        file.extend_from_slice(damage_check.get(..20).unwrap_or_default());
        file.extend_from_slice(database);
        file
    }
}

/// A backup whose header is whole and whose database is the one the header speaks of.
pub(super) struct Wrapped<'file> {
    /// When the copy was made.
    pub(super) made_at: DateTime<Utc>,
    /// The database, still sealed.
    pub(super) database: &'file [u8],
    header: &'file [u8],
    stretch: Stretch,
    salt: [u8; 16],
}

/// Whether a file begins like one of ours.
pub(super) fn looks_like_one(file: &[u8]) -> bool {
    file.starts_with(MAGIC)
}

impl<'file> Wrapped<'file> {
    /// Looks at everything that can be looked at without the passphrase.
    pub(super) fn open(file: &'file [u8]) -> Result<Self, BackupRefusal> {
        if !looks_like_one(file) {
            return Err(BackupRefusal::NotABackup);
        }
        let mut from = Fields { rest: file.get(MAGIC.len()..).unwrap_or_default() };
        let format = from.number().ok_or(BackupRefusal::Damaged)?;
        if format > FORMAT {
            return Err(BackupRefusal::Newer);
        }
        let (header, database) = file.split_at_checked(HEADER).ok_or(BackupRefusal::Damaged)?;
        let (checked, check) = header.split_at_checked(108).ok_or(BackupRefusal::Damaged)?;
        if Sha256::digest(checked).get(..20) != Some(check) {
            return Err(BackupRefusal::Damaged);
        }
        let mut fields = || -> Option<(u32, Self, u64, [u8; 32])> {
            let schema = from.number()?;
            let stretch = Stretch { kib: from.number()?, passes: from.number()?, lanes: from.number()? };
            let made_at = DateTime::from_timestamp(i64::from_le_bytes(from.bytes()?), 0)?;
            let salt = from.bytes()?;
            let length = u64::from_le_bytes(from.bytes()?);
            Some((schema, Self { made_at, database, header, stretch, salt }, length, from.bytes()?))
        };
        let (schema, wrapped, length, hash) = fields().ok_or(BackupRefusal::Damaged)?;
        if schema > SCHEMA {
            return Err(BackupRefusal::Newer);
        }
        if database.len() as u64 != length || Sha256::digest(database).as_slice() != hash {
            return Err(BackupRefusal::Damaged);
        }
        Ok(wrapped)
    }

    /// The database's raw key, if the passphrase is the one.
    pub(super) fn key(&self, passphrase: &Passphrase) -> Result<Key32, StoreError> {
        // A header made to exhaust a phone is not one of ours.
        if self.stretch.kib > 512 * 1024 || self.stretch.passes > 16 || self.stretch.lanes > 16 {
            return Err(BackupRefusal::Damaged.into());
        }
        let key = stretched(passphrase, &self.salt, self.stretch)?;
        let fields = self.header.get(..92).unwrap_or_default();
        if self.header.get(92..108) == Some(key_check(&key, fields).as_slice()) {
            Ok(key)
        } else {
            Err(BackupRefusal::WrongPassphrase.into())
        }
    }
}

/// Reads fields off the front.
struct Fields<'file> {
    rest: &'file [u8],
}

impl Fields<'_> {
    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }
}

fn key_check(key: &Key32, fields: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(key.bytes());
    hash.update(fields);
    hash.finalize().get(..16).unwrap_or_default().to_vec()
}

fn stretched(passphrase: &Passphrase, salt: &[u8; 16], stretch: Stretch) -> Result<Key32, StoreError> {
    let params = Params::new(stretch.kib, stretch.passes, stretch.lanes, Some(32));
    let params = params.map_err(|_| BackupRefusal::Damaged)?;
    let mut key = Zeroizing::new([0_u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.0.as_bytes(), salt, key.as_mut_slice())
        .map_err(|_| BackupRefusal::Damaged)?;
    Ok(Key32::new(*key))
}
