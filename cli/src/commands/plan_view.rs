//! A plan as fields and as a list to read: steps, nights counted, what the next step waits for.

use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;
use crate::style;
use nocte_core::app::{App, PlanPage, Planned};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::progress::StepState;
use nocte_core::words;
use serde_json::{Value, json};

/// The plan in force; null without one.
pub(crate) fn show(app: &App, machine: &Machine) -> Result<Reply, Refusal> {
    let view = app.plan().map_err(machine.refuse())?;
    let Some(view) = view else {
        let text = machine.say("There is no plan.", "Es gibt keinen Plan.");
        return Ok(Reply::done(json!({ "plan": Value::Null, "holds": [] }), text));
    };
    let json = json!({ "plan": fields(&view), "holds": holds(&view), "next": next(&view, machine), "ask_again": view.ask_again() });
    Ok(Reply::done(json, rows(&view, machine).join("\n") + "\n"))
}

/// A version just made, with what is said beside it.
pub(crate) fn made(app: &App, made: &Planned, machine: &Machine) -> Result<Reply, Refusal> {
    let warnings: Vec<String> =
        made.warnings.iter().map(|warning| words::plan::show_warning(warning, machine.lang)).collect();
    let Reply { mut json, mut text, yes, then } = show(app, machine)?;
    json["warnings"] = json!(warnings);
    json["made"] = json!({ "id": made.plan.id, "version": made.plan.version });
    text.extend(warnings.iter().flat_map(|warning| ["! ", warning, "\n"]));
    Ok(Reply { json, text, yes, then })
}

/// The fixed fields.
fn fields(view: &PlanPage) -> Value {
    let plan = &view.plan;
    let steps: Vec<Value> = plan
        .steps
        .iter()
        .zip(&view.steps)
        .map(|(step, at)| {
            json!({
                "id": step.id,
                "dose_ng": step.dose.ng(),
                "min_nights": step.min_nights,
                "max_nights": step.max_nights,
                "gate": step.gate,
                "nights_taken": at.nights_taken,
                "state": at.state,
            })
        })
        .collect();
    json!({
        "id": plan.id,
        "version": plan.version,
        "effective_night": plan.effective_night,
        "protocol": plan.protocol,
        "agreement": plan.agreement,
        "reason": plan.reason,
        "state": view.state,
        "stop_after": plan.stop_after,
        "cap_ng": plan.cap.map(Dose::ng),
        "already_since": plan.already_since,
        "steps": steps,
    })
}

/// What the next step waits for.
fn next(view: &PlanPage, machine: &Machine) -> Value {
    view.progress.as_ref().map_or(Value::Null, |progress| {
        json!({
            "may_step_up": progress.may_step_up,
            "review_due": progress.review_due,
            "dose_ng": progress.next.as_ref().map(|next| next.dose.ng()),
            "waits_for": progress
                .blocks
                .iter()
                .map(|block| json!({ "code": block.code(), "text": words::plan::show_block(block, machine.lang) }))
                .collect::<Vec<_>>(),
        })
    })
}

fn holds(view: &PlanPage) -> Vec<Value> {
    view.holds.iter().map(|hold| json!({ "id": hold.id, "from": hold.from, "reason": hold.reason })).collect()
}

/// The plan as a person reads it.
pub(crate) fn rows(view: &PlanPage, machine: &Machine) -> Vec<String> {
    let lang = machine.lang;
    let plan = &view.plan;
    let (word, version) = (machine.say("Plan", "Plan"), machine.say("version", "Fassung"));
    let from = plan.protocol.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
    let state = words::plan::show_state(view.state, lang);
    let mut rows = vec![
        style::strong(&format!("{word}{from}, {version} {}: {state}", plan.version)),
        style::faint(&words::plan::show_agreement(&plan.agreement, lang)),
    ];
    let last = plan.steps.len().saturating_sub(1);
    for (index, (step, at)) in plan.steps.iter().zip(&view.steps).enumerate() {
        let mark = if at.state == StepState::Current { ">" } else { " " };
        let nights = machine.say("nights taken", "genommene Nächte");
        let shown = words::plan::show_step(step, index == last, lang);
        rows.push(format!(
            "{mark} {shown}; {nights}: {}; {}",
            at.nights_taken,
            words::plan::show_step_state(at.state, lang)
        ));
    }
    if let Some(progress) = &view.progress {
        rows.extend(words::plan::why_not(&progress.blocks, lang).into_iter().map(|why| format!("- {why}")));
        if progress.may_step_up {
            let may = "The next step is earned: `nocte plan step-up` starts it.";
            rows.push(
                machine
                    .say(may, "Der nächste Schritt ist verdient: `nocte plan step-up` beginnt ihn.")
                    .to_owned(),
            );
        }
        if progress.review_due {
            rows.push(words::plan::review_due(lang).to_owned());
        }
    }
    rows.extend(view.ask_again().map(|one| words::course::ask_again(one, lang)));
    rows
}
