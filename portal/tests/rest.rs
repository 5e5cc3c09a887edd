//! The FHIR surface over HTTP: what a client gets for what it writes.

mod scene;

use scene::{ANNA, BERT, NOBODY, Reply, Scene, bundle, id, score};
use serde_json::{Value, json};
use std::sync::Arc;

#[tokio::test]
async fn a_put_creates_then_updates_and_a_replay_makes_no_version() {
    let scene = Scene::new().await;
    let path = format!("/fhir/Observation/{}", id(1));
    let first = scene.send("anna", "PUT", &path, &score(ANNA, 1, 5)).await;
    assert_eq!(first.status, 201, "{}", first.body);
    assert_eq!(first.header("etag"), Some("W/\"1\""));
    assert_eq!(first.header("last-modified"), Some("Sat, 14 Mar 2026 10:00:00 GMT"));
    assert!(first.header("location").is_some_and(|at| at.ends_with(&format!("{path}/_history/1"))));
    assert_eq!(first.json()["meta"]["versionId"], "1");
    assert_eq!(first.json()["meta"]["lastUpdated"], "2026-03-14T10:00:00.000Z");
    let again = scene.send("anna", "PUT", &path, &score(ANNA, 1, 5)).await;
    assert_eq!((again.status, again.header("etag")), (200, Some("W/\"1\"")));
    let changed = scene.send("anna", "PUT", &path, &score(ANNA, 1, 6)).await;
    assert_eq!((changed.status, changed.header("etag")), (200, Some("W/\"2\"")));
    // What the server gave back may be sent again: its own version and instant are no change.
    let echoed = scene.send("anna", "PUT", &path, &changed.json()).await;
    assert_eq!((echoed.status, echoed.header("etag")), (200, Some("W/\"2\"")));
    let read = scene.get("anna", &path).await;
    assert_eq!(read.json()["valueQuantity"]["value"], 6);
    let old = scene.get("anna", &format!("{path}/_history/1")).await;
    assert_eq!((old.status, &old.json()["valueQuantity"]["value"]), (200, &json!(5)));
    let history = scene.get("anna", &format!("{path}/_history")).await;
    assert_eq!(history.json()["entry"].as_array().map(Vec::len), Some(2));
    assert_eq!(history.json()["entry"][0]["resource"]["meta"]["versionId"], "2", "latest first");
}

#[tokio::test]
async fn decimals_keep_their_text() {
    let scene = Scene::new().await;
    let text = score(ANNA, 1, 5).to_string().replace("\"value\":5", "\"value\":0.50");
    assert!(text.contains("0.50"));
    let headers = [("Authorization", "Bearer anna"), ("Content-Type", "application/fhir+json")];
    let path = format!("/fhir/Observation/{}", id(1));
    let put = scene.ask("PUT", &path, &headers, text.as_bytes()).await;
    assert_eq!(put.status, 201, "{}", put.body);
    assert!(scene.get("anna", &path).await.body.contains("\"value\":0.50"));
}

#[tokio::test]
async fn a_transaction_is_all_or_nothing_and_if_match_is_honest_in_it() {
    let scene = Scene::new().await;
    let both = scene.transaction("anna", &[score(ANNA, 1, 1), score(ANNA, 2, 2)]).await;
    assert_eq!(both.statuses(), ["201", "201"], "{}", both.body);
    let mut body = bundle("transaction", &[score(ANNA, 3, 3), score(ANNA, 1, 9)]);
    body["entry"][1]["request"]["ifMatch"] = json!("W/\"7\"");
    let refused = scene.send("anna", "POST", "/fhir", &body).await;
    assert_eq!(refused.status, 412, "{}", refused.body);
    let issues = refused.json()["issue"].as_array().cloned().unwrap_or_default();
    assert_eq!(issues.len(), 2, "every entry has its own outcome");
    assert_eq!(issues[0]["code"], "conflict");
    assert_eq!(issues[0]["expression"][0], "Bundle.entry[1]");
    assert_eq!(issues[1]["expression"][0], "Bundle.entry[0]");
    assert_eq!(scene.get("anna", &format!("/fhir/Observation/{}", id(3))).await.status, 404);
    body["entry"][1]["request"]["ifMatch"] = json!("W/\"1\"");
    assert_eq!(scene.send("anna", "POST", "/fhir", &body).await.statuses(), ["201", "200"]);
    // The answer was lost and the same bytes come again: the state asked for is the state that is there.
    assert_eq!(scene.send("anna", "POST", "/fhir", &body).await.statuses(), ["200", "200"]);
    let version = scene.get("anna", &format!("/fhir/Observation/{}", id(1))).await;
    assert_eq!(version.header("etag"), Some("W/\"2\""));
}

#[tokio::test]
async fn a_condition_that_is_not_judged_is_never_passed_over() {
    let scene = Scene::new().await;
    let path = format!("/fhir/Observation/{}", id(1));
    assert_eq!(scene.send("anna", "PUT", &path, &score(ANNA, 1, 1)).await.status, 201);
    let put =
        async |more: &[(&str, &str)]| scene.send_with("anna", "PUT", &path, &score(ANNA, 1, 9), more).await;
    for more in [
        &[("If-None-Match", "*")][..],
        &[("If-None-Match", "W/\"2\"")],
        &[("If-Unmodified-Since", "Sat, 14 Mar 2026 10:00:00 GMT")],
        &[("If-Match", "W/\"1\""), ("If-Match", "W/\"9\"")],
        &[("If-Match", "W/\"9\", W/\"1\"")],
        &[("If-Match", "junk")],
    ] {
        let refused = put(more).await;
        assert_eq!(refused.status, 412, "{more:?}: {}", refused.body);
    }
    let mut body = bundle("transaction", &[score(ANNA, 1, 9)]);
    body["entry"][0]["request"]["ifNoneMatch"] = json!("*");
    assert_eq!(scene.send("anna", "POST", "/fhir", &body).await.status, 412);
    assert_eq!(scene.get("anna", &path).await.header("etag"), Some("W/\"1\""), "nothing was overwritten");
    assert_eq!(put(&[("If-Match", "*")]).await.status, 200, "any version will do");
    let new = format!("/fhir/Observation/{}", id(2));
    let none = scene.send_with("anna", "PUT", &new, &score(ANNA, 2, 2), &[("If-Match", "*")]).await;
    assert_eq!(none.status, 412, "there is none");
}

#[tokio::test]
async fn a_batch_answers_each_entry_by_itself() {
    let scene = Scene::new().await;
    let mut poison = score(ANNA, 2, 2);
    poison.as_object_mut().expect("an object").remove("code");
    let mut body = bundle("batch", &[score(ANNA, 1, 1), poison, score(ANNA, 3, 3)]);
    body["entry"][2]["request"]["ifMatch"] = json!("W/\"4\"");
    let entries = body["entry"].as_array_mut().expect("a list");
    entries.push(json!({"request": {"method": "GET", "url": format!("Observation?patient={ANNA}")}}));
    entries.push(json!({"request": {"method": "DELETE", "url": format!("Observation/{}", id(1))}}));
    let reply = scene.send("anna", "POST", "/fhir", &body).await;
    assert_eq!(reply.statuses(), ["201", "422", "412", "200", "405"], "{}", reply.body);
    let entry = &reply.json()["entry"];
    assert_eq!(entry[1]["response"]["outcome"]["issue"][0]["expression"][0], "Observation.code");
    assert_eq!(entry[3]["resource"]["entry"].as_array().map(Vec::len), Some(1), "reads see what was written");
}

#[tokio::test]
async fn the_same_id_twice_is_refused_whole() {
    let scene = Scene::new().await;
    for kind in ["transaction", "batch"] {
        let body = bundle(kind, &[score(ANNA, 1, 1), score(ANNA, 1, 2)]);
        let reply = scene.send("anna", "POST", "/fhir", &body).await;
        assert_eq!((reply.status, &reply.json()["issue"][0]["code"]), (400, &json!("duplicate")));
    }
    assert_eq!(scene.get("anna", &format!("/fhir/Observation/{}", id(1))).await.status, 404);
}

#[tokio::test]
async fn one_foreign_entry_refuses_the_bundle() {
    let scene = Scene::new().await;
    scene.transaction("bert", &[score(BERT, 9, 9)]).await;
    for kind in ["transaction", "batch"] {
        let mut bodies = Vec::new();
        for other in [BERT, NOBODY] {
            let body = bundle(kind, &[score(ANNA, 1, 1), score(other, 2, 2)]);
            let reply = scene.send("anna", "POST", "/fhir", &body).await;
            assert_eq!(reply.status, 403, "{}", reply.body);
            bodies.push(reply.body);
        }
        assert_eq!(bodies[0], bodies[1], "another's and nobody's look alike");
        let mut aside = score(ANNA, 3, 3);
        aside["performer"] = json!([{"reference": format!("https://x.example/fhir/Patient/{BERT}")}]);
        assert_eq!(scene.send("anna", "POST", "/fhir", &bundle(kind, &[aside])).await.status, 403);
    }
    assert_eq!(scene.get("anna", "/fhir/Observation?_summary=count").await.json()["total"], 0);
}

#[tokio::test]
async fn an_id_of_another_patient_cannot_be_taken_over() {
    let scene = Scene::new().await;
    let path = format!("/fhir/Observation/{}", id(1));
    scene.send("bert", "PUT", &path, &score(BERT, 1, 7)).await;
    // It is created in her own compartment: that it exists in his is not told.
    assert_eq!(scene.send("anna", "PUT", &path, &score(ANNA, 1, 1)).await.status, 201);
    let his = scene.get("bert", &path).await;
    assert_eq!((&his.json()["valueQuantity"]["value"], his.header("etag")), (&json!(7), Some("W/\"1\"")));
    assert_eq!(scene.get("anna", &path).await.json()["valueQuantity"]["value"], 1);
}

#[tokio::test]
async fn post_with_if_none_exist_finds_what_is_there() {
    let scene = Scene::new().await;
    let mut resource = score(ANNA, 1, 1);
    resource.as_object_mut().expect("an object").remove("id");
    let condition = format!("identifier=urn%3Aietf%3Arfc%3A3986%7Curn:uuid:{}", id(1));
    let request = json!({"method": "POST", "url": "Observation", "ifNoneExist": condition});
    let entry = json!({"resource": resource, "request": request});
    let body = json!({"resourceType": "Bundle", "type": "transaction", "entry": [entry]});
    let first = scene.send("anna", "POST", "/fhir", &body).await;
    let second = scene.send("anna", "POST", "/fhir", &body).await;
    assert_eq!((first.statuses(), second.statuses()), (vec!["201".to_owned()], vec!["200".to_owned()]));
    let place = |reply: &Reply| reply.json()["entry"][0]["response"]["location"].clone();
    assert_eq!(place(&first), place(&second));
    let header = [("If-None-Exist", condition.as_str())];
    assert_eq!(scene.send_with("anna", "POST", "/fhir/Observation", &resource, &header).await.status, 200);
    assert_eq!(scene.get("anna", "/fhir/Observation?_summary=count").await.json()["total"], 1);
}

#[tokio::test]
async fn twenty_four_identical_puts_at_once_are_one_version() {
    let scene = Arc::new(Scene::new().await);
    let mut asking = Vec::new();
    for _ in 0..24 {
        let scene = Arc::clone(&scene);
        let put = async move { scene.transaction("anna", &[score(ANNA, 1, 1)]).await.statuses() };
        asking.push(tokio::spawn(put));
    }
    let mut statuses = Vec::new();
    for one in asking {
        statuses.extend(one.await.expect("no request panics"));
    }
    assert_eq!(statuses.iter().filter(|status| *status == "201").count(), 1);
    assert_eq!(statuses.iter().filter(|status| *status == "200").count(), 23);
    let history = scene.get("anna", &format!("/fhir/Observation/{}/_history", id(1))).await;
    assert_eq!(history.json()["entry"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn not_yours_and_not_there_have_the_same_bytes() {
    let scene = Scene::new().await;
    scene.transaction("bert", &[score(BERT, 1, 1)]).await;
    let (his, nobodys) = (format!("/fhir/Observation/{}", id(1)), format!("/fhir/Observation/{}", id(2)));
    let pairs = [
        (his.clone(), nobodys.clone()),
        (format!("{his}/_history"), format!("{nobodys}/_history")),
        (format!("{his}/_history/1"), format!("{nobodys}/_history/1")),
        (format!("/fhir/Patient/{BERT}"), format!("/fhir/Patient/{NOBODY}")),
        (format!("/fhir/Patient/{BERT}/$everything"), format!("/fhir/Patient/{NOBODY}/$everything")),
    ];
    for (his, nobodys) in pairs {
        let (his, nobodys) = (scene.get("anna", &his).await, scene.get("anna", &nobodys).await);
        assert_eq!(his.status, 404);
        let steady = |reply: &Reply| {
            let lines = reply.head.lines().filter(|line| !line.starts_with("date:"));
            lines.collect::<Vec<_>>().join("\n")
        };
        assert_eq!((&his.body, steady(&his)), (&nobodys.body, steady(&nobodys)));
    }
}

#[tokio::test]
async fn what_is_not_offered_says_so_as_an_operation_outcome() {
    let scene = Scene::new().await;
    let one = format!("/fhir/Observation/{}", id(1));
    for (method, path, status) in [
        ("DELETE", one.as_str(), 405),
        ("PATCH", one.as_str(), 405),
        ("GET", "/fhir/Observation/$lastn", 501),
        ("GET", "/fhir/Appointment", 404),
        ("GET", "/fhir/Appointment/1", 404),
        ("GET", "/fhir/Observation/1/2/3/4", 404),
        ("GET", "/nowhere", 404),
        ("PUT", "/fhir/AuditEvent/1", 405),
        ("PUT", "/fhir/Observation?identifier=1", 405),
    ] {
        let reply = scene.send("anna", method, path, &json!({})).await;
        assert_eq!(reply.status, status, "{method} {path}: {}", reply.body);
        assert_eq!(reply.json()["resourceType"], "OperationOutcome", "{method} {path}");
    }
}

#[tokio::test]
async fn the_capability_statement_is_the_table() {
    let scene = Scene::new().await;
    let reply = scene.ask("GET", "/fhir/metadata", &[], b"").await;
    let statement = reply.json();
    assert_eq!(statement["fhirVersion"], "4.0.1");
    let rest = &statement["rest"][0];
    assert_eq!(rest["interaction"][0]["code"], "transaction");
    let of = |name: &str| {
        let list = rest["resource"].as_array().cloned().unwrap_or_default();
        list.into_iter().find(|one| one["type"] == name).unwrap_or(Value::Null)
    };
    assert_eq!(of("Observation")["updateCreate"], true);
    assert_eq!(of("Flag")["updateCreate"], false);
    let tag = reply.header("etag").unwrap_or_default().to_owned();
    assert_eq!(scene.ask("GET", "/fhir/metadata", &[("If-None-Match", &tag)], b"").await.status, 304);
}

#[tokio::test]
async fn validate_judges_and_writes_nothing() {
    let scene = Scene::new().await;
    let good = scene.send("anna", "POST", "/fhir/Observation/$validate", &score(ANNA, 1, 1)).await;
    assert_eq!(good.json()["issue"][0]["severity"], "information");
    let mut bad = score(ANNA, 1, 1);
    bad["status"] = json!("done");
    let bad = scene.send("anna", "POST", "/fhir/Observation/$validate", &bad).await;
    assert_eq!((bad.status, &bad.json()["issue"][0]["severity"]), (200, &json!("error")));
    assert_eq!(scene.get("anna", "/fhir/Observation?_summary=count").await.json()["total"], 0);
}

#[tokio::test]
async fn prefer_minimal_sends_no_body_back() {
    let scene = Scene::new().await;
    let path = format!("/fhir/Observation/{}", id(1));
    let prefer = [("Prefer", "return=minimal")];
    let reply = scene.send_with("anna", "PUT", &path, &score(ANNA, 1, 5), &prefer).await;
    assert_eq!((reply.status, reply.body.as_str()), (201, ""));
    assert!(reply.header("etag").is_some());
}

#[tokio::test]
async fn scopes_hold_inside_the_commit() {
    let scene = Scene::new().await;
    let path = format!("/fhir/Observation/{}", id(1));
    assert_eq!(scene.send("reader", "PUT", &path, &score(ANNA, 1, 1)).await.status, 403);
    assert_eq!(scene.get("reader", &path).await.status, 404);
    assert_eq!(scene.get("reader", "/fhir/Flag").await.status, 403);
    let patient = json!({"reference": format!("Patient/{ANNA}")});
    let issue = json!({"resourceType": "DetectedIssue", "id": id(2), "status": "final", "patient": patient});
    let path = format!("/fhir/DetectedIssue/{}", id(2));
    assert_eq!(scene.send("reader", "PUT", &path, &issue).await.status, 201);
    let mut withdrawn = issue.clone();
    withdrawn["status"] = json!("entered-in-error");
    let reply = scene.send("reader", "PUT", &path, &withdrawn).await;
    assert_eq!(reply.status, 403, "it may create, not update");
}
