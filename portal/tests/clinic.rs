//! The clinic's decisions, with the phone's half played over real HTTP.

mod wire;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use nocte_core::catalogue::codes;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::{
    ClinicFlag, Order, OrderStatus, RequestAnswer, RequestOutcome, StepRequest,
};
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp, StepRef};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::medicine::{Course, Medicine};
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{Agreement, AgreementKind, Gate, PlanReason, PlanTerms, PlanVersion, Step};
use nocte_core::fhir::{Writing, write};
use nocte_portal::clinic::{ClinicError, Difference, OrderRefusal, Seen};
use serde_json::{Value, json};
use wire::House;

/// A phone that claimed a link.
struct Phone {
    patient: String,
    bearer: String,
    consent: String,
    pairing: String,
    plan: FactId,
    minted: std::cell::Cell<u128>,
}

impl Phone {
    async fn pair(house: &House, patient: &str) -> Self {
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

    fn mint(&self) -> FactId {
        self.minted.set(self.minted.get() + 1);
        FactId(self.minted.get())
    }

    async fn get(&self, house: &House, path: &str) -> Value {
        let answer = house.send("GET", path, &[("Authorization", &self.bearer)], "").await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.json()
    }

    async fn put(&self, house: &House, resource: &Value) -> u16 {
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

    async fn consents(&self, house: &House, status: &str) {
        let mut consent = self.get(house, &format!("/fhir/Consent/{}", self.consent)).await;
        consent["status"] = json!(status);
        assert_eq!(self.put(house, &consent).await, 200);
    }

    async fn sends(&self, house: &House, fact: Fact) {
        let with = Writing { patient: &self.patient, install: FactId(7 << 76 | 2 << 62), codes: codes() };
        for resource in write(&fact, &(), &with) {
            let value: Value = serde_json::from_str(&resource.to_json()).expect("JSON");
            let status = self.put(house, &value).await;
            assert!(matches!(status, 200 | 201), "{}: {status}", resource.kind());
        }
    }

    /// A plan at 1.5 mg and the night of yesterday.
    async fn tells_its_plan(&self, house: &House) {
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

    async fn sends_a_night(&self, house: &House, ago: i64) {
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

    async fn orders(&self, house: &House) -> Vec<Value> {
        let found = self.get(house, "/fhir/MedicationRequest?_count=50").await;
        let entries = found["entry"].as_array().cloned().unwrap_or_default();
        entries
            .into_iter()
            .map(|entry| entry["resource"].clone())
            .filter(|request| request["intent"] == "order")
            .collect()
    }
}

fn now(house: &House) -> DateTime<Utc> {
    house.portal.shared().clock.now()
}

fn mcg(mcg: u64) -> Dose {
    Dose::from_mcg(mcg).expect("fits")
}

fn step(id: &str, dose: u64) -> Step {
    Step { id: id.to_owned(), dose: mcg(dose), min_nights: 14, max_nights: None, gate: Gate::Clinician }
}

fn stamp(at: DateTime<Utc>) -> Stamp {
    Stamp {
        recorded_at: at,
        zone: "Europe/Vienna".to_owned(),
        offset_s: 3_600,
        source: "phone".to_owned(),
        clock_suspect: false,
    }
}

fn order(house: &House) -> Order {
    Order {
        status: OrderStatus::Active,
        by: "Dr Bea".to_owned(),
        on: now(house).date_naive(),
        start: None,
        steps: vec![step("s1", 3_000)],
        cap: None,
        stop_after: None,
        saw: None,
        replaces: None,
        note: None,
    }
}

fn seen(initials: &str, birth_year: i32, dose: Option<u64>) -> Seen {
    Seen { initials: initials.to_owned(), birth_year, dose: dose.map(mcg) }
}

/// A phone whose match stands on both sides, with a plan at 1.5 mg.
async fn matched(house: &House) -> Phone {
    let patient = house.patient().await;
    let phone = Phone::pair(house, &patient).await;
    phone.tells_its_plan(house).await;
    phone.consents(house, "active").await;
    let clinic = house.portal.clinic().expect("a door");
    let pairing = clinic.confirm_match(&patient, &phone.pairing, &seen("A.M.", 1975, Some(1_500))).await;
    assert!(pairing.expect("the same person").matched());
    phone
}

#[tokio::test(flavor = "multi_thread")]
async fn safety_25_no_order_travels_before_both_sides_confirm() {
    let house = House::new().await;
    let patient = house.patient().await;
    let clinic = house.portal.clinic().expect("a door");
    assert!(matches!(clinic.sign_order(&patient, order(&house)).await, Err(ClinicError::NotMatched)));
    let phone = Phone::pair(&house, &patient).await;
    phone.tells_its_plan(&house).await;
    let right = seen("am", 1975, Some(1_500));
    for (wrong, difference) in [
        (seen("AN", 1975, Some(1_500)), Difference::Initials),
        (seen("", 1975, Some(1_500)), Difference::Initials),
        (seen("AM", 1976, Some(1_500)), Difference::BirthYear),
        (seen("AM", 1975, Some(3_000)), Difference::Dose),
        (seen("AM", 1975, None), Difference::Dose),
    ] {
        let refused = clinic.confirm_match(&patient, &phone.pairing, &wrong).await;
        assert!(matches!(refused, Err(ClinicError::Differs(what)) if what == difference));
    }
    // Staff alone is one side.
    assert!(!clinic.confirm_match(&patient, &phone.pairing, &right).await.expect("confirmed").matched());
    assert!(matches!(clinic.stop(&patient, "Dr Bea", None).await, Err(ClinicError::NotMatched)));
    phone.consents(&house, "active").await;
    let saw = clinic.sight(&patient).await.expect("read").saw;
    clinic.sign_order(&patient, Order { saw, ..order(&house) }).await.expect("both sides stand");
    assert_eq!(phone.orders(&house).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_phones_word_alone_is_not_enough_either() {
    let house = House::new().await;
    let patient = house.patient().await;
    let phone = Phone::pair(&house, &patient).await;
    phone.consents(&house, "active").await;
    let clinic = house.portal.clinic().expect("a door");
    assert!(matches!(clinic.sign_order(&patient, order(&house)).await, Err(ClinicError::NotMatched)));
    let other = house.patient().await;
    let wrong = clinic.confirm_match(&other, &phone.pairing, &seen("AM", 1975, None)).await;
    assert!(matches!(wrong, Err(ClinicError::NoPairing)), "another patient's pairing");
}

#[tokio::test(flavor = "multi_thread")]
async fn safety_25_an_order_made_on_an_outdated_state_is_not_signed() {
    let house = House::new().await;
    let phone = matched(&house).await;
    let clinic = house.portal.clinic().expect("a door").acting_for("bea");
    let saw = clinic.sight(&phone.patient).await.expect("read").saw;
    let blind = clinic.sign_order(&phone.patient, order(&house)).await;
    assert!(matches!(blind, Err(ClinicError::Order(OrderRefusal::SawNothing))));
    let high = Order { saw, steps: vec![step("s1", 12_500)], ..order(&house) };
    let high = clinic.sign_order(&phone.patient, high).await;
    assert!(matches!(high, Err(ClinicError::Order(OrderRefusal::AboveCap { .. }))));
    // A night more is no news; an opioid is.
    phone.sends_a_night(&house, 0).await;
    clinic.sign_order(&phone.patient, Order { saw, ..order(&house) }).await.expect("only a night came");
    let at = now(&house);
    let medicine = Medicine {
        id: phone.mint(),
        name: "tramadol".to_owned(),
        class: None,
        course: Course::Current,
        stamp: stamp(at),
    };
    phone.sends(&house, Fact::Medicine(medicine)).await;
    let late = clinic.sign_order(&phone.patient, Order { saw, ..order(&house) }).await;
    assert!(matches!(late, Err(ClinicError::Order(OrderRefusal::Outdated))));
    let saw = clinic.sight(&phone.patient).await.expect("read").saw;
    clinic.sign_order(&phone.patient, Order { saw, ..order(&house) }).await.expect("looked again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_order_replaces_the_old_one_and_a_stop_reaches_the_phone() {
    let house = House::new().await;
    let phone = matched(&house).await;
    let clinic = house.portal.clinic().expect("a door");
    let saw = clinic.sight(&phone.patient).await.expect("read").saw;
    let first = clinic.sign_order(&phone.patient, Order { saw, ..order(&house) }).await.expect("signed");
    let second = clinic.sign_order(&phone.patient, Order { saw, ..order(&house) }).await.expect("signed");
    let orders = phone.orders(&house).await;
    let of = |id: &str| orders.iter().find(|order| order["id"] == id).cloned().expect("there");
    assert_eq!(of(&first)["status"], "completed");
    assert_eq!(of(&second)["status"], "active");
    assert_eq!(of(&second)["priorPrescription"]["reference"], format!("MedicationRequest/{first}"));

    let stopped = clinic.stop(&phone.patient, "Dr Bea", Some("opioid planned")).await.expect("stopped");
    assert_eq!(stopped, second);
    let order = phone.get(&house, &format!("/fhir/MedicationRequest/{second}")).await;
    assert_eq!(
        (order["status"].as_str(), order["note"][0]["text"].as_str()),
        (Some("stopped"), Some("opioid planned"))
    );
    let provenances = phone.get(&house, "/fhir/Provenance?_count=50").await;
    assert_eq!(provenances["entry"].as_array().map(Vec::len), Some(3), "one for each decision");
    // The phone may not write over it.
    let mut turned = order;
    turned["status"] = json!("active");
    assert_eq!(phone.put(&house, &turned).await, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_without_an_order_is_a_bare_stop() {
    let house = House::new().await;
    let phone = matched(&house).await;
    let clinic = house.portal.clinic().expect("a door");
    let id = clinic.put_on_hold(&phone.patient, "Dr Bea", None).await.expect("held");
    let order = phone.get(&house, &format!("/fhir/MedicationRequest/{id}")).await;
    assert_eq!(order["status"], "on-hold");
    let resource = nocte_core::fhir::Resource::from_value(order).expect("FHIR");
    let said = nocte_core::fhir::read(&resource).expect("read");
    assert!(
        matches!(said, nocte_core::fhir::Read::Arrival(_, nocte_core::domain::clinic::Arrival::Order(order))
        if order.status == OrderStatus::OnHold && order.by == "Dr Bea")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_answered_once_and_the_reason_travels_as_words_too() {
    let house = House::new().await;
    let phone = matched(&house).await;
    let clinic = house.portal.clinic().expect("a door");
    let ask =
        StepRequest { id: phone.mint(), plan: phone.plan, to: "s2".to_owned(), stamp: stamp(now(&house)) };
    phone.sends(&house, Fact::StepRequest(ask.clone())).await;
    assert_eq!(clinic.open_requests(&phone.patient).await.expect("read"), std::slice::from_ref(&ask));
    let answer = |outcome, reason: Option<&str>| RequestAnswer {
        request: ask.id,
        outcome,
        by: "Dr Bea".to_owned(),
        reason: reason.map(str::to_owned),
        order: None,
    };
    clinic.answer_request(&phone.patient, &answer(RequestOutcome::Accepted, None)).await.expect("seen");
    assert_eq!(clinic.open_requests(&phone.patient).await.expect("read").len(), 1);
    let no = answer(RequestOutcome::Rejected, Some("two weeks more, please"));
    clinic.answer_request(&phone.patient, &no).await.expect("answered");
    assert!(clinic.open_requests(&phone.patient).await.expect("read").is_empty());
    let again = clinic.answer_request(&phone.patient, &answer(RequestOutcome::Completed, None)).await;
    assert!(matches!(again, Err(ClinicError::NotThere)));
    let task = phone.get(&house, &format!("/fhir/Task/{}", ask.id)).await;
    assert_eq!(task["status"], "rejected");
    let words = phone.get(&house, "/fhir/Communication").await;
    assert!(words["entry"][0]["resource"].to_string().contains("two weeks more, please"));
}

#[tokio::test(flavor = "multi_thread")]
async fn flags_and_messages_reach_the_phone() {
    let house = House::new().await;
    let patient = house.patient().await;
    let phone = Phone::pair(&house, &patient).await;
    let clinic = house.portal.clinic().expect("a door");
    let flag = ClinicFlag {
        active: true,
        by: "Dr Bea".to_owned(),
        text: "no naltrexone until after the operation".to_owned(),
        from: None,
        until: NaiveDate::from_ymd_opt(2027, 2, 1),
    };
    let id = clinic.raise_flag(&patient, &flag).await.expect("raised");
    assert_eq!(phone.get(&house, &format!("/fhir/Flag/{id}")).await["status"], "active");
    clinic.lower_flag(&patient, &id, "Dr Bea").await.expect("lowered");
    assert_eq!(phone.get(&house, &format!("/fhir/Flag/{id}")).await["status"], "inactive");
    assert!(matches!(clinic.lower_flag(&patient, "nothing", "Dr Bea").await, Err(ClinicError::NotThere)));
    let words = clinic.send_message(&patient, "Dr Bea", "see you on Monday").await.expect("sent");
    assert!(phone.get(&house, &format!("/fhir/Communication/{words}")).await.to_string().contains("Monday"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_taken_back_ends_the_tokens_and_the_place_on_the_list() {
    let house = House::new().await;
    let phone = matched(&house).await;
    let clinic = house.portal.clinic().expect("a door");
    assert_eq!(clinic.patients().await.expect("read").len(), 1);
    phone.consents(&house, "inactive").await;
    let headers = [("Authorization", phone.bearer.as_str())];
    let answer = house.send("GET", "/fhir/Flag", &headers, "").await;
    assert_eq!(answer.status, 401);
    assert!(answer.head.contains("www-authenticate: bearer"), "{}", answer.head);
    assert!(clinic.patients().await.expect("read").is_empty());
    assert!(matches!(clinic.sign_order(&phone.patient, order(&house)).await, Err(ClinicError::NotMatched)));
    // A new link, and the person is back; the match begins anew.
    let again = Phone::pair(&house, &phone.patient).await;
    assert_ne!(again.pairing, phone.pairing);
    assert_eq!(clinic.patients().await.expect("read").len(), 1);
    assert!(matches!(clinic.sign_order(&phone.patient, order(&house)).await, Err(ClinicError::NotMatched)));
}
