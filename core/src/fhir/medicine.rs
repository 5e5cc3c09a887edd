//! Medicines: naltrexone itself, and what else the patient takes.

use super::measure::strength_words;
use super::parts::{fields_in, fields_of, fill, noun_of, parts_of, show};
use super::reading::ReadRefusal;
use super::resources::MedicationStatement;
use super::shape::{Source, identifiers, instant, meta, patient, sendable, standing_status};
use super::systems::FACT;
use super::text::Text;
use super::types::extension::find;
use super::types::{CodeableConcept, Coding, Extension, Period};
use super::writing::Writing;
use crate::domain::amount::Strength;
use crate::domain::code::CodeTable;
use crate::domain::medicine::{Course, Medicine};
use serde_json::{Map, Value};

/// Naltrexone, by its ingredient; a home-made liquid has no product code.
pub(super) fn naltrexone(strength: Option<Strength>, codes: &CodeTable) -> CodeableConcept {
    let text = match strength {
        Some(strength) => format!("Naltrexone {} oral liquid", strength_words(strength)),
        None => "Naltrexone".to_owned(),
    };
    CodeableConcept {
        coding: sendable(codes, "ingredient/naltrexone", Some("naltrexone")).into_iter().collect(),
        text: Some(text.into()),
        ..CodeableConcept::default()
    }
}

/// The code of a medicine by a name that is, or begins with, one ingredient of the table. None for a name that
/// holds two of them: half of a combination would be a wrong code.
fn ingredient(name: &str, codes: &CodeTable) -> Option<Coding> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut found = words.filter_map(|word| sendable(codes, &format!("ingredient/{word}"), None));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The resource of another medicine, standing.
pub(super) fn write(medicine: &Medicine, with: &Writing<'_>) -> MedicationStatement {
    let mut fields = fields_of(medicine);
    for carried in ["id", "course"] {
        fields.remove(carried);
    }
    let code = medicine.class.and_then(|_| ingredient(&medicine.name, with.codes));
    let day = |on: chrono::NaiveDate| Some(Text::from(on.to_string()));
    let (status, start, end) = match medicine.course {
        Course::Current => ("active", None, None),
        Course::Last { on } => ("completed", None, day(on)),
        Course::Starting { on } => ("intended", day(on), None),
        Course::NotTaking => ("not-taken", None, None),
        Course::Unanswered => ("unknown", None, None),
    };
    let period = Period { start, end, ..Period::default() };
    MedicationStatement {
        id: Some(medicine.id.to_string().into()),
        meta: Some(meta(with)),
        identifier: identifiers(medicine.id),
        status: Some(Text::fixed(status)),
        medication_codeable_concept: Some(CodeableConcept {
            coding: code.into_iter().collect(),
            text: show(&mut fields, "name"),
            ..CodeableConcept::default()
        }),
        subject: Some(patient(with)),
        effective_period: (period != Period::default()).then_some(period),
        date_asserted: Some(instant(medicine.stamp.recorded_at, medicine.stamp.offset_s).into()),
        information_source: Some(patient(with)),
        extension: vec![Extension::of(FACT, parts_of(&fields))],
        ..MedicationStatement::default()
    }
}

/// The medicine a resource holds; `None` when it is another program's.
pub(super) fn read(it: &MedicationStatement) -> Result<Option<Medicine>, ReadRefusal> {
    let Some(parts) = find(&it.extension, FACT) else { return Ok(None) };
    let mut fields = fields_in(&parts.extension)?;
    fill(&mut fields, "id", it.fact_id()?.to_string());
    if let Some(name) = it.medication_codeable_concept.as_ref().and_then(|code| code.text.as_deref()) {
        fill(&mut fields, "name", name);
    }
    fill(&mut fields, "course", course(it)?);
    noun_of(fields).map(Some)
}

/// The course, from R4's status and period alone.
fn course(it: &MedicationStatement) -> Result<Value, ReadRefusal> {
    let period = it.effective_period.as_ref();
    let day = |end: Option<&Text>| {
        end.map(|day| Value::String(day.as_str().to_owned())).ok_or(ReadRefusal::Field("effectivePeriod"))
    };
    let (name, on) = match standing_status(it.status.as_ref(), &it.extension).as_deref() {
        Some("active") => ("current", None),
        Some("completed") => ("last", Some(day(period.and_then(|it| it.end.as_ref()))?)),
        Some("intended") => ("starting", Some(day(period.and_then(|it| it.start.as_ref()))?)),
        Some("not-taken") => ("not_taking", None),
        Some("unknown") => ("unanswered", None),
        _ => return Err(ReadRefusal::Field("status")),
    };
    let mut course = Map::new();
    course.insert("course".to_owned(), Value::String(name.to_owned()));
    if let Some(on) = on {
        course.insert("on".to_owned(), on);
    }
    Ok(Value::Object(course))
}
