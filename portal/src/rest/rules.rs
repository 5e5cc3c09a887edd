//! Who may write what: each element of the record has one owner, and nothing is merged.
//!
//! | resource | phone | clinic |
//! | --- | --- | --- |
//! | doses, scores, other drugs, reactions, batches, devices, answers | writes | adds beside it, never over it |
//! | orders, Flag, Communication, Patient | never (but its own `intent=plan`) | writes |
//! | Task | asks, and withdraws while nobody has answered | answers |
//! | DetectedIssue | creates, and withdraws before any mitigation | adds `mitigation` |

use super::kinds::{Writer, kind_of};
use crate::store::{Party, Refusal, Stored};
use serde_json::Value;

/// The judge that [`crate::store::Store::apply`] asks inside the commit.
///
/// # Errors
/// [`Refusal::NotWriter`] or [`Refusal::Rule`].
pub fn judge(by: Party, current: Option<&Stored>, kind: &str, next: &Value) -> Result<(), Refusal> {
    let Some(kind) = kind_of(kind) else { return Err(Refusal::NotWriter) };
    match by {
        Party::Phone => phone(kind.writer, current, next),
        Party::Clinic => clinic(kind.writer, current, next),
    }
}

fn phone(writer: Writer, current: Option<&Stored>, next: &Value) -> Result<(), Refusal> {
    let of_clinic = current.is_some_and(|there| there.owner == Party::Clinic);
    match writer {
        Writer::Clinic => Err(Refusal::NotWriter),
        Writer::Both => task_by_phone(current, next),
        _ if of_clinic => Err(Refusal::NotWriter),
        Writer::Phone => Ok(()),
        Writer::Plans if text(next, "intent") == "plan" => Ok(()),
        Writer::Plans => Err(Refusal::NotWriter),
        Writer::PhoneOnce => issue_by_phone(current, next),
    }
}

fn clinic(writer: Writer, current: Option<&Stored>, next: &Value) -> Result<(), Refusal> {
    let of_phone = current.is_some_and(|there| there.owner == Party::Phone);
    match writer {
        Writer::Both => task_by_clinic(current, next),
        Writer::PhoneOnce => Ok(()),
        _ if of_phone => Err(Refusal::NotWriter),
        _ => Ok(()),
    }
}

fn issue_by_phone(current: Option<&Stored>, next: &Value) -> Result<(), Refusal> {
    if next.get("mitigation").is_some() {
        return Err(Refusal::NotWriter);
    }
    match current.map(body) {
        None => Ok(()),
        Some(there) if there.get("mitigation").is_some() => {
            Err(Refusal::Rule("the clinic has answered this issue; it cannot be changed any more"))
        }
        Some(_) if text(next, "status") == "entered-in-error" => Ok(()),
        Some(_) => Err(Refusal::Rule("a phone creates an issue and can only withdraw it")),
    }
}

/// Asking for a step: the code R4 has for it.
fn asks(task: &Value) -> bool {
    let codings = task.pointer("/code/coding").and_then(Value::as_array);
    codings.is_some_and(|list| list.iter().any(|coding| text(coding, "code") == "approve"))
}

fn task_by_phone(current: Option<&Stored>, next: &Value) -> Result<(), Refusal> {
    let to = text(next, "status");
    let Some(there) = current else {
        let by_patient = next
            .pointer("/requester/reference")
            .and_then(Value::as_str)
            .is_none_or(|requester| requester.contains("Patient/"));
        return match to {
            _ if !by_patient => Err(Refusal::NotWriter),
            "requested" | "cancelled" | "entered-in-error" => Ok(()),
            "completed" | "rejected" | "failed" if !asks(next) => Ok(()),
            _ => Err(Refusal::Rule("a phone begins a task by asking; answering a request is the clinic's")),
        };
    };
    let before = body(there);
    let from = text(&before, "status");
    let allowed: &[&str] = match (there.owner, asks(&before), from) {
        // Its own question, not answered yet.
        (Party::Phone, true, "requested") => &["requested", "cancelled", "entered-in-error"],
        // Withdrawn, or its own answer to an order: it may be taken back, never turned round.
        (Party::Phone, true, "cancelled") | (Party::Phone, false, _) => &["entered-in-error"],
        // A question of the clinic's.
        (Party::Clinic, _, "requested" | "received") => &["accepted", "completed", "rejected"],
        (Party::Clinic, _, "accepted") => &["completed", "rejected"],
        _ => &[],
    };
    if asks(&before) != asks(next) {
        return Err(Refusal::Rule("a task keeps what it asks"));
    }
    if allowed.contains(&to) {
        return Ok(());
    }
    Err(Refusal::Rule("this task has been answered, or this step of its life is the clinic's"))
}

fn task_by_clinic(current: Option<&Stored>, next: &Value) -> Result<(), Refusal> {
    let Some(there) = current else { return Ok(()) };
    let before = body(there);
    let to = text(next, "status");
    let allowed: &[&str] = match (there.owner, text(&before, "status")) {
        (Party::Phone, "requested" | "received" | "accepted" | "on-hold" | "in-progress")
            if asks(&before) =>
        {
            &["received", "accepted", "on-hold", "in-progress", "completed", "rejected"]
        }
        (Party::Phone, _) => &[],
        (Party::Clinic, _) => return Ok(()),
    };
    if allowed.contains(&to) { Ok(()) } else { Err(Refusal::Rule("this request is not open any more")) }
}

/// The stored body; one that cannot be read has no status, and then nothing may follow it.
fn body(stored: &Stored) -> Value {
    serde_json::from_str(&stored.body).unwrap_or(Value::Null)
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or("")
}
