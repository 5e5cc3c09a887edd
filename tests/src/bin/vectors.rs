//! Runs vector files: one line for each failing case, then `N passed, N failed`.
//!
//! Exit 0 all passed, 1 a case failed, 2 a file cannot be read (nothing on stdout then).
// The command's answer goes to stdout.
#![allow(clippy::print_stdout)]

use nocte_tests::vectors::{Report, Unreadable, read_file, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    let paths: Vec<_> = std::env::args_os().skip(1).collect();
    if paths.is_empty() {
        return refuse("no file given", "name at least one, as in: vectors tests/vectors/reminders.json");
    }
    // All are read before any is run, so that a refusal leaves stdout empty.
    let files: Result<Vec<_>, Unreadable> = paths.iter().map(read_file).collect();
    match files {
        Ok(files) => answer(files.iter().map(run)),
        Err(error) => refuse(
            &error.to_string(),
            "give a JSON file with a list of cases, as tests/vectors/reminders.json",
        ),
    }
}

fn answer(reports: impl Iterator<Item = Report>) -> ExitCode {
    let mut all = Report::default();
    reports.for_each(|report| all.add(report));
    for failure in &all.failures {
        println!("{failure}");
    }
    println!("{} passed, {} failed", all.passed, all.failed);
    if all.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn refuse(reason: &str, next: &str) -> ExitCode {
    eprintln!("{reason}");
    eprintln!("{next}");
    ExitCode::from(2)
}
