//! Every validator on the good samples and on the planted errors, so that one that stopped checking is noticed.

use nocte_tests::peers::validators::{Validator, Verdict, json_files};
use nocte_tests::peers::{file, root};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What each caught when it was pinned: errors, and what was only a warning.
const KNOWN: [(Validator, usize, usize); 3] =
    [(Validator::Schema, 6, 0), (Validator::Medplum, 7, 2), (Validator::Pyrofile, 11, 0)];

/// No validator here sees it: a Quantity's code without its system (qty-3).
const SEEN_BY_NONE: &str = "Quantity code without system";

#[test]
#[ignore = "needs peers: cargo xtask test peers"]
fn no_validator_objects_to_the_samples() {
    let samples = json_files(&root().join("tests/fhir"));
    assert_eq!(samples.len(), 28);
    for validator in Validator::ALL {
        let bad: Vec<_> =
            validator.judge(&samples).into_iter().filter(|(_, verdict)| !verdict.errors.is_empty()).collect();
        assert!(bad.is_empty(), "{validator:?}: {bad:?}");
    }
}

#[test]
#[ignore = "needs peers: cargo xtask test peers"]
fn each_validator_still_catches_what_it_caught() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (names, files) = planted(folder.path());
    let mut seen = BTreeSet::new();
    for (validator, errors, warnings) in KNOWN {
        let verdicts = validator.judge(&files);
        let of = |wanted: fn(&Verdict) -> bool| -> Vec<&str> {
            names
                .iter()
                .zip(&files)
                .filter(|(_, file)| wanted(&verdicts[*file]))
                .map(|(name, _)| name.as_str())
                .collect()
        };
        let caught = of(|verdict| !verdict.errors.is_empty());
        let frowned = of(|verdict| verdict.errors.is_empty() && verdict.noticed());
        eprintln!("{validator:?}: {} of 14, {} as warnings", caught.len(), frowned.len());
        assert_eq!(caught.len(), errors, "{validator:?} caught {caught:?}");
        assert_eq!(frowned.len(), warnings, "{validator:?} frowned at {frowned:?}");
        seen.extend(caught.into_iter().chain(frowned).map(str::to_owned));
    }
    let missed: Vec<_> = names.iter().filter(|name| !seen.contains(*name)).collect();
    eprintln!("together: {} of 14", seen.len());
    assert_eq!(missed, [SEEN_BY_NONE]);
}

/// The planted errors as files, one each, and their names in the same order.
fn planted(folder: &std::path::Path) -> (Vec<String>, Vec<PathBuf>) {
    let text = std::fs::read_to_string(file("planted.json")).expect("the planted errors are committed");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("an array of cases");
    assert_eq!(cases.len(), 14);
    let mut names = Vec::new();
    let mut files = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        names.push(case["name"].as_str().expect("a case has a name").to_owned());
        let path = folder.join(format!("{number:02}.json"));
        std::fs::write(&path, case["resource"].to_string()).expect("the folder takes a file");
        files.push(path);
    }
    (names, files)
}
