//! What a clinic proposes, and what happens to it (`safety.md` 25, design 3.10).
//!
//! An order that stops or pauses holds at once on receipt, and so does an active flag ([`hold_at_once`]). Every
//! other order is a *proposal*: shown as a diff against the plan in force now, never as it was when it was signed,
//! and followed only after the patient confirms. Confirming makes the version through the same checks as any
//! other change ([`confirm`]); what is newer than the order saw sends it back.
//!
//! Nothing here is stored twice: which proposal is open follows from what was received and replied.

mod at_once;
mod confirm;
mod difference;
mod newer;
mod request;

pub use at_once::{hold_at_once, owed, standing_stops};
pub use confirm::{Confirming, ProposalRefusal, confirm};
pub use difference::{Difference, StepAt, differences};
pub use newer::{Newer, as_seen, newer};
pub use request::{RequestRefusal, open_request, request_step};

use super::clinic::{Arrival, Order, OrderStatus, Received};
use super::fact_id::FactId;
use super::journal::Journal;
use super::night::Night;
use super::progress::{first_open_night, plan_in_force, upcoming};

/// An order that waits for the patient's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The arrival it stands in; the answer names it.
    pub arrival: FactId,
    /// The order.
    pub order: Order,
    /// The plan version it was compared with; `None` without a plan.
    pub against: Option<FactId>,
    /// The first night it would govern.
    pub effective_night: Night,
    /// What would change, in the order it is read. Empty when the order asks for what is followed already.
    pub differences: Vec<Difference>,
}

/// The proposal that waits for an answer; there is at most one, because a newer one replaces an unanswered one.
///
/// Made anew from the journal each time it is asked: if the plan changed meanwhile, so does the diff.
pub fn open_proposal(journal: &Journal, tonight: Night) -> Option<Proposal> {
    let (received, order) = waiting(journal)?;
    let effective_night = effective_night(journal, order, tonight);
    let plan = plan_in_force(journal, effective_night).or_else(|| upcoming(journal, tonight));
    Some(Proposal {
        arrival: received.id,
        order: order.clone(),
        against: plan.map(|plan| plan.id),
        effective_night,
        differences: differences(journal, plan, order, effective_night),
    })
}

/// The first night an order could govern: the first one nobody has answered, and never before its own start.
pub(super) fn effective_night(journal: &Journal, order: &Order, tonight: Night) -> Night {
    let open = first_open_night(journal, tonight);
    order.start.map_or(open, |start| Night::of(start).max(open))
}

/// The newest order to be followed, unless it was answered or overtaken.
///
/// A stop that came after it withdraws it, unless the stop is only of the order that it replaces.
fn waiting(journal: &Journal) -> Option<(&Received, &Order)> {
    let mut waiting: Option<(&Received, &Order)> = None;
    for (place, received) in journal.received.iter().enumerate() {
        let Arrival::Order(order) = &received.what else { continue };
        // A server may count a version up without a change.
        if journal.received.iter().take(place).any(|before| same_words(before, received)) {
            continue;
        }
        let replaced = waiting.is_some_and(|(_, newer)| newer.replaces.as_ref() == Some(&received.from.id));
        match order.status {
            OrderStatus::Active => waiting = Some((received, order)),
            OrderStatus::OnHold | OrderStatus::Stopped if replaced => {}
            OrderStatus::OnHold | OrderStatus::Stopped => waiting = None,
        }
    }
    waiting.filter(|(received, _)| {
        let alike = journal.received.iter().filter(|other| same_words(other, received));
        !alike.into_iter().any(|it| replied(journal, it.id))
    })
}

/// Whether two arrivals are one resource in the same words, under whichever versions.
fn same_words(one: &Received, other: &Received) -> bool {
    one.from.kind == other.from.kind && one.from.id == other.from.id && one.what == other.what
}

/// Whether an arrival has its answer.
pub(super) fn replied(journal: &Journal, arrival: FactId) -> bool {
    journal.replies.iter().any(|reply| reply.to == arrival)
}
