//! Who read the record: the audit that the clinic's server keeps, as its patient may see it.

use super::App;
use super::pair::{allowed, answer};
use super::sync::Wire;
use crate::domain::access::{Access, Did, Who};
use crate::error::{Error, PairRefusal};
use crate::sync::Request;
use chrono::{DateTime, Utc};
use serde_json::Value;

/// Pages of one look: with two hundred rows each some years of a phone that asks every few hours.
const MOST_PAGES: u32 = 100;

/// What a look at the audit found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accesses {
    /// Newest first.
    pub rows: Vec<Access>,
    /// There are older ones.
    pub more: bool,
}

impl App {
    /// Who read or changed the record at the clinic, newest first, at most `most` of them; the patient's own phones
    /// only when `own`. `None` where the clinic's server does not tell.
    ///
    /// The usual exchange comes first, so that the token is a fresh one. This look is itself a row.
    ///
    /// # Errors
    /// [`Error::NotPaired`]; [`Error::Pairing`] where the server does not answer.
    pub async fn accesses(
        &self,
        most: usize,
        own: bool,
        wire: &impl Wire,
    ) -> Result<Option<Accesses>, Error> {
        let _ = self.sync(wire).await?;
        let pairing = self.clinic()?;
        let of_type = format!("{}/AuditEvent?", pairing.base);
        let mut url = format!("{of_type}patient={}&_sort=-date&_count=200", pairing.patient);
        let mut found = Accesses::default();
        for _ in 0..MOST_PAGES {
            let reply = wire.carry(allowed(Request::get(url), &pairing)).await;
            if matches!(reply.status(), Some(400 | 403 | 404 | 405 | 501)) {
                return Ok(None);
            }
            let page = answer(&reply)?;
            let entries = page.get("entry").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let events = entries.iter().filter_map(|entry| entry.get("resource"));
            for event in events.filter(|event| is_about(event, &pairing.patient)) {
                let Some(access) = access(event) else { continue };
                if access.who == Who::Own && !own {
                    continue;
                }
                if found.rows.len() == most {
                    found.more = true;
                    return Ok(Some(found));
                }
                found.rows.push(access);
            }
            // The token goes to nobody else.
            let Some(next) = next(&page) else { return Ok(Some(found)) };
            if !next.starts_with(&of_type) {
                return Err(PairRefusal::NoAnswer.into());
            }
            url = next;
        }
        found.more = true;
        Ok(Some(found))
    }
}

fn next(page: &Value) -> Option<String> {
    let links = page.get("link").and_then(Value::as_array)?;
    let link = links.iter().find(|link| text(link, "/relation") == Some("next"))?;
    text(link, "/url").map(str::to_owned)
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
    use base64::Engine as _;
    let entities = event.get("entity").and_then(Value::as_array)?;
    let query = entities.iter().find_map(|entity| text(entity, "/query"))?;
    let query = base64::engine::general_purpose::STANDARD.decode(query).ok()?;
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
