//! "Later · 20 min": a snooze is state, so that it survives a restart; the notification is derived from it.

use super::entry::Stamp;
use super::fact_id::FactId;
use super::night::Night;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One snooze of one night's reminder. How many a night had is the number of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snooze {
    /// Its id.
    pub id: FactId,
    /// The night whose reminder waits.
    pub night: Night,
    /// When it rings again.
    pub until: DateTime<Utc>,
    /// When and where it was asked for.
    pub stamp: Stamp,
}
