//! What the double keeps, and how it answers.

use super::quirks::{Quirks, Stale};
use super::{Answer, outcome, search};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The types it knows.
pub(super) const TYPES: [&str; 16] = [
    "Patient",
    "Device",
    "Medication",
    "MedicationRequest",
    "MedicationAdministration",
    "MedicationStatement",
    "Observation",
    "AdverseEvent",
    "DetectedIssue",
    "Flag",
    "Task",
    "Communication",
    "Provenance",
    "Consent",
    "Basic",
    "QuestionnaireResponse",
];

/// One request, taken apart.
pub(super) struct Ask {
    pub(super) method: String,
    /// Below the base, with the query.
    pub(super) target: String,
    pub(super) body: Value,
    pub(super) if_match: Option<String>,
    pub(super) if_none_exist: Option<String>,
    pub(super) strict: bool,
}

/// Versions by `Type/id`, the newest last.
#[derive(Debug, Default)]
pub struct Book {
    versions: BTreeMap<String, Vec<Value>>,
    stored: u32,
    transactions: u32,
    conditional: u32,
}

impl Book {
    /// The newest version of everything, by `Type/id`.
    pub fn current(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.versions.iter().filter_map(|(key, versions)| Some((key.as_str(), versions.last()?)))
    }

    /// How many resources of a type.
    pub fn count(&self, kind: &str) -> usize {
        self.current().filter(|(_, resource)| resource["resourceType"] == kind).count()
    }

    /// How many versions of `Type/id`.
    pub fn versions(&self, key: &str) -> usize {
        self.versions.get(key).map_or(0, Vec::len)
    }

    /// Stores a resource as the clinic would.
    pub fn put(&mut self, mut resource: Value) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let key = format!("{}/{}", text(&resource["resourceType"]), text(&resource["id"]));
        self.stored += 1;
        // A time of its own for each, so that a cursor can stand between any two.
        let (minutes, seconds) = (self.stored / 60 % 60, self.stored % 60);
        let hours = self.stored / 3600;
        let versions = self.versions.entry(key).or_default();
        resource["meta"]["versionId"] = json!((versions.len() + 1).to_string());
        resource["meta"]["lastUpdated"] =
            json!(format!("2026-03-01T{hours:02}:{minutes:02}:{seconds:02}.000Z"));
        versions.push(resource);
    }

    pub(super) fn handle(&mut self, quirks: &Quirks, base: &str, ask: &Ask) -> Answer {
        let (path, query) = ask.target.split_once('?').unwrap_or((&ask.target, ""));
        let path: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match (ask.method.as_str(), path.as_slice()) {
            ("GET", ["metadata"]) => Answer::new(200, metadata(quirks)),
            ("POST", []) => self.bundle(quirks, base, ask),
            ("GET", [kind, id]) => {
                match self.versions.get(&format!("{kind}/{id}")).and_then(|all| all.last()) {
                    Some(found) => Answer::new(200, found.clone()),
                    None => Answer::refused(404, "not-found", "no such resource"),
                }
            }
            ("PUT", [kind, id]) => {
                let guard = ask.if_match.as_deref();
                self.write(quirks, &format!("{kind}/{id}"), &ask.body, guard, true)
            }
            ("POST", [kind]) => self.create(quirks, kind, &ask.body, ask.if_none_exist.as_deref(), true),
            ("GET", [kind]) if TYPES.contains(kind) => {
                search::answer(self, quirks, base, kind, query, ask.strict)
            }
            _ => Answer::refused(404, "not-found", "no such page"),
        }
    }

    fn write(
        &mut self,
        quirks: &Quirks,
        key: &str,
        body: &Value,
        guard: Option<&str>,
        alone: bool,
    ) -> Answer {
        let known = self.versions.get(key).and_then(|all| all.last());
        if !quirks.update_create && known.is_none() {
            return Answer::refused(405, "not-supported", "ids are given here");
        }
        if let Some(guard) = guard {
            let version = known.and_then(|known| known["meta"]["versionId"].as_str()).unwrap_or_default();
            if guard != format!("W/\"{version}\"") {
                return Answer::refused(412, "conflict", "the version has changed");
            }
        }
        if let Some(refusal) = unfit(quirks, body, alone) {
            return refusal;
        }
        let status = if known.is_some() { 200 } else { quirks.created };
        self.put(body.clone());
        self.taken(status, key)
    }

    fn create(
        &mut self,
        quirks: &Quirks,
        kind: &str,
        body: &Value,
        condition: Option<&str>,
        alone: bool,
    ) -> Answer {
        if let Some(refusal) = unfit(quirks, body, alone) {
            return refusal;
        }
        if let Some(condition) = condition {
            if quirks.raw_slash_refused && condition.contains('/') {
                return Answer::refused(400, "invalid", "malformed condition");
            }
            self.conditional += 1;
            let wanted = search::decoded(condition.trim_start_matches('?').trim_start_matches("identifier="));
            let found: Vec<String> = self
                .current()
                .filter(|(_, known)| search::identified(known, kind, &wanted))
                .map(|(key, _)| key.to_owned())
                .collect();
            match found.as_slice() {
                [] => {}
                [_] if self.conditional <= quirks.duplicates => {}
                [one] => return self.taken(200, &one.clone()),
                many => return Answer::refused(412, "multiple-matches", &format!("matched {}", many.len())),
            }
        }
        let mut body = body.clone();
        let id = format!("given-{}", self.stored + 1);
        body["id"] = json!(id);
        self.put(body);
        self.taken(201, &format!("{kind}/{id}"))
    }

    /// What was just stored, or was there.
    fn taken(&self, status: u16, key: &str) -> Answer {
        let known = self.versions.get(key).and_then(|all| all.last()).cloned().unwrap_or_default();
        let version = known["meta"]["versionId"].as_str().unwrap_or_default().to_owned();
        let mut answer = Answer::new(status, known);
        answer.headers.push(("Location".to_owned(), format!("{key}/_history/{version}")));
        answer
    }

    fn bundle(&mut self, quirks: &Quirks, base: &str, ask: &Ask) -> Answer {
        let whole = ask.body["type"] == "transaction";
        if whole && !quirks.transactions {
            return Answer::refused(501, "not-supported", "no transactions");
        }
        let entries = ask.body["entry"].as_array().cloned().unwrap_or_default();
        if whole && quirks.stale != Stale::Entry412 {
            let stale = entries.iter().any(|entry| self.is_stale(entry));
            match quirks.stale {
                Stale::Whole412 if stale => {
                    return Answer::refused(412, "conflict", "the version has changed");
                }
                Stale::Whole400 if stale => {
                    return Answer::refused(400, "processing", "entry failed: status 412");
                }
                _ => {}
            }
        }
        let mut answers = Vec::new();
        for entry in &entries {
            let request = &entry["request"];
            let text = |name: &str| request[name].as_str().map(str::to_owned);
            let url = text("url").unwrap_or_default();
            let path = url.split('?').next().unwrap_or_default().trim_start_matches('/').to_owned();
            let one = match text("method").as_deref() {
                Some("PUT") => {
                    self.write(quirks, &path, &entry["resource"], text("ifMatch").as_deref(), false)
                }
                Some("POST") => {
                    self.create(quirks, &path, &entry["resource"], text("ifNoneExist").as_deref(), false)
                }
                _ => {
                    let inner = Ask {
                        method: "GET".to_owned(),
                        target: format!("/{}", url.trim_start_matches('/')),
                        body: Value::Null,
                        if_match: None,
                        if_none_exist: None,
                        strict: ask.strict,
                    };
                    self.handle(quirks, base, &inner)
                }
            };
            answers.push(answered(&one));
        }
        self.transactions += 1;
        if whole && self.transactions <= quirks.stored_but_500 {
            return Answer::new(500, outcome("exception", "duplicate key value violates unique constraint"));
        }
        let kind = if whole { "transaction-response" } else { "batch-response" };
        Answer::new(200, json!({"resourceType": "Bundle", "type": kind, "entry": answers}))
    }

    fn is_stale(&self, entry: &Value) -> bool {
        let request = &entry["request"];
        let key = request["url"].as_str().unwrap_or_default();
        let version =
            self.versions.get(key).and_then(|all| all.last()).map(|last| last["meta"]["versionId"].clone());
        let version = version.as_ref().and_then(Value::as_str).unwrap_or_default();
        request["ifMatch"].as_str().is_some_and(|guard| guard != format!("W/\"{version}\""))
    }
}

/// A batch or transaction's entry.
fn answered(one: &Answer) -> Value {
    let mut response = json!({"status": one.status.to_string()});
    for (name, value) in &one.headers {
        response[name.to_lowercase()] = json!(value);
    }
    if let Some(version) = one.body.pointer("/meta/versionId").and_then(Value::as_str) {
        response["etag"] = json!(format!("W/\"{version}\""));
    }
    if one.body["resourceType"] == "OperationOutcome" {
        response["outcome"] = one.body.clone();
        return json!({"response": response});
    }
    json!({"response": response, "resource": one.body})
}

/// The little validation one of them does.
fn unfit(quirks: &Quirks, body: &Value, alone: bool) -> Option<Answer> {
    let lacks = body["resourceType"] == "Observation" && body.get("code").is_none();
    (quirks.picky_alone && alone && lacks)
        .then(|| Answer::refused(422, "required", "Observation.code is missing"))
}

fn metadata(quirks: &Quirks) -> Value {
    let mut kinds = vec!["batch"];
    if quirks.transactions {
        kinds.push("transaction");
    }
    let interactions = |codes: &[&str]| codes.iter().map(|code| json!({"code": code})).collect::<Vec<_>>();
    let bare = !quirks.update_create && !quirks.conditional_create;
    let of = |kind: &&str| {
        let codes: &[&str] = match *kind {
            "Observation" if bare => &["read", "search-type", "create"],
            _ if bare => &["read", "search-type"],
            _ => &["read", "vread", "update", "create", "search-type", "history-instance"],
        };
        json!({"type": kind, "interaction": interactions(codes), "versioning": "versioned",
            "updateCreate": quirks.update_create, "conditionalCreate": quirks.conditional_create})
    };
    json!({"resourceType": "CapabilityStatement", "status": "active", "date": "2026-01-01", "kind": "instance",
        "fhirVersion": "4.0.1", "format": ["json"],
        "rest": [{"mode": "server", "interaction": interactions(&kinds), "resource": TYPES.iter().map(of).collect::<Vec<_>>()}]})
}
