//! Patients: put on the list, handed out whole, closed, erased.

use super::{Clinic, ClinicError};
use crate::audit::audit_event;
use crate::keyring::Listed;
use crate::store::{Page, Reading, Since, Stored};
use chrono::{NaiveDate, SecondsFormat};
use serde_json::{Value, json};

/// A person the clinic treats. Personal: no `Debug`.
#[derive(Clone)]
pub struct NewPatient {
    /// The name, as the clinic writes it.
    pub name: String,
    /// The day of birth.
    pub birth: NaiveDate,
    /// Made up, for demonstrations and load tests; marked as such in the record.
    pub synthetic: bool,
}

impl NewPatient {
    /// Whether somebody who lives on `today` can have been born on `birth`: not later, and not 130 years before.
    pub fn may_be_born(birth: NaiveDate, today: NaiveDate) -> bool {
        today.years_since(birth).is_some_and(|years| years <= 130)
    }
}

/// Rows of one page when everything is read.
const PAGE: usize = 1_000;

impl Clinic {
    /// Puts a patient on the list and gives the id.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn add_patient(&self, new: &NewPatient) -> Result<String, ClinicError> {
        let id = nocte_core::id::mint(self.access().at).to_string();
        self.add_patient_as(&id, new).await?;
        Ok(id)
    }

    /// The same under an id of the caller's, so that made-up patients come out alike each time.
    pub(crate) async fn add_patient_as(&self, id: &str, new: &NewPatient) -> Result<(), ClinicError> {
        let mut patient = json!({
            "resourceType": "Patient",
            "id": id,
            "identifier": [{"system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{id}")}],
            "active": true,
            "name": [{"text": new.name}],
            "birthDate": new.birth.to_string(),
        });
        if new.synthetic {
            patient["meta"] = json!({"security": [{
                "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
                "code": "HTEST",
                "display": "test health data",
            }]});
        }
        self.keyring().enrol(self.access(), id.to_owned(), new.synthetic).await?;
        self.write(id, vec![patient]).await?;
        Ok(())
    }

    /// The patients on the list. Who took the consent back, or was closed, is not on it; the record stays.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn patients(&self) -> Result<Vec<Listed>, ClinicError> {
        let listed = self.keyring().patients(None).await?;
        Ok(listed.into_iter().filter(Listed::on_list).collect())
    }

    /// Everything of one patient: every version of every resource, then every row of the audit about them, as one
    /// `collection` Bundle. A closed patient's too.
    ///
    /// # Errors
    /// [`ClinicError::NoPatient`].
    pub async fn export(&self, patient: &str) -> Result<Value, ClinicError> {
        if self.keyring().patients(Some(patient.to_owned())).await?.is_empty() {
            return Err(ClinicError::NoPatient);
        }
        let mut entries: Vec<Value> = Vec::new();
        let mut since = Since::Beginning;
        loop {
            let reading = Reading::History { kind: None, since, count: PAGE };
            let found = self.read(patient, vec![reading]).await?.into_iter().next().unwrap_or_default();
            for stored in &found.entries {
                entries.push(self.entry(stored));
            }
            match found.next {
                Some(next) => since = Since::Cursor(next),
                None => break,
            }
        }
        let names = self.shared.staff_names().await?;
        let mut after = 0;
        loop {
            let trail = self.shared.store.trail(self.access(), patient.to_owned(), after, PAGE).await?;
            for row in &trail.rows {
                let base = self.shared.base();
                let url = format!("{base}/AuditEvent/{}", row.seq);
                entries.push(
                    json!({"fullUrl": url, "resource": audit_event(row, &self.shared.public_url, &names)}),
                );
            }
            match trail.next {
                Some(next) => after = next,
                None => break,
            }
        }
        let at = self.access().at.to_rfc3339_opts(SecondsFormat::Millis, true);
        Ok(json!({"resourceType": "Bundle", "type": "collection", "timestamp": at, "entry": entries}))
    }

    fn entry(&self, stored: &Stored) -> Value {
        let url = format!("{}/{}/{}/_history/{}", self.shared.base(), stored.kind, stored.id, stored.version);
        let resource: Value = serde_json::from_str(&stored.json()).unwrap_or(Value::Null);
        json!({"fullUrl": url, "resource": resource})
    }

    /// Ends the treatment here: open links are withdrawn, tokens die, the patient leaves the list. The record stays.
    ///
    /// # Errors
    /// [`ClinicError::NoPatient`].
    pub async fn close_patient(&self, patient: &str) -> Result<(), ClinicError> {
        if self.keyring().close(self.access(), patient.to_owned()).await? {
            Ok(())
        } else {
            Err(ClinicError::NoPatient)
        }
    }

    /// Removes one patient's record for good and gives how many versions went. The audit keeps ids and digests.
    ///
    /// # Errors
    /// [`ClinicError::NoPatient`].
    pub async fn erase_patient(&self, patient: &str) -> Result<u64, ClinicError> {
        if self.keyring().patients(Some(patient.to_owned())).await?.is_empty() {
            return Err(ClinicError::NoPatient);
        }
        self.shared.records.forget(patient);
        Ok(self.shared.store.erase(self.access(), patient.to_owned()).await?)
    }

    /// The newest resources of a type, latest commit first.
    pub(super) async fn newest(
        &self,
        patient: &str,
        kind: &str,
        count: usize,
    ) -> Result<Vec<Stored>, ClinicError> {
        let query = crate::store::Query {
            kind: kind.to_owned(),
            filters: Vec::new(),
            order: crate::store::Order::Commit { descending: true },
            page: Page { after: None, count },
            text: "_sort=-_lastUpdated".to_owned(),
        };
        let found = self.read(patient, vec![Reading::Search(query)]).await?;
        Ok(found.into_iter().flat_map(|found| found.entries).collect())
    }
}
