//! Facts that come from elsewhere: a clinic's word and the answers to it, and what the patient's phones say.

use super::{evening, first_night, id, plan, stamp};
use chrono::TimeDelta;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::{
    Arrival, ClinicFlag, ClinicMessage, Order, OrderStatus, Received, Reply, ReplyKind, RequestAnswer,
    RequestOutcome, ResourceRef, Saw, StepRequest,
};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::phone::{PhoneSays, PhoneWord};
use nocte_core::domain::plan::{Gate, Step};

/// A prescriber's order: the plan's two steps and a third.
///
/// # Panics
/// Never: the numbers are fixed.
pub fn order() -> Order {
    let dose = Dose::from_mcg(1_500).expect("a small dose fits");
    let third = Step { id: "s3".to_owned(), dose, min_nights: 14, max_nights: None, gate: Gate::Clinician };
    Order {
        status: OrderStatus::Active,
        by: "Dr Öztürk".to_owned(),
        on: first_night(),
        start: Some(first_night() + TimeDelta::days(5)),
        steps: plan().steps.into_iter().chain([third]).collect(),
        cap: Dose::from_mcg(4_500),
        stop_after: None,
        saw: Some(Saw { plan: plan().id, last_fact: id(2, 11) }),
        replaces: None,
        note: Some("Go on \"slowly\".\n".to_owned()),
    }
}

/// Something the clinic sent, as received that evening.
pub fn received(n: u32, which: u64, kind: &str, what: Arrival) -> Received {
    let from = ResourceRef { kind: kind.to_owned(), id: format!("r{which}"), version: "1".to_owned() };
    Received { id: id(n, which), from, what, stamp: stamp(n) }
}

pub(super) fn arrivals() -> Vec<Fact> {
    let by = || "Dr Öztürk".to_owned();
    let stop = Order { status: OrderStatus::Stopped, steps: vec![], start: None, saw: None, ..order() };
    let flag = ClinicFlag { active: true, by: by(), text: "Wait.".to_owned(), from: None, until: None };
    let message = ClinicMessage { by: by(), sent: Some(evening(3)), text: "Guten Tag".to_owned() };
    let answer = RequestAnswer {
        request: id(3, 110),
        outcome: RequestOutcome::Completed,
        by: by(),
        reason: None,
        order: Some("r100".to_owned()),
    };
    vec![
        received(3, 100, "MedicationRequest", Arrival::Order(order())).into(),
        received(3, 101, "MedicationRequest", Arrival::Order(stop)).into(),
        received(3, 102, "Flag", Arrival::Flag(flag)).into(),
        received(3, 103, "Communication", Arrival::Message(message)).into(),
        received(3, 104, "Task", Arrival::Answer(answer)).into(),
    ]
}

pub(super) fn sent_back() -> Vec<Fact> {
    let reply = |which, what| Reply { id: id(3, which), to: id(3, 100), what, stamp: stamp(3) };
    vec![
        StepRequest { id: id(3, 110), plan: plan().id, to: "s2".to_owned(), stamp: stamp(3) }.into(),
        reply(111, ReplyKind::Confirmed { plan: plan().id }).into(),
        reply(112, ReplyKind::Declined { reason: Some("not now".to_owned()) }).into(),
        reply(113, ReplyKind::SentBack).into(),
    ]
}

/// What two phones said of themselves: one gives, then the other; one has a holder's name.
pub(super) fn phones() -> Vec<Fact> {
    let says =
        |which, phone, what| PhoneWord { id: id(3, which), phone: id(0, phone), what, stamp: stamp(3) };
    vec![
        says(120, 121, PhoneSays::Gives { over: vec![] }).into(),
        says(122, 123, PhoneSays::Gives { over: vec![id(3, 120)] }).into(),
        says(124, 123, PhoneSays::Named { name: "Ännchen".to_owned() }).into(),
    ]
}
