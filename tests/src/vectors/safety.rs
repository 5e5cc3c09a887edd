//! Checks of medicine names and operations, against the shipped tables.

use chrono::NaiveDate;
use nocte_core::catalogue::{medicines, parameters};
use nocte_core::domain::night::Night;
use nocte_core::domain::safety::{CheckAnswer, CheckError, CheckRequest, check};
use nocte_core::domain::setting::Settings;
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn run(case: &Value, file: &Value) -> Result<Value, String> {
    let tonight = date(case, file, "tonight")?.ok_or("no tonight")?;
    let request = CheckRequest {
        names: names(case)?,
        today: date(case, file, "today")?.ok_or("no today")?,
        last: date(case, file, "last")?,
        starting: date(case, file, "starting")?,
        surgery: date(case, file, "surgery")?,
        settings: Settings::default(),
    };
    match check(&request, medicines(), parameters(), Night::of(tonight)) {
        Ok(answer) => Ok(shown(&answer)),
        Err(error) => Ok(json!({ "error": code(error) })),
    }
}

fn names(case: &Value) -> Result<Vec<String>, String> {
    let names = case["names"].as_array().ok_or("names are a list")?;
    names.iter().map(|name| name.as_str().map(str::to_owned).ok_or_else(|| "a name is text".into())).collect()
}

/// A date of the case, or of the file's defaults.
fn date(case: &Value, file: &Value, key: &str) -> Result<Option<NaiveDate>, String> {
    let value = case.get(key).unwrap_or(&file["defaults"][key]);
    match value {
        Value::Null => Ok(None),
        Value::String(text) => text.parse().map(Some).map_err(|_| format!("{key} is not a date")),
        _ => Err(format!("{key} is not a date")),
    }
}

fn shown(answer: &CheckAnswer) -> Value {
    let rules: BTreeSet<&str> = answer.reasons.iter().map(|reason| reason.rule.code()).collect();
    json!({
        "verdict": answer.verdict,
        "from": answer.from,
        "until": answer.until,
        "rules": rules,
        "reasons": answer.reasons,
    })
}

fn code(error: CheckError) -> &'static str {
    match error {
        CheckError::LastInFuture => "last_in_future",
        CheckError::StartInPast => "start_in_past",
        CheckError::LastAndStart => "last_and_start",
        CheckError::SurgeryInPast => "surgery_in_past",
    }
}
