//! Time and reminders.

use crate::error::ApiError;
use crate::mirror::{
    ActionOutcome, PendingReminder, PlannerPlan, PlannerState, Reminder, ReminderAction, ReminderDiff,
    ReminderParams, ReminderPlan, ResolvedBedtime, ZoneWindow,
};
use crate::scalar::{Instant, TimeOfDay};
use chrono::TimeDelta;
use nocte_core::domain::clock;
use nocte_core::domain::night::{self, Night};
use nocte_core::domain::reminder;

/// The instant of a night's bedtime, through gaps and repeated hours.
#[uniffi::export]
pub fn resolve(
    window: &ZoneWindow,
    night: Night,
    cutover: TimeOfDay,
    bedtime: TimeOfDay,
) -> Result<ResolvedBedtime, ApiError> {
    Ok(night::bedtime(window, night, cutover, bedtime))
}

/// Whether the wall clock was moved since an earlier reading: the two clocks disagree by more than five minutes.
/// `up_ms` are milliseconds since the phone started, its sleep included.
#[uniffi::export]
pub fn clock_suspect(before: Instant, before_up_ms: i64, now: Instant, up_ms: i64) -> Result<bool, ApiError> {
    let up = TimeDelta::milliseconds;
    Ok(clock::clock_suspect(before, up(before_up_ms), now, up(up_ms)))
}

/// The night an instant belongs to.
#[uniffi::export]
pub fn night_of(window: &ZoneWindow, cutover: TimeOfDay, at: Instant) -> Result<Night, ApiError> {
    Ok(night::night_of(window, cutover, at))
}

/// The shipped numbers of the reminders.
#[uniffi::export]
pub fn reminder_defaults() -> Result<ReminderParams, ApiError> {
    Ok(ReminderParams::default())
}

/// Everything a phone should hold now. The same arguments always give the same set.
#[uniffi::export]
pub fn plan_reminders(
    state: &PlannerState,
    plan: &PlannerPlan,
    params: &ReminderParams,
    now: Instant,
    window: &ZoneWindow,
) -> Result<ReminderPlan, ApiError> {
    Ok(reminder::plan(state, plan, params, now, window))
}

/// What a tap on a notification does.
#[uniffi::export]
pub fn apply_action(
    state: &PlannerState,
    action: &ReminderAction,
    params: &ReminderParams,
    window: &ZoneWindow,
) -> Result<ActionOutcome, ApiError> {
    Ok(reminder::apply_action(state, action, params, window))
}

/// What to change in the system's requests so that it holds exactly these reminders.
#[uniffi::export]
pub fn diff(pending: Vec<PendingReminder>, reminders: Vec<Reminder>) -> Result<ReminderDiff, ApiError> {
    Ok(reminder::diff(&pending, &reminders))
}
