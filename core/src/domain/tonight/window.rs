//! The one missed-dose rule as instants: from when to when a night's dose may be taken (`safety.md` 14).

use chrono::{DateTime, Utc};

/// The instants of one night's dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoseWindow {
    /// The first instant at which the dose may be taken: bedtime less `early_window_min`.
    pub opens: DateTime<Utc>,
    /// The first reminder: bedtime less the chosen lead.
    pub due: DateTime<Utc>,
    /// An hour after that reminder; nothing rings any more.
    pub late: DateTime<Utc>,
    /// Lights-out.
    pub bedtime: DateTime<Utc>,
    /// The last instant: bedtime plus `late_window_min`.
    pub closes: DateTime<Utc>,
}
