//! `accesses`: who read or changed the record at the clinic.

use super::clinic::{line, wait};
use super::clinic_view::instant;
use crate::args::clinic::Accesses as Args;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;
use nocte_core::domain::access::{Access, Did, Who};
use nocte_core::words::clinic::show_access;
use serde_json::{Value, json};

/// `accesses`.
pub(crate) fn run(args: &Args, machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    let line = line(&args.line)?;
    let found = wait(app.accesses(usize::from(args.count), args.own, &line))?.map_err(machine.refuse())?;
    let Some(found) = found else {
        let text = machine.say(
            "The clinic's server does not tell who read your record. Ask the clinic.",
            "Der Server der Praxis sagt nicht, wer Ihre Akte gelesen hat. Fragen Sie die Praxis.",
        );
        return Ok(Reply::answer(false, json!({ "told": false }), text));
    };
    let rows: Vec<Value> = found.rows.iter().map(row).collect();
    let fields = json!({ "told": true, "rows": rows, "more": found.more });
    let mut lines: Vec<String> = found
        .rows
        .iter()
        .map(|access| format!("{}  {}", instant(access.at), show_access(access, machine.lang)))
        .collect();
    // One reading may be several rows of a server.
    lines.dedup();
    if lines.is_empty() {
        lines.push(machine.say("Nobody has.", "Niemand.").to_owned());
    }
    if found.more {
        let more =
            machine.say("Older ones: `nocte accesses --count N`.", "Ältere: `nocte accesses --count N`.");
        lines.push(more.to_owned());
    }
    Ok(Reply::answer(true, fields, lines.join("\n")))
}

fn row(access: &Access) -> Value {
    let (who, name) = match &access.who {
        Who::Own => ("own", None),
        Who::Person(name) => ("person", Some(name)),
        Who::Program => ("program", None),
        Who::Unknown => ("unknown", None),
    };
    let did = match access.did {
        Did::Read => "read",
        Did::Wrote => "wrote",
        Did::Changed => "changed",
        Did::Removed => "removed",
        Did::Asked => "asked",
    };
    json!({
        "at": instant(access.at), "who": who, "name": name, "did": did, "kind": access.kind,
        "refused": access.refused,
    })
}
