//! Files taken over as they came: golden vectors and FHIR samples. Each is pinned by its hash, since a vector
//! that is edited to make a test pass is no law any more.
//!
//! `tests/pinned.sha256` has the format of `sha256sum`, so that `sha256sum --check` reads it from the root.

use super::{Finding, Source};
use sha2::{Digest, Sha256};

/// The list.
pub const LIST: &str = "tests/pinned.sha256";

/// Is this file one of those that must be on the list?
pub fn must_be_pinned(path: &str) -> bool {
    path == "tests/vectors/reminders.json" || path.starts_with("tests/fhir/")
}

/// Pinned files that changed, vanished, or are not on the list.
pub fn changed(sources: &[Source], list: &str) -> Vec<Finding> {
    let pins: Vec<(&str, &str)> = list
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, path)| (path.trim(), hash.trim()))
        .collect();
    let mut findings = Vec::new();
    for (path, hash) in &pins {
        match sources.iter().find(|source| source.path == *path) {
            None => findings.push(missing(path)),
            Some(source) if sha256(&source.text) != *hash => {
                let says = "pinned and changed: bring it back with `git checkout`; a new behaviour is a \
                            new file, never an edit of this one";
                findings.push(Finding::new(source, 0, says));
            }
            Some(_) => {}
        }
    }
    for source in sources.iter().filter(|source| must_be_pinned(&source.path)) {
        if !pins.iter().any(|(path, _)| *path == source.path) {
            let says = format!("not pinned: add it with `sha256sum {} >> {LIST}`", source.path);
            findings.push(Finding::new(source, 0, says));
        }
    }
    findings
}

fn missing(path: &str) -> Finding {
    Finding {
        path: path.to_owned(),
        line: 0,
        says: "pinned and gone: bring it back with `git checkout`".to_owned(),
    }
}

fn sha256(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('?');
    hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn planted_changes_are_caught() {
        let sample = "tests/fhir/01-patient.json";
        let list = format!("{EMPTY}  {sample}\n");
        assert_eq!(changed(&[Source::planted(sample, "")], &list).len(), 0);
        assert_eq!(changed(&[Source::planted(sample, " ")], &list).len(), 1);
        assert_eq!(changed(&[], &list).len(), 1);
        assert_eq!(changed(&[Source::planted(sample, "")], "").len(), 1);
    }
}
