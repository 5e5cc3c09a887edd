//! Reads the planner's inputs from a case: plan, parameters and state.

use super::input::Fields;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use nocte_core::domain::reminder::{
    Delivered, LogEntry, LogStatus, Params, PlannedHold, PlannerPlan, PlannerState, PlannerStep, Snooze,
};
use serde_json::Value;

/// The plan and the file's defaults under its own parameters; an action case may have neither.
pub(super) fn plan_and_params(case: &Fields<'_>, file: &Value) -> Result<(PlannerPlan, Params), String> {
    let mut params = Params::default();
    if let Some(defaults) = Fields::of(file, "")?.below("defaults")? {
        apply(&mut params, &defaults)?;
    }
    let mut steps = Vec::new();
    let mut reeval_night = None;
    if let Some(fields) = case.below("plan")? {
        fields.only(&["steps", "params", "reeval_night"])?;
        if let Some(own) = fields.below("params")? {
            apply(&mut params, &own)?;
        }
        for step in fields.each("steps")? {
            step.only(&["id", "first_night", "last_night"])?;
            let (id, first_night, last_night) =
                (step.need("id")?, step.need("first_night")?, step.read("last_night")?);
            steps.push(PlannerStep { id, first_night, last_night });
        }
        reeval_night = fields.read("reeval_night")?;
    }
    Ok((PlannerPlan { steps, reeval_night }, params))
}

/// Lays the parameters given over those in force.
fn apply(params: &mut Params, given: &Fields<'_>) -> Result<(), String> {
    given.only(&PARAMS)?;
    let set_time = |slot: &mut NaiveTime, key| given.time(key).map(|time| *slot = time.unwrap_or(*slot));
    let set = |slot: &mut u32, key| given.read::<u32>(key).map(|value| *slot = value.unwrap_or(*slot));
    set_time(&mut params.bedtime, "bedtime")?;
    set_time(&mut params.cutover, "cutover")?;
    set_time(&mut params.day_time, "day_time")?;
    set_time(&mut params.eve_time, "eve_time")?;
    set(&mut params.lead_min, "lead_min")?;
    set(&mut params.quiet_after_min, "quiet_after_min")?;
    set(&mut params.late_window_min, "late_window_min")?;
    set(&mut params.snooze_min, "snooze_min")?;
    set(&mut params.max_snoozes, "max_snoozes")?;
    set(&mut params.horizon_nights, "horizon_nights")?;
    set(&mut params.followup_nights, "followup_nights")?;
    set(&mut params.confirm_nights, "confirm_nights")?;
    set(&mut params.min_gap_min, "min_gap_min")?;
    set(&mut params.stock_lead_nights, "stock_lead_nights")?;
    set(&mut params.reeval_lead_days, "reeval_lead_days")?;
    set(&mut params.checkin_every_days, "checkin_every_days")?;
    set(&mut params.budget, "budget")?;
    params.sentinels = given.read("sentinels")?.unwrap_or(params.sentinels);
    if let Some(list) = given.read("followups_min")? {
        params.followups_min = list;
    }
    if let Some(list) = given.read("expiry_lead_days")? {
        params.expiry_lead_days = list;
    }
    if let Some(day) = given.read::<u8>("review_weekday")? {
        params.review_weekday =
            Some(Weekday::try_from(day).map_err(|_| "review_weekday is not 0 (Monday) to 6")?);
    }
    params.silence_nights = given.read("silence_nights")?.or(params.silence_nights);
    Ok(())
}

/// Every parameter there is.
const PARAMS: [&str; 22] = [
    "bedtime",
    "cutover",
    "lead_min",
    "followups_min",
    "quiet_after_min",
    "late_window_min",
    "snooze_min",
    "max_snoozes",
    "horizon_nights",
    "followup_nights",
    "confirm_nights",
    "day_time",
    "eve_time",
    "min_gap_min",
    "stock_lead_nights",
    "expiry_lead_days",
    "reeval_lead_days",
    "review_weekday",
    "checkin_every_days",
    "sentinels",
    "budget",
    "silence_nights",
];

/// What has happened, as the case tells it.
pub(super) fn state(case: &Fields<'_>) -> Result<PlannerState, String> {
    let Some(fields) = case.below("state")? else { return Ok(PlannerState::default()) };
    // The zones are a remark here: the shell hands over the snapshot of the pinned one.
    fields.only(&[
        "log",
        "delivered",
        "snooze",
        "holds",
        "stock_doses",
        "stock_acknowledged",
        "bottle_expiry",
        "known_from",
        "changed_nights",
        "review_answered",
        "pinned_zone",
        "device_zone",
    ])?;
    let log = fields.each("log")?.iter().map(log_entry).collect::<Result<_, _>>()?;
    let holds = fields.each("holds")?.iter().map(hold).collect::<Result<_, _>>()?;
    let delivered: Vec<String> = fields.read("delivered")?.unwrap_or_default();
    Ok(PlannerState {
        log,
        delivered: delivered.iter().map(|id| Delivered::from(id.as_str())).collect(),
        snooze: fields.below("snooze")?.as_ref().map(snooze).transpose()?,
        holds,
        stock_doses: fields.read("stock_doses")?,
        stock_acknowledged: fields.read("stock_acknowledged")?.unwrap_or(false),
        bottle_expiry: fields.read::<NaiveDate>("bottle_expiry")?,
        known_from: fields.read("known_from")?,
        changed_nights: fields.read("changed_nights")?.unwrap_or_default(),
        review_answered: fields.read("review_answered")?,
    })
}

fn log_entry(fields: &Fields<'_>) -> Result<LogEntry, String> {
    fields.only(&["night", "status", "at", "source"])?;
    let status = match fields.need::<String>("status")?.as_str() {
        "taken" => LogStatus::Taken,
        "skipped" => LogStatus::Skipped,
        "unknown" => LogStatus::Unknown,
        "extra" => LogStatus::Extra,
        other => return Err(format!("log status {other} is unknown")),
    };
    Ok(LogEntry {
        night: fields.need("night")?,
        status,
        at: fields.need("at")?,
        source: fields.read("source")?,
    })
}

fn hold(fields: &Fields<'_>) -> Result<PlannedHold, String> {
    // An expected end is read by nobody: passing it changes nothing.
    fields.only_or_remarks(&["from_night", "expected_until", "resumed_from"])?;
    Ok(PlannedHold { from_night: fields.need("from_night")?, resumed_from: fields.read("resumed_from")? })
}

fn snooze(fields: &Fields<'_>) -> Result<Snooze, String> {
    fields.only(&["night", "count", "until"])?;
    let until: DateTime<Utc> = fields.need("until")?;
    Ok(Snooze { night: fields.need("night")?, count: fields.need("count")?, until, bedtime: None })
}
