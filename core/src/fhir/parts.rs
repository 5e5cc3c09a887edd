//! A value as typed parts of an extension, and back: what a fact holds beyond the fields R4 has.
//!
//! The names are the noun's own, the same as in the file and in an export. Whole numbers, yes and no, dates,
//! instants and ids travel under their types. Text that FHIR's own grammar of strings does not allow (empty,
//! control characters, rare white space, white space at its ends) travels as base64, so that it comes back as it was.

use super::reading::ReadRefusal;
use super::text::Text;
use super::types::Extension;
use crate::domain::fact_id::FactId;
use base64::prelude::{BASE64_STANDARD, Engine};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};

/// The fields of a noun by name.
pub(super) type Fields = Map<String, Value>;

/// The part that stands for one thing of a list.
const ITEM: &str = "item";

/// The fields of a noun as it is written down.
pub(super) fn fields_of(noun: &impl Serialize) -> Fields {
    match serde_json::to_value(noun) {
        Ok(Value::Object(fields)) => fields,
        other => unreachable!("every noun of the domain is an object with text keys: {:?}", other.is_ok()),
    }
}

/// Longest text taken from a server, in characters. A note of the patient's own is five times shorter.
const LONGEST: usize = 20_000;

/// Whether a text is longer than anyone writes.
pub(super) fn too_long(text: &str) -> bool {
    text.len() > LONGEST && text.chars().count() > LONGEST
}

fn has_too_long(value: &Value) -> bool {
    match value {
        Value::String(text) => too_long(text),
        Value::Array(items) => items.iter().any(has_too_long),
        Value::Object(fields) => fields.values().any(has_too_long),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Puts in what one of R4's own fields says, where the parts do not say it exactly.
pub(super) fn fill(fields: &mut Fields, name: &str, value: impl Into<Value>) {
    if !fields.contains_key(name) {
        fields.insert(name.to_owned(), value.into());
    }
}

/// A text for one of R4's own fields. What fits there as it stands leaves the parts; what does not stays in them,
/// exact, and is shown as near as FHIR's strings allow.
pub(super) fn show(fields: &mut Fields, name: &str) -> Option<Text> {
    let text = fields.get(name)?.as_str()?.to_owned();
    if is_clean(&text) {
        fields.remove(name);
        return Some(text.into());
    }
    Some(cleaned(&text).into())
}

/// A noun of its fields.
pub(super) fn noun_of<T: DeserializeOwned>(fields: Fields) -> Result<T, ReadRefusal> {
    if fields.values().any(has_too_long) {
        return Err(ReadRefusal::TooLong);
    }
    serde_json::from_value(Value::Object(fields)).map_err(|_| ReadRefusal::Parts)
}

/// The parts of an extension.
pub(super) fn parts_of(fields: &Fields) -> Vec<Extension> {
    fields.iter().filter_map(|(name, value)| part(name, value)).collect()
}

/// One part; `None` for what is not there. An empty list is nothing: its reader fills it in.
fn part(name: &str, value: &Value) -> Option<Extension> {
    let nested = |parts: Vec<Extension>| (!parts.is_empty()).then(|| Extension::of(name, parts));
    match value {
        Value::Null => None,
        Value::Bool(yes) => Some(Extension::with(name, "valueBoolean", yes)),
        Value::Number(number) => Some(match number.as_i64().and_then(|whole| i32::try_from(whole).ok()) {
            Some(small) => Extension::with(name, "valueInteger", &small),
            None => Extension::with(name, "valueDecimal", number),
        }),
        Value::String(text) => Some(text_part(name, text)),
        Value::Array(items) => nested(items.iter().filter_map(|item| part(ITEM, item)).collect()),
        Value::Object(fields) => nested(parts_of(fields)),
    }
}

/// Text under the type it is of.
fn text_part(name: &str, text: &str) -> Extension {
    if !is_clean(text) {
        // With its quotes, as JSON: an empty text would be an empty value, which FHIR forbids.
        let quoted = Value::from(text).to_string();
        return Extension::with(name, "valueBase64Binary", &BASE64_STANDARD.encode(quoted));
    }
    let kind = if text.parse::<FactId>().is_ok_and(|id| id.to_string() == text) {
        "valueId"
    } else if text.len() == 10 && text.parse::<NaiveDate>().is_ok() {
        "valueDate"
    } else if text.ends_with('Z') && text.len() > 19 && text.parse::<DateTime<Utc>>().is_ok() {
        "valueInstant"
    } else {
        "valueString"
    };
    Extension::with(name, kind, &text)
}

/// Whether FHIR's grammar of strings allows a text as it stands.
pub(super) fn is_clean(text: &str) -> bool {
    let allowed = |c: char| {
        matches!(c, ' ' | '\r' | '\n' | '\t') || !(c.is_whitespace() || c.is_control() || c == '\u{feff}')
    };
    !text.is_empty() && text.trim() == text && text.chars().all(allowed)
}

/// The text as FHIR allows it, for people; the exact one stands in the parts.
pub(crate) fn cleaned(text: &str) -> String {
    if text.trim().is_empty() {
        return "-".to_owned();
    }
    let clean = |c: char| match c {
        ' ' | '\r' | '\n' | '\t' => c,
        c if c.is_whitespace() || c == '\u{feff}' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(clean).collect()
}

/// The fields that parts hold.
pub(super) fn fields_in(parts: &[Extension]) -> Result<Fields, ReadRefusal> {
    let mut fields = Fields::new();
    for part in parts {
        if fields.insert(part.url.as_str().to_owned(), value_in(part)?).is_some() {
            return Err(ReadRefusal::Parts);
        }
    }
    Ok(fields)
}

fn value_in(part: &Extension) -> Result<Value, ReadRefusal> {
    let Some((name, kept)) = &part.value else {
        let list = !part.extension.is_empty() && part.extension.iter().all(|item| item.url == ITEM);
        return if list {
            part.extension.iter().map(value_in).collect::<Result<_, _>>().map(Value::Array)
        } else {
            fields_in(&part.extension).map(Value::Object)
        };
    };
    let value = match name.as_str() {
        "valueBoolean" => kept.read().map(Value::Bool),
        "valueInteger" | "valueDecimal" | "valuePositiveInt" | "valueUnsignedInt" => {
            kept.read::<Number>().map(Value::Number)
        }
        "valueBase64Binary" => kept
            .read::<String>()
            .and_then(|text| BASE64_STANDARD.decode(text).ok())
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .map(Value::String),
        "valueId" | "valueDate" | "valueInstant" | "valueString" | "valueCode" => {
            kept.read().map(Value::String)
        }
        _ => None,
    };
    value.ok_or(ReadRefusal::Parts)
}
