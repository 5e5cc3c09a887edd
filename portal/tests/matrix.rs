//! The authorisation matrix: every route of the table, every caller, every state of the object. It is made from the
//! table the router is made from, so a route that nobody thought of is in it or fails here.

mod scene;
mod wire;

use chrono::TimeDelta;
use nocte_portal::routes::{Guard, Route};
use scene::{bundle, id, score};
use serde_json::{Value, json};
use wire::{Answer, House};

/// Who asks.
const CALLERS: [&str; 7] = ["none", "nonsense", "revoked", "expired", "anna", "bert", "closed"];

/// What is asked about: Anna's, Bert's, nobody's.
const STATES: [&str; 3] = ["anna's", "bert's", "nobody's"];

/// Every route of the table must stand here, with what it is sent. A new route fails until somebody says what it does.
fn example(route: &Route, kind: &str, object: &str, patient: &str) -> Option<(String, String)> {
    let path = route
        .path
        .replace("{type}", kind)
        .replace("{id}", object)
        .replace("{version}", "1")
        .replace("/asset/{digest}/{name}", &nocte_portal::pages::assets()[0])
        .replace("{pairing}", object)
        .replace("{request}", object)
        .replace("{flag}", object)
        .replace("{secret}", "0000000000000000000000000000000000000000000")
        .replace("{address}", "0000000000000000000000000000000000000000000")
        .replace("{ticket}", "0000000000000000000000000000000000000000000");
    if matches!(route.guard, Guard::Page | Guard::Staff(_)) {
        // A patient's token opens none of them; `staff_matrix.rs` looks at each with every role.
        return Some((path, String::new()));
    }
    let mut own = score(patient, 1, 1);
    own["id"] = json!(object);
    let body = match (route.method.as_str(), route.path) {
        (
            "GET",
            "/healthz"
            | "/fhir/metadata"
            | "/fhir/.well-known/smart-configuration"
            | "/fhir/_history"
            | "/fhir/{type}"
            | "/fhir/{type}/_history"
            | "/fhir/{type}/$everything"
            | "/fhir/{type}/{id}"
            | "/fhir/{type}/{id}/_history"
            | "/fhir/{type}/{id}/_history/{version}"
            | "/fhir/{type}/{id}/$everything"
            | "/asset/{digest}/{name}"
            | "/shl/{address}"
            | "/shl/file/{ticket}",
        )
        | ("PUT" | "OPTIONS", "/shl/{address}")
        | ("OPTIONS", "/shl/file/{ticket}")
        | (
            "POST",
            "/fhir/{type}/_search" | "/oauth/token" | "/oauth/revoke" | "/pair/{secret}" | "/shl/{address}",
        ) => String::new(),
        ("POST", "/shl/{address}/status" | "/shl/{address}/revoke") => {
            json!({"manage": "0000000000000000000000000000000000000000000"}).to_string()
        }
        ("POST", "/fhir" | "/fhir/") => bundle("transaction", &[own]).to_string(),
        ("POST", "/fhir/{type}" | "/fhir/{type}/$validate" | "/fhir/{type}/{id}/$validate")
        | ("PUT", "/fhir/{type}/{id}") => own.to_string(),
        _ => return None,
    };
    Some((path, body))
}

struct Callers {
    house: House,
    anna: String,
    bert: String,
    tokens: Vec<(&'static str, Option<String>)>,
}

impl Callers {
    async fn new() -> Self {
        let house = House::new().await;
        let (anna, bert, gone) = (house.patient().await, house.patient().await, house.patient().await);
        let clinic = house.portal.clinic().expect("a door");
        let token = async |patient: &str| {
            let lasts = TimeDelta::minutes(10);
            clinic.token(patient, lasts).await.expect("a patient on the list").reveal().to_owned()
        };
        let expired = token(&anna).await;
        house.clock.forward(TimeDelta::minutes(11));
        let (revoked, closed) = (token(&anna).await, token(&gone).await);
        let form = format!("token={revoked}");
        let answer = house.post("/oauth/revoke", "application/x-www-form-urlencoded", &form).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        clinic.close_patient(&gone).await.expect("closed");
        let tokens = vec![
            ("none", None),
            ("nonsense", Some("nonsense".to_owned())),
            ("revoked", Some(revoked)),
            ("expired", Some(expired)),
            ("anna", Some(token(&anna).await)),
            ("bert", Some(token(&bert).await)),
            ("closed", Some(closed)),
        ];
        let callers = Self { house, anna, bert, tokens };
        for (patient, owner, number) in [(&callers.anna, "anna", 1), (&callers.bert, "bert", 2)] {
            let path = format!("/fhir/Observation/{}", id(number));
            let put = callers.ask(owner, "PUT", &path, &score(patient, number, 1).to_string()).await;
            assert_eq!(put.status, 201, "{}", put.body);
        }
        callers
    }

    async fn ask(&self, caller: &str, method: &str, path: &str, body: &str) -> Answer {
        let token = self.tokens.iter().find(|(name, _)| *name == caller).and_then(|(_, token)| token.clone());
        let bearer = token.map(|token| format!("Bearer {token}"));
        let kind = if path.ends_with("_search") || path.starts_with("/oauth") {
            "application/x-www-form-urlencoded"
        } else {
            "application/fhir+json"
        };
        let mut headers = vec![("Content-Type", kind)];
        headers.extend(bearer.as_deref().map(|bearer| ("Authorization", bearer)));
        self.house.send(method, path, &headers, body).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_every_caller_every_state() {
    let callers = Callers::new().await;
    let routes = callers.house.portal.routes();
    assert!(routes.len() > 15, "the table has {} routes", routes.len());
    let mut cells = 0;
    for route in &routes {
        for caller in CALLERS {
            for state in STATES {
                let (object, number) = match state {
                    "anna's" => (id(1), &callers.anna),
                    "bert's" => (id(2), &callers.bert),
                    _ => (id(9), &callers.bert),
                };
                let (path, body) = example(route, "Observation", &object, number)
                    .unwrap_or_else(|| panic!("{route:?} is not in the matrix: say what it is sent"));
                let answer = callers.ask(caller, route.method.as_str(), &path, &body).await;
                cells += 1;
                let cell = format!("{route:?} by {caller} about {state}: {} {}", answer.status, answer.body);
                judge(route, caller, state, &answer, &callers, &cell);
            }
        }
    }
    assert_eq!(cells, routes.len() * CALLERS.len() * STATES.len());
    // Whatever was tried, each has what was theirs and as it was.
    for (caller, number, patient) in [("anna", 1, &callers.anna), ("bert", 2, &callers.bert)] {
        let read = callers.ask(caller, "GET", &format!("/fhir/Observation/{}", id(number)), "").await;
        assert_eq!(
            (read.status, &read.json()["subject"]["reference"]),
            (200, &json!(format!("Patient/{patient}")))
        );
    }
}

fn judge(route: &Route, caller: &str, state: &str, answer: &Answer, callers: &Callers, cell: &str) {
    let known = caller == "anna" || caller == "bert";
    match route.guard {
        Guard::Open => assert!(answer.status < 300, "{cell}"),
        Guard::OwnSecret => {
            // A bearer token opens nothing here; without the room's own secret nothing is told.
            assert!((400..500).contains(&answer.status) || answer.body.is_empty(), "{cell}");
        }
        // A patient's token is nobody's at the staff's door, and a page for strangers tells nothing about a patient.
        Guard::Page => {
            assert!(answer.status < 500, "{cell}");
            assert!(!answer.body.contains(&callers.anna) && !answer.body.contains(&callers.bert), "{cell}");
        }
        Guard::Staff(_) => {
            assert_eq!(answer.status, 303, "{cell}");
            assert!(answer.head.contains("location: /sign-in"), "{cell}");
        }
        Guard::Patient if !known => {
            assert_eq!(answer.status, 401, "{cell}");
            assert_eq!(answer.json()["resourceType"], "OperationOutcome", "{cell}");
            assert!(answer.head.contains("www-authenticate: bearer"), "{cell}");
        }
        Guard::Patient => {
            assert_ne!(answer.status, 401, "{cell}");
            let (other, theirs) =
                if caller == "anna" { (&callers.bert, id(2)) } else { (&callers.anna, id(1)) };
            let foreign = format!("Patient/{other}");
            assert!(!answer.body.contains(&foreign), "{cell}");
            let asks_for_it = route.path.contains("{id}");
            let needle = format!("\"id\":\"{theirs}\"");
            assert!(asks_for_it || !answer.body.contains(&needle) || answer.status >= 400, "{cell}");
            let own = matches!((caller, state), ("anna", "anna's") | ("bert", "bert's" | "nobody's"));
            if route.serves.iter().any(|one| ["read", "vread", "history-instance"].contains(one)) && !own {
                assert_eq!(answer.status, 404, "{cell}");
            }
            let writes = ["update", "transaction"];
            if route.serves.iter().any(|one| writes.contains(one)) {
                // Bodies about another patient are refused, whoever's id they carry.
                assert_eq!(answer.status == 403, !own, "{cell}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_to_a_stranger_is_the_same_for_every_reason() {
    let callers = Callers::new().await;
    let path = format!("/fhir/Observation/{}", id(1));
    let mut bodies: Vec<(u16, String)> = Vec::new();
    for caller in ["nonsense", "revoked", "expired", "closed"] {
        let answer = callers.ask(caller, "GET", &path, "").await;
        bodies.push((answer.status, answer.body));
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "unknown, revoked, expired and closed look alike");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_never_writes_what_is_the_clinics() {
    let callers = Callers::new().await;
    let subject = json!({"reference": format!("Patient/{}", callers.anna)});
    let order = json!({"status": "active", "intent": "order", "medicationCodeableConcept": {"text": "x"}});
    let bodies: [(&str, Value); 5] = [
        ("MedicationRequest", order),
        ("Flag", json!({"status": "inactive", "code": {"text": "x"}})),
        ("Communication", json!({"status": "completed"})),
        ("Patient", json!({"active": true})),
        ("AuditEvent", json!({})),
    ];
    for (kind, mut body) in bodies {
        let object = if kind == "Patient" { callers.anna.clone() } else { id(50) };
        body["resourceType"] = json!(kind);
        body["id"] = json!(object);
        if kind != "Patient" {
            body["subject"] = subject.clone();
        }
        let path = format!("/fhir/{kind}/{object}");
        let answer = callers.ask("anna", "PUT", &path, &body.to_string()).await;
        assert!([403, 405].contains(&answer.status), "{kind}: {} {}", answer.status, answer.body);
        let created = callers.ask("anna", "POST", &format!("/fhir/{kind}"), &body.to_string()).await;
        assert!([403, 405].contains(&created.status), "{kind}: {} {}", created.status, created.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_moves_only_in_its_owners_steps() {
    let callers = Callers::new().await;
    let mut task = json!({
        "resourceType": "Task", "id": id(60), "status": "accepted", "intent": "proposal",
        "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "approve"}]},
        "for": {"reference": format!("Patient/{}", callers.anna)},
        "requester": {"reference": format!("Patient/{}", callers.anna)}
    });
    let path = format!("/fhir/Task/{}", id(60));
    let put = async |task: &Value| callers.ask("anna", "PUT", &path, &task.to_string()).await.status;
    assert_eq!(put(&task).await, 422, "nobody grants their own request");
    task["status"] = json!("requested");
    assert_eq!(put(&task).await, 201);
    let asked = task.clone();
    for granted in ["accepted", "completed", "rejected", "in-progress"] {
        task["status"] = json!(granted);
        assert_eq!(put(&task).await, 422, "{granted}");
    }
    task["status"] = json!("cancelled");
    assert_eq!(put(&task).await, 200);
    assert_eq!(put(&asked).await, 200, "a replay of what was once there changes nothing");
    let now = callers.ask("anna", "GET", &path, "").await;
    assert_eq!(now.json()["status"], "cancelled");
}
