//! The reminders a phone should hold: a pure set with stable ids, reconciled by diff.
//!
//! The whole horizon is planned at once as dated one-shot requests, from state alone: a repeating trigger would
//! ring on through a hold, and a chain of "next alarm only" dies with one lost link. Silence is the safe
//! failure: nothing is planned past the last confirmed step, inside a hold, or for an answered night.
//!
//! Two lines of the algorithm go further than its golden cases, after `safety.md`: the late window is counted
//! from bedtime, not from the reminder (14), and a follow-up past the quiet limit is left out (19).

mod action;
mod budget;
mod daytime;
mod diff;
mod due;
mod missed;
mod nights;
mod notification;
mod params;
mod plan;
mod silence;
mod state;

pub use action::{Action, ActionKind, ActionOutcome, ActionResult, ActionWarning, apply_action};
pub use budget::{Fault, MOST_PENDING};
pub use diff::{Diff, Pending, diff};
pub use due::Asked;
pub use missed::missed;
pub use nights::{DoseWindow, NightStatus, PlannedNight, dose_window, key_at};
pub use notification::{Kind, Notification, Part};
pub use params::Params;
pub use plan::{Planned, plan};
pub use state::{
    Delivered, LogEntry, LogStatus, PlannedHold, PlannerPlan, PlannerState, PlannerStep, Snooze,
};
