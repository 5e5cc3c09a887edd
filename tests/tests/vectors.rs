//! Every vector file of the repository passes, and says how many cases it holds.

use nocte_tests::vectors::{read_file, run};
use std::path::{Path, PathBuf};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let entries = std::fs::read_dir(folder).expect("the vector folder is in the repository");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_case_of_every_file_passes() {
    let mut wrong = Vec::new();
    for path in files() {
        let report = run(&read_file(&path).expect("a vector file in the envelope"));
        assert!(report.passed + report.failed > 0, "{} holds no case", path.display());
        wrong.extend(report.failures.iter().map(|failure| format!("{}: {failure}", path.display())));
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn case_counts_and_ids_are_what_the_files_say() {
    for path in files() {
        let file = read_file(&path).expect("a vector file in the envelope");
        let cases = file["cases"].as_array().expect("read_file checked it");
        assert_eq!(file["case_count"].as_u64(), Some(cases.len() as u64), "{}", path.display());
        let mut ids: Vec<&str> = cases.iter().filter_map(|case| case["id"].as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), cases.len(), "{}: an id is missing or twice there", path.display());
    }
}
