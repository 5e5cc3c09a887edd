//! Every resource the mapping emits, through validators nobody here wrote.

use nocte_core::catalogue::codes;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::fhir::{Known, Writing, write};
use nocte_tests::facts;
use nocte_tests::peers::validators::Validator;
use std::collections::BTreeMap;

/// Everything that was written, and the one bottle.
struct Log(Vec<Fact>);

impl Known for Log {
    fn fact(&self, id: FactId) -> Option<Fact> {
        self.0.iter().find(|fact| fact.id() == id).cloned()
    }

    fn bottle(&self, letter: &str) -> Option<FactId> {
        self.0.iter().find_map(|fact| match fact {
            Fact::Bottle(bottle) if bottle.letter == letter => Some(bottle.id),
            _ => None,
        })
    }
}

#[test]
#[ignore = "needs peers: cargo xtask test peers"]
fn no_validator_objects_to_what_we_emit() {
    let mut log = facts::one_of_each();
    // Each once more as taken back.
    let undone: Vec<Fact> = log
        .iter()
        .zip(9_000..)
        .filter(|(fact, _)| !matches!(fact, Fact::Tombstone(_)))
        .map(|(fact, which)| facts::undo(40, which, fact.id()).into())
        .collect();
    log.extend(undone);
    let known = Log(log.clone());
    let with = Writing {
        patient: "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01",
        install: facts::id(0, 77),
        codes: codes(),
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut files = Vec::new();
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for (number, fact) in log.iter().enumerate() {
        for (part, resource) in write(fact, &known, &with).into_iter().enumerate() {
            *kinds.entry(resource.kind().to_owned()).or_default() += 1;
            let path = folder.path().join(format!("{number:03}-{part}-{}.json", resource.kind()));
            std::fs::write(&path, resource.to_json()).expect("the folder takes a file");
            files.push(path);
        }
    }
    eprintln!("{} resources: {kinds:?}", files.len());
    let mut bad = Vec::new();
    for validator in Validator::ALL {
        for (path, verdict) in validator.judge(&files) {
            if !verdict.errors.is_empty() {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                bad.push(format!("{validator:?} {name}: {:?}", verdict.errors));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}
