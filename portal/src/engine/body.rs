//! When two bodies are the same resource: what a server may add is not compared, what it may not change is.

use serde_json::{Map, Number, Value};

/// How alike two bodies are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alike {
    /// Every element, every digit.
    Wholly,
    /// Every element and every value; a decimal has lost digits that say how exactly it was measured (1.50 came back
    /// as 1.5).
    ByValue,
    /// Not.
    No,
}

/// Elements of `meta` that FHIR R4 lets a client set.
const OF_META: [&str; 4] = ["profile", "security", "source", "tag"];

/// A resource in one form, whoever wrote it: names in order, numbers by value.
pub(super) fn form(resource: &Value, by_value: bool) -> String {
    let mut text = String::with_capacity(1024);
    let mut resource = resource.clone();
    if let Value::Object(fields) = &mut resource {
        let meta = match fields.remove("meta") {
            Some(Value::Object(meta)) => meta,
            _ => Map::new(),
        };
        let meta: Map<String, Value> =
            meta.into_iter().filter(|(name, _)| OF_META.contains(&name.as_str())).collect();
        if !meta.is_empty() {
            fields.insert("meta".to_owned(), Value::Object(meta));
        }
    }
    write(&resource, by_value, &mut text);
    text
}

/// Compares what was sent with what came back.
pub(super) fn alike(sent: &Value, came: &Value) -> Alike {
    let came = without_narrative(sent, came);
    if form(sent, false) == form(&came, false) {
        Alike::Wholly
    } else if form(sent, true) == form(&came, true) {
        Alike::ByValue
    } else {
        Alike::No
    }
}

/// A text that the server made of a resource that had none is the server's.
pub(super) fn without_narrative(sent: &Value, came: &Value) -> Value {
    let mut came = came.clone();
    if let (None, Value::Object(fields)) = (sent.get("text"), &mut came)
        && fields.get("text").is_some_and(|text| text["status"] == "generated")
    {
        fields.remove("text");
    }
    came
}

fn write(value: &Value, by_value: bool, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort();
            text.push('{');
            for name in names {
                text.push_str(&Value::String(name.clone()).to_string());
                text.push(':');
                write(&fields[name], by_value, text);
                text.push(',');
            }
            text.push('}');
        }
        Value::Array(values) => {
            text.push('[');
            for value in values {
                write(value, by_value, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Number(number) if by_value => text.push_str(&by_its_value(number)),
        other => text.push_str(&other.to_string()),
    }
}

/// A decimal as its digits and a power of ten, without zeros that change nothing. No float: 0.1 is 0.1.
fn by_its_value(number: &Number) -> String {
    let text = number.to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{part}");
    let Ok(power) = power.trim_start_matches('+').parse::<i64>() else { return text.to_owned() };
    let short = digits.trim_end_matches('0');
    let dropped = i64::try_from(digits.len() - short.len()).unwrap_or(0);
    let behind = i64::try_from(part.len()).unwrap_or(0);
    let short = short.trim_start_matches('0');
    if short.is_empty() { "0".to_owned() } else { format!("{sign}{short}e{}", power - behind + dropped) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn numbers_are_compared_by_value_and_digits_are_missed() {
        for (left, right) in
            [("1.50", "1.5"), ("100", "1e2"), ("0.0", "0"), ("-1.0E-1", "-0.1"), ("10.0", "10")]
        {
            assert_eq!(alike(&value(left), &value(right)), Alike::ByValue, "{left} {right}");
        }
        for (left, right) in
            [("1.5", "1.51"), ("1", "-1"), ("1e2", "1e3"), ("10", "1"), ("0.1", "0.10000000000000001")]
        {
            assert_eq!(alike(&value(left), &value(right)), Alike::No, "{left} {right}");
        }
    }

    #[test]
    fn what_a_server_adds_is_not_compared_and_what_it_changes_is() {
        let sent = value(
            r#"{"resourceType":"Observation","id":"1","meta":{"tag":[{"code":"a"}]},"valueInteger":1}"#,
        );
        let came = value(
            r#"{"id":"1","resourceType":"Observation","text":{"status":"generated","div":"<div/>"},"valueInteger":1,
               "meta":{"versionId":"7","lastUpdated":"2026-01-01T00:00:00Z","author":{},"tag":[{"code":"a"}]}}"#,
        );
        assert_eq!(alike(&sent, &came), Alike::Wholly);
        for changed in [
            r#"{"resourceType":"Observation","id":"1","meta":{},"valueInteger":1}"#,
            r#"{"resourceType":"Observation","id":"1","meta":{"tag":[{"code":"a"}]}}"#,
            r#"{"resourceType":"Observation","id":"1","meta":{"tag":[{"code":"a"}]},"valueInteger":1,"note":[]}"#,
        ] {
            assert_eq!(alike(&sent, &value(changed)), Alike::No, "{changed}");
        }
    }

    #[test]
    fn an_empty_meta_is_none() {
        let (with, without) = (value(r#"{"meta":{"versionId":"1"},"id":"1"}"#), value(r#"{"id":"1"}"#));
        assert_eq!(alike(&without, &with), Alike::Wholly);
    }
}
