//! A key in a file of its owner's: 64 hex digits, mode 0600. For terminals; phones have Keystore and Keychain.

use super::files::{beside, sync_folder_of};
use super::vault::{Key32, KeyVault, VaultError};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The keeper that is one file.
#[derive(Debug, Clone)]
pub struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    /// The key in, or for, the file at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl KeyVault for KeyFile {
    fn database_key(&self) -> Result<Option<Key32>, VaultError> {
        let file = match fs::File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(_) => return Err(VaultError::Failed),
        };
        refuse_if_open_to_others(&file)?;
        let text = Zeroizing::new(std::io::read_to_string(file).map_err(|_| VaultError::Malformed)?);
        Key32::from_hex(text.trim_end()).map(Some).ok_or(VaultError::Malformed)
    }

    fn keep(&self, key: &Key32) -> Result<(), VaultError> {
        // Written whole under another name first: half a key would lock the store for good.
        let part = beside(&self.path, ".part");
        if self.path.exists() {
            return Err(VaultError::Occupied);
        }
        let _ = fs::remove_file(&part);
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut line = key.to_hex();
        line.push('\n');
        let written = options
            .open(&part)
            .and_then(|mut file| file.write_all(line.as_bytes()).and_then(|()| file.sync_all()))
            // `hard_link` fails on an existing name, where `rename` would replace a key.
            .and_then(|()| fs::hard_link(&part, &self.path));
        let _ = fs::remove_file(&part);
        match written {
            Ok(()) => sync_folder_of(&self.path).map_err(|_| VaultError::Failed),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(VaultError::Occupied),
            Err(_) => Err(VaultError::Failed),
        }
    }
}

#[cfg(unix)]
fn refuse_if_open_to_others(file: &fs::File) -> Result<(), VaultError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata().map_err(|_| VaultError::Failed)?.permissions().mode();
    let of_others = mode & 0o077;
    if of_others == 0 { Ok(()) } else { Err(VaultError::TooOpen) }
}

#[cfg(not(unix))]
fn refuse_if_open_to_others(_: &fs::File) -> Result<(), VaultError> {
    Ok(())
}
