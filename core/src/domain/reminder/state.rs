//! What the planner is handed: the steps confirmed so far, and what has happened.
//!
//! Nothing here is read from a clock or a file; the same values always give the same reminders.

use crate::domain::night::Night;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// The plan as confirmed so far. Its last step is open-ended unless a prescriber set a stop night.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlannerPlan {
    /// Spans of nights, oldest first.
    pub steps: Vec<PlannerStep>,
    /// The night for which a review is due, if one is.
    pub reeval_night: Option<Night>,
}

impl PlannerPlan {
    /// The step a night belongs to. Where spans overlap the later one holds: it was confirmed last.
    pub fn step_of(&self, night: Night) -> Option<&PlannerStep> {
        let date = night.date;
        self.steps.iter().rev().find(|step| {
            step.first_night.date <= date && step.last_night.is_none_or(|last| date <= last.date)
        })
    }
}

/// The nights of one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannerStep {
    /// Its id, as printed in notifications ("s1").
    pub id: String,
    /// Its first night.
    pub first_night: Night,
    /// Its last night; `None` is open-ended.
    pub last_night: Option<Night>,
}

/// What has happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlannerState {
    /// Effective answers, oldest first.
    pub log: Vec<LogEntry>,
    /// What stands in the notification shade.
    pub delivered: Vec<Delivered>,
    /// The snooze asked for, if any.
    pub snooze: Option<Snooze>,
    /// Holds, ended ones too.
    pub holds: Vec<PlannedHold>,
    /// Doses left at the coming steps; `None` if never counted.
    pub stock_doses: Option<u32>,
    /// The patient has seen that supply is low.
    pub stock_acknowledged: bool,
    /// The day on which the open bottle must be thrown away.
    pub bottle_expiry: Option<NaiveDate>,
    /// The first night the log knows of; an answer to an older one is asked about.
    pub known_from: Option<Night>,
    /// Nights whose notifications offer *Open* only, since dose, strength, bottle or syringe changed (`safety.md` 11).
    pub changed_nights: Vec<Night>,
    /// The night on which the patient last answered "have you been taking it?"; unlogged nights count from there.
    pub review_answered: Option<Night>,
}

/// One answer to one night.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// The night it answers.
    pub night: Night,
    /// The answer.
    pub status: LogStatus,
    /// When it was taken; for *unknown* the last instant at which it may have been; else when it was recorded.
    pub at: DateTime<Utc>,
    /// What it came from ("phone", "watch").
    pub source: Option<String>,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LogStatus {
    /// Swallowed.
    Taken,
    /// Left out on purpose.
    Skipped,
    /// Not sure: closes the night and counts for the gap, never for stock.
    Unknown,
    /// A dose beyond the night's own: counts for the gap, closes nothing (`safety.md` 17).
    Extra,
}

impl LogStatus {
    /// Whether the night is answered by it.
    pub const fn closes(self) -> bool {
        !matches!(self, Self::Extra)
    }

    /// Whether a dose was or may have been swallowed.
    pub const fn may_be_swallowed(self) -> bool {
        !matches!(self, Self::Skipped)
    }
}

/// A notification standing in the shade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Its id.
    pub id: String,
    /// When it came, if the shell knows. Later than now means that the clock was set back since.
    pub at: Option<DateTime<Utc>>,
}

impl From<&str> for Delivered {
    fn from(id: &str) -> Self {
        Self { id: id.to_owned(), at: None }
    }
}

/// A snooze the patient asked for. It is state, so that it survives a restart of the phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snooze {
    /// The night it belongs to.
    pub night: Night,
    /// How many were asked for that night, this one included.
    pub count: u32,
    /// When it rings.
    pub until: DateTime<Utc>,
    /// The bedtime under which it was asked for; another bedtime now clears it. `None` keeps it.
    pub bedtime: Option<NaiveTime>,
}

/// A hold. It never ends by itself: only `resumed_from` ends it, an expected end is no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedHold {
    /// The first night without a dose.
    pub from_night: Night,
    /// The first night again, by an explicit confirmation.
    pub resumed_from: Option<Night>,
}

impl PlannedHold {
    /// Whether a night is held.
    pub fn covers(&self, night: Night) -> bool {
        self.from_night.date <= night.date
            && self.resumed_from.is_none_or(|resumed| night.date < resumed.date)
    }
}

impl PlannerState {
    /// Whether any hold covers a night.
    pub fn held(&self, night: Night) -> bool {
        self.holds.iter().any(|hold| hold.covers(night))
    }
}
