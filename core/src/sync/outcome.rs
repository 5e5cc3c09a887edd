//! Why the server refused something, as codes. What a server writes freely may repeat what it was sent, so only
//! the codes of FHIR and the names of elements are taken from it.

use crate::domain::parked::{Issue, IssueKind, ParkedReason};
use serde_json::Value;

/// Things told of one answer, at most.
const MOST_ISSUES: usize = 3;

/// The reason, without personal data.
pub(super) fn reason(status: u16, body: Option<&Value>) -> ParkedReason {
    let found = body.and_then(|body| body.get("issue")).and_then(Value::as_array);
    let mut issues: Vec<Issue> = Vec::new();
    for issue in found.into_iter().flatten() {
        let severity = issue.get("severity").and_then(Value::as_str).unwrap_or_default();
        if severity == "information" || severity == "warning" {
            continue;
        }
        let code = issue.get("code").and_then(Value::as_str).unwrap_or_default();
        let issue = Issue { kind: kind(code), place: place(issue) };
        if !issues.contains(&issue) && issues.len() < MOST_ISSUES {
            issues.push(issue);
        }
    }
    ParkedReason::NotTaken { status, issues }
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

/// An issue type of FHIR R4.
fn kind(code: &str) -> IssueKind {
    match code {
        "invalid" => IssueKind::Invalid,
        "structure" => IssueKind::Structure,
        "required" => IssueKind::Required,
        "value" => IssueKind::Value,
        "invariant" => IssueKind::Invariant,
        "security" | "login" | "unknown" | "expired" | "forbidden" | "suppressed" => IssueKind::Access,
        "not-supported" => IssueKind::NotSupported,
        "duplicate" => IssueKind::Duplicate,
        "multiple-matches" => IssueKind::SeveralThere,
        "not-found" => IssueKind::NotFound,
        "deleted" => IssueKind::Deleted,
        "too-long" => IssueKind::TooLong,
        "code-invalid" => IssueKind::Code,
        "extension" => IssueKind::Extension,
        "too-costly" | "throttled" => IssueKind::Busy,
        "business-rule" => IssueKind::Rule,
        "conflict" | "lock-error" => IssueKind::Changed,
        _ => IssueKind::Other,
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
        let told = reason(422, Some(&body));
        let place = Some("Bundle.entry.Observation.code".to_owned());
        let issues = vec![Issue { kind: IssueKind::Required, place }];
        assert_eq!(told, ParkedReason::NotTaken { status: 422, issues });
        let sly =
            json!({"issue": [{"severity": "error", "code": "canary", "expression": ["Ms Canary, 0.5 mg"]}]});
        let issues = vec![Issue { kind: IssueKind::Other, place: None }];
        assert_eq!(reason(400, Some(&sly)), ParkedReason::NotTaken { status: 400, issues });
    }
}
