//! The demo's patient after twelve weeks, told once for all tests that look at one of it.

use crate::run::{Ran, Terminal, nocte};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The demo's patient after twelve weeks.
pub(crate) struct Kept(pub(crate) Terminal);

/// Tests that run at the same time look at one of it: telling the story costs seconds.
static SHARED: Mutex<Weak<Kept>> = Mutex::new(Weak::new());

impl Kept {
    pub(crate) fn new() -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = shared.upgrade() {
            return kept;
        }
        let kept = Arc::new(Self::told());
        *shared = Arc::downgrade(&kept);
        kept
    }

    fn told() -> Self {
        let there = Terminal::new();
        let now = ["--now", "2026-11-22T19:00:00+01:00", "--zone", "Europe/Berlin"];
        let demo = ["demo", "--no-wait", "--quiet", "--keep", "kept"];
        let ran = nocte(&[&now[..], &demo].concat(), there.folder());
        assert_eq!(ran.status, 0, "{}", ran.err);
        Self(there)
    }

    pub(crate) fn at(&self, now: &str, words: &[&str]) -> Ran {
        let on = ["--store", "kept/nocte.db", "--key-file", "kept/nocte.key", "--zone", "Europe/Berlin"];
        let ran = nocte(&[&on[..], &["--now", now], words].concat(), self.0.folder());
        assert_eq!(ran.status, 0, "nocte {words:?}: {}", ran.err);
        ran
    }

    pub(crate) fn run(&self, words: &[&str]) -> String {
        self.at("2026-11-22T20:00:00Z", words).out
    }
}
