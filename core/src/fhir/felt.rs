//! What was felt and measured, as `Observation`s: scores, side effects, values of the laboratory, notes, bad days.

use super::measure::quantity;
use super::parts::{Fields, fields_in, fields_of, fill, noun_of, parts_of, show};
use super::reading::ReadRefusal;
use super::resources::{Observation, ObservationComponent};
use super::shape::{
    Source, coding, identifiers, instant, local_date_hour, meta, own_coding, patient, sendable,
};
use super::systems::{DIARY, FACT, OBSERVATION_CATEGORY, SCALE, SEVERITY, UCUM};
use super::text::Text;
use super::types::extension::find;
use super::types::{Annotation, CodeableConcept, Extension, Quantity};
use super::writing::Writing;
use crate::domain::entry::Stamp;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::night::Night;
use crate::domain::symptom::{
    BadDay, DAILY_SCALES, Effect, EffectCourse, Lab, MORE_SCALES, Note, Score, Severity, lab_value,
};
use chrono::Timelike;
use serde_json::Value;

/// The units of laboratory values that UCUM writes the same way.
const UCUM_UNITS: [&str; 6] = ["mm/h", "kg", "mg/L", "g/L", "mmol/L", "%"];

/// What every observation has.
fn of(kind: &'static str, id: FactId, night: Night, stamp: &Stamp, with: &Writing<'_>) -> Observation {
    let category = if kind == "lab" { ("laboratory", "Laboratory") } else { ("survey", "Survey") };
    Observation {
        id: Some(id.to_string().into()),
        meta: Some(meta(with)),
        identifier: identifiers(id),
        status: Some(Text::fixed("final")),
        category: vec![
            CodeableConcept {
                coding: vec![coding(OBSERVATION_CATEGORY, category.0, Some(category.1))],
                ..CodeableConcept::default()
            },
            CodeableConcept { coding: vec![own_coding(DIARY, kind)], ..CodeableConcept::default() },
        ],
        subject: Some(patient(with)),
        effective_date_time: Some(when(night, stamp).into()),
        performer: vec![patient(with)],
        ..Observation::default()
    }
}

/// When it was: the moment it was written down if that was in its night, else the night.
fn when(night: Night, stamp: &Stamp) -> String {
    let (date, hour) = local_date_hour(stamp);
    let that_evening = date == night.date || (date == night.next().date && hour.hour() < 12);
    if that_evening { instant(stamp.recorded_at, stamp.offset_s) } else { night.date.to_string() }
}

fn parts(mut fields: Fields, carried: &[&str]) -> Vec<Extension> {
    for name in carried {
        fields.remove(*name);
    }
    vec![Extension::of(FACT, parts_of(&fields))]
}

/// A rating: one observation each, its value a quantity, because servers search those.
pub(super) fn score(score: &Score, with: &Writing<'_>) -> Observation {
    let known = DAILY_SCALES.iter().chain(&MORE_SCALES).find(|scale| **scale == score.scale);
    let mut codes: Vec<_> =
        known.and_then(|scale| sendable(with.codes, &format!("score/{scale}"), None)).into_iter().collect();
    codes.extend(known.map(|scale| own_coding(SCALE, scale)));
    let words = super::parts::cleaned(&score.scale.replace('_', " "));
    let carried: &[&str] = if known.is_some() { &["id", "value", "scale"] } else { &["id", "value"] };
    let value =
        Quantity { unit: Some(Text::fixed("score")), ..quantity(&score.value.to_string(), "{score}") };
    Observation {
        code: Some(CodeableConcept {
            coding: codes,
            text: Some(format!("{words} (0-10)").into()),
            ..CodeableConcept::default()
        }),
        value_quantity: Some(value),
        extension: parts(fields_of(score), carried),
        ..of("score", score.id, score.night, &score.stamp, with)
    }
}

/// A side effect: a symptom whose value is the finding. One that has gone is told in words only, so that no
/// reader takes it for one that is there.
pub(super) fn effect(effect: &Effect, with: &Writing<'_>) -> Observation {
    let words = super::parts::cleaned(&effect.what.replace('_', " "));
    let finding = ["effect", "finding"]
        .iter()
        .find_map(|group| sendable(with.codes, &format!("{group}/{}", effect.what), None));
    let value = match effect.course {
        EffectCourse::Open => CodeableConcept {
            coding: finding.into_iter().collect(),
            text: Some(words.into()),
            ..CodeableConcept::default()
        },
        EffectCourse::Resolved => CodeableConcept {
            text: Some(format!("{words}: no longer present").into()),
            ..CodeableConcept::default()
        },
    };
    let severity = match effect.severity {
        Severity::Mild => "mild",
        Severity::Moderate => "moderate",
        Severity::Severe => "severe",
    };
    let mut grade: Vec<_> = sendable(with.codes, &format!("severity/{severity}"), None).into_iter().collect();
    grade.push(own_coding(SEVERITY, severity));
    let component = ObservationComponent {
        code: Some(CodeableConcept {
            coding: sendable(with.codes, "symptom/severity", None).into_iter().collect(),
            text: Some(Text::fixed("severity")),
            ..CodeableConcept::default()
        }),
        value_codeable_concept: Some(CodeableConcept {
            coding: grade,
            text: Some(Text::fixed(severity)),
            ..CodeableConcept::default()
        }),
        ..ObservationComponent::default()
    };
    Observation {
        code: Some(CodeableConcept {
            coding: sendable(with.codes, "symptom/symptom", None).into_iter().collect(),
            text: Some(Text::fixed("symptom")),
            ..CodeableConcept::default()
        }),
        value_codeable_concept: Some(value),
        component: vec![component],
        extension: parts(fields_of(effect), &["id", "severity"]),
        ..of("effect", effect.id, effect.night, &effect.stamp, with)
    }
}

/// A value of the laboratory, as the report prints it.
pub(super) fn lab(lab: &Lab, with: &Writing<'_>) -> Observation {
    let mut fields = fields_of(lab);
    let named = match (lab.what.as_str(), lab.method.as_deref()) {
        ("esr", Some("westergren")) => "lab/esr_westergren".to_owned(),
        (what, _) => format!("lab/{what}"),
    };
    let words = super::parts::cleaned(&lab.what.replace('_', " "));
    let words = if lab.what == "esr" { "ESR".to_owned() } else { words };
    let mut it = Observation {
        code: Some(CodeableConcept {
            coding: sendable(with.codes, &named, None).into_iter().collect(),
            text: Some(words.into()),
            ..CodeableConcept::default()
        }),
        note: vec![Annotation {
            text: Some(Text::fixed("typed in by the patient from a report")),
            ..Annotation::default()
        }],
        ..of("lab", lab.id, lab.night, &lab.stamp, with)
    };
    it.effective_date_time = Some(lab.on.to_string().into());
    let digits = lab.value.strip_prefix(['<', '>']).unwrap_or(&lab.value);
    let comparator = lab.value.strip_suffix(digits).filter(|sign| !sign.is_empty());
    // Only what a report can print goes as a number: a server may write `1e5` back as `1e+5`.
    let plain = lab_value(&lab.value).is_ok_and(|text| text == lab.value);
    if let (true, Ok(value)) = (plain, digits.parse()) {
        fields.remove("value");
        let ucum = UCUM_UNITS.iter().find(|unit| **unit == lab.unit);
        it.value_quantity = Some(Quantity {
            value: Some(value),
            comparator: comparator.map(Text::from),
            unit: show(&mut fields, "unit"),
            system: ucum.map(|_| Text::fixed(UCUM)),
            code: ucum.map(|unit| Text::fixed(unit)),
            ..Quantity::default()
        });
    } else {
        it.value_string = show(&mut fields, "value");
    }
    if let Some(method) = show(&mut fields, "method") {
        it.method = Some(CodeableConcept { text: Some(method), ..CodeableConcept::default() });
    }
    it.extension = parts(fields, &["id", "on"]);
    it
}

/// A note.
pub(super) fn note(note: &Note, with: &Writing<'_>) -> Observation {
    let mut fields = fields_of(note);
    let text = show(&mut fields, "text");
    Observation {
        code: Some(CodeableConcept { text: Some(Text::fixed("note")), ..CodeableConcept::default() }),
        value_string: text,
        extension: parts(fields, &["id"]),
        ..of("note", note.id, note.night, &note.stamp, with)
    }
}

/// A bad day.
pub(super) fn bad_day(day: &BadDay, with: &Writing<'_>) -> Observation {
    Observation {
        code: Some(CodeableConcept { text: Some(Text::fixed("bad day")), ..CodeableConcept::default() }),
        value_boolean: Some(true),
        extension: parts(fields_of(day), &["id"]),
        ..of("bad_day", day.id, day.night, &day.stamp, with)
    }
}

/// The fact an observation holds; `None` when it is another program's.
pub(super) fn read(it: &Observation) -> Result<Option<Fact>, ReadRefusal> {
    let kind = it.category.iter().find_map(|category| category.code_in(DIARY));
    let (Some(kind), Some(parts)) = (kind, find(&it.extension, FACT)) else { return Ok(None) };
    let mut fields = fields_in(&parts.extension)?;
    fill(&mut fields, "id", it.fact_id()?.to_string());
    Ok(Some(match kind {
        "score" => {
            let value = it.value_quantity.as_ref().and_then(|quantity| quantity.value.as_ref());
            let value: u8 =
                value.and_then(|it| it.as_str().parse().ok()).ok_or(ReadRefusal::Field("valueQuantity"))?;
            fill(&mut fields, "value", value);
            if let Some(scale) = it.code.as_ref().and_then(|code| code.code_in(SCALE)) {
                fill(&mut fields, "scale", scale);
            }
            Fact::Score(noun_of(fields)?)
        }
        "effect" => {
            let grade =
                it.component.iter().find_map(|part| part.value_codeable_concept.as_ref()?.code_in(SEVERITY));
            fill(&mut fields, "severity", grade.ok_or(ReadRefusal::Field("component"))?);
            Fact::Effect(noun_of(fields)?)
        }
        "lab" => Fact::Lab(read_lab(it, fields)?),
        "note" => {
            fill_text(&mut fields, "text", it.value_string.as_ref());
            Fact::Note(noun_of(fields)?)
        }
        "bad_day" => Fact::BadDay(noun_of(fields)?),
        _ => return Ok(None),
    }))
}

fn read_lab(it: &Observation, mut fields: Fields) -> Result<Lab, ReadRefusal> {
    if let Some(quantity) = &it.value_quantity {
        let sign = quantity.comparator.as_deref().unwrap_or_default();
        let value = quantity.value.as_ref().ok_or(ReadRefusal::Field("valueQuantity"))?;
        fill(&mut fields, "value", format!("{sign}{value}"));
        fill_text(&mut fields, "unit", quantity.unit.as_ref());
    } else {
        fill_text(&mut fields, "value", it.value_string.as_ref());
    }
    fill_text(&mut fields, "method", it.method.as_ref().and_then(|method| method.text.as_ref()));
    fill_text(&mut fields, "on", it.effective_date_time.as_ref());
    noun_of(fields)
}

fn fill_text(fields: &mut Fields, name: &str, text: Option<&Text>) {
    if let Some(text) = text {
        fill(fields, name, Value::String(text.as_str().to_owned()));
    }
}
