//! `symptom`, `effect`, `lab`, `note`, `bad-day`: what the patient felt.

use crate::args::diary::{BadDay, Effect, HowBad, Lab, Mark, Marked, Note, Symptom};
use crate::machine::Machine;
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use nocte_core::app::EffectReport;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::domain::response;
use nocte_core::domain::symptom::{EffectCourse, Severity};
use serde_json::json;

/// A 0 to 10 rating.
pub(crate) fn symptom(args: &Symptom, machine: &Machine) -> Result<Reply, Refusal> {
    let value: u8 = args.value.parse().ok().filter(|value| *value <= 10).ok_or_else(|| {
        Refusal::new(
            format!("\"{}\" is not a whole number from 0 to 10", args.value),
            "leave it out when it is not known",
        )
        .de(
            format!("\"{}\" ist keine ganze Zahl von 0 bis 10", args.value),
            "lassen Sie sie weg, wenn sie nicht bekannt ist",
        )
    })?;
    let night = night(args.night.as_deref())?;
    let told = machine.app()?.rate(&args.scale, value, night).map_err(machine.refuse())?;
    Ok(kept(told, machine))
}

/// A side effect, or its end.
pub(crate) fn effect(args: &Effect, machine: &Machine) -> Result<Reply, Refusal> {
    let severity = args.severity.map(|how| match how {
        HowBad::Mild => Severity::Mild,
        HowBad::Moderate => Severity::Moderate,
        HowBad::Severe => Severity::Severe,
    });
    let course = if args.gone { EffectCourse::Resolved } else { EffectCourse::Open };
    let report =
        EffectReport { what: args.what.clone(), severity, course, night: night(args.night.as_deref())? };
    let told = machine.app()?.report_effect(&report).map_err(machine.refuse())?;
    Ok(kept(told, machine))
}

/// An infection, exertion, a crash, the period.
pub(crate) fn mark(args: &Mark, machine: &Machine) -> Result<Reply, Refusal> {
    let what = match args.what {
        Marked::Infection => response::Mark::Infection,
        Marked::Exertion => response::Mark::Exertion,
        Marked::Crash => response::Mark::Crash,
        Marked::Period => response::Mark::Period,
    };
    let night = night(args.night.as_deref())?;
    let told = machine.app()?.mark(what, args.over, night).map_err(machine.refuse())?;
    Ok(kept(told, machine))
}

/// A laboratory value.
pub(crate) fn lab(args: &Lab, machine: &Machine) -> Result<Reply, Refusal> {
    let on = args.on.as_deref().map(read::date).transpose()?;
    let told = machine
        .app()?
        .keep_lab(&args.what, (&args.value, &args.unit), args.method.clone(), on)
        .map_err(machine.refuse())?;
    Ok(kept(told, machine))
}

/// A note.
pub(crate) fn note(args: &Note, machine: &Machine) -> Result<Reply, Refusal> {
    let night = night(args.night.as_deref())?;
    let told = machine.app()?.note(&args.text, night).map_err(machine.refuse())?;
    Ok(kept(told, machine))
}

/// A bad day.
pub(crate) fn bad_day(args: &BadDay, machine: &Machine) -> Result<Reply, Refusal> {
    let night = night(args.night.as_deref())?;
    let told = machine.app()?.bad_day(night).map_err(machine.refuse())?;
    Ok(kept(told, machine))
}

fn night(text: Option<&str>) -> Result<Option<Night>, Refusal> {
    text.map(read::night).transpose()
}

fn kept((id, night): (FactId, Night), machine: &Machine) -> Reply {
    let text =
        format!("{} {night}.", machine.say("Recorded for the night of", "Festgehalten für die Nacht vom"));
    Reply::done(json!({ "id": id, "night": night }), text)
}
