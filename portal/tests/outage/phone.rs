//! The phones of a clinic: who they are, and what each has to tell when it comes back.

use crate::ground::{Ground, tell};
use chrono::TimeDelta;
use nocte_portal::Settings;
use nocte_portal::clinic::NewPatient;
use nocte_portal::clock::{Clock as _, WallClock};
use nocte_portal::door::scope;
use serde_json::{Value, json};
use std::sync::Arc;

/// Entries of a night: the dose and six ratings.
pub(crate) const ENTRIES: usize = 7;

/// Above so many, on PostgreSQL, phones are put into the tables in bulk: what is tested is their return.
const BY_HAND: usize = 2_000;

#[derive(Clone)]
pub(crate) struct Phone {
    pub(crate) patient: String,
    pub(crate) token: String,
}

/// So many patients with a phone each.
pub(crate) async fn phones(ground: &Ground, count: usize) -> Vec<Phone> {
    let portal = ground.portal(Settings::at("http://localhost"), Arc::new(WallClock)).await;
    if let (true, Some(address)) = (count > BY_HAND, ground.as_superuser()) {
        return in_bulk(&address, count);
    }
    let clinic = portal.clinic().expect("a door");
    let mut phones = Vec::with_capacity(count);
    for number in 0..count {
        let birth = chrono::NaiveDate::from_ymd_opt(1975, 3, 14).expect("a date");
        let new = NewPatient { name: format!("Phone {number}"), birth, synthetic: true };
        let patient = clinic.add_patient(&new).await.expect("added");
        let token = clinic.token(&patient, TimeDelta::hours(8)).await.expect("a token").reveal().to_owned();
        phones.push(Phone { patient, token });
    }
    phones
}

/// The rows that the clinic's own commands would write for each, but the Patient and the audit's: as one statement a
/// table. Triggers are off meanwhile: they count the list's moves one by one.
fn in_bulk(superuser: &str, count: usize) -> Vec<Phone> {
    let ends = (WallClock.now() + TimeDelta::hours(8)).timestamp_millis();
    let (patient, family) = ("'0192f5e1-0000-7000-8000-' || lpad(n::text, 12, '0')", "'family-' || n");
    let token = "sha256(convert_to(lpad(n::text, 43, 'A'), 'UTF8'))";
    let many = format!("FROM generate_series(0, {}) n", count - 1);
    let paired = scope::PAIRED;
    tell(
        superuser,
        vec![
            "SET session_replication_role = replica".to_owned(),
            format!("INSERT INTO listed SELECT {patient}, 0, NULL, 1 {many}"),
            format!(
                "INSERT INTO family SELECT {family}, {patient}, 'command', '{paired}', '', 0, '', NULL, NULL, NULL, '' {many}"
            ),
            format!(
                "INSERT INTO token SELECT {token}, {family}, 'access', '{paired}', {ends}, NULL, NULL, NULL {many}"
            ),
            "ANALYSE".to_owned(),
        ],
    );
    let phone = |n| Phone { patient: format!("0192f5e1-0000-7000-8000-{n:012}"), token: format!("{n:A>43}") };
    (0..count).map(phone).collect()
}

/// What one night has to tell.
pub(crate) fn night(phone: &Phone, night: usize) -> String {
    let entry = |entry: usize| {
        let id = format!("0192f5e1-{night:04}-7111-8111-{entry:012}");
        let survey = "http://terminology.hl7.org/CodeSystem/observation-category";
        let resource = json!({
            "resourceType": "Observation", "id": id,
            "identifier": [{"system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{id}")}],
            "status": "final",
            "category": [{"coding": [{"system": survey, "code": "survey"}]}],
            "code": {"coding": [{"system": "http://loinc.org", "code": "72514-3", "display": "Pain severity"}]},
            "subject": {"reference": format!("Patient/{}", phone.patient)},
            "effectiveDateTime": format!("2026-03-{:02}T21:00:00+01:00", night % 28 + 1),
            "valueQuantity": {"value": entry, "unit": "{score}"}
        });
        json!({"resource": resource, "request": {"method": "PUT", "url": format!("Observation/{id}")}})
    };
    let entries: Vec<Value> = (0..ENTRIES).map(entry).collect();
    json!({"resourceType": "Bundle", "type": "transaction", "entry": entries}).to_string()
}
