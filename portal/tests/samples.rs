//! The pinned samples of the repository go in and come out as they were.

mod scene;

use scene::{ANNA, Scene};
use serde_json::Value;

#[tokio::test]
async fn every_sample_that_a_phone_sends_is_taken_and_comes_back() {
    let scene = Scene::new().await;
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fhir");
    let mut taken = 0;
    for entry in std::fs::read_dir(folder).expect("the samples are in the repository") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a text");
        let sample: Value = serde_json::from_str(&text).expect("JSON");
        let kind = sample["resourceType"].as_str().expect("a type");
        let of_phone = nocte_portal::rest::kind_of(kind)
            .is_some_and(|kind| kind.writer != nocte_portal::rest::Writer::Clinic);
        let order = kind == "MedicationRequest";
        let answered = kind == "Task" && sample["status"] != "requested";
        if !of_phone || order || answered {
            continue;
        }
        let url = format!("/fhir/{kind}/{}", sample["id"].as_str().expect("an id"));
        let put = scene.send("anna", "PUT", &url, &sample).await;
        // The same dose is shown taken and taken back: one id, two states.
        assert!([200, 201].contains(&put.status), "{}: {}", path.display(), put.body);
        let mut back = scene.get("anna", &url).await.json();
        let meta = back["meta"].as_object_mut().expect("a meta");
        meta.remove("versionId");
        meta.remove("lastUpdated");
        if meta.is_empty() {
            back.as_object_mut().expect("an object").remove("meta");
        }
        assert_eq!(back, sample, "{}", path.display());
        taken += 1;
    }
    assert!(taken >= 14, "{taken} samples of {ANNA} were sent");
}
