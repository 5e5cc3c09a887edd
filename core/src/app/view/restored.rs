//! A store put in the place of another.

use crate::store::{Counts, Restoration};
use chrono::{DateTime, Utc};

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoredView {
    /// When the copy was made; what happened since is unknown until it is confirmed.
    pub copied_at: DateTime<Utc>,
    /// A former store was set aside.
    pub kept_former: bool,
    /// What stands now.
    pub counts: Counts,
}

impl From<Restoration> for RestoredView {
    fn from(done: Restoration) -> Self {
        Self { copied_at: done.copied_at, kept_former: done.kept_at.is_some(), counts: done.counts }
    }
}
