//! Golden vectors: one file format for every language; a vector is never regenerated to make a test pass.
//!
//! A file is an object with `cases`; each case has an `id`, a `type`, its inputs and `expect`. A field absent from
//! `expect` is not compared, an absent flag of a notification means false, an unknown `type` is a failure.

mod amounts;
mod compare;
mod input;
mod planner;
mod plans;
mod reminders;
mod safety;

use serde_json::Value;
use std::fmt;
use std::path::{Path, PathBuf};

/// Computes one case's actual answer, to be compared with its `expect`.
type Runner = fn(case: &Value, file: &Value) -> Result<Value, String>;

/// The runner for a case type.
fn runner(kind: &str) -> Option<Runner> {
    match kind {
        "resolve" | "attribute" | "plan" | "action" | "diff" => Some(reminders::run),
        "dilute" | "plan_on_syringe" | "second_dilution" | "show" | "parse" => Some(amounts::run),
        "check" => Some(safety::run),
        "advance_plan" => Some(plans::run),
        _ => None,
    }
}

/// What came of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Cases as expected.
    pub passed: usize,
    /// Cases not as expected.
    pub failed: usize,
    /// One for each failed case, in the file's order.
    pub failures: Vec<Failure>,
}

impl Report {
    /// Adds another file's figures.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures.extend(other.failures);
    }
}

/// A failed case; shown as one line with id, place, expected and got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The case's id, or its place in the file if it has none.
    pub id: String,
    /// What differs.
    pub what: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id, self.what.replace(['\n', '\r'], " "))
    }
}

/// A file that cannot be run at all.
#[derive(Debug)]
pub struct Unreadable {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason.replace(['\n', '\r'], " "))
    }
}

impl std::error::Error for Unreadable {}

/// Reads and runs one file.
pub fn run_file(path: impl AsRef<Path>) -> Result<Report, Unreadable> {
    read_file(path).map(|file| run(&file))
}

/// Reads one file without running it.
pub fn read_file(path: impl AsRef<Path>) -> Result<Value, Unreadable> {
    let path = path.as_ref();
    let unreadable = |reason| Unreadable { path: path.to_owned(), reason };
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
    let file: Value =
        serde_json::from_str(&text).map_err(|error| unreadable(format!("not JSON: {error}")))?;
    if file.get("cases").is_some_and(Value::is_array) {
        Ok(file)
    } else {
        Err(unreadable("no list of cases in it".to_owned()))
    }
}

/// Runs every case of a file already read.
pub fn run(file: &Value) -> Report {
    let mut report = Report::default();
    for (index, case) in file.get("cases").and_then(Value::as_array).into_iter().flatten().enumerate() {
        match run_case(case, file) {
            Ok(()) => report.passed += 1,
            Err(what) => {
                report.failed += 1;
                let id = case.get("id").and_then(Value::as_str);
                let id = id.map_or_else(|| format!("cases[{index}]"), str::to_owned);
                report.failures.push(Failure { id, what });
            }
        }
    }
    report
}

/// Runs the cases with these ids; an id that is not in the file fails.
pub fn run_named(file: &Value, ids: &[&str]) -> Report {
    let mut report = Report::default();
    for id in ids {
        let case = file["cases"].as_array().into_iter().flatten().find(|case| case["id"] == *id);
        match case.map_or_else(|| Err("expected a case, got none".to_owned()), |case| run_case(case, file)) {
            Ok(()) => report.passed += 1,
            Err(what) => {
                report.failed += 1;
                report.failures.push(Failure { id: (*id).to_owned(), what });
            }
        }
    }
    report
}

/// Runs one case; the error says what differs.
fn run_case(case: &Value, file: &Value) -> Result<(), String> {
    let kind = case.get("type").and_then(Value::as_str).ok_or("type: expected a case type, got none")?;
    let runner = runner(kind).ok_or_else(|| format!("type: expected a known case type, got {kind:?}"))?;
    let expect = case.get("expect").filter(|expect| expect.is_object());
    let expect = expect.ok_or("expect: expected an object, got none")?;
    let got = runner(case, file).map_err(|why| format!("could not be run: {why}"))?;
    let differences = compare::differences(expect, &got);
    let Some(first) = differences.first() else { return Ok(()) };
    match differences.len() - 1 {
        0 => Err(first.to_string()),
        more => Err(format!("{first} (and {more} more)")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn one(case: &Value) -> Report {
        run(&json!({ "cases": [case] }))
    }

    fn resolve(expect: &Value) -> Value {
        json!({
            "id": "R", "type": "resolve", "night": "2026-11-22", "bedtime": "22:30", "cutover": "12:00",
            "zone_window": { "zone": "UTC", "initial_offset_s": 0, "transitions": [] }, "expect": expect,
        })
    }

    #[test]
    fn a_field_absent_from_expect_is_not_compared() {
        assert_eq!(one(&resolve(&json!({ "shift_s": 0 }))).passed, 1);
    }

    #[test]
    fn a_wrong_field_fails_with_id_place_expected_and_got() {
        let report = one(&resolve(&json!({ "shift_s": 1 })));
        let line = report.failures.first().expect("one failure").to_string();
        assert_eq!(line, "R shift_s: expected 1, got 0");
    }

    #[test]
    fn a_field_nobody_answers_fails() {
        assert_eq!(one(&resolve(&json!({ "colour": "red" }))).failed, 1);
    }

    #[test]
    fn an_unknown_type_fails() {
        assert_eq!(one(&json!({ "id": "X", "type": "sing", "expect": {} })).failed, 1);
        assert_eq!(one(&json!({ "id": "X", "expect": {} })).failed, 1);
        assert_eq!(one(&json!(7)).failed, 1);
    }

    #[test]
    fn a_case_without_expectation_fails() {
        let mut case = resolve(&json!({}));
        case.as_object_mut().expect("an object").remove("expect");
        assert_eq!(one(&case).failed, 1);
    }

    #[test]
    fn an_unknown_input_fails() {
        let mut case = resolve(&json!({ "shift_s": 0 }));
        case.as_object_mut().expect("an object").insert("lead".to_owned(), json!(15));
        let report = one(&case);
        assert!(report.failures.first().expect("one failure").what.contains("lead"));
    }
}
