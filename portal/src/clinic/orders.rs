//! Orders: signed on what the record says now, stopped, put on hold. Milligrams only; the phone finds the line.

use super::{Clinic, ClinicError};
use crate::store::Stored;
use chrono::{DateTime, SecondsFormat, Utc};
use nocte_core::catalogue::{codes, parameters};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::{Arrival, Order, OrderStatus};
use nocte_core::fhir::{Read, Resource, read, write_order};
use serde_json::{Value, json};

/// Orders looked through for the present one.
const LOOK_BACK: usize = 200;

/// Why an order is not signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrderRefusal {
    /// It has no step, or a step without a dose.
    #[error("an order needs steps, each with a dose")]
    NoSteps,
    /// A dose or its cap is above what anything here plans.
    #[error("a dose is above the cap past which nothing is planned")]
    AboveCap {
        /// The cap.
        cap: Dose,
    },
    /// The order's own cap is below one of its doses.
    #[error("a dose is above the order's own cap")]
    AboveOwnCap,
    /// It does not say what its prescriber was looking at.
    #[error("the order does not say which plan and which newest entry it was made on")]
    SawNothing,
    /// The record has moved on since.
    #[error("the record has changed since the order was made: look again, then sign")]
    Outdated,
    /// A stop or hold is made with its own call.
    #[error("a signed order is an active one")]
    NotActive,
    /// It has no prescriber's name.
    #[error("an order names its prescriber")]
    NoName,
}

impl Clinic {
    /// Signs an order and gives its id. It replaces the present one, and travels with the phone's next sync.
    ///
    /// # Errors
    /// [`ClinicError::NotMatched`], [`ClinicError::Order`].
    pub async fn sign_order(&self, patient: &str, mut order: Order) -> Result<String, ClinicError> {
        self.require_match(patient).await?;
        judged(&order)?;
        let sight = self.sight(patient).await?;
        match (order.saw, sight.saw) {
            (None, None) => {}
            (None, Some(_)) => return Err(OrderRefusal::SawNothing.into()),
            (Some(_), None) => return Err(OrderRefusal::Outdated.into()),
            (Some(saw), Some(now)) if saw == now => {}
            // A night that was logged meanwhile is no reason to look again; anything else is.
            (Some(saw), Some(now)) => {
                if saw.plan != now.plan || !self.only_nights_since(patient, saw.last_fact).await? {
                    return Err(OrderRefusal::Outdated.into());
                }
            }
        }
        let before = self.present_order(patient).await?;
        if order.replaces.is_none() {
            order.replaces = before.as_ref().map(|(id, _)| id.clone());
        }
        let id = self.new_id();
        let mut resources = vec![value(&write_order(&id, patient, &order, codes()))];
        let mut targets = vec![format!("MedicationRequest/{id}")];
        if let Some((before, mut replaced)) = before {
            // It has run its course: a reader of the record sees one order in force, never two.
            replaced["status"] = json!("completed");
            resources.push(replaced);
            targets.push(format!("MedicationRequest/{before}"));
        }
        resources.push(self.provenance(patient, &targets, "CREATE", &order.by, order.note.as_deref()));
        self.write(patient, resources).await?;
        Ok(id)
    }

    /// Stops the present order; without one a bare stop is written. Holds the phone at its next sync. Gives its id.
    ///
    /// # Errors
    /// [`ClinicError::NotMatched`].
    pub async fn stop(&self, patient: &str, by: &str, note: Option<&str>) -> Result<String, ClinicError> {
        self.end_order(patient, OrderStatus::Stopped, by, note).await
    }

    /// Puts the present order on hold, as [`Clinic::stop`].
    ///
    /// # Errors
    /// [`ClinicError::NotMatched`].
    pub async fn put_on_hold(
        &self,
        patient: &str,
        by: &str,
        note: Option<&str>,
    ) -> Result<String, ClinicError> {
        self.end_order(patient, OrderStatus::OnHold, by, note).await
    }

    async fn end_order(
        &self,
        patient: &str,
        status: OrderStatus,
        by: &str,
        note: Option<&str>,
    ) -> Result<String, ClinicError> {
        self.require_match(patient).await?;
        if by.trim().is_empty() {
            return Err(OrderRefusal::NoName.into());
        }
        let word = if status == OrderStatus::Stopped { "stopped" } else { "on-hold" };
        let (id, resource) = if let Some((id, mut resource)) = self.present_order(patient).await? {
            resource["status"] = json!(word);
            if let Some(note) = note {
                // The newest words first: a phone shows the first note.
                let mut notes = vec![json!({"text": note})];
                notes.extend(resource["note"].as_array().cloned().unwrap_or_default());
                resource["note"] = Value::Array(notes);
            }
            (id, resource)
        } else {
            let id = self.new_id();
            let resource =
                value(&write_order(&id, patient, &bare(status, by, note, self.access().at), codes()));
            (id, resource)
        };
        let target = format!("MedicationRequest/{id}");
        let provenance = self.provenance(patient, &[target], "UPDATE", by, note);
        self.write(patient, vec![resource, provenance]).await?;
        Ok(id)
    }

    /// The order in force: the clinic's newest that is active, on hold or stopped.
    async fn present_order(&self, patient: &str) -> Result<Option<(String, Value)>, ClinicError> {
        let requests = self.newest(patient, "MedicationRequest", LOOK_BACK).await?;
        Ok(requests.into_iter().find_map(|stored| order_in(&stored)))
    }

    /// Who did what to what, beside the deed and in its commit.
    pub(super) fn provenance(
        &self,
        patient: &str,
        targets: &[String],
        activity: &str,
        by: &str,
        reason: Option<&str>,
    ) -> Value {
        let targets: Vec<Value> = targets.iter().map(|target| json!({"reference": target})).collect();
        let mut provenance = json!({
            "resourceType": "Provenance",
            "id": self.new_id(),
            "target": targets,
            "recorded": self.access().at.to_rfc3339_opts(SecondsFormat::Millis, true),
            "activity": {"coding": [{
                "system": "http://terminology.hl7.org/CodeSystem/v3-DataOperation", "code": activity,
            }]},
            "agent": [{
                "type": {"coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
                    "code": "author",
                }]},
                "who": {"display": by},
            }],
            "entity": [{"role": "source", "what": {"reference": format!("Patient/{patient}")}}],
        });
        if let Some(reason) = reason {
            provenance["reason"] = json!([{"text": reason}]);
        }
        provenance
    }

    pub(super) fn new_id(&self) -> String {
        nocte_core::id::mint(self.access().at).to_string()
    }
}

/// A stop or hold where no order stands.
fn bare(status: OrderStatus, by: &str, note: Option<&str>, at: DateTime<Utc>) -> Order {
    Order {
        status,
        by: by.to_owned(),
        on: at.date_naive(),
        start: None,
        steps: Vec::new(),
        cap: None,
        stop_after: None,
        saw: None,
        replaces: None,
        note: note.map(str::to_owned),
    }
}

/// A resource as plain JSON.
pub(super) fn value(resource: &Resource) -> Value {
    serde_json::from_str(&resource.to_json()).expect("what was just written is JSON")
}

/// The clinic's order in a stored request, if it is one that still speaks.
fn order_in(stored: &Stored) -> Option<(String, Value)> {
    let resource: Value = serde_json::from_str(&stored.body).ok()?;
    if resource.get("intent").and_then(Value::as_str) != Some("order") {
        return None;
    }
    let said = read(&Resource::from_json(&stored.body).ok()?).ok()?;
    matches!(said, Read::Arrival(_, Arrival::Order(_))).then(|| (stored.id.clone(), resource))
}

/// What can be said of an order without looking at the record.
fn judged(order: &Order) -> Result<(), OrderRefusal> {
    if order.status != OrderStatus::Active {
        return Err(OrderRefusal::NotActive);
    }
    if order.by.trim().is_empty() {
        return Err(OrderRefusal::NoName);
    }
    if order.steps.is_empty() || order.steps.iter().any(|step| step.dose.is_zero()) {
        return Err(OrderRefusal::NoSteps);
    }
    let cap = parameters().refuse_above.value;
    if order.steps.iter().any(|step| step.dose > cap) || order.cap.is_some_and(|own| own > cap) {
        return Err(OrderRefusal::AboveCap { cap });
    }
    if order.cap.is_some_and(|own| order.steps.iter().any(|step| step.dose > own)) {
        return Err(OrderRefusal::AboveOwnCap);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use nocte_core::domain::plan::{Gate, Step};

    fn order(mg: u64) -> Order {
        let dose = Dose::from_mg(mg).expect("fits");
        let step = Step { id: "s1".to_owned(), dose, min_nights: 14, max_nights: None, gate: Gate::Patient };
        Order {
            status: OrderStatus::Active,
            by: "Dr Ada".to_owned(),
            on: chrono::NaiveDate::from_ymd_opt(2026, 11, 25).expect("a date"),
            start: None,
            steps: vec![step],
            cap: None,
            stop_after: None,
            saw: None,
            replaces: None,
            note: None,
        }
    }

    #[test]
    fn safety_25_an_order_is_in_bounds_or_not_signed() {
        assert_eq!(judged(&order(12)), Ok(()));
        let cap = Dose::from_mg(12).expect("fits");
        assert_eq!(judged(&order(13)), Err(OrderRefusal::AboveCap { cap }));
        assert_eq!(judged(&order(0)), Err(OrderRefusal::NoSteps));
        assert_eq!(judged(&Order { steps: Vec::new(), ..order(1) }), Err(OrderRefusal::NoSteps));
        assert_eq!(judged(&Order { by: " ".to_owned(), ..order(1) }), Err(OrderRefusal::NoName));
        assert_eq!(judged(&Order { status: OrderStatus::Stopped, ..order(1) }), Err(OrderRefusal::NotActive));
        let own = Order { cap: Dose::from_mg(2), ..order(3) };
        assert_eq!(judged(&own), Err(OrderRefusal::AboveOwnCap));
    }
}
