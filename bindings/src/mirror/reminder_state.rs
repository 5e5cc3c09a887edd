//! What reminders are planned from.

use crate::scalar::{Day, DayOfWeek, Instant, TimeOfDay};
use nocte_core::domain::night::Night;
pub(crate) use nocte_core::domain::reminder::{
    Delivered as DeliveredReminder, LogEntry, LogStatus, Params as ReminderParams, PlannedHold, PlannerPlan,
    PlannerState, PlannerStep, Snooze as PlannedSnooze,
};

/// The plan as confirmed so far.
#[uniffi::remote(Record)]
pub struct PlannerPlan {
    pub steps: Vec<PlannerStep>,
    pub reeval_night: Option<Night>,
}

/// A step with the nights it covers; the last one is open-ended.
#[uniffi::remote(Record)]
pub struct PlannerStep {
    pub id: String,
    pub first_night: Night,
    pub last_night: Option<Night>,
}

/// Everything that is known of the nights.
#[uniffi::remote(Record)]
pub struct PlannerState {
    pub log: Vec<LogEntry>,
    /// What stands in the notification shade.
    pub delivered: Vec<DeliveredReminder>,
    pub snooze: Option<PlannedSnooze>,
    pub holds: Vec<PlannedHold>,
    /// Doses left, where they are counted.
    pub stock_doses: Option<u32>,
    pub stock_acknowledged: bool,
    pub bottle_expiry: Option<Day>,
    pub known_from: Option<Night>,
    pub changed_nights: Vec<Night>,
    pub review_answered: Option<Night>,
}

/// One answer about one night.
#[uniffi::remote(Record)]
pub struct LogEntry {
    pub night: Night,
    pub status: LogStatus,
    pub at: Instant,
    pub source: Option<String>,
}

/// What was answered.
#[uniffi::remote(Enum)]
pub enum LogStatus {
    Taken,
    Skipped,
    Unknown,
    Extra,
}

/// A notification the system has shown.
#[uniffi::remote(Record)]
pub struct DeliveredReminder {
    pub id: String,
    #[uniffi(default = None)]
    pub at: Option<Instant>,
}

/// A snooze that was asked for.
#[uniffi::remote(Record)]
pub struct PlannedSnooze {
    pub night: Night,
    pub count: u32,
    pub until: Instant,
    pub bedtime: Option<TimeOfDay>,
}

/// A hold, and the first night with a dose again.
#[uniffi::remote(Record)]
pub struct PlannedHold {
    pub from_night: Night,
    pub resumed_from: Option<Night>,
}

/// The numbers that shape the reminders; `reminder_defaults` has the shipped ones.
#[uniffi::remote(Record)]
pub struct ReminderParams {
    pub bedtime: TimeOfDay,
    pub cutover: TimeOfDay,
    pub lead_min: u32,
    pub followups_min: Vec<u32>,
    pub quiet_after_min: u32,
    pub late_window_min: u32,
    pub snooze_min: u32,
    pub max_snoozes: u32,
    pub horizon_nights: u32,
    pub followup_nights: u32,
    pub confirm_nights: u32,
    pub day_time: TimeOfDay,
    pub eve_time: TimeOfDay,
    pub min_gap_min: u32,
    pub stock_lead_nights: u32,
    pub expiry_lead_days: Vec<u32>,
    pub reeval_lead_days: u32,
    pub review_weekday: Option<DayOfWeek>,
    pub checkin_every_days: u32,
    pub sentinels: bool,
    pub budget: u32,
    pub silence_nights: Option<u32>,
}
