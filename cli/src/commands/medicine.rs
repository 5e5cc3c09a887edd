//! `medicine add` and `list`: other medicines, and the hold that begins with an opioid.

use crate::args::things::{MedicineAction, MedicineAdd};
use crate::machine::Machine;
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use nocte_core::app::{App, MedicineView};
use nocte_core::domain::hold::Hold;
use nocte_core::domain::logging::Advice;
use nocte_core::domain::medicine::Course;
use nocte_core::domain::plan::HoldReason;
use nocte_core::domain::safety::{CheckRequest, HoldStart, Reason, Said};
use nocte_core::words;
use serde_json::{Value, json};

/// Adds or lists.
pub(crate) fn run(action: &MedicineAction, machine: &Machine) -> Result<Reply, Refusal> {
    match action {
        MedicineAction::Add(args) => add(args, machine),
        MedicineAction::List(_) => list(machine),
    }
}

fn add(args: &MedicineAdd, machine: &Machine) -> Result<Reply, Refusal> {
    let said = match (&args.last, &args.starting) {
        (Some(text), _) => Said::TookOn(read::date(text)?),
        (_, Some(text)) => Said::StartingOn(read::date(text)?),
        _ if args.not_taking => Said::NotTaking,
        _ => Said::Taking,
    };
    let app = machine.app()?;
    let told = app.add_medicine(&args.name, said).map_err(machine.refuse())?;
    let reasons = reasons(&app, &args.name, said, machine)?;
    let mut sentences: Vec<String> =
        reasons.iter().map(|reason| words::safety::reason(reason, machine.lang)).collect();
    if told.on_top {
        sentences.insert(0, words::tonight::advice(&Advice::WithdrawalPage, machine.lang));
    }
    let json = json!({
        "id": told.id,
        "class": told.class,
        "on_top": told.on_top,
        "hold": told.hold.map(hold),
        "reasons": reasons.iter().map(|one| super::check::reason(one, machine.lang)).collect::<Vec<_>>(),
    });
    let recorded = machine.say("Recorded.", "Festgehalten.");
    Ok(Reply::done(json, [&[recorded.to_owned()], sentences.as_slice()].concat().join("\n")))
}

/// What a check says of the medicine told; nothing where it is not taken.
fn reasons(app: &App, name: &str, said: Said, machine: &Machine) -> Result<Vec<Reason>, Refusal> {
    let moment = machine.moment();
    let mut request = CheckRequest::names(&[name], moment.window.local(moment.now).date());
    match said {
        Said::NotTaking => return Ok(Vec::new()),
        Said::TookOn(on) => request.last = Some(on),
        Said::StartingOn(on) => request.starting = Some(on),
        Said::Taking | Said::Nothing => {}
    }
    Ok(app.check(&request).map_err(machine.refuse())?.reasons)
}

fn hold(start: HoldStart) -> Value {
    json!({ "from": start.from, "until": start.until })
}

fn list(machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    let list = app.medicines().map_err(machine.refuse())?;
    let holds = app.open_holds().map_err(machine.refuse())?;
    let json: Vec<Value> = list.iter().map(|view| fields(view, &holds)).collect();
    if list.is_empty() {
        return Ok(Reply::done(
            json!(json),
            machine.say("No medicines recorded.", "Keine Mittel festgehalten."),
        ));
    }
    let rows: Vec<String> = list.iter().map(|view| row(view, machine)).collect();
    Ok(Reply::done(json!(json), rows.join("\n")))
}

/// The fixed fields; `hold` as long as something stands against a dose.
fn fields(view: &MedicineView, holds: &[Hold]) -> Value {
    let until = view.clock.as_ref().and_then(|clock| clock.until);
    let reason = HoldReason::Opioid { medicine: view.medicine.id };
    let open = holds.iter().find(|hold| hold.reason == reason).map(|hold| hold.from);
    let held = open.or(view.clock.as_ref().and_then(|clock| clock.reason.from));
    json!({
        "id": view.medicine.id,
        "name": view.medicine.name,
        "class": view.medicine.class,
        "course": view.medicine.course,
        "hold": held.map(|from| json!({ "from": from, "until": until })),
    })
}

fn row(view: &MedicineView, machine: &Machine) -> String {
    let day = |on| words::date::show_day(on, machine.lang);
    let course = match view.medicine.course {
        Course::Current => machine.say("being taken", "wird genommen").to_owned(),
        Course::Last { on } => format!("{} {}", machine.say("last", "zuletzt"), day(on)),
        Course::Starting { on } => format!("{} {}", machine.say("starting", "ab"), day(on)),
        Course::NotTaking => machine.say("not taken", "wird nicht genommen").to_owned(),
        Course::Unanswered => machine.say("not answered yet", "noch nicht beantwortet").to_owned(),
    };
    let mut row = format!("{}: {course}", words::safety::shown_name(&view.medicine.name));
    if let Some(clock) = &view.clock {
        row.push_str("\n  ");
        row.push_str(&words::safety::reason(&clock.reason, machine.lang));
    }
    row
}
