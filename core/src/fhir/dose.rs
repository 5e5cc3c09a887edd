//! A night's answer as a `MedicationAdministration`.

use super::measure::{amount_mg, half_even, mg, ml, ng_of, strength_words};
use super::medicine::naltrexone;
use super::parts::{Fields, fields_in, fields_of, fill, noun_of, parts_of};
use super::reading::ReadRefusal;
use super::resources::{MedicationAdministration, Performer};
use super::shape::{
    Source, coding, identifiers, instant, instant_in, meta, patient, reference_id, standing_status, to_fact,
    words_only,
};
use super::systems::{ADMINISTRATION_CATEGORY, FACT};
use super::text::Text;
use super::types::extension::find;
use super::types::{CodeableConcept, Dosage, Extension, Reference};
use super::writing::{Known, Writing};
use crate::domain::entry::{DoseEntry, DoseStatus};
use serde_json::Value;

/// The resource of a dose, standing.
pub(super) fn write(dose: &DoseEntry, known: &dyn Known, with: &Writing<'_>) -> MedicationAdministration {
    let mut fields = fields_of(dose);
    for carried in ["id", "taken_at"] {
        fields.remove(carried);
    }
    if dose.status != DoseStatus::Extra {
        fields.remove("status");
    }
    if let Some(Value::Object(step)) = fields.get_mut("step") {
        step.remove("plan");
    }
    let bottle = dose.bottle.as_deref().and_then(|letter| known.bottle(letter));
    let when = match dose.taken_at {
        Some(at) => instant(at, dose.stamp.offset_s),
        None => dose.night.date.to_string(),
    };
    MedicationAdministration {
        id: Some(dose.id.to_string().into()),
        meta: Some(meta(with)),
        identifier: identifiers(dose.id),
        status: Some(Text::fixed(match dose.status {
            DoseStatus::Taken | DoseStatus::Extra => "completed",
            DoseStatus::Skipped => "not-done",
            DoseStatus::Unknown => "unknown",
        })),
        category: Some(CodeableConcept {
            coding: vec![coding(ADMINISTRATION_CATEGORY, "community", Some("Community"))],
            ..CodeableConcept::default()
        }),
        medication_codeable_concept: Some(naltrexone(dose.strength, with.codes)),
        subject: Some(patient(with)),
        supporting_information: bottle.iter().map(|id| to_fact("Medication", *id)).collect(),
        effective_date_time: Some(when.into()),
        performer: vec![Performer { actor: Some(patient(with)), ..Performer::default() }],
        request: dose.step.as_ref().map(|step| to_fact("MedicationRequest", step.plan)),
        dosage: dosage(dose),
        extension: vec![Extension::of(FACT, parts_of(&fields))],
        ..MedicationAdministration::default()
    }
}

/// What was swallowed, in milligrams, with the exact volume in words. R4 wants no dosage without an amount.
fn dosage(dose: &DoseEntry) -> Option<Dosage> {
    let amount = dose.amount_ng()?;
    let drawn = dose.volume.zip(dose.strength);
    let mut text = match (dose.swallowed, drawn) {
        (Some(swallowed), _) => format!("{} mg swallowed", mg(swallowed.ng().into())),
        (None, Some((volume, strength))) => format!("{} mL of {}", ml(volume), strength_words(strength)),
        (None, None) => format!("{} mg as planned", mg(half_even(amount))),
    };
    if dose.status == DoseStatus::Extra {
        text.push_str(", beyond the night's own dose");
    }
    Some(Dosage {
        text: Some(text.into()),
        route: Some(words_only("oral")),
        dose: Some(amount_mg(amount)),
        ..Dosage::default()
    })
}

/// The dose a resource holds; `None` when it is another program's.
pub(super) fn read(it: &MedicationAdministration) -> Result<Option<DoseEntry>, ReadRefusal> {
    let Some(parts) = find(&it.extension, FACT) else { return Ok(None) };
    let mut fields = fields_in(&parts.extension)?;
    fill(&mut fields, "id", it.fact_id()?.to_string());
    fill(&mut fields, "status", status(it)?);
    let when = it.effective_date_time.as_deref().ok_or(ReadRefusal::Field("effectiveDateTime"))?;
    if let Some(at) = instant_in(when, "effectiveDateTime")? {
        fill(&mut fields, "taken_at", at);
    }
    fill_plan(&mut fields, it.request.as_ref())?;
    let dose: DoseEntry = noun_of(fields)?;
    let told = it.dosage.as_ref().and_then(|dosage| dosage.dose.as_ref());
    let kept = dose.amount_ng().map(half_even);
    if let Some(told) = told
        && ng_of(told) != kept
    {
        return Err(ReadRefusal::Field("dosage.dose"));
    }
    Ok(Some(dose))
}

fn status(it: &MedicationAdministration) -> Result<&'static str, ReadRefusal> {
    match standing_status(it.status.as_ref(), &it.extension).as_deref() {
        Some("completed") => Ok("taken"),
        Some("not-done") => Ok("skipped"),
        Some("unknown") => Ok("unknown"),
        _ => Err(ReadRefusal::Field("status")),
    }
}

/// The plan version of a step stands in R4's own `request`.
fn fill_plan(fields: &mut Fields, request: Option<&Reference>) -> Result<(), ReadRefusal> {
    let Some(Value::Object(step)) = fields.get_mut("step") else { return Ok(()) };
    let plan = request.and_then(|it| reference_id(it, "MedicationRequest"));
    fill(step, "plan", plan.ok_or(ReadRefusal::Field("request"))?.to_string());
    Ok(())
}
