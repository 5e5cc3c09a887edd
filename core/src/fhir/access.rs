//! An `AuditEvent` of a server to what it says of one access. Servers differ in what they tell; nothing is guessed.

use crate::domain::access::{Access, Did, Who};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde_json::Value;

/// What an event says, when it is about this patient and says when. What a server sends besides is passed over.
pub fn access_of(event: &Value, patient: &str) -> Option<Access> {
    is_about(event, patient).then(|| access(event))?
}

fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer).and_then(Value::as_str)
}

/// The parts of an event that name something: `Patient/1`.
fn named(event: &Value) -> impl Iterator<Item = &str> {
    let entities = event.get("entity").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    entities.iter().filter_map(|entity| text(entity, "/what/reference"))
}

/// Whether an event is about this patient: what a server sends besides is nobody's business here.
fn is_about(event: &Value, patient: &str) -> bool {
    let own = format!("Patient/{patient}");
    text(event, "/resourceType") == Some("AuditEvent")
        && named(event)
            .any(|one| one == own || one.strip_suffix(&own).is_some_and(|base| base.ends_with('/')))
}

/// An event as an access; `None` where it does not say when.
fn access(event: &Value) -> Option<Access> {
    let at: DateTime<Utc> = text(event, "/recorded")?.parse().ok()?;
    let did = match text(event, "/action") {
        Some("C") => Did::Wrote,
        Some("R") => Did::Read,
        Some("U") => Did::Changed,
        Some("D") => Did::Removed,
        _ => Did::Asked,
    };
    let kind = named(event).filter_map(kind_of).find(|kind| *kind != "Patient").map(str::to_owned);
    let refused = !matches!(text(event, "/outcome"), Some("0") | None);
    Some(Access { at, who: who(event), did, kind: kind.or_else(|| asked(event)), refused })
}

/// `Observation` of `https://…/Observation/1/_history/2`.
fn kind_of(reference: &str) -> Option<&str> {
    let mut parts = reference.split('/').rev().skip_while(|part| !part.starts_with(char::is_uppercase));
    parts.next()
}

/// The type that was searched: a server tells the query in base64.
fn asked(event: &Value) -> Option<String> {
    let entities = event.get("entity").and_then(Value::as_array)?;
    let query = entities.iter().find_map(|entity| text(entity, "/query"))?;
    let query = STANDARD.decode(query).ok()?;
    let kind = String::from_utf8(query).ok()?.split('?').next()?.to_owned();
    (!kind.is_empty() && kind.chars().all(char::is_alphanumeric)).then_some(kind)
}

fn who(event: &Value) -> Who {
    let agents = event.get("agent").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let asks = |agent: &&Value| agent.get("requestor").and_then(Value::as_bool) == Some(true);
    let Some(agent) = agents.iter().find(asks).or_else(|| agents.first()) else { return Who::Unknown };
    let reference = text(agent, "/who/reference").unwrap_or_default();
    let name = text(agent, "/who/display").or_else(|| text(agent, "/name"));
    match (kind_of(reference), name) {
        (Some("Patient"), _) => Who::Own,
        (Some("Device"), _) => Who::Program,
        (Some(_), Some(name)) => Who::Person(name.to_owned()),
        (Some(_), None) => Who::Person(reference.to_owned()),
        (None, Some("unknown") | None) => Who::Unknown,
        (None, Some(_)) => Who::Program,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn event(who: &Value, action: &str, entity: &Value) -> Value {
        json!({"resourceType": "AuditEvent", "recorded": "2026-11-25T10:00:00Z", "action": action, "outcome": "0",
            "agent": [{"who": who, "requestor": true}],
            "entity": [{"what": {"reference": "Patient/p"}}, entity]})
    }

    #[test]
    fn an_event_says_who_did_what_and_to_what() {
        let bea = json!({"reference": "Practitioner/1", "display": "Dr Bea"});
        let read = access(&event(&bea, "R", &json!({"what": {"reference": "Observation/1/_history/2"}})));
        let read = read.expect("an access");
        assert_eq!((read.who, read.did), (Who::Person("Dr Bea".to_owned()), Did::Read));
        assert_eq!((read.kind.as_deref(), read.refused), (Some("Observation"), false));
        // "Patient?$everything", as a query is told.
        let whole = access(&event(&bea, "E", &json!({"query": "UGF0aWVudD8kZXZlcnl0aGluZw=="})));
        let whole = whole.expect("an access");
        assert_eq!((whole.did, whole.kind.as_deref()), (Did::Asked, Some("Patient")));
        let own = event(&json!({"reference": "https://x/fhir/Patient/p"}), "U", &Value::Null);
        assert_eq!(access(&own).map(|own| own.who), Some(Who::Own));
        let program = event(&json!({"display": "command"}), "R", &Value::Null);
        assert_eq!(access(&program).map(|program| program.who), Some(Who::Program));
    }

    #[test]
    fn what_is_about_somebody_else_is_passed_over() {
        let bea = json!({"reference": "Practitioner/1"});
        let ours = event(&bea, "R", &Value::Null);
        assert!(is_about(&ours, "p") && !is_about(&ours, "q"));
        let far = json!({"resourceType": "AuditEvent", "entity": [{"what": {"reference": "https://x/fhir/Patient/p"}}]});
        assert!(is_about(&far, "p") && !is_about(&far, "fhir/Patient/p/x"));
        assert!(!is_about(&json!({"resourceType": "Observation", "entity": far["entity"]}), "p"));
        assert!(!is_about(
            &json!({"resourceType": "AuditEvent", "entity": [{"what": {"reference": "XPatient/p"}}]}),
            "p"
        ));
    }
}
