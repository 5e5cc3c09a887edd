//! What the clinic says, both ways; and that a stop holds whatever else is wrong with it.

use crate::any_fact::{date, id, instant, stamp, text};
use crate::any_plan::order;
use crate::restore::{Log, PATIENT, with};
use nocte_core::catalogue;
use nocte_core::domain::clinic::{
    Arrival, ClinicFlag, ClinicMessage, Order, OrderStatus, RequestAnswer, RequestOutcome, StepRequest,
};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::plan::Gate;
use nocte_core::fhir::{
    NALTREXONE_CODES, Read, ReadRefusal, Resource, answer_request, belongs, read, write, write_flag,
    write_message, write_order,
};
use proptest::option::of as maybe;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

fn through_text(resource: &Resource) -> Resource {
    let text = resource.to_json();
    let back = Resource::from_json(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(&back, resource);
    back
}

fn arrival(resource: &Resource) -> Option<Arrival> {
    match read(&through_text(resource)) {
        Ok(Read::Arrival(from, arrival)) => {
            assert_eq!((from.kind.as_str(), Some(from.id.as_str())), (resource.kind(), resource.id()));
            Some(arrival)
        }
        _ => None,
    }
}

proptest! {
    #[test]
    fn an_order_arrives_as_it_was_signed(order in order()) {
        let resource = write_order("order-1", PATIENT, &order, catalogue::codes());
        prop_assert_eq!(arrival(&resource), Some(Arrival::Order(order)));
    }

    #[test]
    fn a_flag_arrives_as_it_was_raised(
        active in any::<bool>(), by in text(), text in text(), from in maybe(date()), until in maybe(date()),
    ) {
        let flag = ClinicFlag { active, by, text, from, until };
        prop_assert_eq!(arrival(&write_flag("f", PATIENT, &flag)), Some(Arrival::Flag(flag)));
    }

    #[test]
    fn a_message_arrives_as_it_was_written(by in text(), sent in maybe(instant()), text in text()) {
        let message = ClinicMessage { by, sent, text };
        prop_assert_eq!(arrival(&write_message("m", PATIENT, &message)), Some(Arrival::Message(message)));
    }

    #[test]
    fn an_answer_arrives_with_the_request_it_answers(
        ids in [id(), id()], to in text(), stamp in stamp(), now in instant(),
        outcome in select(vec![RequestOutcome::Accepted, RequestOutcome::Completed, RequestOutcome::Rejected]),
        by in "[A-Z][a-z]{1,9}", reason in maybe("[a-z]{1,9}( [a-z]{1,9})?"), order in maybe("[a-z0-9-]{1,20}"),
    ) {
        let request = StepRequest { id: ids[0], plan: ids[1], to, stamp };
        let fact = Fact::from(request.clone());
        let written = write(&fact, &Log::default(), &with());
        let Resource::Task(task) = through_text(&written[0]) else { panic!("a task") };
        let answer = RequestAnswer { request: request.id, outcome, by, reason, order };
        let answered = through_text(&answer_request(&task, &answer, now));
        match read(&answered) {
            Ok(Read::Answered(facts, from, arrival)) => {
                prop_assert_eq!(facts, vec![fact]);
                prop_assert_eq!(from.kind, "Task");
                prop_assert_eq!(arrival, Arrival::Answer(answer));
            }
            other => prop_assert!(false, "{:?}", other),
        }
        let Resource::Task(answered) = answered else { panic!("a task") };
        let at = |text: Option<&str>| text.expect("a time").parse::<chrono::DateTime<chrono::Utc>>().expect("an instant");
        prop_assert!(at(answered.last_modified.as_deref()) >= at(answered.authored_on.as_deref()));
    }
}

fn request(status: &str, more: &Value) -> Resource {
    let mut it = json!({
        "resourceType": "MedicationRequest", "id": "o", "status": status, "intent": "order",
        "meta": {"versionId": "4"},
        "medicationCodeableConcept": {"text": "Naltrexone 1 mg/mL oral liquid"},
        "subject": {"reference": format!("Patient/{PATIENT}")},
        "authoredOn": "2026-03-01T10:00:00Z", "requester": {"reference": "Practitioner/prac-7"},
        "dosageInstruction": [dosage(&half_a_milligram())],
    });
    for (name, value) in more.as_object().expect("fields") {
        it[name] = value.clone();
    }
    Resource::from_value(it).expect("a resource")
}

/// As text: no float is written down in the core.
fn half_a_milligram() -> Value {
    serde_json::from_str(r#"{"value": 0.50, "unit": "mg", "code": "mg"}"#).expect("JSON")
}

fn dosage(quantity: &Value) -> Value {
    json!({
        "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}},
        "doseAndRate": [{"doseQuantity": quantity}],
    })
}

fn order_in(resource: &Resource) -> Result<Option<Order>, ReadRefusal> {
    Ok(match read(resource)? {
        Read::Arrival(_, Arrival::Order(order)) => Some(order),
        _ => None,
    })
}

#[test]
fn safety_25_a_stop_holds_whatever_else_is_wrong_with_it() {
    let broken = [
        json!({}),
        json!({"dosageInstruction": [dosage(&json!({"value": 2, "unit": "tablets"}))]}),
        json!({"dosageInstruction": [{"text": "as directed"}]}),
        json!({"requester": null, "authoredOn": "someday"}),
        json!({"extension": [{"url": "https://nocte.example/fhir/StructureDefinition/order",
            "extension": [{"url": "cap", "valueString": "lots"}]}]}),
        json!({"requester": {"display": "x".repeat(30_000)}}),
        json!({"note": [{"text": "x".repeat(30_000)}]}),
    ];
    for more in &broken {
        for (status, wanted) in [
            ("stopped", OrderStatus::Stopped),
            ("cancelled", OrderStatus::Stopped),
            ("entered-in-error", OrderStatus::Stopped),
            ("on-hold", OrderStatus::OnHold),
        ] {
            let order = order_in(&request(status, more)).expect("a stop is never refused").expect("an order");
            assert_eq!(order.status, wanted);
        }
    }
    for more in &broken[1..] {
        assert!(order_in(&request("active", more)).is_err(), "{more}: no dose is guessed");
    }
}

/// What is wrong with an order, and how it gets so.
type Change = (&'static str, fn(&mut Value));

#[test]
fn an_order_that_cannot_be_followed_exactly_is_refused() {
    let mg = half_a_milligram();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut one = dosage(&mg);
        change(&mut one);
        order_in(&request("active", &json!({"dosageInstruction": [one]})))
    };
    assert_eq!(with(&|_| {}).expect("readable").expect("an order").steps[0].dose.ng(), 500_000);
    let changes: [Change; 9] = [
        ("twice a day", |it| it["timing"]["repeat"]["frequency"] = 2.into()),
        ("every other day", |it| it["timing"]["repeat"]["period"] = 2.into()),
        ("by the hour", |it| it["timing"]["repeat"]["periodUnit"] = "h".into()),
        ("two times of day", |it| it["timing"]["repeat"]["timeOfDay"] = json!(["08:00:00", "20:00:00"])),
        ("some days", |it| it["timing"]["repeat"]["dayOfWeek"] = json!(["mon"])),
        ("millilitres", |it| it["doseAndRate"][0]["doseQuantity"] = json!({"value": 1, "unit": "mL"})),
        ("a range", |it| it["doseAndRate"][0] = json!({"doseRange": {"low": {"value": 1, "unit": "mg"}}})),
        ("two doses", |it| {
            let twice = it["doseAndRate"][0].clone();
            it["doseAndRate"].as_array_mut().expect("a list").push(twice);
        }),
        ("no dose", |it| it["doseAndRate"] = json!([])),
    ];
    for (what, change) in changes {
        assert!(matches!(with(&change), Err(ReadRefusal::Field(_))), "{what}");
    }
    let twice = json!({"dosageInstruction": [
        {"sequence": 1, "doseAndRate": [{"doseQuantity": mg}]}, {"sequence": 1, "doseAndRate": [{"doseQuantity": mg}]},
    ]});
    assert!(order_in(&request("active", &twice)).is_err(), "two at once");
    let endless = json!({"dosageInstruction": [dosage(&mg), dosage(&mg)]});
    assert!(order_in(&request("active", &endless)).is_err(), "a step before the last has an end");
}

#[test]
fn the_recorded_titration_reads_as_an_order() {
    let sample =
        crate::samples::all().into_iter().find(|(name, _)| name.starts_with("04")).expect("recorded").1;
    let order = order_in(&Resource::from_json(&sample).expect("read")).expect("readable").expect("an order");
    let steps: Vec<(u64, u32, Gate)> =
        order.steps.iter().map(|step| (step.dose.ng(), step.min_nights, step.gate)).collect();
    assert_eq!(
        steps,
        [(500_000, 14, Gate::Patient), (1_000_000, 14, Gate::Clinician), (1_500_000, 1, Gate::Clinician)]
    );
    assert_eq!((order.by.as_str(), order.on.to_string().as_str()), ("Practitioner/prac-7", "2026-03-01"));
}

#[test]
fn the_recorded_flag_and_message_arrive() {
    let sample = |start: &str| {
        let text =
            crate::samples::all().into_iter().find(|(name, _)| name.starts_with(start)).expect("recorded").1;
        arrival(&Resource::from_json(&text).expect("read"))
    };
    let Some(Arrival::Flag(flag)) = sample("16") else { panic!("a flag") };
    assert!(flag.active && flag.text.starts_with("No naltrexone"));
    assert_eq!(flag.until.map(|day| day.to_string()).as_deref(), Some("2026-03-12"));
    let Some(Arrival::Message(message)) = sample("21") else { panic!("a message") };
    assert_eq!(message.text, "You may go to 1 mg from tonight. Tell me if sleep gets worse.");
}

#[test]
fn only_naltrexone_concerns_us() {
    let with = |concept: Value| order_in(&request("stopped", &json!({"medicationCodeableConcept": concept})));
    assert_eq!(with(json!({"text": "Ibuprofen 400 mg"})), Ok(None));
    assert_eq!(with(json!({"text": "Methylnaltrexone"})), Ok(None));
    assert!(with(json!({"text": "NALTREXON 1 mg/ml"})).expect("read").is_some());
    let rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
    for code in NALTREXONE_CODES {
        let order = with(json!({"coding": [{"system": "x", "code": "y"}, {"system": rxnorm, "code": code}]}));
        assert!(order.expect("read").is_some(), "{code}");
    }
    assert_eq!(with(json!({"coding": [{"system": "http://other.example", "code": "7243"}]})), Ok(None));
    let opaque =
        json!({"medicationCodeableConcept": null, "medicationReference": {"reference": "Medication/9"}});
    assert_eq!(order_in(&request("stopped", &opaque)), Err(ReadRefusal::UnknownMedicine));
    for status in ["draft", "completed", "unknown"] {
        assert_eq!(order_in(&request(status, &json!({}))), Ok(None), "{status}");
    }
    assert_eq!(order_in(&request("whatever", &json!({}))), Err(ReadRefusal::Field("status")));
}

#[test]
fn the_codes_read_are_in_the_table() {
    let whats = ["ingredient/naltrexone", "product/naltrexone_hcl_50_mg_oral_tablet"];
    for (code, what) in NALTREXONE_CODES.iter().zip(whats) {
        assert_eq!(catalogue::codes().sendable(what).expect("verified").code, *code);
    }
}

#[test]
fn a_flag_about_something_else_is_none_unless_it_names_the_medicine() {
    let flag = |category: &str, text: &str| {
        let system = "http://terminology.hl7.org/CodeSystem/flag-category";
        let it = json!({
            "resourceType": "Flag", "id": "f", "status": "active", "code": {"text": text},
            "category": [{"coding": [{"system": system, "code": category}]}],
        });
        arrival(&Resource::from_value(it).expect("a flag")).is_some()
    };
    assert!(flag("drug", "stop") && flag("clinical", "stop") && flag("safety", "stop"));
    assert!(!flag("diet", "no nuts") && !flag("advance-directive", "see file"));
    assert!(flag("admin", "LDN on hold") && flag("contact", "no naltrexone until Monday"));
}

#[test]
fn another_patients_resource_is_refused() {
    let own = request("stopped", &json!({}));
    assert_eq!(belongs(&own, PATIENT), Ok(()));
    assert_eq!(belongs(&own, "somebody-else"), Err(ReadRefusal::OtherPatient));
    for reference in ["Patient/17", "Group/1", "Patient/", PATIENT, "#p", ""] {
        let other = request("stopped", &json!({"subject": {"reference": reference}}));
        assert_eq!(belongs(&other, PATIENT), Err(ReadRefusal::OtherPatient), "{reference}");
    }
    let absolute = json!({"subject": {"reference": format!("https://clinic.example/fhir/Patient/{PATIENT}/_history/2")}});
    assert_eq!(belongs(&request("active", &absolute), PATIENT), Ok(()));
}

#[test]
fn script_in_a_message_stays_text() {
    let text = "<img src=x onerror=alert(1)>\u{202e}";
    let message = ClinicMessage { by: "<b>Dr</b>".to_owned(), sent: None, text: text.to_owned() };
    assert_eq!(arrival(&write_message("m", PATIENT, &message)), Some(Arrival::Message(message)));
}
