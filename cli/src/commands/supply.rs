//! `supply`: tablets, bottles and money for the coming nights.

use crate::args::things::Supply;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;
use nocte_core::app::SupplyView;
use nocte_core::domain::supply::Need;
use nocte_core::words;
use serde_json::{Value, json};

/// What is needed, thrown away and paid.
pub(crate) fn run(args: &Supply, machine: &Machine) -> Result<Reply, Refusal> {
    let view = machine.app()?.supplies(args.nights).map_err(machine.refuse())?;
    let view = view.ok_or_else(|| {
        Refusal::new(
            "a supply needs a plan and a bottle made from tablets",
            "see `nocte plan new` and `nocte bottle new`",
        )
        .de(
            "ein Vorrat braucht einen Plan und eine Flasche aus Tabletten",
            "siehe `nocte plan new` und `nocte bottle new`",
        )
    })?;
    let need = view.need.map_err(|error| words::dilution::dilution_refused(error, machine.lang))?;
    Ok(Reply::done(fields(&view, need), rows(&view, need, machine).join("\n")))
}

fn fields(view: &SupplyView, need: Need) -> Value {
    let cost = view.cost.map(|cost| {
        json!({
            "per_night": cost.per_night.to_string(),
            "per_month": cost.per_month.to_string(),
            "per_mg": cost.per_mg.to_string(),
            "tablets_per_month": cost.tablets_per_month.to_string(),
            "currency": view.currency,
        })
    });
    json!({
        "as_bottle": view.letter,
        "nights": need.nights,
        "bottles": need.bottles,
        "tablets": need.tablets,
        "thrown_ul": need.thrown.ul(),
        "tablets_left": view.tablets_left,
        "cost_minor_units": cost,
    })
}

fn rows(view: &SupplyView, need: Need, machine: &Machine) -> Vec<String> {
    let lang = machine.lang;
    let thrown = words::amount::show_measure(need.thrown, lang);
    let Need { nights, bottles, tablets, .. } = need;
    let mut rows = vec![match lang {
        words::Lang::En => {
            format!("{nights} nights: {bottles} bottles, {tablets} tablets; {thrown} is thrown away.")
        }
        words::Lang::De => {
            format!("{nights} Nächte: {bottles} Flaschen, {tablets} Tabletten; {thrown} wird weggeworfen.")
        }
    }];
    if let Some(left) = view.tablets_left {
        rows.push(format!(
            "{}: {left}",
            machine.say("Tablets at the last count", "Tabletten bei der letzten Zählung")
        ));
    }
    match (&view.cost, &view.currency) {
        (Some(cost), Some(currency)) => rows.push(words::dilution::cost(cost, currency, lang)),
        _ => rows.push(
            machine
                .say(
                    "Say what a tablet costs you: `nocte set price 1.00 EUR`.",
                    "Sagen Sie, was eine Tablette kostet: `nocte set price 1.00 EUR`.",
                )
                .to_owned(),
        ),
    }
    rows
}
