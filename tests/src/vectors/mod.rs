//! Golden vectors: one file format for every language; a vector is never regenerated to make a test pass.

mod amounts;
mod plans;
mod reminders;
mod safety;

use serde_json::Value;

/// Computes one case's actual answer, to be compared with its `expect`.
type Runner = fn(case: &Value, file: &Value) -> Result<Value, String>;

/// The runner for a case type.
fn runner(kind: &str) -> Option<Runner> {
    match kind {
        "resolve" | "attribute" | "plan" | "action" | "diff" => Some(reminders::run),
        "dilute" | "second_dilution" | "show" | "parse" => Some(amounts::run),
        "check" => Some(safety::run),
        "advance_plan" => Some(plans::run),
        _ => None,
    }
}
