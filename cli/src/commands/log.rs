//! `log`: the answer to a night, something beyond it, a correction, an undo.

use crate::args::log::{Log, LogWhat, To};
use crate::machine::{Machine, SOURCE};
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use crate::style;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::logging::{Answer, LogOutcome, LogRequest, LogResult, Swallowed, Told};
use nocte_core::domain::night::Night;
use nocte_core::words;
use serde_json::json;

/// Records what is told; status 1 where nothing was stored.
pub(crate) fn run(args: &Log, machine: &Machine) -> Result<Reply, Refusal> {
    let (told, night) = told(&args.what, machine)?;
    let app = machine.app()?;
    let request = LogRequest { told, night, source: SOURCE.to_owned() };
    let (outcome, id) = app.log(&request).map_err(machine.refuse())?;
    Ok(reply(&outcome, id, machine))
}

fn told(what: &LogWhat, machine: &Machine) -> Result<(Told, Option<Night>), Refusal> {
    Ok(match what {
        LogWhat::Taken(it) => {
            let swallowed =
                swallowed(it.at.as_deref(), it.volume.as_deref(), it.bottle.as_deref(), None, machine)?;
            let swallowed = Swallowed { myself: it.just_now, ..swallowed };
            (Told::Answer(Answer::Taken(swallowed)), night(it.night.as_deref())?)
        }
        LogWhat::Skipped(it) => (Told::Answer(Answer::Skipped), night(it.night.as_deref())?),
        LogWhat::Unknown(it) => (Told::Answer(Answer::Unknown), night(it.night.as_deref())?),
        LogWhat::Extra(it) => {
            let dose = it.dose.as_deref();
            let swallowed =
                swallowed(it.at.as_deref(), it.volume.as_deref(), it.bottle.as_deref(), dose, machine)?;
            (Told::Answer(Answer::Extra(swallowed)), night(it.night.as_deref())?)
        }
        LogWhat::Correct(it) => {
            let to = match it.to {
                To::Taken => {
                    let (at, volume, bottle) = (it.at.as_deref(), it.volume.as_deref(), it.bottle.as_deref());
                    Answer::Taken(swallowed(at, volume, bottle, None, machine)?)
                }
                To::Skipped => Answer::Skipped,
                To::Unknown => Answer::Unknown,
            };
            (Told::Correct { entry: None, to }, Some(read::night(&it.night)?))
        }
        LogWhat::Undo(it) => (Told::Undo { entry: None }, night(it.night.as_deref())?),
    })
}

fn night(text: Option<&str>) -> Result<Option<Night>, Refusal> {
    text.map(read::night).transpose()
}

fn swallowed(
    at: Option<&str>,
    volume: Option<&str>,
    bottle: Option<&str>,
    dose: Option<&str>,
    machine: &Machine,
) -> Result<Swallowed, Refusal> {
    Ok(Swallowed {
        at: at.map(read::instant).transpose()?,
        volume: volume.map(|text| read::volume(text, machine.lang)).transpose()?,
        bottle: bottle.map(str::to_uppercase),
        dose: dose.map(|text| read::dose(text, machine.lang)).transpose()?,
        myself: false,
    })
}

fn reply(outcome: &LogOutcome, id: Option<FactId>, machine: &Machine) -> Reply {
    let lang = machine.lang;
    let text = words::tonight::log(outcome, lang);
    let shown = match outcome.result {
        LogResult::RefusedNotGiving => format!("{text}\n{}", style::faint(super::tonight::NOT_GIVING)),
        _ => text.clone(),
    };
    let advice: Vec<_> = outcome
        .advice
        .iter()
        .map(|advice| json!({ "code": advice.code(), "text": words::tonight::advice(advice, lang) }))
        .collect();
    let json = json!({
        "result": outcome.result.code(),
        "night": outcome.night,
        "id": id,
        "text": text,
        "advice": advice,
    });
    let stores = outcome.result.stores();
    Reply::answer(stores, json, shown)
}
