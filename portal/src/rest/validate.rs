//! `$validate`: the checks a write goes through, without writing.

use super::answer::Answer;
use super::incoming;
use super::outcome::Problem;
use super::writing;
use serde_json::{Value, json};

/// Judges a resource, or the one in a Parameters under `resource`. The answer is 200 with an OperationOutcome, as
/// the operation wants it, whether the resource is good or not.
pub(crate) fn validate(kind: &str, body: Value, patient: &str) -> Answer {
    let body = match body.get("resourceType").and_then(Value::as_str) {
        Some("Parameters") => body
            .get("parameter")
            .and_then(Value::as_array)
            .and_then(|list| list.iter().find_map(|one| one.get("resource").cloned()))
            .unwrap_or(Value::Null),
        _ => body,
    };
    let judged = writing::kind(kind).and_then(|kind| {
        let id = body.get("id").and_then(Value::as_str).unwrap_or("new").to_owned();
        if !super::kinds::is_id(&id) {
            return Err(Problem::new(400, "invalid", "this is no id of R4"));
        }
        incoming::draft(kind, None, &id, body, patient)
    });
    match judged {
        Ok(_) => {
            let text = "valid by the checks that a write goes through";
            let issue =
                json!({"severity": "information", "code": "informational", "details": {"text": text}});
            Answer::ok(json!({"resourceType": "OperationOutcome", "issue": [issue]}).to_string())
        }
        Err(problem) if problem.status == 404 => problem.into(),
        Err(problem) => Answer::ok(problem.json()),
    }
}
