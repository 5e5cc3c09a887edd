//! The clinic's decisions, with the phone's half played over real HTTP.

mod wire;

use chrono::NaiveDate;
use nocte_core::domain::clinic::{
    ClinicFlag, Order, OrderStatus, RequestAnswer, RequestOutcome, StepRequest,
};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::medicine::{Course, Medicine};
use nocte_portal::clinic::{ClinicError, Difference, OrderRefusal};
use serde_json::json;
use wire::House;
use wire::phone::{Phone, matched, now, seen, stamp, step};

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
