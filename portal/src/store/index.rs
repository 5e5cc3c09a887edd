//! What a resource can be searched by: identifiers, tokens, dates. Read from the body once, when it is written.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, Utc};
use serde_json::{Map, Value};

/// A business identifier; the empty system is "none".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ident {
    /// The namespace, empty when the resource names none.
    pub system: String,
    /// The value in it.
    pub value: String,
}

/// One value of a token parameter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    /// `code`, `status` or `category`.
    pub param: &'static str,
    /// The code system, empty when there is none.
    pub system: String,
    /// The code.
    pub value: String,
}

/// A stretch of time, milliseconds since 1970, the end outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First millisecond.
    pub lo: i64,
    /// First millisecond after it.
    pub hi: i64,
}

/// Everything a resource is found by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// Its identifiers.
    pub idents: Vec<Ident>,
    /// Its codes, status and categories.
    pub tokens: Vec<Token>,
    /// What `date` means for its type.
    pub dates: Vec<Span>,
}

/// Fields that the parameter `code` looks into.
const CODES: [&str; 3] = ["code", "medicationCodeableConcept", "event"];

/// Fields that the parameter `date` looks into, by type.
fn date_fields(kind: &str) -> &'static [&'static str] {
    match kind {
        "Observation" | "MedicationAdministration" | "MedicationStatement" => {
            &["effectiveDateTime", "effectivePeriod", "effectiveInstant"]
        }
        "MedicationRequest" | "Task" => &["authoredOn"],
        "Communication" => &["sent"],
        "Flag" => &["period"],
        "Consent" => &["dateTime"],
        "AdverseEvent" => &["date"],
        "DetectedIssue" => &["identifiedDateTime", "identifiedPeriod"],
        "QuestionnaireResponse" => &["authored"],
        "Provenance" => &["recorded"],
        "Basic" => &["created"],
        _ => &[],
    }
}

impl Index {
    /// From the fields of a body.
    pub fn of(kind: &str, fields: &Map<String, Value>) -> Self {
        let mut index = Self::default();
        for identifier in each(fields.get("identifier")) {
            if let Some(value) = text(identifier, "value") {
                let system = text(identifier, "system").unwrap_or_default();
                index.idents.push(Ident { system, value });
            }
        }
        for name in CODES {
            index.codings("code", fields.get(name));
        }
        index.codings("category", fields.get("category"));
        if let Some(status) = fields.get("status").and_then(Value::as_str) {
            index.tokens.push(Token { param: "status", system: String::new(), value: status.to_owned() });
        }
        for name in date_fields(kind) {
            index.dates.extend(fields.get(*name).and_then(span));
        }
        index.idents.sort();
        index.idents.dedup();
        index.tokens.sort();
        index.tokens.dedup();
        index.dates.truncate(1);
        index
    }

    /// Codes of one CodeableConcept, of a list of them, or a plain code.
    fn codings(&mut self, param: &'static str, field: Option<&Value>) {
        for concept in each(field) {
            if let Some(code) = concept.as_str() {
                self.tokens.push(Token { param, system: String::new(), value: code.to_owned() });
            }
            for coding in each(concept.get("coding")) {
                if let Some(value) = text(coding, "code") {
                    let system = text(coding, "system").unwrap_or_default();
                    self.tokens.push(Token { param, system, value });
                }
            }
        }
    }
}

/// The elements of a list, or the one thing that is no list.
fn each(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(list)) => list,
        Some(one) => core::slice::from_ref(one),
        None => &[],
    }
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

/// A date, dateTime, instant or Period as a stretch.
fn span(value: &Value) -> Option<Span> {
    if let Some(text) = value.as_str() {
        return instant_span(text);
    }
    let edge = |name| value.get(name).and_then(Value::as_str).and_then(instant_span);
    let (start, end) = (edge("start"), edge("end"));
    if start.is_none() && end.is_none() {
        return None;
    }
    Some(Span { lo: start.map_or(i64::MIN, |s| s.lo), hi: end.map_or(i64::MAX, |e| e.hi) })
}

/// The stretch that a FHIR date, dateTime or instant stands for, at its own precision. A date without a zone is
/// taken in UTC.
pub fn instant_span(text: &str) -> Option<Span> {
    if !text.is_ascii() {
        return None;
    }
    let day = |year: i32, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN).and_utc();
    let (from, to) = match text.len() {
        4 => {
            let from = day(text.parse().ok()?, 1, 1)?;
            (midnight(from), midnight(from.checked_add_months(Months::new(12))?))
        }
        7 => {
            let (year, month) = text.split_once('-')?;
            let from = day(year.parse().ok()?, month.parse().ok()?, 1)?;
            (midnight(from), midnight(from.checked_add_months(Months::new(1))?))
        }
        10 => {
            let from: NaiveDate = text.parse().ok()?;
            (midnight(from), midnight(from.checked_add_days(Days::new(1))?))
        }
        _ => {
            // A `+` of an offset arrives as a space from clients that do not escape it.
            let spaced = text.replace(' ', "+");
            let at: DateTime<Utc> = DateTime::parse_from_rfc3339(&spaced).ok()?.to_utc();
            let width = if spaced.contains('.') { 1 } else { 1000 };
            return Some(Span { lo: at.timestamp_millis(), hi: at.timestamp_millis() + width });
        }
    };
    Some(Span { lo: from.timestamp_millis(), hi: to.timestamp_millis() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_have_the_precision_of_their_text() {
        let width = |text: &str| instant_span(text).map(|span| span.hi - span.lo);
        let day = 86_400_000;
        assert_eq!(width("2026"), Some(365 * day));
        assert_eq!(width("2026-02"), Some(28 * day));
        assert_eq!(width("2026-03-14"), Some(day));
        assert_eq!(width("2026-03-14T10:00:00+01:00"), Some(1000));
        assert_eq!(width("2026-03-14T10:00:00.123Z"), Some(1));
        assert_eq!(instant_span("2026-03-14T10:00:00 01:00"), instant_span("2026-03-14T09:00:00Z"));
        for text in ["", "20x6", "2026-13", "2026-02-30", "yesterday", "2026-03-14T10"] {
            assert_eq!(instant_span(text), None, "{text}");
        }
    }
}
