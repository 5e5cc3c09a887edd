//! `dilute --second`: the one second dilution, stage by stage.

use crate::args::first::Dilute;
use crate::ask;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use nocte_core::catalogue::parameters::parameters;
use nocte_core::domain::amount::Strength;
use nocte_core::domain::second_dilution::{Stage, second_dilution};
use nocte_core::words::{self, Lang};
use serde_json::{Value, json};

/// The stages from one strength to a weaker one.
pub(crate) fn run(args: &Dilute, machine: &Machine) -> Result<Reply, Refusal> {
    let lang = machine.lang;
    let from = ask::text(args.from.as_deref(), machine.there, "the strength that is there", "--from 1mg/mL")?;
    let to = ask::text(args.to.as_deref(), machine.there, "the strength that is wanted", "--to 0.1mg/mL")?;
    let (from, to) = (read::strength(&from, lang)?, read::strength(&to, lang)?);
    let answer = second_dilution(from, to, parameters())
        .map_err(|error| words::dilution::second_refused(error, lang))?;
    let stages: Vec<Value> = answer.stages.iter().map(|stage| fields(stage, machine)).collect();
    let rows: Vec<String> = answer.stages.iter().map(|stage| show(answer.from, stage, lang)).collect();
    let text = rows.join("\n");
    Ok(Reply::done(json!({ "stages": stages, "text": text }), text))
}

fn fields(stage: &Stage, machine: &Machine) -> Value {
    json!({
        "name": stage.name,
        "take_ul": stage.take.ul(),
        "water_ul": stage.water.ul(),
        "strength": words::amount::show_strength(stage.strength, machine.lang),
        "strength_ng_per_ul": stage.strength.ng_per_ul().to_string(),
    })
}

/// One stage in a sentence: how much of which strength, how much water, what comes of it.
fn show(from: Strength, stage: &Stage, lang: Lang) -> String {
    let take = words::amount::show_volume(stage.take, from, lang);
    let water = words::amount::show_measure(stage.water, lang);
    let strength = words::amount::show_strength(stage.strength, lang);
    match lang {
        Lang::En => format!("{}: take {take}, add {water} of water: {strength}.", stage.name),
        Lang::De => format!("{}: {take} entnehmen, {water} Wasser zugeben: {strength}.", stage.name),
    }
}
