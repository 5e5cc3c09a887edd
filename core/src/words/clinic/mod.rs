//! A clinic's word in the patient's: what it sent, what it proposes, and why a proposal is not followed.

mod access;
mod count;
mod difference;
mod parked;
mod refused;

pub use access::show_access;
pub use count::shortfall;
pub use difference::{proposal_changes, show_difference};
pub use parked::parked_reason;
pub use refused::{proposal_refused, request_refused, show_newer};

use super::Lang;
use super::date::{from_night, show_day};
use crate::domain::clinic::{Arrival, ClinicFlag, Order, OrderStatus, RequestAnswer, RequestOutcome};
use crate::domain::proposal::Proposal;

/// A proposal's first line: who signed it, when, and from which night it would hold.
pub fn show_proposal(proposal: &Proposal, lang: Lang) -> String {
    let Order { by, on, .. } = &proposal.order;
    let (on, from) = (show_day(*on, lang), from_night(proposal.effective_night, lang));
    match lang {
        Lang::En => format!("{by} proposes, signed {on}, {from}:"),
        Lang::De => format!("{by} schlägt vor, unterschrieben am {on}, {from}:"),
    }
}

/// Something the clinic sent, in one line.
pub fn show_arrival(what: &Arrival, lang: Lang) -> String {
    match what {
        Arrival::Order(order) => show_order(order, lang),
        Arrival::Flag(flag) => show_flag(flag, lang),
        Arrival::Message(message) => format!("{}: {}", message.by, message.text),
        Arrival::Answer(answer) => show_answer(answer, lang),
    }
}

fn show_order(order: &Order, lang: Lang) -> String {
    let (by, on) = (&order.by, show_day(order.on, lang));
    let said = match (lang, order.status) {
        (Lang::En, OrderStatus::Active) => format!("{by} signed an order on {on}."),
        (Lang::De, OrderStatus::Active) => format!("{by} hat am {on} eine Verordnung unterschrieben."),
        (Lang::En, OrderStatus::OnHold) => {
            format!("{by} paused the treatment on {on}. Take no dose until you have spoken with the clinic.")
        }
        (Lang::De, OrderStatus::OnHold) => format!(
            "{by} hat die Behandlung am {on} unterbrochen. Nehmen Sie keine Dosis, bis Sie mit der Praxis \
             gesprochen haben."
        ),
        (Lang::En, OrderStatus::Stopped) => {
            format!("{by} stopped the treatment on {on}. Take no dose until you have spoken with the clinic.")
        }
        (Lang::De, OrderStatus::Stopped) => format!(
            "{by} hat die Behandlung am {on} beendet. Nehmen Sie keine Dosis, bis Sie mit der Praxis \
             gesprochen haben."
        ),
    };
    with_note(said, order.note.as_deref())
}

fn show_flag(flag: &ClinicFlag, lang: Lang) -> String {
    let (by, text) = (&flag.by, &flag.text);
    match (lang, flag.active) {
        (Lang::En, true) => format!("{by} put up a warning: {text} Until it is settled, take no dose."),
        (Lang::De, true) => {
            format!("{by} hat eine Warnung gesetzt: {text} Bis das geklärt ist, nehmen Sie keine Dosis.")
        }
        (Lang::En, false) => format!("{by} took a warning back: {text}"),
        (Lang::De, false) => format!("{by} hat eine Warnung zurückgenommen: {text}"),
    }
}

fn show_answer(answer: &RequestAnswer, lang: Lang) -> String {
    let by = &answer.by;
    let said = match (lang, answer.outcome) {
        (Lang::En, RequestOutcome::Accepted) => format!("{by} has seen your request and not decided yet."),
        (Lang::De, RequestOutcome::Accepted) => {
            format!("{by} hat Ihre Anfrage gesehen und noch nicht entschieden.")
        }
        (Lang::En, RequestOutcome::Completed) => {
            format!(
                "{by} agreed to your request. The order is a proposal: nothing changes before you confirm."
            )
        }
        (Lang::De, RequestOutcome::Completed) => format!(
            "{by} hat Ihrer Anfrage zugestimmt. Die Verordnung ist ein Vorschlag: nichts ändert sich, bevor \
             Sie bestätigen."
        ),
        (Lang::En, RequestOutcome::Rejected) => {
            format!("{by} did not agree to your request. Stay on the present dose.")
        }
        (Lang::De, RequestOutcome::Rejected) => {
            format!("{by} hat Ihrer Anfrage nicht zugestimmt. Bleiben Sie bei der jetzigen Dosis.")
        }
    };
    with_note(said, answer.reason.as_deref())
}

fn with_note(said: String, note: Option<&str>) -> String {
    match note.map(str::trim).filter(|note| !note.is_empty()) {
        Some(note) => format!("{said} \"{note}\""),
        None => said,
    }
}
