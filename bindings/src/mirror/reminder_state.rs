//! What reminders are planned from.

use crate::scalar::{Day, DayOfWeek, Instant, TimeOfDay};
use nocte_core::domain::night::Night;
pub(crate) use nocte_core::domain::reminder::{
    Delivered as DeliveredReminder, LogEntry, LogStatus, Params as ReminderParams, PlannedHold, PlannerPlan,
    PlannerState, PlannerStep, Snooze as PlannedSnooze,
};

mirror! {
    /// The plan as confirmed so far.
    struct PlannerPlan { steps: Vec<PlannerStep>, reeval_night: Option<Night> }
    /// The nights of one step.
    struct PlannerStep { id: String, first_night: Night, last_night: Option<Night> }
    /// What has happened.
    struct PlannerState {
        log: Vec<LogEntry>, delivered: Vec<DeliveredReminder>, snooze: Option<PlannedSnooze>,
        holds: Vec<PlannedHold>, stock_doses: Option<u32>, stock_acknowledged: bool,
        bottle_expiry: Option<Day>, known_from: Option<Night>, changed_nights: Vec<Night>,
        review_answered: Option<Night>,
    }
    /// One answer to one night.
    struct LogEntry { night: Night, status: LogStatus, at: Instant, source: Option<String> }
    /// The answer.
    enum LogStatus { Taken, Skipped, Unknown, Extra }
    /// A notification standing in the shade.
    struct DeliveredReminder { id: String, #[uniffi(default)] at: Option<Instant> }
    /// A snooze the patient asked for.
    struct PlannedSnooze { night: Night, count: u32, until: Instant, bedtime: Option<TimeOfDay> }
    /// A hold.
    struct PlannedHold { from_night: Night, resumed_from: Option<Night> }
    /// The numbers that shape the reminders; `reminder_defaults` has the shipped ones.
    struct ReminderParams {
        bedtime: TimeOfDay, cutover: TimeOfDay, lead_min: u32, followups_min: Vec<u32>,
        quiet_after_min: u32, late_window_min: u32, snooze_min: u32, max_snoozes: u32, horizon_nights: u32,
        followup_nights: u32, confirm_nights: u32, day_time: TimeOfDay, eve_time: TimeOfDay,
        min_gap_min: u32, stock_lead_nights: u32, expiry_lead_days: Vec<u32>, reeval_lead_days: u32,
        review_weekday: Option<DayOfWeek>, checkin_every_days: u32, sentinels: bool, budget: u32,
        silence_nights: Option<u32>,
    }
}
