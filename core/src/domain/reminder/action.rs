//! What a tap on a notification does. The night is the notification's own, whenever it is tapped.
//!
//! The answer never blocks on supply, a hold or a clock: a swallowed dose is stored, with a warning if need be.

use super::nights::late_end;
use super::params::{Params, minutes};
use super::state::{LogEntry, LogStatus, PlannerState, Snooze};
use crate::domain::night::Night;
use crate::domain::zone::ZoneWindow;
use chrono::{DateTime, Utc};

/// A tap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What was tapped.
    pub kind: ActionKind,
    /// The notification's night.
    pub night: Night,
    /// When it was tapped.
    pub at: DateTime<Utc>,
    /// Where ("phone", "watch").
    pub source: Option<String>,
}

/// What can be tapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    /// *Done*, with the time of taking where it was asked for.
    Taken {
        /// When it was swallowed; `None` means at the tap.
        taken_at: Option<DateTime<Utc>>,
    },
    /// *Skip tonight*.
    Skip,
    /// *Undo*.
    Undo,
    /// *Later*, for so many minutes or the usual ones.
    Snooze {
        /// Minutes.
        minutes: Option<u32>,
    },
    /// Swiped away: noted, never an answer.
    Dismissed,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActionResult {
    /// Stored.
    Logged,
    /// Stored, and the patient must read something.
    LoggedWithWarning,
    /// The night has its answer; nothing changed.
    AlreadyClosed,
    /// Too late to assume "now": the time of taking must be told first.
    AskTime,
    /// Taken back.
    Undone,
    /// There is nothing to take back.
    NothingToUndo,
    /// Rings again later.
    Snoozed,
    /// No more snoozes tonight.
    RefusedMax,
    /// It would ring past the late window.
    RefusedLate,
    /// The night is held.
    RefusedHeld,
    /// Seen, nothing changed.
    Noted,
}

impl ActionResult {
    /// The word used in vectors.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Logged => "logged",
            Self::LoggedWithWarning => "logged_with_warning",
            Self::AlreadyClosed => "already_closed",
            Self::AskTime => "ask_time",
            Self::Undone => "undone",
            Self::NothingToUndo => "nothing_to_undo",
            Self::Snoozed => "snoozed",
            Self::RefusedMax => "refused_max",
            Self::RefusedLate => "refused_late",
            Self::RefusedHeld => "refused_held",
            Self::Noted => "noted",
        }
    }
}

/// What the patient must read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActionWarning {
    /// A dose was taken while a hold was on.
    TakenDuringHold,
}

impl ActionWarning {
    /// The word used in vectors.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TakenDuringHold => "taken_during_hold",
        }
    }
}

/// The state after a tap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionOutcome {
    /// The new state; the old one wherever nothing was stored.
    pub state: PlannerState,
    /// What came of it.
    pub result: ActionResult,
    /// What must be read.
    pub warning: Option<ActionWarning>,
    /// Whether the night's follow-ups still come.
    pub followups_kept: bool,
}

/// Applies a tap.
pub fn apply_action(
    state: &PlannerState,
    action: &Action,
    params: &Params,
    window: &ZoneWindow,
) -> ActionOutcome {
    let mut state = state.clone();
    let (result, warning) = match action.kind {
        ActionKind::Taken { taken_at } => taken(&mut state, action, taken_at, params, window),
        ActionKind::Skip => (skip(&mut state, action), None),
        ActionKind::Undo => (undo(&mut state, action.night), None),
        ActionKind::Snooze { minutes } => (snooze(&mut state, action, minutes, params, window), None),
        ActionKind::Dismissed => (ActionResult::Noted, None),
    };
    let answered = state.log.iter().any(|entry| entry.status.closes() && entry.night == action.night);
    let followups_kept = !answered && result != ActionResult::Snoozed;
    ActionOutcome { state, result, warning, followups_kept }
}

fn taken(
    state: &mut PlannerState,
    action: &Action,
    taken_at: Option<DateTime<Utc>>,
    params: &Params,
    window: &ZoneWindow,
) -> (ActionResult, Option<ActionWarning>) {
    if let Some(result) = unanswerable(state, action) {
        return (result, None);
    }
    if taken_at.is_none() && action.at > late_end(window, params, action.night) {
        return (ActionResult::AskTime, None);
    }
    record(state, action, LogStatus::Taken, taken_at.unwrap_or(action.at));
    // Supply at zero or a wrong count never stands in the way of a log.
    state.stock_doses = state.stock_doses.map(|left| left.saturating_sub(1));
    if state.held(action.night) {
        (ActionResult::LoggedWithWarning, Some(ActionWarning::TakenDuringHold))
    } else {
        (ActionResult::Logged, None)
    }
}

fn skip(state: &mut PlannerState, action: &Action) -> ActionResult {
    if let Some(result) = unanswerable(state, action) {
        return result;
    }
    record(state, action, LogStatus::Skipped, action.at);
    ActionResult::Logged
}

fn undo(state: &mut PlannerState, night: Night) -> ActionResult {
    let Some(index) = state.log.iter().rposition(|entry| entry.status.closes() && entry.night == night)
    else {
        return ActionResult::NothingToUndo;
    };
    if state.log.remove(index).status == LogStatus::Taken {
        state.stock_doses = state.stock_doses.map(|left| left.saturating_add(1));
    }
    ActionResult::Undone
}

fn snooze(
    state: &mut PlannerState,
    action: &Action,
    for_min: Option<u32>,
    params: &Params,
    window: &ZoneWindow,
) -> ActionResult {
    if is_closed(state, action.night) {
        return ActionResult::AlreadyClosed;
    }
    if state.held(action.night) {
        return ActionResult::RefusedHeld;
    }
    let count =
        state.snooze.as_ref().filter(|snooze| snooze.night == action.night).map_or(0, |snooze| snooze.count);
    if count >= params.max_snoozes {
        return ActionResult::RefusedMax;
    }
    let until = action.at.checked_add_signed(minutes(for_min.unwrap_or(params.snooze_min)));
    let Some(until) = until.filter(|&until| until <= late_end(window, params, action.night)) else {
        return ActionResult::RefusedLate;
    };
    state.snooze =
        Some(Snooze { night: action.night, count: count + 1, until, bedtime: Some(params.bedtime) });
    ActionResult::Snoozed
}

/// Why an answer is not stored: the night has one, or the log does not know the night.
fn unanswerable(state: &PlannerState, action: &Action) -> Option<ActionResult> {
    if is_closed(state, action.night) {
        return Some(ActionResult::AlreadyClosed);
    }
    state.known_from.is_some_and(|first| action.night < first).then_some(ActionResult::AskTime)
}

fn is_closed(state: &PlannerState, night: Night) -> bool {
    state.log.iter().any(|entry| entry.status.closes() && entry.night == night)
}

/// Stores an answer; the night's snooze has done its work.
fn record(state: &mut PlannerState, action: &Action, status: LogStatus, at: DateTime<Utc>) {
    state.log.push(LogEntry { night: action.night, status, at, source: action.source.clone() });
    if state.snooze.as_ref().is_some_and(|snooze| snooze.night == action.night) {
        state.snooze = None;
    }
}
