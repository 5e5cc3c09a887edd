//! The audit: one row for each access, in a chain, seen by the patient it is about; and nothing personal outside it.

mod scene;

use nocte_portal::store::{Access, Actor};
use scene::{ANNA, BERT, Scene, at, bundle, id, score};
use serde_json::{Value, json};

#[tokio::test]
async fn each_access_is_one_row_and_the_patient_sees_them() {
    let scene = Scene::new().await;
    let name = [("X-Request-Id", "batch-7")];
    let body = bundle("transaction", &[score(ANNA, 1, 1), score(ANNA, 2, 2)]);
    scene.send_with("anna", "POST", "/fhir", &body, &name).await; // two rows
    let path = format!("/fhir/Observation/{}", id(1));
    scene.get("anna", &path).await; // a read
    scene.get("anna", &format!("{path}9")).await; // a read of nothing
    scene.get("anna", "/fhir/Observation?code=72514-3").await; // a search
    scene.send("anna", "PUT", &path, &score(ANNA, 1, 1)).await; // a replay
    let stale = [("If-Match", "W/\"9\"")];
    scene.send_with("anna", "PUT", &path, &score(ANNA, 1, 3), &stale).await; // a refusal
    scene.get("bert", "/fhir/Observation").await; // not hers
    let seen = scene.get("anna", &format!("/fhir/AuditEvent?patient={ANNA}")).await;
    let events: Vec<Value> = seen.json()["entry"].as_array().cloned().unwrap_or_default();
    let shown: Vec<String> = events
        .iter()
        .map(|event| {
            let event = &event["resource"];
            let part = |path: &str| event.pointer(path).and_then(Value::as_str).unwrap_or("").to_owned();
            format!("{} {} {}", part("/subtype/0/code"), part("/action"), part("/outcome"))
        })
        .collect();
    let expected =
        ["create C 0", "create C 0", "read R 0", "read R 4", "search-type E 0", "update U 0", "update U 4"];
    assert_eq!(shown, expected);
    let whole = seen.body.clone();
    assert!(whole.contains("batch-7") && whole.contains(&format!("Observation/{}/_history/1", id(1))));
    assert!(!whole.contains("id-of-bert"), "another's rows are not hers to see");
    // Looking is an access as well, and shows the next time.
    let again = scene.get("anna", &format!("/fhir/AuditEvent?patient={ANNA}")).await;
    assert_eq!(again.json()["entry"].as_array().map(Vec::len), Some(expected.len() + 1));
    let other = scene.get("anna", &format!("/fhir/AuditEvent?patient={BERT}")).await;
    assert_eq!((other.status, other.json()["entry"].as_array()), (200, None));
    let pages = scene.get("anna", "/fhir/AuditEvent?_count=3").await;
    assert!(pages.link("next").is_some());
}

#[tokio::test]
async fn rows_are_as_many_as_accesses() {
    let scene = Scene::new().await;
    let mut accesses = 0_u64;
    for round in 0..40_u32 {
        let size = round % 5 + 1;
        let many: Vec<Value> = (0..size).map(|n| score(ANNA, round * 10 + n, n)).collect();
        scene.transaction("anna", &many).await;
        scene.get("anna", &format!("/fhir/Observation/{}", id(round))).await;
        scene.get("anna", "/fhir/_history?_count=1").await;
        accesses += u64::from(size) + 2;
    }
    let verified = scene.store.verify().await.expect("the store answers").expect("the chain holds");
    assert_eq!(verified.rows, accesses);
}

#[tokio::test]
async fn erasing_takes_the_bodies_and_leaves_the_hashes() {
    let scene = Scene::new().await;
    let canary = "Zitronenfalter";
    let mut noted = score(ANNA, 1, 1);
    noted["note"] = json!([{"text": canary}]);
    scene.transaction("anna", &[noted, score(ANNA, 2, 2)]).await;
    scene.transaction("bert", &[score(BERT, 3, 3)]).await;
    let access = Access { actor: Actor::Command, at: at("2026-03-15T10:00:00Z"), request: String::new() };
    assert_eq!(scene.store.erase(access, ANNA.to_owned()).await.expect("erased"), 2);
    assert!(scene.get("anna", "/fhir/Observation").await.ids().is_empty());
    assert_eq!(scene.get("bert", "/fhir/Observation").await.ids(), [id(3)]);
    assert!(scene.store.verify().await.expect("the store answers").is_ok(), "the chain outlives it");
    let seen = scene.get("anna", "/fhir/AuditEvent").await;
    assert!(seen.body.contains(&id(1)) && !seen.body.contains(canary));
}

/// A word that stands nowhere but in what the patient wrote.
const CANARY: &str = "Kanarienvogel-4711";

#[tokio::test]
async fn no_canary_leaves_by_an_error_or_a_header() {
    let scene = Scene::new().await;
    let mut singing = score(ANNA, 1, 1);
    singing["note"] = json!([{"text": CANARY}]);
    let spoilt = |path: &str, value: Value| {
        let mut body = singing.clone();
        if let Some(place) = body.pointer_mut(path) {
            *place = value;
        }
        body
    };
    let bodies = [
        spoilt("/status", json!(CANARY)),
        spoilt("/code", json!(CANARY)),
        spoilt("/effectiveDateTime", json!(CANARY)),
        spoilt("/id", json!(CANARY)),
        spoilt("/resourceType", json!(CANARY)),
        spoilt("/subject/reference", json!(format!("Patient/{CANARY}"))),
        spoilt("/valueQuantity", json!({CANARY: null})),
        json!({CANARY: CANARY}),
        json!([CANARY]),
        json!(CANARY),
    ];
    let url = format!("/fhir/Observation/{}", id(1));
    for body in &bodies {
        for (method, path, body) in [
            ("PUT", url.as_str(), body.clone()),
            ("POST", "/fhir/Observation", body.clone()),
            ("POST", "/fhir/Observation/$validate", body.clone()),
            ("POST", "/fhir", bundle("transaction", std::slice::from_ref(body))),
            ("POST", "/fhir", bundle("batch", std::slice::from_ref(body))),
            ("POST", "/fhir", body.clone()),
        ] {
            let reply = scene.send("anna", method, path, &body).await;
            let created = reply.status == 201 || reply.statuses_are_good();
            assert!(created || !(reply.body + &reply.head).contains(CANARY), "{method} {path} {body}");
        }
    }
    for path in [
        format!("/fhir/{CANARY}"),
        format!("/fhir/{CANARY}/{CANARY}"),
        format!("/fhir/Observation?_lastUpdated={CANARY}"),
        format!("/fhir/Observation?_cursor={CANARY}"),
        format!("/fhir/Observation/{CANARY}/_history/{CANARY}"),
        format!("/{CANARY}"),
    ] {
        let reply = scene.get("anna", &path).await;
        assert!(reply.status >= 400 && !(reply.body + &reply.head).contains(CANARY), "{path}");
        let reply = scene.get(CANARY, &path).await;
        assert!(!(reply.body + &reply.head).contains(CANARY), "{path}");
    }
    let request = [("X-Request-Id", "Kanarien vogel <4711>")];
    let reply = scene.send_with("anna", "GET", "/fhir/Observation", &json!({}), &request).await;
    assert!(reply.header("x-request-id").is_none(), "only an id comes back");
}

#[tokio::test]
async fn the_file_holds_no_plain_word_and_the_key_is_its_owners() {
    let scene = Scene::embedded().await;
    let mut singing = score(ANNA, 1, 1);
    singing["note"] = json!([{"text": CANARY}]);
    assert_eq!(scene.transaction("anna", &[singing]).await.status, 200);
    for entry in std::fs::read_dir(scene.ground.folder.path()).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let bytes = std::fs::read(&path).expect("a file");
        for word in [CANARY, ANNA, "SQLite format 3"] {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} stands in {}", path.display());
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode =
            std::fs::metadata(scene.ground.folder.path().join("key")).expect("a key").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
