//! `history`: how much is recorded, and the last nights one by one.

use crate::args::files::History;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;
use nocte_core::domain::amount::{Dose, Volume};
use nocte_core::domain::entry::DoseEntry;
use nocte_core::domain::night::Night;
use nocte_core::store::{Counts, History as Recorded};
use nocte_core::words;
use serde_json::{Value, json};

/// The counts, and the nights asked for, newest first.
pub(crate) fn run(args: &History, machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    let tonight = app.night().map_err(machine.refuse())?;
    let first = tonight.plus(-i64::from(args.nights.min(MOST_NIGHTS)));
    let (history, counts) = match app.store() {
        Ok(store) => {
            let nights = first..=Night::second_of(tonight.date);
            let history = store.history(&nights).map_err(|error| machine.refuse()(error.into()))?;
            (history, store.counts().map_err(|error| machine.refuse()(error.into()))?)
        }
        // Nothing is recorded yet: that is an answer.
        Err(_) => (Recorded::default(), Counts::default()),
    };
    let mut nights: Vec<Value> = history.doses.iter().map(fields).collect();
    nights.reverse();
    let mut json = super::files::fields(counts);
    let mut rows: Vec<String> = history.doses.iter().rev().map(|dose| row(dose, machine)).collect();
    rows.push(String::new());
    rows.push(summary(&json, machine));
    json["nights"] = json!(nights);
    Ok(Reply::done(json, rows.join("\n")))
}

/// A hundred years.
const MOST_NIGHTS: u32 = 36_500;

fn fields(dose: &DoseEntry) -> Value {
    json!({
        "id": dose.id,
        "night": dose.night,
        "status": dose.status,
        "taken_at": dose.taken_at,
        "planned_ng": dose.planned.map(Dose::ng),
        "amount_ng": dose.amount_ng().map(|amount| amount.to_string()),
        "volume_ul": dose.volume.map(Volume::ul),
        "bottle": dose.bottle,
    })
}

fn row(dose: &DoseEntry, machine: &Machine) -> String {
    use nocte_core::domain::entry::DoseStatus;
    let status = match dose.status {
        DoseStatus::Taken => machine.say("taken", "genommen"),
        DoseStatus::Skipped => machine.say("left out", "ausgelassen"),
        DoseStatus::Unknown => machine.say("not sure", "nicht sicher"),
        DoseStatus::Extra => machine.say("extra", "zusätzlich"),
    };
    let amount =
        dose.amount_ng().map(|amount| words::amount::show_ratio_mg(amount, machine.lang)).unwrap_or_default();
    format!("{}  {status} {amount}", dose.night).trim_end().to_owned()
}

fn summary(counts: &Value, machine: &Machine) -> String {
    let count = |name: &str| counts[name].to_string();
    let names = [
        ("doses", machine.say("doses", "Dosen")),
        ("scores", machine.say("ratings", "Bewertungen")),
        ("effects", machine.say("side effects", "Nebenwirkungen")),
        ("labs", machine.say("lab values", "Laborwerte")),
        ("notes", machine.say("notes", "Notizen")),
        ("plans", machine.say("plan versions", "Planfassungen")),
    ];
    names.iter().map(|(key, word)| format!("{word}: {}", count(key))).collect::<Vec<_>>().join(", ")
}
