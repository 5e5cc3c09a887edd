//! The manners every command promises: help with an example, and refusals that leave stdout empty.

use std::process::{Command, Output};

const COMMANDS: [&str; 11] =
    ["test", "check", "fix", "vectors", "bench", "slow", "doctor", "size", "bindings", "android", "ios"];

fn xtask(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(words)
        .output()
        .expect("cargo built the program beside this test")
}

/// Status 2, nothing on stdout, a reason and a next step on stderr.
fn refused(words: &[&str]) {
    let output = xtask(words);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{words:?}: {said}");
    assert!(output.stdout.is_empty(), "{words:?} spoke on stdout");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{words:?}: {said}");
    assert!(lines[0].starts_with("error: ") && lines[1].starts_with("next: "), "{said}");
}

#[test]
fn every_command_has_help_with_an_example() {
    for command in COMMANDS {
        for words in [vec![command, "--help"], vec![command, "more", "-h"]] {
            let output = xtask(&words);
            let said = String::from_utf8_lossy(&output.stdout);
            assert_eq!(output.status.code(), Some(0), "{words:?}");
            assert!(said.contains("Usage: ") && said.contains("Example: "), "{said}");
        }
    }
    assert!(xtask(&["--help"]).status.success());
}

#[test]
fn words_nobody_knows_are_refused() {
    refused(&[]);
    refused(&["tset"]);
    refused(&["test", "everything"]);
    refused(&["check", "--fast"]);
    refused(&["fix", "it"]);
    refused(&["bench", "no-such-bench"]);
    refused(&["slow", "no-such-part"]);
    refused(&["doctor", "me"]);
    refused(&["vectors", "--loud"]);
}

#[test]
fn vectors_need_a_language_that_is_built_and_files_that_are_there() {
    for language in ["python", "kotlin", "swift", "latin"] {
        refused(&["vectors", "--language", language, "cases.json"]);
    }
    refused(&["vectors"]);
    refused(&["vectors", "--language"]);
    refused(&["vectors", "no/such/file.json"]);
}

#[test]
fn what_needs_a_word_says_so() {
    for command in ["bindings", "android", "ios"] {
        refused(&[command]);
    }
    refused(&["size", "--json"]);
    refused(&["size", "me"]);
    if !cfg!(target_os = "macos") {
        refused(&["ios", "--release"]);
    }
}
