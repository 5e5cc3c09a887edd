//! Why the server refused something, in words. What a server writes freely may repeat what it was sent, so only
//! the codes of FHIR and the names of elements are taken from it.

use serde_json::Value;

/// The reason, without personal data: "The clinic's server refused it (422): something required is missing
/// (Observation.code)."
pub(super) fn in_words(status: u16, body: Option<&Value>) -> String {
    let issues = body.and_then(|body| body.get("issue")).and_then(Value::as_array);
    let mut said: Vec<String> = Vec::new();
    for issue in issues.into_iter().flatten() {
        let severity = issue.get("severity").and_then(Value::as_str).unwrap_or_default();
        if severity == "information" || severity == "warning" {
            continue;
        }
        let code = issue.get("code").and_then(Value::as_str).unwrap_or_default();
        let mut text = meaning(code).to_owned();
        if let Some(place) = place(issue) {
            text = format!("{text} ({place})");
        }
        if !said.contains(&text) && said.len() < 3 {
            said.push(text);
        }
    }
    let general = match status {
        409 => "another entry stands in its way",
        410 => "the clinic's server has deleted this entry; it is kept on this phone",
        412 => "the clinic's copy was changed meanwhile and differs from this phone's",
        413 => "it is too large for the clinic's server",
        _ => "no reason was given",
    };
    if said.is_empty() {
        said.push(general.to_owned());
    }
    format!("The clinic's server did not take it ({status}): {}.", said.join("; "))
}

/// The element an issue speaks of, if it looks like one.
fn place(issue: &Value) -> Option<String> {
    let list =
        ["expression", "location"].into_iter().find_map(|name| issue.get(name).and_then(Value::as_array))?;
    let path = list.first()?.as_str()?;
    let path: String = path.chars().filter(|c| !"[]0123456789".contains(*c)).collect();
    let plain = path.len() <= 80 && path.chars().all(|c| c.is_ascii_alphabetic() || c == '.');
    (plain && path.contains('.')).then_some(path)
}

/// An issue type of FHIR R4 in words.
fn meaning(code: &str) -> &'static str {
    match code {
        "invalid" => "its content is not valid",
        "structure" => "its structure is not valid",
        "required" => "something required is missing",
        "value" => "a value is not allowed",
        "invariant" => "two of its values do not go together",
        "security" | "login" | "unknown" | "expired" | "forbidden" | "suppressed" => "access was not granted",
        "not-supported" => "this kind of entry is not supported",
        "duplicate" => "it is there already",
        "multiple-matches" => "it is there several times",
        "not-found" => "something it points to is not there",
        "deleted" => "it was deleted there",
        "too-long" => "it is too long",
        "code-invalid" => "one of its codes is not accepted",
        "extension" => "an extension is not accepted",
        "too-costly" | "throttled" => "the server has too much to do",
        "business-rule" => "a rule of the clinic stands against it",
        "conflict" | "lock-error" => "the clinic's copy was changed meanwhile",
        _ => "the server could not process it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn codes_and_places_are_told_and_free_text_is_not() {
        let body = json!({"resourceType": "OperationOutcome", "issue": [
            {"severity": "error", "code": "required", "expression": ["Bundle.entry[0].Observation.code"],
             "diagnostics": "canary", "details": {"text": "canary"}},
            {"severity": "warning", "code": "value"},
        ]});
        let words = in_words(422, Some(&body));
        assert!(
            words.contains("422")
                && words.contains("something required is missing (Bundle.entry.Observation.code)")
        );
        assert!(!words.contains("canary"));
        let sly =
            json!({"issue": [{"severity": "error", "code": "canary", "expression": ["Ms Canary, 0.5 mg"]}]});
        assert!(!in_words(400, Some(&sly)).to_lowercase().contains("canary"));
    }
}
