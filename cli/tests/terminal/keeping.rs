//! The file and its key: made together, locked without each other, exported, backed up, restored.

use crate::run::Terminal;
use serde_json::{Value, json};

#[test]
fn the_first_fact_makes_store_and_key_for_their_owner_only() {
    let there = Terminal::new();
    let answer = there.json(&["symptom", "pain", "4"]);
    assert_eq!(answer["night"], json!("2026-11-22"));
    assert!(answer["id"].is_string());
    let key = std::fs::read_to_string(there.path("key")).expect("made with the store");
    assert_eq!(key.trim_end().len(), 64);
    #[cfg(unix)]
    for name in ["key", "store.db"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(there.path(name)).expect("made").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let head = std::fs::read(there.path("store.db")).expect("made");
    assert!(!head.starts_with(b"SQLite format 3"));
}

#[test]
fn a_store_without_its_key_is_locked_and_left_alone() {
    let there = Terminal::ready();
    std::fs::rename(there.path("key"), there.path("elsewhere")).expect("our own file");
    let before = there.files();
    let bytes = std::fs::read(there.path("store.db")).expect("there");
    for words in [
        &["tonight"][..],
        &["log", "taken"],
        &["plan", "show"],
        &["verify"],
        &["note", "x"],
        &["restore", "store.db"],
    ] {
        there.refused(words);
    }
    assert_eq!(there.files(), before);
    assert_eq!(std::fs::read(there.path("store.db")).expect("there"), bytes);
    std::fs::write(there.path("key"), "0".repeat(64)).expect("our own folder");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let owner = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(there.path("key"), owner).expect("our own file");
    }
    there.refused(&["tonight"]);
    std::fs::rename(there.path("elsewhere"), there.path("key")).expect("our own file");
    assert_eq!(there.json(&["tonight"])["state"], json!("planned"));
}

#[test]
fn a_key_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let there = Terminal::ready();
    for mode in [0o644, 0o640, 0o604, 0o660, 0o666] {
        std::fs::set_permissions(there.path("key"), std::fs::Permissions::from_mode(mode))
            .expect("our own file");
        there.refused(&["tonight"]);
    }
    let fresh = Terminal::new();
    std::fs::write(fresh.path("key"), "a".repeat(64)).expect("our own folder");
    std::fs::set_permissions(fresh.path("key"), std::fs::Permissions::from_mode(0o644))
        .expect("our own file");
    fresh.refused(&["note", "x"]);
    assert_eq!(fresh.files(), ["key"]);
}

#[test]
fn export_imports_back_equal() {
    let mut there = Terminal::ready();
    there.at("2026-11-22T22:10:00+01:00");
    there.json(&["log", "taken"]);
    there.json(&["symptom", "pain", "4"]);
    there.json(&["effect", "nausea", "--severity", "mild"]);
    there.json(&["lab", "esr", "12", "--unit", "mm/h", "--method", "westergren"]);
    there.json(&["note", "slept on the train"]);
    let counts = there.json(&["export", "--format", "json", "all.json"]);
    let expected = json!({ "doses": 1, "scores": 1, "effects": 1, "labs": 1, "notes": 1, "plans": 1 });
    assert_eq!(counts, expected);
    there.refused(&["export", "--format", "json", "all.json"]);
    there.json(&["export", "--format", "csv", "all.csv"]);
    let other = Terminal::new();
    let file = there.path("all.json");
    other.json(&["import", file.to_str().expect("a plain path")]);
    other.json(&["export", "--format", "json", "all.json"]);
    let read = |there: &Terminal| std::fs::read_to_string(there.path("all.json")).expect("exported");
    assert_eq!(read(&there), read(&other));
    assert_eq!(other.json(&["import", file.to_str().expect("a plain path")])["added"], json!(0));
    std::fs::write(other.path("not.json"), "{}").expect("our own folder");
    other.refused(&["import", "not.json"]);
}

#[test]
fn an_export_as_fhir_holds_what_a_clinic_would_be_sent_and_points_nowhere_else() {
    use std::os::unix::fs::PermissionsExt as _;

    let mut there = Terminal::ready();
    there.at("2026-11-22T22:10:00+01:00");
    there.json(&["log", "taken"]);
    there.json(&["symptom", "pain", "4"]);
    there.json(&["symptom", "pain", "5"]);
    there.json(&["effect", "nausea", "--severity", "mild"]);
    let counts = there.json(&["export", "--format", "fhir", "all.fhir"]);
    assert_eq!((&counts["doses"], &counts["effects"], &counts["plans"]), (&json!(1), &json!(1), &json!(1)));
    there.refused(&["export", "--format", "fhir", "all.fhir"]);
    let mode = std::fs::metadata(there.path("all.fhir")).expect("written").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "for its owner's account alone");
    let text = std::fs::read_to_string(there.path("all.fhir")).expect("written");
    let bundle: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&bundle["resourceType"], &bundle["type"]), (&json!("Bundle"), &json!("collection")));
    let entries = bundle["entry"].as_array().expect("entries");
    let places: std::collections::BTreeSet<&str> =
        entries.iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
    assert_eq!(places.len(), entries.len(), "each once");
    let of = |kind: &str| entries.iter().filter(|entry| entry["resource"]["resourceType"] == kind).count();
    for (kind, count) in
        [("Patient", 1), ("Device", 1), ("MedicationAdministration", 1), ("MedicationRequest", 1)]
    {
        assert_eq!(of(kind), count, "{kind}");
    }
    for to in text.split("\"reference\":\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let place = format!("https://file.invalid/fhir/{to}");
        assert!(places.contains(place.as_str()), "{to} is in it");
    }
}

#[test]
fn safety_23_a_backup_opens_elsewhere_and_asks_before_a_line() {
    let mut there = Terminal::ready();
    std::fs::write(there.path("phrase"), "correct horse battery staple\n").expect("our own folder");
    let copy = there.path("copy");
    let copy = copy.to_str().expect("a plain path");
    there.json(&["backup", copy, "--passphrase-file", "phrase"]);
    there.refused(&["backup", copy, "--passphrase-file", "phrase"]);
    let mut other = Terminal::new();
    let phrase = there.path("phrase");
    let phrase = phrase.to_str().expect("a plain path");
    std::fs::write(other.path("wrong"), "another phrase altogether").expect("our own folder");
    other.refused(&["restore", copy, "--passphrase-file", "wrong"]);
    assert_eq!(other.files(), ["wrong"]);
    other.at("2026-11-24T19:00:00+01:00");
    other.json(&["restore", copy, "--passphrase-file", phrase]);
    assert_eq!(other.json(&["tonight"])["line_ul"], Value::Null);
    other.json(&["restore", "--confirm"]);
    other.refused(&["restore", "--confirm"]);
    assert_eq!(other.json(&["verify"]), json!({ "ok": true, "problems": [] }));
    there.at("2026-11-23T19:00:00+01:00");
    assert_eq!(there.json(&["verify"])["ok"], json!(true));
}
