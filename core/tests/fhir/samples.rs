//! Every recorded sample reads as the type it is and comes back equal, as a JSON value with exact decimals.

use nocte_core::fhir::Resource;
use serde_json::Value;
use std::path::PathBuf;

/// The recorded samples, by file name.
pub(crate) fn all() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fhir");
    let files = std::fs::read_dir(folder).expect("the samples are committed");
    let mut samples: Vec<(String, String)> = files
        .map(|file| file.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("a sample is text"))
        })
        .collect();
    samples.sort();
    samples
}

#[test]
fn every_sample_reads_and_comes_back_equal() {
    let samples = all();
    assert_eq!(samples.len(), 28);
    for (name, text) in samples {
        let resource = Resource::from_json(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let before: Value = serde_json::from_str(&text).expect("JSON");
        let after: Value = serde_json::from_str(&resource.to_json()).expect("JSON");
        assert_eq!(before, after, "{name}");
        assert_eq!(resource.kind(), before["resourceType"].as_str().expect("a kind"), "{name}");
        let by_value = Resource::from_value(before).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(resource, by_value, "{name}");
        assert!(name.starts_with("26") || !matches!(resource, Resource::Other(_)), "{name} has a type");
    }
}

#[test]
fn a_sample_knows_its_id_version_and_subject() {
    for (name, text) in all() {
        let resource = Resource::from_json(&text).expect("read above");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let whose = ["subject", "patient", "for"].iter().find_map(|field| value[field]["reference"].as_str());
        assert_eq!(resource.subject(), whose, "{name}");
        assert_eq!(resource.id(), value["id"].as_str(), "{name}");
        assert_eq!(resource.version_id(), value["meta"]["versionId"].as_str(), "{name}");
        assert_eq!(resource.last_updated(), value["meta"]["lastUpdated"].as_str(), "{name}");
    }
}

#[test]
fn the_entries_of_a_bundle_are_read_one_by_one_and_sent_as_they_are() {
    let (_, text) = all().into_iter().find(|(name, _)| name.starts_with("27")).expect("a transaction");
    let Resource::Bundle(bundle) = Resource::from_json(&text).expect("read above") else {
        panic!("a bundle")
    };
    assert_eq!(bundle.kind.as_deref(), Some("transaction"));
    let kinds: Vec<String> = bundle
        .entry
        .iter()
        .map(|entry| entry.resource.as_ref().expect("a resource").open().expect("readable").kind().to_owned())
        .collect();
    assert_eq!(kinds, ["Device", "MedicationAdministration", "Observation", "Observation", "Observation"]);
    let frozen = bundle.entry[1].resource.as_ref().expect("a resource").as_json();
    assert!(text.contains(frozen), "byte for byte, white space and all");
}
