//! How a store is opened: the defaults are the product's; everything else is for tests and benches.

use super::files::{Disk, Files};
use super::sealed::Stretch;
use std::sync::Arc;
use std::time::Duration;

/// When the write-ahead log is folded into the main file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fold {
    /// Right after each acknowledged fact, off the caller's path. What the product does.
    #[default]
    AfterEachFact,
    /// Only at `fold`, `suspend` and `close`. For simulations that must be repeatable, and to measure one entry.
    WhenAsked,
}

/// How a store is opened.
#[derive(Clone)]
pub struct OpenOptions {
    pub(super) fold: Fold,
    pub(super) files: Arc<dyn Files>,
    pub(super) busy_timeout: Duration,
    pub(super) vfs: Option<String>,
    pub(super) synchronous: Synchronous,
    pub(super) encrypted: bool,
    pub(super) stretch: Stretch,
}

/// How hard SQLite waits for the medium. The product knows only `Full`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "laboratory"), allow(dead_code, reason = "only the laboratory weakens it"))]
pub enum Synchronous {
    /// Not at all. A power cut corrupts the file.
    Off,
    /// At checkpoints only. A power cut takes the last acknowledged entries.
    Normal,
    /// At each commit. Nothing acknowledged is lost.
    Full,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self {
            fold: Fold::AfterEachFact,
            files: Arc::new(Disk),
            busy_timeout: Duration::from_secs(5),
            vfs: None,
            synchronous: Synchronous::Full,
            encrypted: true,
            stretch: Stretch::default(),
        }
    }
}

impl OpenOptions {
    /// The product's way.
    pub fn new() -> Self {
        Self::default()
    }

    /// When to fold.
    #[must_use]
    pub fn fold(mut self, fold: Fold) -> Self {
        self.fold = fold;
        self
    }

    /// How long to wait for another process that holds the file; 5 s by default.
    #[must_use]
    pub fn busy_timeout(mut self, timeout: Duration) -> Self {
        self.busy_timeout = timeout;
        self
    }
}

/// What no shipped build has: ways to watch, starve and weaken the store, so that tests can show what the real
/// settings are worth.
#[cfg(feature = "laboratory")]
impl OpenOptions {
    /// Opens on a registered SQLite file system of this name, alone (`locking_mode=EXCLUSIVE`, no shared memory),
    /// with `files` for everything that is done to whole files.
    #[must_use]
    pub fn on_vfs(mut self, vfs: &str, files: Arc<dyn Files>) -> Self {
        self.vfs = Some(vfs.to_owned());
        self.files = files;
        self
    }

    /// Another `synchronous` than FULL: the negative control of a crash test.
    #[must_use]
    pub fn weakened(mut self, synchronous: Synchronous) -> Self {
        self.synchronous = synchronous;
        self
    }

    /// Without a key: the control of the canary test, and the other side of a bench.
    #[must_use]
    pub fn unencrypted(mut self) -> Self {
        self.encrypted = false;
        self
    }

    /// Another cost of guessing a backup's passphrase, so that a sweep over every write takes seconds.
    #[must_use]
    pub fn stretched(mut self, stretch: Stretch) -> Self {
        self.stretch = stretch;
        self
    }
}
