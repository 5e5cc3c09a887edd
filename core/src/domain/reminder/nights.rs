//! What each night of the horizon is: answered, held, too soon, or open with its times.

use super::params::{Params, minutes};
use super::state::{LogEntry, LogStatus, PlannerPlan, PlannerState};
use crate::domain::night::{Night, civil, night_of, window_start};
use crate::domain::zone::{Resolved, ZoneWindow};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

/// Everything a plan is made from.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'a> {
    pub(super) state: &'a PlannerState,
    pub(super) plan: &'a PlannerPlan,
    pub(super) params: &'a Params,
    pub(super) now: DateTime<Utc>,
    pub(super) window: &'a ZoneWindow,
}

/// What a night is, as far as reminders go. *Missed* is not among them: only the patient can say that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NightStatus {
    /// To come, or due.
    Open,
    /// Tonight, past the late window, without an answer.
    Unconfirmed,
    /// Answered: taken.
    Taken,
    /// Answered: left out.
    Skipped,
    /// Answered: not sure.
    Unknown,
    /// Covered by a hold.
    Held,
    /// No confirmed step reaches it.
    NoStep,
    /// An evening that never was.
    Nonexistent,
    /// The least gap to the last dose cannot be kept.
    TooSoon,
    /// Too many unlogged nights: a review comes instead.
    Silenced,
}

/// A night of the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PlannedNight {
    /// Its label.
    pub night: Night,
    /// The key its log entry and notifications carry; `None` where no dose is planned.
    pub key: Option<Night>,
    /// What it is.
    pub status: NightStatus,
}

/// A night with the times of its reminder.
#[derive(Debug, Clone)]
pub(super) struct Outlook {
    pub(super) planned: PlannedNight,
    pub(super) step: Option<String>,
    /// Only for an open night.
    pub(super) reminder: Option<Reminder>,
}

/// The times of one open night.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reminder {
    pub(super) base: DateTime<Utc>,
    pub(super) late_end: DateTime<Utc>,
    /// Moved for the gap; quiet if by more than the quiet limit.
    pub(super) deferred: bool,
    pub(super) quiet: bool,
}

impl Inputs<'_> {
    /// What one night is. `silent_from` is the first night without reminders for want of answers.
    pub(super) fn outlook(&self, night: Night, tonight: Night, silent_from: Option<Night>) -> Outlook {
        let unplanned = |status| Outlook {
            planned: PlannedNight { night, key: None, status },
            step: None,
            reminder: None,
        };
        let Some(step) = self.plan.step_of(night) else { return unplanned(NightStatus::NoStep) };
        if self.state.held(night) {
            return unplanned(NightStatus::Held);
        }
        let base = self.base_of(night);
        if !base.exists() {
            return unplanned(NightStatus::Nonexistent);
        }
        let (key, entry) =
            answer(&self.state.log, night, window_start(self.window, self.params.cutover, night));
        let keyed = |status, reminder| Outlook {
            planned: PlannedNight { night, key: Some(key), status },
            step: Some(step.id.clone()),
            reminder,
        };
        if let Some(entry) = entry {
            return keyed(closed(entry.status), None);
        }
        let Some(reminder) = self.reminder(base.instant, late_end(self.window, self.params, night)) else {
            return keyed(NightStatus::TooSoon, None);
        };
        if night == tonight && self.now >= reminder.late_end {
            return keyed(NightStatus::Unconfirmed, None);
        }
        if silent_from.is_some_and(|silent| night >= silent) {
            return keyed(NightStatus::Silenced, None);
        }
        keyed(NightStatus::Open, Some(reminder))
    }

    /// The base reminder before any deferral: bedtime less the lead, on the wall clock.
    fn base_of(&self, night: Night) -> Resolved {
        let bedtime = civil(night, self.params.cutover, self.params.bedtime);
        self.window.resolve(bedtime.checked_sub_signed(minutes(self.params.lead_min)).unwrap_or(bedtime))
    }

    /// The night's times, moved to keep the least gap; `None` if that runs past the late window.
    ///
    /// A dose swallowed after the base counts too (an extra one): what still lies ahead must not ring for another.
    fn reminder(&self, base: DateTime<Utc>, late_end: DateTime<Utc>) -> Option<Reminder> {
        let swallowed = self.state.log.iter().filter(|entry| entry.status.may_be_swallowed());
        let last = swallowed.map(|entry| entry.at).filter(|&at| at < late_end).max();
        let earliest = last.and_then(|at| at.checked_add_signed(minutes(self.params.min_gap_min)));
        match earliest {
            Some(earliest) if earliest > base => (earliest <= late_end).then_some(Reminder {
                base: earliest,
                late_end,
                deferred: true,
                quiet: earliest - base > minutes(self.params.quiet_after_min),
            }),
            _ => Some(Reminder { base, late_end, deferred: false, quiet: false }),
        }
    }
}

/// The status of an answered night.
const fn closed(status: LogStatus) -> NightStatus {
    match status {
        LogStatus::Taken | LogStatus::Extra => NightStatus::Taken,
        LogStatus::Skipped => NightStatus::Skipped,
        LogStatus::Unknown => NightStatus::Unknown,
    }
}

/// The end of a night's late window: counted from bedtime (`safety.md` 14), never into the next night.
pub(super) fn late_end(window: &ZoneWindow, params: &Params, night: Night) -> DateTime<Utc> {
    let bedtime = window.resolve(civil(night, params.cutover, params.bedtime)).instant;
    let late = bedtime.checked_add_signed(minutes(params.late_window_min)).unwrap_or(bedtime);
    late.min(window_start(window, params.cutover, night.next()))
}

/// The key of a label and the entry that closes it.
///
/// An entry made before this night's window began belongs to an earlier evening of the same date (flying east
/// over the date line): the evening at hand is then the second one.
pub(super) fn answer(log: &[LogEntry], label: Night, start: DateTime<Utc>) -> (Night, Option<&LogEntry>) {
    let same_date = || log.iter().filter(|entry| entry.status.closes() && entry.night.date == label.date);
    if let Some(entry) = same_date().filter(|entry| entry.at >= start).max_by_key(|entry| entry.night) {
        return (entry.night, Some(entry));
    }
    let key = if same_date().next().is_some() { Night::second_of(label.date) } else { Night::of(label.date) };
    (key, None)
}

/// The key an entry made in the app at an instant belongs to, second evenings of one date included.
pub fn key_at(window: &ZoneWindow, params: &Params, log: &[LogEntry], instant: DateTime<Utc>) -> Night {
    let label = night_of(window, params.cutover, instant);
    answer(log, label, window_start(window, params.cutover, label)).0
}

/// When a night's dose may be taken (`safety.md` 14).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoseWindow {
    /// From here on: two hours before bedtime by default, later if the last possible dose is too near.
    pub opens: DateTime<Utc>,
    /// Bedtime.
    pub bedtime: DateTime<Utc>,
    /// After this no line is shown: leave it, take the next one as usual.
    pub closes: DateTime<Utc>,
}

impl DoseWindow {
    /// Whether a dose may be taken at an instant.
    pub fn holds(&self, instant: DateTime<Utc>) -> bool {
        (self.opens..=self.closes).contains(&instant)
    }

    /// Whether the least gap leaves no time at all in this night.
    pub fn never_opens(&self) -> bool {
        self.opens > self.closes
    }
}

/// The window of a night: `early_min` minutes before bedtime to the end of the late window, and never less than
/// the least gap after the last dose that may have been swallowed. `None` for an evening that never was.
pub fn dose_window(
    window: &ZoneWindow,
    params: &Params,
    early_min: u32,
    night: Night,
    last_possible: Option<DateTime<Utc>>,
) -> Option<DoseWindow> {
    let bedtime = window.resolve(civil(night, params.cutover, params.bedtime));
    if !bedtime.exists() {
        return None;
    }
    let bedtime = bedtime.instant;
    let after = |from: DateTime<Utc>, by: TimeDelta| from.checked_add_signed(by).unwrap_or(from);
    let opens = after(bedtime, -minutes(early_min));
    let opens = last_possible.map_or(opens, |last| opens.max(after(last, minutes(params.min_gap_min))));
    Some(DoseWindow { opens, bedtime, closes: late_end(window, params, night) })
}
