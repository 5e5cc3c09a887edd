//! Does the server have what we sent?

use serde_json::Value;

/// Is everything we sent in what the server has? It may add: versions, times, a narrative, defaults.
pub(super) fn covers(there: &Value, sent: &Value) -> bool {
    let (Some(there), Some(sent)) = (there.as_object(), sent.as_object()) else { return false };
    let ours = |name: &str| name != "meta" && name != "text";
    sent.iter()
        .filter(|(name, _)| ours(name))
        .all(|(name, own)| there.get(name).is_some_and(|it| holds(it, own)))
}

fn holds(there: &Value, sent: &Value) -> bool {
    match (there, sent) {
        (Value::Object(there), Value::Object(sent)) => {
            sent.iter().all(|(name, own)| there.get(name).is_some_and(|it| holds(it, own)))
        }
        (Value::Array(there), Value::Array(sent)) => {
            there.len() == sent.len() && there.iter().zip(sent).all(|(it, own)| holds(it, own))
        }
        _ => there == sent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn additions_are_allowed_and_changes_are_not() {
        let sent =
            json!({"id": "1", "status": "completed", "dosage": {"text": "a"}, "meta": {"source": "x"}});
        let there = json!({"id": "1", "status": "completed", "dosage": {"text": "a", "route": {}}, "meta": {}, "text": {}});
        assert!(covers(&there, &sent));
        assert!(!covers(&json!({"id": "1", "status": "entered-in-error", "dosage": {"text": "a"}}), &sent));
        assert!(!covers(&json!({"id": "1"}), &sent));
        assert!(!covers(&json!([]), &sent));
    }
}
