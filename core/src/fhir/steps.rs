//! The steps of a plan or an order as `dosageInstruction`s.
//!
//! A step travels with the nights to take (`boundsDuration`) and its gate; dates stand only on steps that are
//! over, because when a step begins is decided by nights taken and a tap, not by a calendar.

use super::measure::{days_of, dose_mg, mg, ng_of, nights, quantity};
use super::parts::{Fields, fields_in, fields_of, fill, noun_of, parts_of, show};
use super::reading::ReadRefusal;
use super::shape::{coding, words_only};
use super::systems::{DOSE_RATE, GATE, STEP};
use super::text::Text;
use super::types::extension::find;
use super::types::{CodeableConcept, Dosage, DoseAndRate, Extension, Ratio, Timing, TimingRepeat};
use crate::domain::amount::Dose;
use crate::domain::plan::{Gate, Step};
use chrono::NaiveDate;
use serde_json::Value;

/// More steps than this are no titration.
const MOST: usize = 200;

/// Steps as dosages, first to last.
pub(super) fn write(steps: &[Step]) -> Vec<Dosage> {
    (1..).zip(steps).map(|(sequence, step)| dosage(sequence, step)).collect()
}

fn dosage(sequence: u32, step: &Step) -> Dosage {
    let mut fields = fields_of(step);
    for carried in ["dose", "min_nights", "gate"] {
        fields.remove(carried);
    }
    let ordered = DoseAndRate {
        kind: Some(CodeableConcept {
            coding: vec![coding(DOSE_RATE, "ordered", Some("Ordered"))],
            ..CodeableConcept::default()
        }),
        dose_quantity: Some(dose_mg(step.dose)),
        ..DoseAndRate::default()
    };
    let repeat = TimingRepeat {
        bounds_duration: Some(nights(step.min_nights)),
        frequency: Some(1),
        period: "1".parse().ok(),
        period_unit: Some(Text::fixed("d")),
        ..TimingRepeat::default()
    };
    Dosage {
        id: show(&mut fields.clone(), "id").filter(|id| is_id(id)),
        sequence: Some(sequence),
        text: Some(words(step).into()),
        timing: Some(Timing { repeat: Some(repeat), ..Timing::default() }),
        route: Some(words_only("oral")),
        dose_and_rate: vec![ordered],
        max_dose_per_period: Some(Ratio {
            numerator: Some(dose_mg(step.dose)),
            denominator: Some(quantity("1", "d")),
            ..Ratio::default()
        }),
        extension: vec![
            Extension::of(STEP, parts_of(&fields)),
            Extension::of(GATE, parts_of(&fields_of(&step.gate))),
        ],
        ..Dosage::default()
    }
}

/// Whether a text can be the id of a resource or of a part of one.
pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b))
}

fn words(step: &Step) -> String {
    let dose = mg(step.dose.ng().into());
    let gate = match step.gate {
        Gate::Nights => String::new(),
        Gate::SymptomFree { nights } => format!(", then after {nights} nights free of symptoms"),
        Gate::Patient => ", then when the patient confirms".to_owned(),
        Gate::Clinician => ", then when a clinician confirms".to_owned(),
    };
    format!("{dose} mg once nightly, at least {} nights taken{gate}", step.min_nights)
}

/// The steps of dosages, in their own order.
///
/// Refused: two at once, more or less than one dose a day, a dose that is not in milligrams, a step before the
/// last that says neither nights nor dates.
pub(super) fn read(dosages: &[Dosage]) -> Result<Vec<Step>, ReadRefusal> {
    if dosages.len() > MOST {
        return Err(ReadRefusal::TooLong);
    }
    let mut sorted: Vec<(u32, &Dosage)> =
        (1..).zip(dosages).map(|(place, dosage)| (dosage.sequence.unwrap_or(place), dosage)).collect();
    sorted.sort_by_key(|(sequence, _)| *sequence);
    if sorted.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return Err(ReadRefusal::Field("dosageInstruction.sequence"));
    }
    let last = sorted.len();
    (1..).zip(sorted).map(|(place, (_, dosage))| step(dosage, place, place == last)).collect()
}

fn step(dosage: &Dosage, place: usize, is_last: bool) -> Result<Step, ReadRefusal> {
    let mut fields = match find(&dosage.extension, STEP) {
        Some(parts) => fields_in(&parts.extension)?,
        None => Fields::new(),
    };
    let own_id = dosage.id.as_ref().map_or_else(|| format!("s{place}"), |id| id.as_str().to_owned());
    fill(&mut fields, "id", own_id);
    fill(&mut fields, "dose", dose(dosage)?.ng());
    fill(&mut fields, "min_nights", min_nights(dosage, is_last)?);
    fill(&mut fields, "gate", gate(dosage)?);
    noun_of(fields)
}

/// The one dose of a step, in milligrams. What is calculated from a bottle is passed over.
fn dose(dosage: &Dosage) -> Result<Dose, ReadRefusal> {
    let refused = ReadRefusal::Field("dosageInstruction.doseAndRate");
    let ordered = |rate: &&DoseAndRate| {
        let kind = rate.kind.as_ref().and_then(|kind| kind.code_in(DOSE_RATE));
        kind.is_none_or(|kind| kind == "ordered")
    };
    let mut doses = dosage.dose_and_rate.iter().filter(ordered);
    let (first, second) = (doses.next().ok_or(refused)?, doses.next());
    if second.is_some() || first.other.get("doseRange").is_some() || first.other.get("rateRatio").is_some() {
        return Err(refused);
    }
    let ng = first.dose_quantity.as_ref().and_then(ng_of).and_then(|ng| u64::try_from(ng).ok());
    ng.map(Dose::from_ng).ok_or(refused)
}

fn min_nights(dosage: &Dosage, is_last: bool) -> Result<u32, ReadRefusal> {
    let refused = ReadRefusal::Field("dosageInstruction.timing");
    let Some(repeat) = dosage.timing.as_ref().and_then(|timing| timing.repeat.as_ref()) else {
        return if is_last { Ok(1) } else { Err(refused) };
    };
    let once = repeat.frequency.is_none_or(|times| times == 1)
        && repeat.period.as_ref().is_none_or(|period| matches!(period.as_str(), "1" | "1.0"))
        && repeat.period_unit.as_deref().is_none_or(|unit| unit == "d")
        && repeat.time_of_day.len() <= 1
        && ["frequencyMax", "periodMax", "dayOfWeek", "count", "countMax"]
            .iter()
            .all(|field| repeat.other.get(field).is_none());
    if !once {
        return Err(refused);
    }
    if let Some(duration) = &repeat.bounds_duration {
        return days_of(duration).ok_or(refused);
    }
    let day = |text: Option<&Text>| text.and_then(|text| text.parse::<NaiveDate>().ok());
    let period = repeat.bounds_period.as_ref();
    let start = day(period.and_then(|period| period.start.as_ref()));
    let end = day(period.and_then(|period| period.end.as_ref()));
    match (start, end) {
        (Some(start), Some(end)) => u32::try_from((end - start).num_days() + 1).map_err(|_| refused),
        _ if is_last => Ok(1),
        _ => Err(refused),
    }
}

/// The gate, ours or one that others put under the same name. One that says only "needs approval" is a clinician's; a step that says nothing waits for the patient.
fn gate(dosage: &Dosage) -> Result<Value, ReadRefusal> {
    let is_gate = |it: &&Extension| it.url == GATE || it.url.ends_with("/StructureDefinition/step-gate");
    let Some(extension) = dosage.extension.iter().find(is_gate) else {
        return Ok(Value::Object(fields_of(&Gate::Patient)));
    };
    match extension.value_as::<String>() {
        Some(code) if code == "needs-approval" => Ok(Value::Object(fields_of(&Gate::Clinician))),
        Some(_) => Err(ReadRefusal::Field("dosageInstruction.extension")),
        None => fields_in(&extension.extension).map(Value::Object),
    }
}
