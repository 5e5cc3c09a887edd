//! The zone window: what the phone's own clock shows around now, handed in by the shell.
//!
//! The core links no time-zone database: embedded data were an hour wrong in five zones when measured,
//! and the reminder must agree with the clock the patient sees.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One offset and its changes, for about ten days back and a hundred ahead of now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneWindow {
    /// The IANA name, for the record only; no rule is looked up by it.
    pub zone: String,
    /// Seconds east of UTC before the first transition.
    pub initial_offset_s: i32,
    /// Real offset changes, oldest first.
    pub transitions: Vec<Transition>,
    /// Up to where the window is known; `None` means it holds for any instant (vectors, tests).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

/// A change of offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transition {
    /// The first instant of the new offset.
    pub at: DateTime<Utc>,
    /// Seconds east of UTC from then on.
    pub offset_s: i32,
}
