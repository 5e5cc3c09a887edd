//! `vectors`: hands files to the runner of one language. Rust's is a program of `tests/`, built without the
//! store, so that a stranger with a file of cases waits seconds and not for a C library.

use crate::manners::{Answer, Refusal};
use crate::{house, kotlin, python, swift};
use std::process::Command;

/// The runner as cargo's words.
pub(crate) const RUNNER: &str = "run --quiet --package nocte-tests --no-default-features --bin vectors";

/// `vectors [--language rust|python|kotlin|swift] FILE…`. Files are taken as typed, from where the user stands.
pub(crate) fn run(words: &[String]) -> Result<Answer, Refusal> {
    let mut language = "rust".to_owned();
    let mut files = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word == "--language" {
            let Some(name) = words.next() else {
                return Err(Refusal::new("--language needs a name", "--language rust|python|kotlin|swift"));
            };
            language.clone_from(name);
        } else if let Some(name) = word.strip_prefix("--language=") {
            name.clone_into(&mut language);
        } else if word.starts_with("--") {
            return Err(Refusal::unknown_word("vectors", word));
        } else {
            files.push(word);
        }
    }
    speaks(&language)?;
    if files.is_empty() {
        return Err(Refusal::new(
            "no file of cases given",
            "cargo xtask vectors tests/vectors/reminders.json",
        ));
    }
    for file in &files {
        readable(file)?;
    }
    let root = house::root()?;
    let mut runner = match language.as_str() {
        "python" => python::vectors(&root, &files)?,
        "kotlin" => kotlin::vectors(&root, &files)?,
        "swift" => swift::vectors(&root, &files)?,
        _ => rust(&root, &files),
    };
    let status = runner.status().map_err(|error| Refusal::cannot_start(&language, &error))?;
    match status.code() {
        Some(0) => Ok(Answer::Yes),
        Some(2) => Ok(Answer::Told),
        _ => Ok(Answer::No),
    }
}

fn rust(root: &std::path::Path, files: &[&String]) -> Command {
    let mut cargo = house::cargo();
    cargo.args(RUNNER.split(' '));
    cargo.arg("--manifest-path").arg(root.join("Cargo.toml"));
    cargo.arg("--").args(files);
    cargo
}

/// Which languages have a runner.
fn speaks(language: &str) -> Result<(), Refusal> {
    match language {
        "rust" | "python" | "kotlin" | "swift" => Ok(()),
        other => Err(Refusal::new(
            format!("no vector runner for '{other}'"),
            "--language rust|python|kotlin|swift",
        )),
    }
}

/// Looked at before cargo starts, so that a mistyped path is refused at once.
fn readable(file: &str) -> Result<(), Refusal> {
    match std::fs::File::open(file) {
        Ok(_) => Ok(()),
        Err(error) => Err(Refusal::new(
            format!("{file} cannot be read: {error}"),
            "name a file of cases, such as tests/vectors/reminders.json",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_runner_and_an_unknown_one_is_refused() {
        for language in ["rust", "python", "kotlin", "swift"] {
            assert!(speaks(language).is_ok(), "{language}");
        }
        assert!(speaks("latin").is_err());
    }
}
