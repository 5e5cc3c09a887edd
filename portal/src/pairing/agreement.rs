//! The Consent of a pairing: which clinic, which kinds of record, since when.
//!
//! It is *proposed* when a link is claimed; the phone shows it and writes it back *active* when its owner agrees, and
//! *inactive* when they take it back. The second confirms the phone's side of the match, the third ends every token
//! of the pairing in the same commit. The consent is the patient's, so the phone may write it again.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

/// The kinds of record that travel, as resource types.
pub const CLASSES: [&str; 16] = [
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
    "QuestionnaireResponse",
    "Basic",
    "AuditEvent",
];

const TERMINOLOGY: &str = "http://terminology.hl7.org/CodeSystem";

/// What is written when `patient` pairs with `clinic` at `at`.
pub fn consent(id: &str, patient: &str, clinic: &str, at: DateTime<Utc>) -> Value {
    let at = at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let classes: Vec<Value> = CLASSES
        .iter()
        .map(|kind| json!({"system": "http://hl7.org/fhir/resource-types", "code": kind}))
        .collect();
    json!({
        "resourceType": "Consent",
        "id": id,
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{id}")}],
        "status": "proposed",
        "scope": {"coding": [{"system": format!("{TERMINOLOGY}/consentscope"), "code": "patient-privacy"}]},
        "category": [{"coding": [{"system": format!("{TERMINOLOGY}/v3-ActCode"), "code": "INFA"}],
            "text": "Sharing the record of this app with one clinic"}],
        "patient": {"reference": format!("Patient/{patient}")},
        "dateTime": at,
        "performer": [{"reference": format!("Patient/{patient}")}],
        "organization": [{"display": clinic}],
        "policyRule": {"coding": [{"system": format!("{TERMINOLOGY}/v3-ActCode"), "code": "OPTIN"}]},
        "provision": {
            "type": "permit",
            "period": {"start": at},
            "actor": [{
                "role": {"coding": [{"system": format!("{TERMINOLOGY}/v3-ParticipationType"), "code": "IRCP"}]},
                "reference": {"display": clinic}
            }],
            "class": classes
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::scope::PAIRED;

    #[test]
    fn the_patient_is_told_of_every_class_a_token_opens() {
        let opened = PAIRED.split(' ').filter_map(|scope| scope.strip_prefix("patient/"));
        for kind in opened.map(|scope| scope.split('.').next().unwrap_or_default()) {
            assert!(kind == "Consent" || CLASSES.contains(&kind), "{kind}");
        }
        let consent = consent("c", "p", "Night Clinic", DateTime::UNIX_EPOCH);
        assert_eq!(consent["organization"][0]["display"], "Night Clinic");
        assert_eq!(consent["provision"]["class"].as_array().map(Vec::len), Some(CLASSES.len()));
    }
}
