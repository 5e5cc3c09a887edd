//! What holds at once on receipt: a stop, a pause, an active flag. No tap is asked for.

use super::{replied, same_words};
use crate::domain::clinic::{Arrival, OrderStatus, Received};
use crate::domain::hold;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::{DecisionKind, HoldReason, NewDecision};

/// The hold that begins because of something just received; `None` where it asks for none, where one of the
/// clinic's is on already, where the same words were received before, or where there is no plan to hold.
///
/// Without a plan the stop stands and holds the first one that is made ([`standing_stops`]).
pub fn hold_at_once(journal: &Journal, received: &Received, tonight: Night) -> Option<NewDecision> {
    let on_already = || {
        hold::open_holds(journal)
            .iter()
            .any(|open| open.reason == HoldReason::Clinician && open.from <= tonight)
    };
    if !holds(&received.what)
        || journal.received.iter().any(|known| same_words(known, received))
        || replied(journal, received.id)
        || on_already()
    {
        return None;
    }
    hold::begin(journal, HoldReason::Clinician, tonight, tonight).ok()
}

/// The stops, pauses and flags that stand: the newest word on their resource, and not answered by the patient.
pub fn standing_stops(journal: &Journal) -> Vec<&Received> {
    let newest = |received: &&Received| {
        let later =
            |other: &&Received| other.from.kind == received.from.kind && other.from.id == received.from.id;
        journal.received.iter().rfind(later).is_some_and(|last| last.id == received.id)
    };
    journal
        .received
        .iter()
        .filter(|received| holds(&received.what))
        .filter(newest)
        .filter(|received| !replied(journal, received.id))
        .collect()
}

/// The hold that a plan begins with because a stop was received when there was none to hold.
pub fn owed(journal: &Journal, tonight: Night) -> Option<NewDecision> {
    let of_a_clinic =
        |kind: &DecisionKind| matches!(kind, DecisionKind::HoldBegin { reason: HoldReason::Clinician });
    let ever = journal.decisions.iter().any(|decision| of_a_clinic(&decision.kind));
    if ever || standing_stops(journal).is_empty() {
        return None;
    }
    hold::begin(journal, HoldReason::Clinician, tonight, tonight).ok()
}

fn holds(what: &Arrival) -> bool {
    match what {
        Arrival::Order(order) => matches!(order.status, OrderStatus::OnHold | OrderStatus::Stopped),
        Arrival::Flag(flag) => flag.active,
        Arrival::Message(_) | Arrival::Answer(_) => false,
    }
}
