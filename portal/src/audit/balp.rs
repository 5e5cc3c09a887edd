//! A row as an AuditEvent in the shapes of IHE BALP: PatientRead, PatientQuery, PatientCreate, PatientUpdate.

use super::Names;
use super::row::Kept;
use crate::store::instant;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

const BALP: &str = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit";
const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";
const ROLE: &str = "http://terminology.hl7.org/CodeSystem/object-role";
const OBJECT: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";

/// The AuditEvent of a row; its id is the row's place in the chain. Staff are shown by name where `names` has it.
pub fn audit_event(row: &Kept, portal: &str, names: &Names) -> Value {
    let (action, profile) = match row.action.as_str() {
        "create" => ("C", "PatientCreate"),
        "update" => ("U", "PatientUpdate"),
        "read" | "vread" => ("R", "PatientRead"),
        _ => ("E", "PatientQuery"),
    };
    let outcome = match row.status {
        ..400 => "0",
        400..500 => "4",
        _ => "8",
    };
    let mut agents = vec![json!({
        "type": {"coding": [{"system": DICOM, "code": "110153", "display": "Source Role ID"}]},
        "who": who(&row.actor, names),
        "requestor": true
    })];
    if !row.token.is_empty() {
        // BALP names the OAuth token by its id, so that a revoked family can be followed.
        agents.push(json!({
            "type": {"coding": [{"system": "https://profiles.ihe.net/ITI/BALP/CodeSystem/UserAgentTypes",
                "code": "UserOauthAgent"}]},
            "who": {"identifier": {"value": row.token}},
            "requestor": false
        }));
    }
    json!({
        "resourceType": "AuditEvent",
        "id": row.seq.to_string(),
        "meta": {"profile": [format!("{BALP}.{profile}")], "lastUpdated": instant(row.at_ms)},
        "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-event-type", "code": "rest",
            "display": "RESTful Operation"},
        "subtype": [{"system": "http://hl7.org/fhir/restful-interaction", "code": row.action}],
        "action": action,
        "recorded": instant(row.at_ms),
        "outcome": outcome,
        "agent": agents,
        "source": {"observer": {"display": portal}},
        "entity": entities(row)
    })
}

fn who(actor: &str, names: &Names) -> Value {
    match (actor.contains('/'), names.of(actor)) {
        (true, Some(name)) => json!({"reference": actor, "display": name}),
        (true, None) => json!({"reference": actor}),
        (false, _) => json!({"display": actor}),
    }
}

fn entities(row: &Kept) -> Vec<Value> {
    let object = json!({"system": OBJECT, "code": "2", "display": "System Object"});
    let mut entities = vec![json!({
        "what": {"reference": format!("Patient/{}", row.patient)},
        "type": {"system": OBJECT, "code": "1", "display": "Person"},
        "role": {"system": ROLE, "code": "1", "display": "Patient"}
    })];
    if !row.id.is_empty() {
        let mut reference = format!("{}/{}", row.kind, row.id);
        if row.version > 0 {
            reference = format!("{reference}/_history/{}", row.version);
        }
        entities.push(json!({
            "what": {"reference": reference},
            "type": object,
            "role": {"system": ROLE, "code": "4", "display": "Domain Resource"}
        }));
    } else if !row.kind.is_empty() || !row.query.is_empty() {
        let query = format!("{}?{}", row.kind, row.query);
        entities.push(json!({
            "type": object,
            "role": {"system": ROLE, "code": "24", "display": "Query"},
            "query": STANDARD.encode(query)
        }));
    }
    if !row.request.is_empty() {
        entities.push(json!({
            "what": {"identifier": {"value": row.request}},
            "type": {"system": "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType",
                "code": "XrequestId"}
        }));
    }
    entities
}
