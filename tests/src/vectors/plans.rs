//! Cases of plans: `advance_plan`, from facts to the step in force and what the next one waits for.
//!
//! A case names its facts by short ids ("v1", "h1"); each becomes a fact id, the same for the same name.

use super::input::Fields;
use chrono::{DateTime, NaiveDate};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{
    Agreement, AgreementKind, Decision, DecisionKind, Gate, HoldReason, PlanReason, PlanTerms, PlanVersion,
    Step,
};
use nocte_core::domain::progress::{Block, progress};
use nocte_core::domain::symptom::{Effect, EffectCourse, Severity};
use serde_json::{Value, json};

pub(super) fn run(case: &Value, _file: &Value) -> Result<Value, String> {
    let fields = Fields::of(case, "")?;
    fields.only_or_remarks(&["tonight", "plans", "nights", "effects", "holds", "decisions", "expect"])?;
    let mut names = Names::default();
    let mut journal = Journal::default();
    for (index, plan) in fields.each("plans")?.iter().enumerate() {
        journal.plans.push(version(plan, index, &mut names)?);
    }
    for entry in fields.each("nights")? {
        nights(&entry, &mut journal, &mut names)?;
    }
    for entry in fields.each("effects")? {
        journal.effects.push(effect(&entry, &mut names)?);
    }
    for entry in fields.each("holds")? {
        hold(&entry, &mut journal, &mut names)?;
    }
    for entry in fields.each("decisions")? {
        journal.decisions.push(decision(&entry, &mut names)?);
    }
    let tonight: Night = fields.need("tonight")?;
    let Some(progress) = progress(&journal, tonight) else {
        return Ok(json!({ "plan": null }));
    };
    Ok(json!({
        "plan": names.of(progress.plan),
        "step": progress.step,
        "dose_ng": progress.dose.ng(),
        "nights_taken": progress.nights_taken,
        "nights_needed": progress.nights_needed,
        "next_dose_ng": progress.next.map(|next| next.dose.ng()),
        "may_step_up": progress.may_step_up,
        "blocks": progress.blocks.iter().map(Block::code).collect::<Vec<_>>(),
        "review_due": progress.review_due,
        "state": progress.state,
    }))
}

/// The short ids of a case, in order of appearance.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn id(&mut self, name: &str) -> FactId {
        let place = self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        FactId(place as u128 + 1)
    }

    fn fresh(&mut self) -> FactId {
        self.id(&format!("#{}", self.0.len()))
    }

    fn of(&self, id: FactId) -> Option<&str> {
        let place = usize::try_from(id.0).ok()?.checked_sub(1)?;
        self.0.get(place).map(String::as_str)
    }
}

fn version(of: &Fields<'_>, index: usize, names: &mut Names) -> Result<PlanVersion, String> {
    of.only(&["id", "follows", "effective_night", "start_step", "cap_ng", "stop_after", "steps"])?;
    let id = names.id(&of.need::<String>("id")?);
    let follows = of.read::<String>("follows")?.map(|name| names.id(&name));
    Ok(PlanVersion {
        id,
        version: u32::try_from(index + 1).map_err(|_| "too many plans")?,
        follows,
        effective_night: of.need("effective_night")?,
        protocol: None,
        agreement: agreement(),
        reason: PlanReason::New,
        steps: of.each("steps")?.iter().map(step).collect::<Result<_, _>>()?,
        start_step: of.read("start_step")?.unwrap_or(0),
        cap: of.read("cap_ng")?.map(Dose::from_ng),
        stop_after: of.read("stop_after")?,
        already_since: None,
        terms: PlanTerms::default(),
        stamp: stamp(),
    })
}

fn step(of: &Fields<'_>) -> Result<Step, String> {
    of.only(&["id", "dose_ng", "min_nights", "max_nights", "gate"])?;
    Ok(Step {
        id: of.need("id")?,
        dose: Dose::from_ng(of.need("dose_ng")?),
        min_nights: of.need("min_nights")?,
        max_nights: of.read("max_nights")?,
        gate: of.read("gate")?.unwrap_or(Gate::Nights),
    })
}

/// One entry, or the same for every night from `night` to `to`.
fn nights(of: &Fields<'_>, journal: &mut Journal, names: &mut Names) -> Result<(), String> {
    of.only(&["night", "to", "status"])?;
    let first: Night = of.need("night")?;
    let last = of.read("to")?.unwrap_or(first);
    let status: DoseStatus = of.need("status")?;
    let mut night = first;
    loop {
        journal.doses.push(DoseEntry {
            id: names.fresh(),
            night,
            status,
            taken_at: None,
            planned: None,
            step: None,
            volume: None,
            bottle: None,
            strength: None,
            syringe: None,
            swallowed: None,
            corrects: None,
            stamp: stamp(),
        });
        if night.date >= last.date {
            return Ok(());
        }
        night = night.next();
    }
}

fn effect(of: &Fields<'_>, names: &mut Names) -> Result<Effect, String> {
    of.only(&["id", "night", "what", "severity", "course", "continues"])?;
    let id = names.id(&of.need::<String>("id")?);
    Ok(Effect {
        id,
        night: of.need("night")?,
        what: of.need("what")?,
        severity: of.need::<Severity>("severity")?,
        course: of.read("course")?.unwrap_or(EffectCourse::Open),
        continues: of.read::<String>("continues")?.map(|name| names.id(&name)),
        stamp: stamp(),
    })
}

/// A hold, and its end where `until` names the first night again.
fn hold(of: &Fields<'_>, journal: &mut Journal, names: &mut Names) -> Result<(), String> {
    of.only(&["id", "why", "from", "until"])?;
    let plan = journal.plans.first().map(|plan| plan.id).ok_or("a hold needs a plan")?;
    let id = names.id(&of.need::<String>("id")?);
    let reason = match of.need::<String>("why")?.as_str() {
        "patient" => HoldReason::Patient,
        "clinician" => HoldReason::Clinician,
        "opioid" => HoldReason::Opioid { medicine: names.fresh() },
        "effect" => HoldReason::Effect { effect: names.fresh() },
        "surgery" => HoldReason::Surgery { on: NaiveDate::default() },
        other => return Err(format!("no hold is called {other}")),
    };
    let decision = |id, kind, from| Decision { id, plan, kind, from, stamp: stamp() };
    journal.decisions.push(decision(id, DecisionKind::HoldBegin { reason }, of.need("from")?));
    if let Some(until) = of.read("until")? {
        journal.decisions.push(decision(names.fresh(), DecisionKind::HoldEnd { hold: id }, until));
    }
    Ok(())
}

fn decision(of: &Fields<'_>, names: &mut Names) -> Result<Decision, String> {
    of.only(&["plan", "kind", "step", "over", "from"])?;
    let kind = match of.need::<String>("kind")?.as_str() {
        "step_up" => DecisionKind::StepUp { to: of.need("step")? },
        "symptom_free" => DecisionKind::SymptomFree { step: of.need("step")? },
        "clinician" => DecisionKind::ClinicianGate { step: of.need("step")?, agreement: agreement() },
        "choose" => DecisionKind::Choose { over: names.id(&of.need::<String>("over")?) },
        other => return Err(format!("no decision is called {other}")),
    };
    let plan = names.id(&of.need::<String>("plan")?);
    Ok(Decision { id: names.fresh(), plan, kind, from: of.need("from")?, stamp: stamp() })
}

fn agreement() -> Agreement {
    Agreement { kind: AgreementKind::Reported, by: "Dr Example".to_owned(), on: NaiveDate::default() }
}

fn stamp() -> Stamp {
    Stamp {
        recorded_at: DateTime::UNIX_EPOCH,
        zone: "UTC".to_owned(),
        offset_s: 0,
        source: "phone".to_owned(),
        clock_suspect: false,
    }
}
