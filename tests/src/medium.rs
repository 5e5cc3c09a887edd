//! The store on a medium whose power can be cut.

use crate::vault::MemoryVault;
use nocte_core::store::files::Files;
use nocte_core::store::sealed::Stretch;
use nocte_core::store::{Fold, OpenOptions, Store, StoreError};
use nocte_vfs::{Failed, FaultKind, Medium, Op, Vfs};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The store's port for whole files, on the same medium as its database.
struct MediumFiles(Medium);

fn name_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

impl MediumFiles {
    fn apply(&self, op: Op) -> io::Result<()> {
        self.0.apply(op).map_err(|Failed(kind)| match kind {
            FaultKind::Io => io::Error::other("a fault"),
            FaultKind::Full => io::ErrorKind::StorageFull.into(),
        })
    }
}

impl Files for MediumFiles {
    fn len(&self, path: &Path) -> io::Result<Option<u64>> {
        Ok(self.0.len_of(&name_of(path)).map(|length| length as u64))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.read(&name_of(path)).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let file = name_of(path);
        self.apply(Op::Truncate { file: file.clone(), length: 0 })?;
        self.apply(Op::Write { file: file.clone(), offset: 0, bytes: bytes.to_vec() })?;
        self.apply(Op::Sync { file })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.apply(Op::Rename { from: name_of(from), to: name_of(to) })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let file = name_of(path);
        if self.0.len_of(&file).is_none() {
            return Ok(());
        }
        self.apply(Op::Delete { file })
    }
}

/// A medium, SQLite's view of it, and the key.
pub struct Laboratory {
    /// The thing with the power cord.
    pub medium: Medium,
    /// The keeper; it is not on the medium and outlives every cut.
    pub vault: MemoryVault,
    vfs: Vfs,
}

impl Default for Laboratory {
    fn default() -> Self {
        Self::new()
    }
}

impl Laboratory {
    /// An empty medium, and a key that is kept already.
    pub fn new() -> Self {
        let medium = Medium::new();
        let vfs = Vfs::new(&medium);
        Self { medium, vault: MemoryVault::with(0x5a), vfs }
    }

    /// How to open a store on it. Folding is by hand, so that a run can be repeated; guessing a passphrase is cheap.
    pub fn options(&self) -> OpenOptions {
        OpenOptions::new()
            .on_vfs(self.vfs.name(), Arc::new(MediumFiles(self.medium.clone())))
            .fold(Fold::WhenAsked)
            .stretched(Stretch { kib: 8, passes: 1, lanes: 1 })
    }

    /// Where the store is.
    pub fn path(&self) -> PathBuf {
        PathBuf::from("/nocte.db")
    }

    /// Opens the store that is there.
    ///
    /// # Errors
    /// The state it is in.
    pub fn open(&self) -> Result<Store, StoreError> {
        Store::open(self.path(), &self.vault, self.options())
    }

    /// Makes a store, or opens the one that is there.
    ///
    /// # Errors
    /// The state it is in.
    pub fn open_or_create(&self) -> Result<Store, StoreError> {
        Store::open_or_create(self.path(), &self.vault, self.options())
    }
}
