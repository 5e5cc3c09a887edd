//! The key's keeper in a terminal: a key file, whose folder is made together with a new store and not before.

use nocte_core::store::{Key32, KeyFile, KeyVault, VaultError};

/// A key file, with its folder.
#[derive(Debug)]
pub(crate) struct TerminalKey(pub(crate) KeyFile);

impl KeyVault for TerminalKey {
    fn database_key(&self) -> Result<Option<Key32>, VaultError> {
        self.0.database_key()
    }

    fn keep(&self, key: &Key32) -> Result<(), VaultError> {
        if let Some(folder) = self.0.path().parent() {
            std::fs::create_dir_all(folder).map_err(|_| VaultError::Failed)?;
        }
        self.0.keep(key)
    }
}
