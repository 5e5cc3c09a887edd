//! Three validators nobody here wrote, each asked about many files in one run.

use super::{Peer, file};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One of the validators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validator {
    /// The R4 JSON Schema: primitive formats, unknown fields.
    Schema,
    /// Medplum's: structure and invariants.
    Medplum,
    /// pyrofile: structure, invariants, required value sets.
    Pyrofile,
}

/// What a validator says about one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Verdict {
    /// What is wrong.
    pub errors: Vec<String>,
    /// What it only frowns at.
    pub warnings: Vec<String>,
}

impl Verdict {
    /// Did it notice anything at all?
    pub fn noticed(&self) -> bool {
        !self.errors.is_empty() || !self.warnings.is_empty()
    }
}

impl Validator {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Schema, Self::Medplum, Self::Pyrofile];

    /// Judges every file.
    ///
    /// # Panics
    /// When the validator is not here, fails, or passes over a file.
    pub fn judge(self, files: &[PathBuf]) -> BTreeMap<PathBuf, Verdict> {
        let output = self.command().args(files).output().expect("the validator was found a moment ago");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{self:?} failed: {said}");
        let verdicts: BTreeMap<PathBuf, Verdict> =
            serde_json::from_slice(&output.stdout).expect("it prints one JSON object");
        for path in files {
            assert!(verdicts.contains_key(path), "{self:?} passed over {}", path.display());
        }
        verdicts
    }

    fn command(self) -> Command {
        if self == Self::Medplum {
            let mut node = Command::new("node");
            node.arg(file("medplum/validate.mjs")).env("NOCTE_PEER", Peer::Medplum.place());
            return node;
        }
        let place = Peer::Validators.place();
        let script = if self == Self::Schema { "validators/schema.py" } else { "validators/profiles.py" };
        let mut python = Command::new(place.join("python/bin/python"));
        python.arg(file(script)).arg(place.join("definitions"));
        python
    }
}

/// The `.json` files of a folder, sorted.
///
/// # Panics
/// When the folder cannot be read.
pub fn json_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    files
}
