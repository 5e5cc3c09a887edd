//! Every resource the mapping emits, through validators nobody here wrote.

use nocte_tests::emitted;
use nocte_tests::peers::validators::Validator;
use std::collections::BTreeMap;

#[test]
#[ignore = "needs peers: cargo xtask test peers"]
fn no_validator_objects_to_what_we_emit() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut files = Vec::new();
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for (name, resource) in emitted::all() {
        *kinds.entry(resource.kind().to_owned()).or_default() += 1;
        let path = folder.path().join(format!("{name}.json"));
        std::fs::write(&path, resource.to_json()).expect("the folder takes a file");
        files.push(path);
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
