//! Planned reminders, taps on them, and the difference to what the system holds.

use super::reminder_state::PlannerState;
use super::zone::Trigger;
use crate::scalar::{Instant, WallTime};
use nocte_core::domain::night::Night;
pub(crate) use nocte_core::domain::reminder::{
    Action as ReminderAction, ActionKind, ActionOutcome, ActionResult, ActionWarning, Diff as ReminderDiff,
    Fault as ReminderFault, Kind as ReminderKind, NightStatus, Notification as Reminder,
    Part as ReminderPart, Pending as PendingReminder, Planned as ReminderPlan, PlannedNight,
};

/// Everything a phone should hold now: nothing else may be pending.
#[uniffi::remote(Record)]
pub struct ReminderPlan {
    pub tonight: Night,
    pub nights: Vec<PlannedNight>,
    /// Earliest first, at most 60.
    pub notifications: Vec<Reminder>,
    /// Why the set was withheld, should it ever break its own promises.
    pub fault: Option<ReminderFault>,
}

/// A promise about the whole set that was broken; the set is then empty.
#[uniffi::remote(Enum)]
pub enum ReminderFault {
    TooMany,
    SameId,
    TwoBasesAtOnce,
}

/// A night of the horizon. Without a key no dose is planned for it.
#[uniffi::remote(Record)]
pub struct PlannedNight {
    pub night: Night,
    pub key: Option<Night>,
    pub status: NightStatus,
}

/// What a night is, as far as reminders go.
#[uniffi::remote(Enum)]
pub enum NightStatus {
    Open,
    Unconfirmed,
    Taken,
    Skipped,
    Unknown,
    Held,
    NoStep,
    Nonexistent,
    TooSoon,
    Silenced,
}

/// One notification. Its text is the shell's own and neutral.
#[uniffi::remote(Record)]
pub struct Reminder {
    /// Stable: the same reminder has the same id in every plan.
    pub id: String,
    pub kind: ReminderKind,
    pub night: Option<Night>,
    pub at: Instant,
    pub local: WallTime,
    pub offset_s: i32,
    pub trigger: Trigger,
    pub step: Option<String>,
    pub parts: Vec<ReminderPart>,
    /// Due already: show it now.
    pub immediate: bool,
    /// Moved to keep the least gap to the last dose.
    pub deferred: bool,
    /// Without a sound.
    pub quiet: bool,
    /// Offers only to open the app: no answer can be given from the notification.
    pub open_only: bool,
}

/// What sort of notification.
#[uniffi::remote(Enum)]
pub enum ReminderKind {
    Base,
    Followup,
    Snooze,
    Day,
    Eve,
}

/// What a daytime notification speaks of.
#[uniffi::remote(Enum)]
pub enum ReminderPart {
    Confirm(Night),
    Reeval,
    Stock,
    Expiry,
    Review,
    Checkin,
    HoldCheck,
    Stopped,
    Silence,
    Step(String),
    Sentinel,
}

/// A tap on a notification. It carries the notification's night: the time of the tap never decides.
#[uniffi::remote(Record)]
pub struct ReminderAction {
    pub kind: ActionKind,
    pub night: Night,
    pub at: Instant,
    pub source: Option<String>,
}

/// What was tapped.
#[uniffi::remote(Enum)]
pub enum ActionKind {
    Taken { taken_at: Option<Instant> },
    Skip,
    Undo,
    Snooze { minutes: Option<u32> },
    Dismissed,
}

/// What came of a tap.
#[uniffi::remote(Enum)]
pub enum ActionResult {
    Logged,
    LoggedWithWarning,
    AlreadyClosed,
    AskTime,
    Undone,
    NothingToUndo,
    Snoozed,
    RefusedMax,
    RefusedLate,
    RefusedHeld,
    Noted,
}

/// What to say beside it.
#[uniffi::remote(Enum)]
pub enum ActionWarning {
    TakenDuringHold,
}

/// The state after a tap.
#[uniffi::remote(Record)]
pub struct ActionOutcome {
    pub state: PlannerState,
    pub result: ActionResult,
    pub warning: Option<ActionWarning>,
    pub followups_kept: bool,
}

/// A request the system holds, with the revision it was made at.
#[uniffi::remote(Record)]
pub struct PendingReminder {
    pub id: String,
    pub rev: String,
}

/// What to do with the system's requests, by id.
#[uniffi::remote(Record)]
pub struct ReminderDiff {
    pub add: Vec<String>,
    pub replace: Vec<String>,
    pub remove: Vec<String>,
    pub keep: Vec<String>,
}
