//! Random plans, decisions and orders.

use crate::any_fact::{amount, date, id, stamp, text};
use nocte_core::domain::clinic::{Order, OrderStatus, Saw};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{
    Agreement, AgreementKind, AskAgain, Completion, Decision, DecisionKind, Gate, HoldReason, PlanReason,
    PlanTerms, PlanVersion, Step,
};
use nocte_core::domain::protocol::{Missing, OnReaction, Recheck, RecheckKind};
use proptest::option::of as maybe;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn agreement() -> impl Strategy<Value = Agreement> {
    (select(vec![AgreementKind::Signed, AgreementKind::Reported]), text(), date())
        .prop_map(|(kind, by, on)| Agreement { kind, by, on })
}

fn gate() -> impl Strategy<Value = Gate> {
    prop_oneof![
        Just(Gate::Nights),
        Just(Gate::Patient),
        Just(Gate::Clinician),
        any::<u32>().prop_map(|nights| Gate::SymptomFree { nights }),
    ]
}

pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (text(), amount(), any::<u32>(), maybe(any::<u32>()), gate())
        .prop_map(|(id, dose, min_nights, max_nights, gate)| Step { id, dose, min_nights, max_nights, gate });
    prop::collection::vec(step, 0..5)
}

fn terms() -> BoxedStrategy<PlanTerms> {
    let reaction = prop_oneof![
        Just(OnReaction::Hold),
        (any::<u32>(), any::<u32>())
            .prop_map(|(weeks_min, weeks_max)| OnReaction::Halve { weeks_min, weeks_max }),
        (amount(), amount()).prop_map(|(low, high)| OnReaction::DropTo { low, high }),
    ];
    let recheck = maybe(any::<u32>()).prop_map(|months| Recheck { kind: RecheckKind::DownThenUp, months });
    let filled = (text(), date()).prop_map(|(by, on)| Completion { missing: Missing::Interval, by, on });
    let again = (amount(), date()).prop_map(|(dose, from)| AskAgain { dose, from });
    (prop::collection::vec(reaction, 0..3), maybe(recheck), prop::collection::vec(filled, 0..3), maybe(again))
        .prop_map(|(on_reaction, recheck, completed, ask_again)| PlanTerms {
            on_reaction,
            recheck,
            completed,
            ask_again,
        })
        .boxed()
}

pub(crate) fn plan() -> BoxedStrategy<PlanVersion> {
    let reason = select(vec![PlanReason::New, PlanReason::Halve, PlanReason::Stop, PlanReason::Retitrate]);
    let head = (id(), any::<u32>(), maybe(id()), date(), maybe(text()), agreement(), reason);
    let body = (steps(), 0_usize..9, maybe(amount()), maybe(date()), maybe(date()), terms());
    (head, body, stamp())
        .prop_map(|(head, body, stamp)| PlanVersion {
            id: head.0,
            version: head.1,
            follows: head.2,
            effective_night: Night::of(head.3),
            protocol: head.4,
            agreement: head.5,
            reason: head.6,
            steps: body.0,
            start_step: body.1,
            cap: body.2,
            stop_after: body.3.map(Night::second_of),
            already_since: body.4,
            terms: body.5,
            stamp,
        })
        .boxed()
}

pub(crate) fn decision() -> BoxedStrategy<Fact> {
    let why = prop_oneof![
        Just(HoldReason::Patient),
        Just(HoldReason::Clinician),
        id().prop_map(|medicine| HoldReason::Opioid { medicine }),
        date().prop_map(|on| HoldReason::Surgery { on }),
        id().prop_map(|effect| HoldReason::Effect { effect }),
    ];
    let kind = prop_oneof![
        text().prop_map(|to| DecisionKind::StepUp { to }),
        text().prop_map(|step| DecisionKind::SymptomFree { step }),
        (text(), agreement()).prop_map(|(step, agreement)| DecisionKind::ClinicianGate { step, agreement }),
        id().prop_map(|over| DecisionKind::Choose { over }),
        why.prop_map(|reason| DecisionKind::HoldBegin { reason }),
        id().prop_map(|hold| DecisionKind::HoldEnd { hold }),
    ];
    (id(), id(), kind, date(), stamp())
        .prop_map(|(id, plan, kind, from, stamp)| {
            Decision { id, plan, kind, from: Night::of(from), stamp }.into()
        })
        .boxed()
}

pub(crate) fn order() -> BoxedStrategy<Order> {
    let status = select(vec![OrderStatus::Active, OrderStatus::OnHold, OrderStatus::Stopped]);
    let saw = (id(), id()).prop_map(|(plan, last_fact)| Saw { plan, last_fact });
    let head = (status, text(), date(), maybe(date()), steps());
    (head, maybe(amount()), maybe(date()), maybe(saw), maybe("[a-z0-9.-]{1,64}"), maybe(text()))
        .prop_map(|(head, cap, stop_after, saw, replaces, note)| Order {
            status: head.0,
            by: head.1,
            on: head.2,
            start: head.3,
            steps: head.4,
            cap,
            stop_after,
            saw,
            replaces,
            note,
        })
        .boxed()
}
