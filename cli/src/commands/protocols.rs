//! `protocols`: what others use, with source and grade, and what each source leaves open.

use crate::args::first::Protocols;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;
use crate::style;
use nocte_core::catalogue::protocols::{protocol, protocols};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::protocol::{Protocol, ProtocolStep};
use nocte_core::words;
use serde_json::{Value, json};

/// All of them, or one.
pub(crate) fn run(args: &Protocols, machine: &Machine) -> Result<Reply, Refusal> {
    match &args.id {
        None => {
            let all: Vec<Value> = protocols().iter().map(fields).collect();
            let mut rows: Vec<String> = protocols().iter().map(|one| headline(one, machine)).collect();
            rows.push(String::new());
            rows.push(
                machine
                    .say("One in full: nocte protocols P2", "Eines im Ganzen: nocte protocols P2")
                    .to_owned(),
            );
            Ok(Reply::done(Value::Array(all), rows.join("\n")))
        }
        Some(id) => {
            let one = protocol(id).ok_or_else(|| {
                Refusal::new(format!("there is no protocol \"{id}\""), "`nocte protocols` lists P1 to P20")
                    .de(format!("es gibt kein Schema \"{id}\""), "`nocte protocols` zählt P1 bis P20 auf")
            })?;
            Ok(Reply::done(json!([fields(one)]), in_full(one, machine)))
        }
    }
}

/// The fixed fields, and what else the file knows.
fn fields(one: &Protocol) -> Value {
    json!({
        "id": one.id,
        "name": one.name,
        "source": one.source,
        "grade": one.grade,
        "version": one.version,
        "reviewed_by": one.reviewed_by,
        "executable": one.executable,
        "verify": one.verify,
        "steps": one.steps.iter().map(step).collect::<Vec<_>>(),
        "missing": one.missing,
        "cap_ng": one.cap.map(Dose::ng),
        "on_reaction": one.on_reaction,
        "remarks": one.remarks,
    })
}

fn step(one: &ProtocolStep) -> Value {
    json!({
        "dose_ng": one.dose.map(Dose::ng),
        "dose_max_ng": one.dose_max.map(Dose::ng),
        "min_nights": one.min_nights,
        "max_nights": one.max_nights,
        "gate": one.gate,
        "doses_per_day": one.doses_per_day,
        "slot": one.slot,
    })
}

/// One line each: id, who, doses, grade.
fn headline(one: &Protocol, machine: &Machine) -> String {
    let doses: Vec<String> = one
        .steps
        .iter()
        .filter_map(|step| step.dose)
        .map(|dose| words::amount::show_dose(dose, machine.lang))
        .collect();
    let way = match (doses.first(), doses.last()) {
        (Some(first), Some(last)) if doses.len() > 1 => format!("{first} → {last}"),
        (Some(only), _) => only.clone(),
        _ => "—".to_owned(),
    };
    let ready = if one.executable {
        String::new()
    } else {
        style::faint(machine.say(" (a prescriber completes it)", " (der Arzt ergänzt es)"))
    };
    format!("{:<4} {:<38} {way}{ready}", one.id, one.name)
}

/// Everything the file says: steps, rules, what is missing, provenance.
fn in_full(one: &Protocol, machine: &Machine) -> String {
    let lang = machine.lang;
    let mut rows = vec![style::strong(&format!("{} {}", one.id, one.name))];
    rows.extend(one.steps.iter().map(|step| format!("  {}", words::plan::show_protocol_step(step, lang))));
    rows.extend(words::plan::show_rules(one, lang));
    rows.push(String::new());
    rows.push(style::faint(&words::plan::show_provenance(one, lang)));
    rows.join("\n") + "\n"
}
