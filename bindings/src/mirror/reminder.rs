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

mirror! {
    /// Everything a phone should hold now: nothing else may be pending.
    struct ReminderPlan {
        tonight: Night, nights: Vec<PlannedNight>, notifications: Vec<Reminder>,
        fault: Option<ReminderFault>,
    }
    /// A broken promise about the set as a whole.
    enum ReminderFault { TooMany, SameId, TwoBasesAtOnce }
    /// A night of the horizon. Without a key no dose is planned for it.
    struct PlannedNight { night: Night, key: Option<Night>, status: NightStatus }
    /// What a night is, as far as reminders go.
    enum NightStatus {
        Open, Unconfirmed, Taken, Skipped, Unknown, Held, NoStep, Nonexistent, TooSoon, Silenced,
    }
    /// One notification. Its id is stable; its text is the shell's own and neutral. `quiet` has no sound;
    /// `open_only` takes no answer.
    struct Reminder {
        id: String, kind: ReminderKind, night: Option<Night>, at: Instant, local: WallTime, offset_s: i32,
        trigger: Trigger, step: Option<String>, parts: Vec<ReminderPart>, immediate: bool, deferred: bool,
        quiet: bool, open_only: bool,
    }
    /// What a notification is.
    enum ReminderKind { Base, Followup, Snooze, Day, Eve }
    /// What a morning or evening notification speaks of.
    enum ReminderPart {
        Confirm(Night), Reeval, Stock, Expiry, Review, Checkin, HoldCheck, Stopped, Silence, Step(String),
        Sentinel,
    }
    /// A tap on a notification. It carries the notification's night: the time of the tap never decides.
    struct ReminderAction { kind: ActionKind, night: Night, at: Instant, source: Option<String> }
    /// What can be tapped.
    enum ActionKind {
        Taken { taken_at: Option<Instant> }, Skip, Undo, Snooze { minutes: Option<u32> }, Dismissed,
    }
    /// What came of it.
    enum ActionResult {
        Logged, LoggedWithWarning, AlreadyClosed, AskTime, Undone, NothingToUndo, Snoozed, RefusedMax,
        RefusedLate, RefusedHeld, Noted,
    }
    /// What the patient must read.
    enum ActionWarning { TakenDuringHold }
    /// The state after a tap.
    struct ActionOutcome {
        state: PlannerState, result: ActionResult, warning: Option<ActionWarning>, followups_kept: bool,
    }
    /// A request the phone holds.
    struct PendingReminder { id: String, rev: String }
    /// What to do with the system's requests, by id.
    struct ReminderDiff { add: Vec<String>, replace: Vec<String>, remove: Vec<String>, keep: Vec<String> }
}
