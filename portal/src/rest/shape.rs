//! Is it valid R4 in shape, and is every patient it names the caller?

use super::kinds::{Kind, Subject};
use super::outcome::Problem;
use crate::store::instant_span;
use serde_json::{Map, Value};

/// Judges the fields of a body that is to be kept for `patient`.
pub(crate) fn check(kind: &Kind, fields: &Map<String, Value>, patient: &str) -> Result<(), Problem> {
    // Whose it is comes first: a foreign body is refused as foreign, whatever else is wrong with it.
    if names_another(fields, patient) {
        return Err(Problem::foreign());
    }
    if let Subject::By(element) = kind.subject {
        let named = fields.get(element).and_then(|subject| subject.get("reference")).and_then(Value::as_str);
        if named.and_then(patient_of) != Some(patient) {
            return Err(Problem::foreign().at(path(kind, element)));
        }
    }
    let mut problems = Vec::new();
    for element in kind.required {
        if !is_there(fields, element) {
            problems.push(Problem::new(422, "required", "this element is missing").at(path(kind, element)));
        }
    }
    if !kind.statuses.is_empty()
        && let Some(status) = fields.get("status")
        && !status.as_str().is_some_and(|status| kind.statuses.contains(&status))
    {
        problems.push(Problem::new(422, "code-invalid", "R4 has no such status").at(path(kind, "status")));
    }
    for (name, value) in fields {
        if let Some(words) = element(name, value) {
            // The name of an element that R4 has is safe to repeat; anything else could be anybody's words.
            let place = if is_element_name(name) { path(kind, name) } else { kind.name.to_owned() };
            problems.push(Problem::new(422, "structure", words).at(place));
        }
    }
    Problem::together(problems).map_or(Ok(()), Err)
}

fn path(kind: &Kind, element: &str) -> String {
    format!("{}.{element}", kind.name)
}

/// Short, of letters alone: what every element of R4 looks like.
fn is_element_name(name: &str) -> bool {
    name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_there(fields: &Map<String, Value>, element: &str) -> bool {
    match element.strip_suffix("[x]") {
        None => fields.contains_key(element),
        Some(stem) => fields.keys().any(|name| {
            name.strip_prefix(stem)
                .and_then(|rest| rest.chars().next())
                .is_some_and(|first| first.is_ascii_uppercase())
        }),
    }
}

/// What is wrong with an element, by what R4 says of every element and of a name's own type.
fn element(name: &str, value: &Value) -> Option<&'static str> {
    nested(value).or_else(|| by_name(name, value))
}

/// True of all of FHIR: nothing empty, nothing null outside a list with a shadow.
fn nested(value: &Value) -> Option<&'static str> {
    match value {
        Value::Null => Some("an element is null"),
        Value::String(text) if text.is_empty() => Some("a text is empty"),
        Value::Array(list) if list.is_empty() => Some("a list is empty"),
        Value::Array(list) => list.iter().filter(|one| !one.is_null()).find_map(nested),
        Value::Object(fields) if fields.is_empty() => Some("an element is empty"),
        Value::Object(fields) => fields.iter().find_map(|(name, value)| element(name, value)),
        _ => None,
    }
}

/// What the endings of R4's names promise, at any depth.
fn by_name(name: &str, value: &Value) -> Option<&'static str> {
    let date = |wrong| match value {
        Value::String(text) if instant_span(text).is_some() => None,
        _ => Some(wrong),
    };
    match name {
        "effectiveDateTime" | "authoredOn" | "identifiedDateTime" | "lastModified" | "recorded" | "sent"
        | "received" | "authored" | "issued" | "valueDateTime" | "birthDate" | "expirationDate"
        | "occurredDateTime" | "valueDate" | "valueInstant" => date("this is no date of R4"),
        "valueQuantity" | "quantity" | "doseQuantity" | "dose" | "valueReference" | "subject" | "patient"
        | "for" | "owner" | "actor" | "effectivePeriod" | "boundsPeriod" | "dosage"
            if matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_)) =>
        {
            Some("this element is no plain value")
        }
        // A span of time anywhere but in the repeat of a timing, where it is a number.
        "period" if matches!(value, Value::String(_) | Value::Bool(_)) => {
            Some("this element is no plain value")
        }
        "reference" | "system" | "display" | "text" | "contentString" | "valueString" | "valueCode"
        | "intent" | "status" | "unit" => match value {
            Value::String(_) => None,
            // `text` is a narrative on a resource, `status` a concept nowhere in what is kept; who a consent is
            // for stands in a `reference` that holds a reference.
            Value::Object(_) if matches!(name, "text" | "reference") => None,
            _ => Some("this element is a text"),
        },
        "code" if matches!(value, Value::Number(_) | Value::Bool(_)) => Some("a code is a text or a concept"),
        "coding" | "identifier" | "category" | "note" | "extension" | "dosageInstruction" | "doseAndRate"
        | "component"
            if !matches!(value, Value::Array(_) | Value::Object(_)) =>
        {
            Some("this element is a list or an object")
        }
        "valueBoolean" | "reportedBoolean" | "asNeededBoolean" | "doNotPerform" => {
            if value.is_boolean() {
                None
            } else {
                Some("this is true or false")
            }
        }
        "valueInteger" | "valuePositiveInt" | "sequence" => {
            let whole = value.as_number().is_some_and(|number| {
                number.to_string().bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
            });
            if whole { None } else { Some("this is a whole number") }
        }
        "valueDecimal" if !value.is_number() => Some("this is a number"),
        _ => None,
    }
}

/// Does any reference at any depth name a patient other than this one?
fn names_another(fields: &Map<String, Value>, patient: &str) -> bool {
    fields.iter().any(|(name, value)| another(name, value, patient))
}

fn another(name: &str, value: &Value, patient: &str) -> bool {
    match value {
        Value::String(text) if name == "reference" => patient_of(text).is_some_and(|named| named != patient),
        Value::Array(list) => list.iter().any(|one| another(name, one, patient)),
        Value::Object(fields) => names_another(fields, patient),
        _ => false,
    }
}

/// The patient that a reference names, relative, absolute or of a version.
pub(crate) fn patient_of(reference: &str) -> Option<&str> {
    let mut parts = reference.split(['/', '?', '#']).skip_while(|part| *part != "Patient");
    parts.next()?;
    parts.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_their_patient() {
        assert_eq!(patient_of("Patient/a"), Some("a"));
        assert_eq!(patient_of("https://x.example/fhir/Patient/a/_history/2"), Some("a"));
        assert_eq!(patient_of("Practitioner/a"), None);
        assert_eq!(patient_of("Patient"), None);
    }
}
