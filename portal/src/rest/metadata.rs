//! The CapabilityStatement, made from the table of routes and the table of types.

use super::answer::Answer;
use super::kinds::{KINDS, Kind, Writer};
use crate::portal::Shared;
use crate::routes::Route;
use axum::http::{HeaderMap, header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// When this surface last changed.
const DATE: &str = "2026-11-25";

/// What is searched by, on every type.
const PARAMETERS: [(&str, &str); 8] = [
    ("_id", "token"),
    ("_lastUpdated", "date"),
    ("patient", "reference"),
    ("identifier", "token"),
    ("code", "token"),
    ("status", "token"),
    ("category", "token"),
    ("date", "date"),
];

/// The statement, or 304 to a client that has it.
pub(super) fn answer(shared: &Shared, headers: &HeaderMap) -> Answer {
    let body = statement(&super::routes(), &shared.public_url).to_string();
    let sha: [u8; 32] = Sha256::digest(body.as_bytes()).into();
    let tag = sha.first_chunk().map_or(0, |first: &[u8; 8]| u64::from_be_bytes(*first));
    let tag = format!("W/\"{tag:016x}\"");
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut answer = Answer::ok(body).with(header::ETAG, tag);
    if known {
        answer.status = 304;
        answer.body.clear();
    }
    answer
}

/// The statement of these routes.
pub(super) fn statement(routes: &[Route], public_url: &str) -> Value {
    let served: Vec<&str> = routes.iter().flat_map(|route| route.serves.iter().copied()).collect();
    let system: Vec<Value> = ["transaction", "batch", "history-system"]
        .into_iter()
        .filter(|code| served.contains(code))
        .map(|code| json!({"code": code}))
        .collect();
    let resources: Vec<Value> = KINDS.iter().map(|kind| resource(kind, &served)).collect();
    let audit = json!({
        "type": "AuditEvent",
        "interaction": [{"code": "search-type"}],
        "searchParam": [{"name": "patient", "type": "reference"}, {"name": "_sort", "type": "string"}]
    });
    let mut all = resources;
    all.push(audit);
    let oauth = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
    json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": DATE,
        "kind": "instance",
        "software": {"name": "nocte-portal", "version": env!("CARGO_PKG_VERSION")},
        "implementation": {"description": "A clinic's Nocte portal", "url": format!("{public_url}/fhir")},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [{
            "mode": "server",
            "documentation": "Histories run in commit order. `_since` takes an instant or the opaque cursor of the \
                links `next` and `latest`. Nothing is deleted: a status says entered-in-error.",
            "security": {
                "service": [{"coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/restful-security-service",
                    "code": "SMART-on-FHIR"
                }]}],
                "extension": [{"url": oauth, "extension": [
                    {"url": "token", "valueUri": format!("{public_url}/oauth/token")},
                    {"url": "revoke", "valueUri": format!("{public_url}/oauth/revoke")}
                ]}]
            },
            "resource": all,
            "interaction": system
        }]
    })
}

fn resource(kind: &Kind, served: &[&str]) -> Value {
    let written = kind.writer != Writer::Clinic;
    let interactions: Vec<Value> =
        ["read", "vread", "update", "create", "search-type", "history-instance", "history-type"]
            .into_iter()
            .filter(|code| served.contains(code))
            .filter(|code| written || !matches!(*code, "update" | "create"))
            .map(|code| json!({"code": code}))
            .collect();
    let mut parameters: Vec<Value> =
        PARAMETERS.iter().map(|(name, kind)| json!({"name": name, "type": kind})).collect();
    parameters.extend(kind.dates.iter().map(|name| json!({"name": name, "type": "date"})));
    if kind.subject == super::kinds::Subject::By("subject") {
        parameters.push(json!({"name": "subject", "type": "reference"}));
    }
    let mut operations = Vec::new();
    if written && served.contains(&"validate") {
        operations.push(json!({"name": "validate",
            "definition": "http://hl7.org/fhir/OperationDefinition/Resource-validate"}));
    }
    if kind.name == "Patient" && served.contains(&"everything") {
        operations.push(json!({"name": "everything",
            "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything"}));
    }
    let mut resource = json!({
        "type": kind.name,
        "interaction": interactions,
        "versioning": if written { "versioned-update" } else { "versioned" },
        "readHistory": true,
        "updateCreate": written,
        "conditionalCreate": written,
        "conditionalUpdate": false,
        "conditionalDelete": "not-supported",
        "searchParam": parameters
    });
    if let (false, Some(fields)) = (operations.is_empty(), resource.as_object_mut()) {
        fields.insert("operation".to_owned(), Value::Array(operations));
    }
    resource
}
