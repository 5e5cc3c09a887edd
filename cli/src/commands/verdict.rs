//! `verdict`: the nights before the first dose against the last ones, and what may be said of them.

use crate::args::diary::Verdict;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;
use crate::style;
use nocte_core::app::view::{ResponseView, Worded};
use nocte_core::catalogue::parameters;
use nocte_core::domain::response::{Response, Stretch};
use nocte_core::domain::symptom::DAILY_SCALES;
use nocte_core::words;
use serde_json::{Value, json};

/// One scale, or the three of every day.
pub(crate) fn run(args: &Verdict, machine: &Machine) -> Result<Reply, Refusal> {
    let scales = args.scale.as_deref().map_or_else(|| DAILY_SCALES.to_vec(), |scale| vec![scale]);
    let app = machine.app()?;
    let responses = app.verdicts(&scales).map_err(machine.refuse())?;
    let view = app.response_view(machine.lang).map_err(machine.refuse())?;
    let list = |of: &[Worded]| -> Vec<Value> {
        of.iter().map(|one| json!({ "code": one.code, "text": one.text })).collect()
    };
    let json = json!({
        "verdicts": responses.iter().map(|it| fields(it, machine)).collect::<Vec<Value>>(),
        "caution": view.caution,
        "recheck": view.recheck,
        "marked": list(&view.marked),
        "effects": list(&view.effects),
        "sleep": view.rungs,
        "changed": view.changed,
        "labs": view.labs,
    });
    let mut rows: Vec<String> = Vec::new();
    for response in &responses {
        rows.push(words::verdict::verdict(response, machine.lang));
        rows.extend(levels(response, machine));
    }
    if responses.iter().any(|response| response.change.is_some()) {
        rows.push(String::new());
        rows.push(view.caution.clone());
    }
    rows.extend(beside(&view, machine));
    if !parameters().reviewed() {
        rows.push(style::faint(words::safety::not_reviewed(machine.lang)));
    }
    Ok(Reply::done(json, rows.join("\n")))
}

/// What stands beside the verdict, a section each; none is shown empty.
fn beside(view: &ResponseView, machine: &Machine) -> Vec<String> {
    let texts = |of: &[Worded]| of.iter().map(|one| one.text.clone()).collect::<Vec<String>>();
    let sections = [
        (machine.say("The re-check", "Die Gegenprobe"), view.recheck.clone()),
        (view.marked_note.as_str(), texts(&view.marked)),
        (
            machine.say("Side effects against the steps", "Nebenwirkungen und die Schritte"),
            texts(&view.effects),
        ),
        (view.sleep.as_str(), view.rungs.clone()),
        (machine.say("Since the last visit", "Seit dem letzten Besuch"), view.changed.clone()),
        (view.labs_note.as_str(), view.labs.clone()),
    ];
    let shown = sections.into_iter().filter(|(_, rows)| !rows.is_empty());
    shown
        .flat_map(|(heading, rows)| {
            let rows = rows.into_iter().map(|row| format!("  {row}"));
            [String::new(), style::strong(heading)].into_iter().chain(rows).collect::<Vec<String>>()
        })
        .collect()
}

/// The two levels and the change, once there is something to compare.
fn levels(response: &Response, machine: &Machine) -> Option<String> {
    let (change, before, after) =
        (response.change.as_ref()?, response.before.as_ref()?, response.after.as_ref()?);
    let level = |stretch: &Stretch| words::verdict::points(stretch.mean, machine.lang);
    let nights = machine.say("nights", "Nächte");
    let percent = words::verdict::change(change, machine.lang).map(|text| format!(", {text}"));
    Some(format!(
        "  {} → {} ({} {nights} → {} {nights}{})",
        level(before),
        level(after),
        before.rated,
        after.rated,
        percent.unwrap_or_default()
    ))
}

fn fields(response: &Response, machine: &Machine) -> Value {
    let stretch = |stretch: &Option<Stretch>| {
        stretch.as_ref().map(|it| {
            json!({
                "first": it.first,
                "last": it.last,
                "rated": it.rated,
                "mean_hundredths": it.mean,
                "weeks_hundredths": it.weeks,
            })
        })
    };
    json!({
        "scale": response.scale,
        "verdict": response.verdict.code(),
        "text": words::verdict::verdict(response, machine.lang),
        "nights_taken": response.nights_taken,
        "before": stretch(&response.before),
        "after": stretch(&response.after),
        "change": response.change.map(|change| json!({
            "hundredths": change.hundredths,
            "percent": change.percent,
            "responder": change.responder,
        })),
        "interval": response.verdict.interval().map(|interval| json!({
            "low_hundredths": interval.low,
            "high_hundredths": interval.high,
            "degrees": interval.degrees,
        })),
    })
}
