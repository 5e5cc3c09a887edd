//! What happened, one line each.

use super::{LANG, agreement, day, heading, hold, severity};
use crate::clinic::events::What;
use crate::clinic::need::HoldWhy;
use nocte_core::domain::clinic::{OrderStatus, ReplyKind, RequestOutcome};
use nocte_core::domain::medicine::Course;
use nocte_core::domain::plan::HoldReason;
use nocte_core::domain::symptom::EffectCourse;
use nocte_core::words::amount::show_dose;
use nocte_core::words::effect::effect;
use nocte_core::words::plan::show_reason;
use nocte_core::words::safety::shown_name;

/// When a medicine was taken.
pub(crate) fn course(course: Course) -> String {
    match course {
        Course::Current => "being taken".to_owned(),
        Course::Last { on } => format!("last taken {}", day(on)),
        Course::Starting { on } => format!("to start {}", day(on)),
        Course::NotTaking => "not taken".to_owned(),
        Course::Unanswered => "found by a check, not answered".to_owned(),
    }
}

/// An event in one line.
pub(crate) fn event(what: &What) -> String {
    match what {
        What::Step { dose } => format!("{} begins", show_dose(*dose, LANG)),
        What::Plan { version, reason, agreement: by } => {
            format!("Plan version {version}: {}; {}", show_reason(*reason, LANG), agreement(by))
        }
        What::Effect { what, severity: how, course } => {
            let name = heading(effect(what, LANG));
            match course {
                EffectCourse::Open => format!("{name}, {}", severity(*how)),
                EffectCourse::Resolved => format!("{name}: gone"),
            }
        }
        What::Medicine { name, course: taken, opioid } => {
            let kind = if *opioid { "Opioid" } else { "Other medicine" };
            format!("{kind}: {}, {}", shown_name(name), course(*taken))
        }
        What::HoldBegin { reason } => format!("Hold begins: {}", hold_reason(reason)),
        What::HoldEnd { reason } => format!("Hold ends: {}", hold_reason(reason)),
        What::Lab { what, value, unit } => {
            format!("{} {value} {}", lab(what), shown_name(unit))
        }
        What::Extra => "A dose beyond the night's own".to_owned(),
        What::BadDay => "Bad day".to_owned(),
        What::Note { text } => format!("Note: {}", clipped(text)),
        What::Asked { dose: Some(dose) } => format!("Asks to go to {}", show_dose(*dose, LANG)),
        What::Asked { dose: None } => "Asks for the next step".to_owned(),
        What::Replied { reply } => replied(reply),
        What::Ordered { status, by } => match status {
            OrderStatus::Active => format!("Order signed by {}", shown_name(by)),
            OrderStatus::OnHold => format!("Paused by {}", shown_name(by)),
            OrderStatus::Stopped => format!("Stopped by {}", shown_name(by)),
        },
        What::Decided { outcome, by } => {
            let how = match outcome {
                RequestOutcome::Accepted => "seen",
                RequestOutcome::Completed => "agreed to",
                RequestOutcome::Rejected => "not agreed to",
            };
            format!("Request {how} by {}", shown_name(by))
        }
        What::Flag { active, text, by } => {
            let did = if *active { "Warning by" } else { "Warning taken back by" };
            format!("{did} {}: {}", shown_name(by), clipped(text))
        }
        What::Message { by, text } => format!("{} wrote: {}", shown_name(by), clipped(text)),
    }
}

/// A patient's answer to the clinic.
pub(crate) fn replied(reply: &ReplyKind) -> String {
    match reply {
        ReplyKind::Confirmed { .. } => "Confirmed by the patient".to_owned(),
        ReplyKind::Declined { reason: Some(reason) } => {
            format!("Declined by the patient: {}", clipped(reason))
        }
        ReplyKind::Declined { reason: None } => "Declined by the patient".to_owned(),
        ReplyKind::SentBack => "Sent back by the phone: the record had moved on".to_owned(),
    }
}

/// A laboratory value's name: initials stay initials.
pub(crate) fn lab(what: &str) -> String {
    if what == "esr" { "ESR".to_owned() } else { heading(what) }
}

/// Somebody's words, at the length of a line.
pub(crate) fn clipped(text: &str) -> String {
    const LONGEST: usize = 160;
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.chars().count() <= LONGEST {
        return plain;
    }
    let cut: String = plain.chars().take(LONGEST).collect();
    format!("{}\u{2026}", cut.trim_end())
}

fn hold_reason(reason: &HoldReason) -> String {
    match reason {
        HoldReason::Surgery { on } => format!("an operation on {}", day(*on)),
        other => hold(HoldWhy::from(other)).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_and_control_characters_are_gone() {
        assert_eq!(clipped("a\nb"), "a b");
        assert_eq!(clipped(&"x".repeat(200)).chars().count(), 161);
    }
}
