//! The zone window, and what a wall time in it means.

use crate::scalar::{Instant, WallTime};
pub(crate) use nocte_core::domain::zone::{Resolution, Resolved, Transition, Trigger, ZoneWindow};

/// What the device's clock does around now: the offset in force and its changes. The shell builds it from the
/// platform's own zone data; the core has none.
#[uniffi::remote(Record)]
pub struct ZoneWindow {
    /// The zone's name, for the record only.
    pub zone: String,
    /// Seconds east of UTC before the first change.
    pub initial_offset_s: i32,
    /// The changes, earliest first.
    pub transitions: Vec<Transition>,
    /// The last instant the window speaks for; without one, for ever.
    #[uniffi(default = None)]
    pub until: Option<Instant>,
}

/// One change of offset.
#[uniffi::remote(Record)]
pub struct Transition {
    /// When.
    pub at: Instant,
    /// Seconds east of UTC from then on.
    pub offset_s: i32,
}

/// How a wall time was found.
#[uniffi::remote(Enum)]
pub enum Resolution {
    Exact,
    OverlapFirst,
    GapShift,
    Nonexistent,
}

/// How a notification is handed to the system: as wall time, or with its offset because the wall time is ambiguous.
#[uniffi::remote(Enum)]
pub enum Trigger {
    Floating,
    FixedOffset,
}

/// The instant of a wall time.
#[uniffi::remote(Record)]
pub struct Resolved {
    pub instant: Instant,
    pub local: WallTime,
    pub offset_s: i32,
    pub resolution: Resolution,
    /// How far a missing hour moved it.
    pub shift_s: i64,
    pub trigger: Trigger,
}
