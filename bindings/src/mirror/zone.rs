//! The zone window, and what a wall time in it means.

use crate::scalar::{Instant, WallTime};
pub(crate) use nocte_core::domain::night::ResolvedBedtime;
pub(crate) use nocte_core::domain::zone::{Resolution, Resolved, Transition, Trigger, ZoneWindow};
pub(crate) use nocte_core::time::Moment;

mirror! {
    /// What the device's clock does around now: the offset before the first change, and the changes,
    /// earliest first. The shell builds it from the platform's own zone data; the core has none.
    struct ZoneWindow {
        zone: String, initial_offset_s: i32, transitions: Vec<Transition>,
        #[uniffi(default)] until: Option<Instant>,
    }
    /// One change of offset, in seconds east of UTC.
    struct Transition { at: Instant, offset_s: i32 }
    /// How a wall time became an instant.
    enum Resolution { Exact, OverlapFirst, GapShift, Nonexistent }
    /// How a notification is handed to the system: as wall time, or with its offset because the wall time
    /// is ambiguous.
    enum Trigger { Floating, FixedOffset }
    /// A wall time made an instant.
    struct Resolved {
        instant: Instant, local: WallTime, offset_s: i32, resolution: Resolution, shift_s: i64,
        trigger: Trigger,
    }
    /// A night's bedtime, as wanted and as the zone has it; `notify` is whether that evening exists at all.
    struct ResolvedBedtime { nominal: WallTime, notify: bool, resolved: Resolved }
    /// An instant with the zone window around it, and whether the clock was moved without anybody saying it is right.
    struct Moment { now: Instant, window: ZoneWindow, #[uniffi(default)] suspect: bool }
}
