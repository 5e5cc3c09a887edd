//! Searches, histories and pages over HTTP.

mod scene;

use scene::{ANNA, BERT, Scene, id, score};
use serde_json::Value;

/// The part of a link after the scheme and the host.
fn below(scene: &Scene, url: Option<String>) -> Option<String> {
    let base = format!("http://{}", scene.address);
    url.and_then(|url| url.strip_prefix(&base).map(str::to_owned))
}

#[tokio::test]
async fn every_parameter_finds_what_it_names() {
    let scene = Scene::new().await;
    let many: Vec<Value> = (0..25).map(|n| score(ANNA, n, n)).collect();
    assert_eq!(scene.transaction("anna", &many).await.status, 200);
    for (query, expected) in [
        (format!("patient={ANNA}"), 25),
        (format!("subject=Patient/{ANNA}"), 25),
        (format!("patient={BERT}"), 0),
        ("code=72514-3".to_owned(), 25),
        ("code=http://loinc.org%7C72514-3".to_owned(), 25),
        ("code=http://snomed.info/sct%7C72514-3".to_owned(), 0),
        ("code=x,72514-3".to_owned(), 25),
        ("status=final&category=survey".to_owned(), 25),
        ("status=amended".to_owned(), 0),
        (format!("identifier=urn:ietf:rfc:3986%7Curn:uuid:{}", id(7)), 1),
        (format!("_id={},{}", id(3), id(4)), 2),
        ("date=2026-03-08".to_owned(), 1),
        ("date=ge2026-03-08".to_owned(), 18),
        ("date=gt2026-03-08&date=lt2026-03-11".to_owned(), 2),
        ("_lastUpdated=ge2026-03-14T10:00:00Z".to_owned(), 25),
        ("_lastUpdated=gt2026-03-14T10:00:00Z".to_owned(), 0),
        ("_lastUpdated=le2026-03-14T11:00:00%2B01:00".to_owned(), 25),
    ] {
        let counted = scene.get("anna", &format!("/fhir/Observation?{query}&_summary=count")).await;
        assert_eq!(counted.json()["total"], expected, "{query}");
        let found = scene.get("anna", &format!("/fhir/Observation?{query}&_count=100")).await;
        assert_eq!(found.ids().len(), expected, "{query}");
    }
}

#[tokio::test]
async fn pages_of_every_order_hold_each_resource_once() {
    let scene = Scene::new().await;
    let many: Vec<Value> = (0..25).map(|n| score(ANNA, n, n)).collect();
    scene.transaction("anna", &many).await;
    for sort in ["", "&_sort=_lastUpdated", "&_sort=-_lastUpdated", "&_sort=date", "&_sort=-date"] {
        let mut ids = Vec::new();
        let mut next = Some(format!("/fhir/Observation?patient={ANNA}&_count=10{sort}"));
        let mut pages = 0;
        while let Some(path) = next {
            let page = scene.get("anna", &path).await;
            assert_eq!(page.status, 200, "{}", page.body);
            ids.extend(page.ids());
            next = below(&scene, page.link("next"));
            pages += 1;
        }
        assert_eq!(pages, 3, "{sort}");
        let mut expected: Vec<String> = (0..25).map(id).collect();
        if sort.contains('-') {
            expected.reverse();
        }
        assert_eq!(ids, expected, "{sort}");
    }
}

#[tokio::test]
async fn a_posted_search_keeps_its_parameters_out_of_the_url() {
    let scene = Scene::new().await;
    let many: Vec<Value> = (0..5).map(|n| score(ANNA, n, n)).collect();
    scene.transaction("anna", &many).await;
    let headers = [("Authorization", "Bearer anna"), ("Content-Type", "application/x-www-form-urlencoded")];
    let posted = scene.ask("POST", "/fhir/Observation/_search", &headers, b"code=72514-3&_count=2").await;
    assert_eq!(posted.ids(), [id(0), id(1)], "{}", posted.body);
}

#[tokio::test]
async fn strict_handling_refuses_an_unknown_parameter() {
    let scene = Scene::new().await;
    let path = "/fhir/Observation?colour=blue&code=1";
    let lenient = scene.get("anna", path).await;
    assert_eq!(lenient.status, 200);
    let own = lenient.link("self").unwrap_or_default();
    assert!(own.ends_with("/Observation?code=1"), "what was left out is not in the self link: {own}");
    let headers = [("Authorization", "Bearer anna"), ("Prefer", "return=minimal, handling=strict")];
    assert_eq!(scene.ask("GET", path, &headers, b"").await.status, 400);
    assert_eq!(scene.get("anna", "/fhir/Observation?date=yesterday").await.status, 400);
}

#[tokio::test]
async fn histories_and_everything_run_in_commit_order() {
    let scene = Scene::new().await;
    for number in 0..5 {
        scene.transaction("anna", &[score(ANNA, number, 1)]).await;
    }
    scene.transaction("anna", &[score(ANNA, 1, 2)]).await;
    let first = scene.get("anna", "/fhir/_history?_count=4").await;
    assert_eq!(first.ids(), [id(0), id(1), id(2), id(3)]);
    let second = scene.get("anna", &below(&scene, first.link("next")).expect("there is more")).await;
    assert_eq!(second.ids(), [id(4), id(1)]);
    let latest = below(&scene, second.link("latest")).expect("the end says where to go on");
    assert!(scene.get("anna", &latest).await.ids().is_empty());
    scene.transaction("anna", &[score(ANNA, 6, 1)]).await;
    scene.transaction("bert", &[score(BERT, 7, 1)]).await;
    assert_eq!(scene.get("anna", &latest).await.ids(), [id(6)]);
    let since = scene.get("anna", "/fhir/Observation/_history?_since=2026-03-14T10:00:00Z").await;
    assert_eq!(since.ids().len(), 7);
    let everything = scene.get("anna", &format!("/fhir/Patient/{ANNA}/$everything?_count=200")).await;
    assert_eq!(everything.ids(), [id(0), id(2), id(3), id(4), id(1), id(6)]);
    assert_eq!(scene.get("anna", &format!("/fhir/Patient/{BERT}/$everything")).await.status, 404);
}
