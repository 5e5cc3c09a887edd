//! Setting files aside by renaming, and bringing a restored one in. No store is ever deleted.

use super::error::StoreError;
use super::files::{Files, beside};
use super::fingerprint;
use std::path::{Path, PathBuf};

/// Set aside because it cannot be read.
pub(super) const DAMAGED: &str = "damaged";
/// Set aside because a copy takes its place.
pub(super) const BEFORE_RESTORE: &str = "before-restore";
/// Left over beside a store that is not there.
pub(super) const ORPHAN: &str = "orphan";

/// So many of one label are looked for; more than anyone will have.
const MOST: u32 = 999;

/// A verified copy that waits to take the store's place. That it has this name is the decision to restore.
pub(super) fn incoming(store: &Path) -> PathBuf {
    beside(store, ".incoming")
}

/// Renames the store and what belongs to it; the store itself last, so that an interrupted attempt goes on under
/// the same number. `None` when nothing was there.
pub(super) fn everything(
    files: &dyn Files,
    store: &Path,
    label: &str,
) -> Result<Option<PathBuf>, StoreError> {
    let mut kept_at = None;
    for number in 1..=MOST {
        let candidate = beside(store, &format!(".{label}-{number}"));
        if !files.exists(&candidate)? {
            kept_at = Some(candidate);
            break;
        }
    }
    let Some(kept_at) = kept_at else { return Err(StoreError::Exists) };
    let mut moved = false;
    let parts = ["-wal", "-shm", "-journal"].map(|suffix| (beside(store, suffix), beside(&kept_at, suffix)));
    let print = [(fingerprint::path_of(store), fingerprint::path_of(&kept_at))];
    let main = [(store.to_owned(), kept_at.clone())];
    for (from, to) in parts.iter().chain(&print).chain(&main) {
        if files.exists(from)? {
            files.rename(from, to)?;
            moved = true;
        }
    }
    Ok(moved.then_some(kept_at))
}

/// The damaged store that was last set aside from here and that nothing has replaced.
pub(super) fn damaged_before(files: &dyn Files, store: &Path) -> Result<Option<PathBuf>, StoreError> {
    let mut last = None;
    for number in 1..=MOST {
        let candidate = beside(store, &format!(".{DAMAGED}-{number}"));
        if !files.exists(&candidate)? {
            break;
        }
        last = Some(candidate);
    }
    Ok(last)
}

/// Puts the verified copy in the store's place and the store aside. Can be interrupted anywhere and done again.
/// Answers where the former store is kept.
pub(super) fn bring_in(files: &dyn Files, store: &Path) -> Result<Option<PathBuf>, StoreError> {
    let kept_at = everything(files, store, BEFORE_RESTORE)?;
    files.rename(&incoming(store), store)?;
    Ok(kept_at)
}

/// Removes an intermediate of an earlier attempt, and what SQLite may have put beside it. Never a store.
pub(super) fn clear(files: &dyn Files, intermediate: &Path) -> Result<(), StoreError> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        files.remove(&beside(intermediate, suffix))?;
    }
    Ok(())
}
