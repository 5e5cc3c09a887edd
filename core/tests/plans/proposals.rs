//! What a clinic orders: held at once on receipt, or proposed as a diff.

use crate::life::{Life, gated, mg, night, stamp, step};
use nocte_core::catalogue;
use nocte_core::domain::clinic::{
    Arrival, ClinicFlag, Order, OrderStatus, Received, Reply, ReplyKind, ResourceRef,
};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::hold;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::medicine::{Course, Medicine, MedicineClass};
use nocte_core::domain::plan::{Gate, HoldReason, Step};
use nocte_core::domain::plan_change;
use nocte_core::domain::proposal::{
    Confirming, Difference, Proposal, ProposalRefusal, confirm, hold_at_once, open_proposal, standing_stops,
};

pub(crate) fn order(steps: Vec<Step>) -> Order {
    Order {
        status: OrderStatus::Active,
        by: "Dr Clinic".to_owned(),
        on: night(0).date,
        start: None,
        steps,
        cap: None,
        stop_after: None,
        saw: None,
        replaces: None,
        note: None,
    }
}

pub(crate) fn stop() -> Order {
    Order { status: OrderStatus::Stopped, ..order(vec![]) }
}

pub(crate) fn flag(active: bool) -> Arrival {
    let (by, text) = ("Dr Clinic".to_owned(), "Wait for the blood test.".to_owned());
    Arrival::Flag(ClinicFlag { active, by, text, from: None, until: None })
}

impl Life {
    /// Receives one version of a resource; a hold that follows begins with it.
    pub(crate) fn receive(&mut self, resource: &str, version: u32, what: Arrival) -> FactId {
        let kind = if matches!(what, Arrival::Flag(_)) { "Flag" } else { "MedicationRequest" };
        let from =
            ResourceRef { kind: kind.to_owned(), id: resource.to_owned(), version: version.to_string() };
        let received = Received { id: self.id(), from, what, stamp: stamp() };
        let follows = hold_at_once(&self.journal, &received, night(self.tonight));
        let id = received.id;
        self.journal.received.push(received);
        if let Some(hold) = follows {
            self.decide(hold);
        }
        id
    }

    pub(crate) fn order(&mut self, resource: &str, order: Order) -> FactId {
        self.receive(resource, 1, Arrival::Order(order))
    }

    pub(crate) fn proposal(&self) -> Option<Proposal> {
        open_proposal(&self.journal, night(self.tonight))
    }

    pub(crate) fn reply(&mut self, to: FactId, what: ReplyKind) {
        let id = self.id();
        self.journal.replies.push(Reply { id, to, what, stamp: stamp() });
    }

    pub(crate) fn holds(&self) -> usize {
        hold::open_holds(&self.journal).len()
    }

    pub(crate) fn confirm(&self, seen: &Journal) -> Result<Confirming, ProposalRefusal> {
        let proposal = self.proposal().ok_or(ProposalRefusal::NotOpen)?;
        confirm(&self.moment(), &proposal, seen, catalogue::medicines())
    }

    pub(crate) fn opioid(&mut self, course: Course) {
        let id = self.id();
        let (name, class) = ("Tilidin".to_owned(), Some(MedicineClass::ShortOpioid));
        self.journal.medicines.push(Medicine { id, name, class, course, stamp: stamp() });
    }
}

pub(crate) fn ladder() -> Life {
    let mut life = Life::with(vec![step("s1", "1", 2), gated("s2", "1.5", 2, Gate::Clinician)]);
    life.take_to(2);
    life
}

pub(crate) fn up() -> Order {
    order(vec![step("o1", "1.5", 14), step("o2", "2", 14)])
}

#[test]
fn safety_25_a_stop_a_pause_and_a_flag_hold_at_once_and_once() {
    for what in
        [Arrival::Order(stop()), Arrival::Order(Order { status: OrderStatus::OnHold, ..stop() }), flag(true)]
    {
        let mut life = ladder();
        life.receive("a", 1, what.clone());
        let open = hold::open_holds(&life.journal);
        assert_eq!((open.len(), &open[0].reason, open[0].from), (1, &HoldReason::Clinician, night(2)));
        life.receive("a", 2, what.clone());
        assert_eq!(life.holds(), 1, "counted up without a change");
        life.receive("b", 1, what.clone());
        assert_eq!(life.holds(), 1, "one hold is enough for two stops");
        let hold = open[0].id;
        life.end_hold(hold, 3);
        life.receive("a", 3, what);
        assert_eq!(life.holds(), 0, "the patient confirmed; the same words hold nothing again");
        assert_eq!(standing_stops(&life.journal).len(), 2);
    }
}

#[test]
fn safety_25_an_order_to_follow_holds_nothing_and_changes_nothing_by_itself() {
    let mut life = ladder();
    let before = life.journal.plans.clone();
    life.order("a", up());
    life.receive("f", 1, flag(false));
    assert_eq!((life.holds(), &life.journal.plans), (0, &before));
    assert_eq!(life.dose_on(9), Some(mg("1")), "until the patient confirms, the present dose goes on");
}

#[test]
fn safety_25_a_proposal_is_a_diff_against_the_plan_in_force_and_is_made_anew_when_that_changes() {
    let mut life = ladder();
    let arrival = life.order("a", Order { cap: Some(mg("3")), ..up() });
    let proposal = life.proposal().expect("a proposal");
    assert_eq!((proposal.arrival, proposal.against), (arrival, Some(life.plan().id)));
    assert_eq!(proposal.effective_night, night(3), "tonight is answered: from the first open night");
    assert_eq!(proposal.differences[0], Difference::Dose { before: mg("1"), after: mg("1.5") });
    assert!(proposal.differences.contains(&Difference::Cap { before: None, after: Some(mg("3")) }));

    let repeated = plan_change::repeat(&life.moment()).expect("always allowed");
    let id = life.record(repeated);
    life.tonight = 3;
    let proposal = life.proposal().expect("the same proposal");
    assert_eq!((proposal.arrival, proposal.against), (arrival, Some(id)));
    let back_at_one = order(vec![step("x", "1", 2), gated("y", "1.5", 2, Gate::Clinician)]);
    life.order("b", back_at_one);
    assert_eq!(life.proposal().expect("a proposal").differences, [], "what is followed already is no change");
}

#[test]
fn safety_25_a_proposal_never_begins_before_its_own_start() {
    let mut life = ladder();
    life.order("a", Order { start: Some(night(8).date), ..up() });
    assert_eq!(life.proposal().expect("a proposal").effective_night, night(8));
    life.tonight = 20;
    assert_eq!(life.proposal().expect("a proposal").effective_night, night(20), "nor in the past");
    let made = life.confirm(&life.journal).expect("nothing against it").plan;
    assert_eq!(made.effective_night, night(20));
}

#[test]
fn safety_25_a_newer_proposal_replaces_an_unanswered_one_and_a_stop_withdraws_it() {
    let mut life = ladder();
    life.order("a", up());
    let second = life.order("b", order(vec![step("o1", "1.25", 14)]));
    assert_eq!(life.proposal().expect("the newer").arrival, second);
    life.receive("a", 2, Arrival::Order(up()));
    assert_eq!(life.proposal().expect("still the newer").arrival, second, "a counted-up version is no news");
    life.order("c", stop());
    assert_eq!(life.proposal(), None, "a stop after it withdraws it");
    let third = life.order("d", Order { replaces: Some("c".to_owned()), ..up() });
    life.receive("c", 2, Arrival::Order(Order { note: Some("replaced".to_owned()), ..stop() }));
    assert_eq!(life.proposal().expect("the stop is only of what it replaces").arrival, third);
}

#[test]
fn safety_25_an_answered_proposal_is_not_open_again() {
    for what in
        [ReplyKind::Declined { reason: None }, ReplyKind::SentBack, ReplyKind::Confirmed { plan: FactId(1) }]
    {
        let mut life = ladder();
        let arrival = life.order("a", up());
        life.reply(arrival, what);
        assert_eq!(life.proposal(), None);
        life.receive("a", 2, Arrival::Order(up()));
        assert_eq!(life.proposal(), None, "the same words under another version");
        assert_eq!(life.confirm(&life.journal), Err(ProposalRefusal::NotOpen));
        life.receive("a", 3, Arrival::Order(Order { cap: Some(mg("3")), ..up() }));
        assert!(life.proposal().is_some(), "other words are a new proposal");
    }
}
