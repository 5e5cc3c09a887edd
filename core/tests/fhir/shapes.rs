//! What another reader sees: true R4 fields, codes only from the table, exact amounts, nothing rounded away.

use crate::any_fact::fact;
use crate::restore::{Log, PATIENT, with};
use chrono::{DateTime, NaiveDate, Utc};
use nocte_core::catalogue;
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::code::CodeSystem;
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::medicine::{Course, Medicine, MedicineClass};
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{Decision, DecisionKind, HoldReason};
use nocte_core::domain::restored::Restored;
use nocte_core::domain::symptom::{Effect, EffectCourse, Lab, Score, Severity};
use nocte_core::fhir::{
    Read, Resource, Sharing, read, read_consent, write, write_consent, write_device, write_reaction,
};
use proptest::prelude::*;
use serde_json::Value;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).expect("a date")
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn stamp() -> Stamp {
    Stamp {
        recorded_at: at("2026-03-02T20:36:00Z"),
        zone: "Europe/Berlin".to_owned(),
        offset_s: 3600,
        source: "phone".to_owned(),
        clock_suspect: false,
    }
}

fn dose() -> DoseEntry {
    DoseEntry {
        id: FactId(7 << 76 | 1),
        night: Night::of(day()),
        status: DoseStatus::Taken,
        taken_at: Some(at("2026-03-02T20:34:10Z")),
        planned: Dose::from_mcg(1_666),
        step: None,
        volume: Some(Volume::from_ul(1_000)),
        bottle: Some("C".to_owned()),
        strength: Strength::new(Dose::from_mg(50).expect("fits"), Volume::from_ml(30).expect("fits")),
        syringe: None,
        swallowed: None,
        corrects: None,
        stamp: stamp(),
    }
}

fn json_of(fact: impl Into<Fact>) -> Value {
    let resources = write(&fact.into(), &Log::default(), &with());
    serde_json::from_str(&resources[0].to_json()).expect("JSON")
}

#[test]
fn the_amount_is_rounded_half_even_and_the_volume_is_exact_in_words() {
    let it = json_of(dose());
    assert_eq!(it["dosage"]["dose"]["value"].to_string(), "1.666667");
    assert_eq!(it["dosage"]["text"], "1 mL of 5 mg in 3 mL");
    assert_eq!(it["effectiveDateTime"], "2026-03-02T21:34:10+01:00");
    assert_eq!(it["status"], "completed");
    let skipped = json_of(DoseEntry { status: DoseStatus::Skipped, taken_at: None, ..dose() });
    assert_eq!(
        (skipped["status"].as_str(), skipped["effectiveDateTime"].as_str()),
        (Some("not-done"), Some("2026-03-02"))
    );
    assert!(skipped["dosage"].is_null());
    let unsure = json_of(DoseEntry { status: DoseStatus::Unknown, taken_at: None, ..dose() });
    assert_eq!(unsure["status"], "unknown");
}

#[test]
fn an_amount_that_a_server_changed_is_refused() {
    let resource = &write(&dose().into(), &Log::default(), &with())[0];
    for (from, to) in [("1.666667", "1.666668"), ("\"code\":\"mg\"", "\"code\":\"g\"")] {
        let changed = resource.to_json().replace(from, to);
        assert!(read(&Resource::from_json(&changed).expect("a resource")).is_err(), "{to}");
    }
    let trailing = resource.to_json().replace("1.666667", "1.6666670");
    assert!(read(&Resource::from_json(&trailing).expect("a resource")).is_ok(), "the same amount");
}

#[test]
fn a_score_has_its_code_if_verified_and_else_words() {
    let score = |scale: &str| {
        json_of(Score {
            id: FactId(1),
            night: Night::of(day()),
            scale: scale.to_owned(),
            value: 6,
            stamp: stamp(),
        })
    };
    let pain = score("pain");
    assert_eq!(pain["code"]["coding"][0]["code"], "72514-3");
    assert_eq!(pain["valueQuantity"]["code"], "{score}");
    let fatigue = score("fatigue");
    assert_eq!(fatigue["code"]["coding"].as_array().expect("one").len(), 1, "our own code only");
    assert_eq!(fatigue["code"]["text"], "fatigue (0-10)");
    assert!(
        score("pain_current")["code"]["coding"].is_null(),
        "an own scale never borrows a code by its name"
    );
}

#[test]
fn an_unverified_code_is_sent_as_words() {
    let lab = Lab {
        id: FactId(1),
        night: Night::of(day()),
        what: "esr".to_owned(),
        value: "<12.50".to_owned(),
        unit: "mm/h".to_owned(),
        method: Some("westergren".to_owned()),
        on: day(),
        stamp: stamp(),
    };
    let it = json_of(lab);
    assert!(it["code"]["coding"].is_null());
    assert_eq!(it["code"]["text"], "ESR");
    assert_eq!(it["valueQuantity"]["value"].to_string(), "12.50");
    assert_eq!(it["valueQuantity"]["comparator"], "<");
}

#[test]
fn an_effect_that_has_gone_is_not_told_as_one_that_is_there() {
    let effect = Effect {
        id: FactId(1),
        night: Night::of(day()),
        what: "insomnia".to_owned(),
        severity: Severity::Mild,
        course: EffectCourse::Open,
        continues: None,
        stamp: stamp(),
    };
    let there = json_of(effect.clone());
    assert_eq!(there["valueCodeableConcept"]["coding"][0]["code"], "193462001");
    assert_eq!(there["component"][0]["valueCodeableConcept"]["coding"][0]["code"], "255604002");
    let gone = json_of(Effect { course: EffectCourse::Resolved, ..effect.clone() });
    assert!(gone["valueCodeableConcept"]["coding"].is_null());
    let reaction = write_reaction(&effect, FactId(2), &with());
    assert_eq!(read(&reaction), Ok(Read::Facts(vec![effect.into()])));
}

#[test]
fn another_medicine_has_its_ingredients_code_and_half_of_a_combination_has_none() {
    let medicine = |name: &str, class| Medicine {
        id: FactId(1),
        name: name.to_owned(),
        class,
        course: Course::Last { on: day() },
        stamp: stamp(),
    };
    let concept = |name: &str, class| json_of(medicine(name, class))["medicationCodeableConcept"].clone();
    let opioid = Some(MedicineClass::ShortOpioid);
    assert_eq!(concept("Tramadol 50 mg", opioid)["coding"][0]["code"], "10689");
    assert!(concept("codeine/morphine", opioid)["coding"].is_null());
    assert!(
        concept("loperamide", Some(MedicineClass::AntidiarrhoealOpioid))["coding"].is_null(),
        "not verified"
    );
    assert!(concept("no morphine please", None)["coding"].is_null(), "not recognised");
    assert_eq!(json_of(medicine("x", None))["effectivePeriod"]["end"], "2026-03-02");
}

#[test]
fn an_opioid_hold_is_a_conflict_for_every_reader() {
    let hold = Decision {
        id: FactId(7 << 76 | 5),
        plan: FactId(6),
        kind: DecisionKind::HoldBegin { reason: HoldReason::Opioid { medicine: FactId(9) } },
        from: Night::of(day()),
        stamp: stamp(),
    };
    let resources = write(&hold.into(), &Log::default(), &with());
    let issue = resources.iter().find(|resource| resource.kind() == "DetectedIssue").expect("a conflict");
    let it: Value = serde_json::from_str(&issue.to_json()).expect("JSON");
    assert_eq!((it["severity"].as_str(), it["status"].as_str()), (Some("high"), Some("final")));
    assert_eq!(it["implicated"].as_array().expect("two").len(), 2);
}

#[test]
fn what_belongs_to_this_phone_stays_here() {
    let restored = Restored { id: FactId(1), copied_at: at("2026-03-01T00:00:00Z"), stamp: stamp() };
    assert!(write(&restored.into(), &Log::default(), &with()).is_empty());
}

#[test]
fn device_and_consent_are_written_and_read() {
    let device: Value = serde_json::from_str(&write_device("0.1.0", &with()).to_json()).expect("JSON");
    assert_eq!(device["patient"]["reference"], format!("Patient/{PATIENT}"));
    for revoked in [None, Some(at("2026-05-01T00:00:00Z"))] {
        let id = FactId(3);
        let sharing =
            Sharing { id, clinic: "Praxis <b>".to_owned(), since: at("2026-03-01T08:50:00Z"), revoked };
        let Resource::Consent(consent) = write_consent(&sharing, &with()) else { panic!("a consent") };
        assert_eq!(read_consent(&consent), Some(sharing));
    }
}

/// Every code of a public terminology anywhere in a resource.
fn public_codes(value: &Value, found: &mut Vec<(CodeSystem, String)>) {
    let system = match value["system"].as_str() {
        Some("http://loinc.org") => Some(CodeSystem::Loinc),
        Some("http://snomed.info/sct") => Some(CodeSystem::Snomed),
        Some("http://www.nlm.nih.gov/research/umls/rxnorm") => Some(CodeSystem::Rxnorm),
        Some(other) => {
            let structural =
                ["http://terminology.hl7.org/", "http://hl7.org/fhir/", "https://nocte.example/fhir/"];
            let named = ["http://unitsofmeasure.org", "urn:ietf:rfc:3986"];
            assert!(structural.iter().any(|it| other.starts_with(it)) || named.contains(&other), "{other}");
            None
        }
        None => None,
    };
    if let (Some(system), Some(code)) = (system, value["code"].as_str()) {
        found.push((system, code.to_owned()));
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| public_codes(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| public_codes(field, found)),
        _ => {}
    }
}

/// FHIR's grammar of strings, no `null`, no empty list, no empty object.
fn well_formed(value: &Value, path: &str) -> Result<(), String> {
    let bad = |what: &str| Err(format!("{what} at {path}"));
    match value {
        Value::Null => bad("null"),
        Value::String(text) => {
            let ok =
                |c: char| matches!(c, ' ' | '\r' | '\n' | '\t') || !(c.is_whitespace() || c.is_control());
            if !text.is_empty() && text.chars().all(ok) { Ok(()) } else { bad("text") }
        }
        Value::Array(items) if items.is_empty() => bad("an empty list"),
        Value::Array(items) => items.iter().try_for_each(|item| well_formed(item, path)),
        Value::Object(fields) if fields.is_empty() => bad("an empty object"),
        Value::Object(fields) => {
            if fields.contains_key("url")
                && fields.contains_key("extension") == fields.keys().any(|key| key.starts_with("value"))
            {
                return bad("an extension with both or neither of parts and a value");
            }
            fields.iter().try_for_each(|(name, field)| well_formed(field, &format!("{path}.{name}")))
        }
        Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn every_public_code_stands_verified_in_the_table_and_every_string_is_fhirs(fact in fact()) {
        for resource in write(&fact, &Log::default(), &with()) {
            let value: Value = serde_json::from_str(&resource.to_json()).expect("JSON");
            let mut codes = Vec::new();
            public_codes(&value, &mut codes);
            for (system, code) in codes {
                let known = catalogue::codes().codes.iter().any(|entry| {
                    entry.system == system
                        && entry.code == code
                        && catalogue::codes().sendable(&entry.what).is_some()
                });
                prop_assert!(known, "{:?} {}", system, code);
            }
            prop_assert_eq!(well_formed(&value, resource.kind()), Ok(()));
        }
    }
}
