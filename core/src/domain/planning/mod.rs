//! What the reminder planner is handed: only what is earned, confirmed and known.
//!
//! The planner is a pure set of notifications over nights and knows no dose. Everything that could make it ring
//! for a dose that must not be taken is settled here: a step nobody tapped is in no span (`safety.md` 15), a hold
//! begins on its first night, and every night since a restored copy counts as answered *unknown*.

mod open_only;
mod stock;

use super::entry::DoseStatus;
use super::hold;
use super::journal::Journal;
use super::logging;
use super::medicine::MedicineTable;
use super::night::Night;
use super::parameter::Parameters;
use super::progress;
use super::reminder::{
    LogEntry, LogStatus, Params, PlannedHold, PlannerPlan, PlannerState, PlannerStep, Snooze,
};
use super::tonight::moment::{Moment, told_at};
use super::zone::ZoneWindow;
use chrono::{DateTime, NaiveDate, Utc};

/// Days between check-ins while baseline nights are recorded: each night is a data point of the later verdict.
const BASELINE_CHECKIN_DAYS: u32 = 1;

/// The planner's three inputs at an instant. What stands in the notification shade is the shell's to add.
pub fn planner_input(
    journal: &Journal,
    medicines: &MedicineTable,
    parameters: &Parameters,
    now: DateTime<Utc>,
    zone: &ZoneWindow,
) -> (PlannerPlan, PlannerState, Params) {
    let moment = Moment { journal, medicines, parameters, now, zone };
    let tonight = moment.tonight();
    let mut params = Params::of(&journal.settings, parameters);
    if in_baseline(journal, tonight) {
        params.checkin_every_days = BASELINE_CHECKIN_DAYS;
    }
    // Nothing of a bottle is urgent while nothing is drawn from it: in a hold supply is not spoken of.
    let held = !hold::covering(journal, tonight).is_empty();
    let plan = PlannerPlan { steps: steps(journal), reeval_night: review_night(&moment, tonight) };
    let state = PlannerState {
        log: log(&moment),
        delivered: Vec::new(),
        snooze: snooze(journal, tonight),
        holds: holds(journal),
        stock_doses: stock::doses_left(&moment, tonight).filter(|_| !held),
        stock_acknowledged: false,
        bottle_expiry: expiry(&moment, tonight).filter(|_| !held),
        known_from: journal.plans.iter().map(|plan| plan.effective_night).min(),
        changed_nights: open_only::nights(&moment, tonight, params.horizon_nights),
        review_answered: None,
    };
    (plan, state, params)
}

/// Whether check-ins before the first dose are wanted and still possible.
fn in_baseline(journal: &Journal, tonight: Night) -> bool {
    journal.settings.baseline == Some(true) && progress::plan_in_force(journal, tonight).is_none()
}

/// The spans confirmed so far; the last is open-ended unless a prescriber set a stop night.
fn steps(journal: &Journal) -> Vec<PlannerStep> {
    let spans = progress::confirmed_steps(journal).into_iter();
    spans
        .map(|span| PlannerStep { id: span.step.step, first_night: span.first, last_night: span.last })
        .collect()
}

/// Every hold from its first night on; an end counts only when someone gave the first night again.
fn holds(journal: &Journal) -> Vec<PlannedHold> {
    let all = hold::holds(journal).into_iter();
    all.map(|hold| PlannedHold { from_night: hold.from, resumed_from: hold.until }).collect()
}

/// The answers that stand, and *unknown* for what a restored copy cannot know.
fn log(moment: &Moment<'_>) -> Vec<LogEntry> {
    let told = moment.journal.doses.iter().map(|entry| LogEntry {
        night: entry.night,
        status: match entry.status {
            DoseStatus::Taken => LogStatus::Taken,
            DoseStatus::Skipped => LogStatus::Skipped,
            DoseStatus::Unknown => LogStatus::Unknown,
            DoseStatus::Extra => LogStatus::Extra,
        },
        at: moment.possible(entry).unwrap_or_else(|| told_at(entry)),
        source: Some(entry.stamp.source.clone()),
    });
    let unknown = logging::since_copy(moment).into_iter().map(|entry| LogEntry {
        night: entry.night,
        status: LogStatus::Unknown,
        at: moment.times(entry.night).map_or(moment.now, |times| times.closes.min(moment.now)),
        source: None,
    });
    told.chain(unknown).collect()
}

/// Tonight's last snooze and how many there were.
fn snooze(journal: &Journal, tonight: Night) -> Option<Snooze> {
    let mut asked = journal.snoozes.iter().filter(|(night, _)| *night == tonight);
    let count = u32::try_from(asked.clone().count()).ok()?;
    let (night, until) = asked.next_back()?;
    Some(Snooze { night: *night, count, until: *until, bedtime: None })
}

/// The end of the one bottle in use.
fn expiry(moment: &Moment<'_>, tonight: Night) -> Option<NaiveDate> {
    moment.bottle(tonight, moment.now).ok().map(|bottle| bottle.discard_by)
}

/// The night on which the present step will have lasted as long as it was meant to, if every night from tonight
/// on is taken. A review that is already due is on the plan's own page and is not announced every day.
fn review_night(moment: &Moment<'_>, tonight: Night) -> Option<Night> {
    let journal = moment.journal;
    let progress = progress::progress(journal, tonight).filter(|progress| !progress.review_due)?;
    let plan = progress::plan_in_force(journal, tonight)?;
    let step = plan.steps.get(progress.step_index)?;
    let last = progress.step_index + 1 == plan.steps.len();
    let longest = step.max_nights.or((last && step.min_nights > 0).then_some(step.min_nights))?;
    let left = i64::from(longest.checked_sub(progress.nights_taken)?);
    let first = progress::first_open_night(journal, tonight);
    Some(first.plus(left - 1))
}
