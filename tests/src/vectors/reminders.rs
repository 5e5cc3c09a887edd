//! Cases of time and reminders: `resolve`, `attribute`, `plan`, `action`, `diff`.

use super::input::Fields;
use super::planner::{plan_and_params, state};
use nocte_core::domain::night::{self, Night};
use nocte_core::domain::reminder::{
    Action, ActionKind, ActionWarning, Kind, Notification, Part, Pending, apply_action, diff, plan,
};
use nocte_core::domain::zone::ZoneWindow;
use serde_json::{Value, json};

pub(super) fn run(case: &Value, file: &Value) -> Result<Value, String> {
    let fields = Fields::of(case, "")?;
    match fields.need::<String>("type")?.as_str() {
        "resolve" => resolve(&fields),
        "attribute" => attribute(&fields),
        "plan" => run_plan(&fields, file),
        "action" => action(&fields, file),
        "diff" => run_diff(&fields, file),
        other => Err(format!("type {other} is not of this family")),
    }
}

fn resolve(case: &Fields<'_>) -> Result<Value, String> {
    case.only_or_remarks(&["zone_window", "night", "bedtime", "cutover", "expect"])?;
    let window = window(case)?;
    let cutover = case.time("cutover")?.ok_or("cutover is missing")?;
    let bedtime = case.time("bedtime")?.ok_or("bedtime is missing")?;
    let wall = night::civil(case.need("night")?, cutover, bedtime);
    let resolved = window.resolve(wall);
    let mut answer = json!({
        "local_nominal": wall.format("%Y-%m-%dT%H:%M").to_string(),
        "resolution": resolved.resolution,
        "notify": resolved.exists(),
    });
    if let (true, Some(map)) = (resolved.exists(), answer.as_object_mut()) {
        map.insert("instant".to_owned(), json!(resolved.instant));
        map.insert("local".to_owned(), json!(resolved.local.format("%Y-%m-%dT%H:%M").to_string()));
        map.insert("offset_s".to_owned(), json!(resolved.offset_s));
        map.insert("shift_s".to_owned(), json!(resolved.shift_s));
        map.insert("trigger".to_owned(), json!(resolved.trigger));
    }
    Ok(answer)
}

fn attribute(case: &Fields<'_>) -> Result<Value, String> {
    case.only_or_remarks(&["zone_window", "cutover", "at", "explicit_night", "expect"])?;
    let cutover = case.time("cutover")?.ok_or("cutover is missing")?;
    let computed = night::night_of(&window(case)?, cutover, case.need("at")?);
    // A notification carries its night; the time of the tap never decides.
    Ok(json!({ "night": case.read::<Night>("explicit_night")?.unwrap_or(computed) }))
}

fn run_plan(case: &Fields<'_>, file: &Value) -> Result<Value, String> {
    case.only_or_remarks(&["zone_window", "now", "plan", "state", "expect"])?;
    let (planner_plan, params) = plan_and_params(case, file)?;
    let planned = plan(&state(case)?, &planner_plan, &params, case.need("now")?, &window(case)?);
    let count = |kind| planned.notifications.iter().filter(|n| n.kind == kind).count();
    let ends = |n: &&Notification| n.parts.iter().any(|part| matches!(part, Part::Sentinel | Part::Stopped));
    let last_base = planned.notifications.iter().rev().find(|n| n.kind == Kind::Base);
    let mut answer = json!(planned);
    if let Some(map) = answer.as_object_mut() {
        map.insert("count".to_owned(), json!(planned.notifications.len()));
        map.insert("ids".to_owned(), planned.notifications.iter().map(|n| n.id.as_str()).collect());
        map.insert("last_base".to_owned(), json!(last_base.map(|n| &n.id)));
        map.insert(
            "sentinel".to_owned(),
            json!(planned.notifications.iter().filter(ends).collect::<Vec<_>>()),
        );
        let kinds = [Kind::Base, Kind::Followup, Kind::Snooze, Kind::Day, Kind::Eve];
        map.insert(
            "by_kind".to_owned(),
            kinds.iter().map(|&k| (k.as_str().to_owned(), json!(count(k)))).collect(),
        );
    }
    Ok(answer)
}

fn action(case: &Fields<'_>, file: &Value) -> Result<Value, String> {
    case.only_or_remarks(&["zone_window", "state", "action", "plan", "expect"])?;
    let (_, params) = plan_and_params(case, file)?;
    let tap = case.below("action")?.ok_or("action is missing")?;
    tap.only(&["kind", "night", "at", "source", "minutes", "taken_at"])?;
    let kind = match tap.need::<String>("kind")?.as_str() {
        "taken" => ActionKind::Taken { taken_at: tap.read("taken_at")? },
        "skip" => ActionKind::Skip,
        "undo" => ActionKind::Undo,
        "snooze" => ActionKind::Snooze { minutes: tap.read("minutes")? },
        "dismissed" => ActionKind::Dismissed,
        other => return Err(format!("action.kind {other} is unknown")),
    };
    let tap = Action { kind, night: tap.need("night")?, at: tap.need("at")?, source: tap.read("source")? };
    let outcome = apply_action(&state(case)?, &tap, &params, &window(case)?);
    Ok(json!({
        "result": outcome.result.as_str(),
        "warning": outcome.warning.map(ActionWarning::as_str),
        "log_entries": outcome.state.log.len(),
        "stock_doses": outcome.state.stock_doses,
        "followups_kept": outcome.followups_kept,
    }))
}

fn run_diff(case: &Fields<'_>, file: &Value) -> Result<Value, String> {
    case.only_or_remarks(&["zone_window", "now", "plan", "state", "pending", "expect"])?;
    let (planner_plan, params) = plan_and_params(case, file)?;
    let planned = plan(&state(case)?, &planner_plan, &params, case.need("now")?, &window(case)?);
    let mut pending = Vec::new();
    for request in case.each("pending")? {
        request.only(&["id", "rev"])?;
        pending.push(Pending { id: request.need("id")?, rev: request.need("rev")? });
    }
    let changes = diff(&pending, &planned.notifications);
    Ok(json!({
        "add": changes.add, "replace": changes.replace, "remove": changes.remove, "keep": changes.keep,
    }))
}

fn window(case: &Fields<'_>) -> Result<ZoneWindow, String> {
    let fields = case.below("zone_window")?.ok_or("zone_window is missing")?;
    fields.only(&["zone", "initial_offset_s", "transitions", "until"])?;
    for change in fields.each("transitions")? {
        change.only(&["at", "offset_s"])?;
    }
    case.need("zone_window")
}
