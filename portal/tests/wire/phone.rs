//! The phone's half of the clinic's decisions, played over real HTTP with the mapping a phone uses.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use super::House;
use chrono::{DateTime, TimeDelta, Utc};
use nocte_core::catalogue::codes;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp, StepRef};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{Agreement, AgreementKind, Gate, PlanReason, PlanTerms, PlanVersion, Step};
use nocte_core::fhir::{Writing, write};
use nocte_portal::clinic::Seen;
use serde_json::{Value, json};

/// A phone that claimed a link.
pub struct Phone {
    pub patient: String,
    pub bearer: String,
    pub consent: String,
    pub pairing: String,
    pub plan: FactId,
    pub minted: std::cell::Cell<u128>,
}

impl Phone {
    pub async fn pair(house: &House, patient: &str) -> Self {
        house.clock.forward(TimeDelta::seconds(1));
        let link = house.invite(patient).await;
        let file = link.open(&link.claim(house, &link.passcode).await);
        let text = |name: &str| file[name].as_str().expect("a text").to_owned();
        let clinic = house.portal.clinic().expect("a door");
        let pairing = clinic.pairings(patient).await.expect("read")[0].id.clone();
        Self {
            patient: patient.to_owned(),
            bearer: format!("Bearer {}", text("access_token")),
            consent: text("consent"),
            pairing,
            plan: FactId(0x018f_0000_0000_7000_8000_0000_0000_0001),
            minted: std::cell::Cell::new(0x018f_0000_0000_7000_8000_0000_0000_0100),
        }
    }

    pub fn mint(&self) -> FactId {
        self.minted.set(self.minted.get() + 1);
        FactId(self.minted.get())
    }

    pub async fn get(&self, house: &House, path: &str) -> Value {
        let answer = house.send("GET", path, &[("Authorization", &self.bearer)], "").await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.json()
    }

    pub async fn put(&self, house: &House, resource: &Value) -> u16 {
        let path = format!(
            "/fhir/{}/{}",
            resource["resourceType"].as_str().expect("a type"),
            resource["id"].as_str().expect("an id")
        );
        let headers = [("Authorization", self.bearer.as_str()), ("Content-Type", "application/fhir+json")];
        let answer = house.send("PUT", &path, &headers, &resource.to_string()).await;
        assert!(answer.status != 422, "{}", answer.body);
        answer.status
    }

    pub async fn consents(&self, house: &House, status: &str) {
        let mut consent = self.get(house, &format!("/fhir/Consent/{}", self.consent)).await;
        consent["status"] = json!(status);
        assert_eq!(self.put(house, &consent).await, 200);
    }

    pub async fn sends(&self, house: &House, fact: Fact) {
        let with = Writing { patient: &self.patient, install: FactId(7 << 76 | 2 << 62), codes: codes() };
        for resource in write(&fact, &(), &with) {
            let value: Value = serde_json::from_str(&resource.to_json()).expect("JSON");
            let status = self.put(house, &value).await;
            assert!(matches!(status, 200 | 201), "{}: {status}", resource.kind());
        }
    }

    /// A plan at 1.5 mg and the night of yesterday.
    pub async fn tells_its_plan(&self, house: &House) {
        let at = now(house) - TimeDelta::days(20);
        let plan = PlanVersion {
            id: self.plan,
            version: 1,
            follows: None,
            effective_night: Night::of(at.date_naive()),
            protocol: None,
            agreement: Agreement {
                kind: AgreementKind::Reported,
                by: "Dr Bea".to_owned(),
                on: at.date_naive(),
            },
            reason: PlanReason::New,
            steps: vec![step("s1", 1_500), step("s2", 3_000)],
            start_step: 0,
            cap: None,
            stop_after: None,
            already_since: None,
            terms: PlanTerms::default(),
            stamp: stamp(at),
        };
        self.sends(house, Fact::Plan(plan)).await;
        self.sends_a_night(house, 1).await;
    }

    pub async fn sends_a_night(&self, house: &House, ago: i64) {
        let at = now(house) - TimeDelta::days(ago);
        let entry = DoseEntry {
            id: self.mint(),
            night: Night::of(at.date_naive()),
            status: DoseStatus::Taken,
            taken_at: Some(at),
            planned: Some(mcg(1_500)),
            step: Some(StepRef { plan: self.plan, step: "s1".to_owned() }),
            volume: None,
            bottle: None,
            strength: None,
            syringe: None,
            swallowed: None,
            corrects: None,
            stamp: stamp(at),
        };
        self.sends(house, Fact::Dose(entry)).await;
    }

    pub async fn orders(&self, house: &House) -> Vec<Value> {
        let found = self.get(house, "/fhir/MedicationRequest?_count=50").await;
        let entries = found["entry"].as_array().cloned().unwrap_or_default();
        entries
            .into_iter()
            .map(|entry| entry["resource"].clone())
            .filter(|request| request["intent"] == "order")
            .collect()
    }
}

pub fn now(house: &House) -> DateTime<Utc> {
    house.portal.shared().clock.now()
}

pub fn mcg(mcg: u64) -> Dose {
    Dose::from_mcg(mcg).expect("fits")
}

pub fn step(id: &str, dose: u64) -> Step {
    Step { id: id.to_owned(), dose: mcg(dose), min_nights: 14, max_nights: None, gate: Gate::Clinician }
}

pub fn stamp(at: DateTime<Utc>) -> Stamp {
    Stamp {
        recorded_at: at,
        zone: "Europe/Vienna".to_owned(),
        offset_s: 3_600,
        source: "phone".to_owned(),
        clock_suspect: false,
    }
}

pub fn seen(initials: &str, birth_year: i32, dose: Option<u64>) -> Seen {
    Seen { initials: initials.to_owned(), birth_year, dose: dose.map(mcg) }
}

/// A phone whose match stands on both sides, with a plan at 1.5 mg.
pub async fn matched(house: &House) -> Phone {
    let patient = house.patient().await;
    let phone = Phone::pair(house, &patient).await;
    phone.tells_its_plan(house).await;
    phone.consents(house, "active").await;
    let clinic = house.portal.clinic().expect("a door");
    let pairing = clinic.confirm_match(&patient, &phone.pairing, &seen("A.M.", 1975, Some(1_500))).await;
    assert!(pairing.expect("the same person").matched());
    phone
}
