//! What the reminders go by: the patient's choices and the numbers that bound them.
//!
//! The defaults are those of the golden cases. Numbers with clinical weight (`min_gap_min`, `late_window_min`,
//! `silence_nights`) are filled in from the clinical parameters by [`Params::of`].

use crate::domain::parameter::Parameters;
use crate::domain::setting::Settings;
use chrono::{NaiveTime, TimeDelta, Weekday};

/// All of them. Minutes are elapsed minutes, times of day are wall time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Params {
    /// Lights-out.
    pub bedtime: NaiveTime,
    /// Where a night begins: 12:00, or 00:00 for day sleepers. At least four hours from bedtime.
    pub cutover: NaiveTime,
    /// Minutes between the base reminder and bedtime.
    pub lead_min: u32,
    /// Minutes from the base reminder to each follow-up; those past `quiet_after_min` are left out.
    pub followups_min: Vec<u32>,
    /// Minutes after the base reminder past which nothing sounds but a snooze the patient asked for.
    pub quiet_after_min: u32,
    /// Minutes after bedtime within which a dose may still be taken (`safety.md` 14).
    pub late_window_min: u32,
    /// Minutes of one snooze.
    pub snooze_min: u32,
    /// Most snoozes in a night.
    pub max_snoozes: u32,
    /// Nights planned ahead, tonight included; cut to the zone window and to what the budget can hold.
    pub horizon_nights: u32,
    /// Nights of the horizon that get follow-ups.
    pub followup_nights: u32,
    /// Open nights that get a morning question.
    pub confirm_nights: u32,
    /// When the one morning notification comes.
    pub day_time: NaiveTime,
    /// When the one evening notification comes.
    pub eve_time: NaiveTime,
    /// Least minutes between two doses (`safety.md` 14).
    pub min_gap_min: u32,
    /// Doses left at which supply is spoken of.
    pub stock_lead_nights: u32,
    /// Days before a bottle's end at which it is spoken of.
    pub expiry_lead_days: Vec<u32>,
    /// Days before a review night at which it is announced; the review night itself always is.
    pub reeval_lead_days: u32,
    /// The day of the weekly look back, if wanted.
    pub review_weekday: Option<Weekday>,
    /// A symptom check-in every so many days, counted by the calendar so that re-planning never moves it; 0 for none.
    pub checkin_every_days: u32,
    /// Whether the end of the horizon is announced.
    pub sentinels: bool,
    /// Most pending requests; never above 60 whatever is asked for.
    pub budget: u32,
    /// After so many unlogged nights in a row dose reminders stop and one notice takes their place (design 3.6).
    pub silence_nights: Option<u32>,
}

impl Default for Params {
    fn default() -> Self {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        Self {
            bedtime: time(22, 30),
            cutover: time(12, 0),
            lead_min: 0,
            followups_min: vec![20, 45],
            quiet_after_min: 60,
            late_window_min: 240,
            snooze_min: 20,
            max_snoozes: 3,
            horizon_nights: 28,
            followup_nights: 7,
            confirm_nights: 3,
            day_time: time(10, 0),
            eve_time: time(18, 0),
            min_gap_min: 720,
            stock_lead_nights: 7,
            expiry_lead_days: vec![7, 1],
            reeval_lead_days: 7,
            review_weekday: None,
            checkin_every_days: 0,
            sentinels: true,
            budget: 60,
            silence_nights: None,
        }
    }
}

impl Params {
    /// The patient's choices and the clinical numbers; all else stays as the golden cases have it.
    pub fn of(settings: &Settings, parameters: &Parameters) -> Self {
        Self {
            bedtime: settings.bedtime,
            cutover: settings.cutover,
            lead_min: settings.lead_min.into(),
            late_window_min: parameters.late_window_min.value,
            min_gap_min: parameters.min_gap_min.value,
            silence_nights: Some(parameters.silence_nights.value),
            ..Self::default()
        }
    }
}

/// So many minutes.
pub(super) fn minutes(count: u32) -> TimeDelta {
    TimeDelta::minutes(count.into())
}
