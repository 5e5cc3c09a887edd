//! `plan proposals|confirm|decline|request`: the clinic's word, and the patient's answer.

use super::plan::{insist, twice};
use crate::args::plan::{PlanConfirm, PlanDecline};
use crate::machine::Machine;
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use nocte_core::app::{App, ClinicPage, Confirmation};
use nocte_core::domain::clinic::Received;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::proposal::{Difference, Proposal};
use nocte_core::words;
use serde_json::{Value, json};

/// What the clinic has said.
pub(crate) fn proposals(machine: &Machine) -> Result<Reply, Refusal> {
    let page = machine.app()?.clinic_page().map_err(machine.refuse())?;
    let proposals: Vec<Value> = page.proposal.iter().map(|it| fields(it, machine)).collect();
    let said = |all: &[Received]| -> Vec<Value> {
        all.iter()
            .map(|it| json!({ "id": it.id, "text": words::clinic::show_arrival(&it.what, machine.lang) }))
            .collect()
    };
    let json = json!({
        "matched": page.matched,
        "proposals": proposals,
        "stops": said(&page.stops),
        "request": page.request.as_ref().map(|it| json!({ "id": it.id, "to": it.to })),
        "said": said(&page.said),
    });
    Ok(Reply::done(json, rows(&page, machine).join("\n")))
}

fn fields(proposal: &Proposal, machine: &Machine) -> Value {
    json!({
        "id": proposal.arrival,
        "by": proposal.order.by,
        "on": proposal.order.on,
        "effective_night": proposal.effective_night,
        "against": proposal.against,
        "steps": proposal.order.steps.iter().map(|step| json!({
            "id": step.id,
            "dose_ng": step.dose.ng(),
            "min_nights": step.min_nights,
            "max_nights": step.max_nights,
            "gate": step.gate,
        })).collect::<Vec<_>>(),
        "changes": words::clinic::proposal_changes(proposal, machine.lang),
    })
}

fn rows(page: &ClinicPage, machine: &Machine) -> Vec<String> {
    let lang = machine.lang;
    let mut rows: Vec<String> =
        page.stops.iter().map(|stop| words::clinic::show_arrival(&stop.what, lang)).collect();
    match &page.proposal {
        Some(proposal) => {
            rows.push(words::clinic::show_proposal(proposal, lang));
            rows.extend(
                words::clinic::proposal_changes(proposal, lang).into_iter().map(|it| format!("- {it}")),
            );
        }
        None => rows.push(
            machine
                .say("No proposal waits for an answer.", "Kein Vorschlag wartet auf eine Antwort.")
                .to_owned(),
        ),
    }
    if page.request.is_some() {
        let asked = machine.say(
            "You have asked for the next step; the clinic has not decided.",
            "Sie haben nach dem nächsten Schritt gefragt; die Praxis hat nicht entschieden.",
        );
        rows.push(asked.to_owned());
    }
    rows.extend(page.said.iter().map(|it| words::clinic::show_arrival(&it.what, lang)));
    rows
}

/// The proposal is followed.
pub(crate) fn confirm(args: &PlanConfirm, machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    let page = app.clinic_page().map_err(machine.refuse())?;
    let id = args.id.as_deref().map(fact_id).transpose()?;
    let read_against = args.against.as_deref().map(fact_id).transpose()?;
    let again = args.again.as_deref().map(|text| read::dose(text, machine.lang)).transpose()?;
    let asks = page.matched && page.proposal.as_ref().is_some_and(raises);
    if asks {
        insist(args.opioids.as_deref(), machine)?;
    }
    let made = twice(again, machine, |typed_twice| {
        app.confirm_proposal(id, Confirmation { read_against, typed_twice, no_opioids: asks })
    })?;
    super::plan_view::made(&app, &made, machine)
}

/// Whether a proposal is a step up, or the first one: then the question about opioids returns.
fn raises(proposal: &Proposal) -> bool {
    proposal.differences.iter().any(|one| match one {
        Difference::FirstPlan { .. } => true,
        Difference::Dose { before, after } => after > before,
        _ => false,
    })
}

/// The proposal is not followed.
pub(crate) fn decline(args: &PlanDecline, machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    app.sync_status().map_err(machine.refuse())?;
    let id = args.id.as_deref().map(fact_id).transpose()?;
    let reply = app.decline_proposal(id, args.reason.clone()).map_err(machine.refuse())?;
    let text = machine.say(
        "Declined; the clinic is told at the next sync. Your plan stays as it is.",
        "Abgelehnt; die Praxis erfährt es beim nächsten Abgleich. Ihr Plan bleibt, wie er ist.",
    );
    Ok(Reply::done(json!({ "id": reply }), text))
}

/// The next step is asked for.
pub(crate) fn request(machine: &Machine) -> Result<Reply, Refusal> {
    let app: App = machine.app()?;
    let request = app.request_step().map_err(machine.refuse())?;
    let text = machine.say(
        "Asked; the clinic is told at the next sync. Until it answers, stay on the present dose.",
        "Gefragt; die Praxis erfährt es beim nächsten Abgleich. Bis sie antwortet, bleiben Sie bei der jetzigen Dosis.",
    );
    Ok(Reply::done(json!({ "id": request.id, "plan": request.plan, "to": request.to }), text))
}

fn fact_id(text: &str) -> Result<FactId, Refusal> {
    text.parse().map_err(|_| {
        Refusal::new("this is no id", "copy it from `nocte plan proposals --json`")
            .de("das ist keine Kennung", "kopieren Sie sie aus `nocte plan proposals --json`")
    })
}
