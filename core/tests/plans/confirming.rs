//! Confirming an order: through every rule, or sent back with what the prescriber did not see.

use crate::life::{Life, mg, night, reported, stamp, step};
use crate::proposals::{flag, ladder, order, stop, up};
use nocte_core::catalogue;
use nocte_core::domain::clinic::{
    Arrival, Order, OrderStatus, RequestAnswer, RequestOutcome, Saw, StepRequest,
};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::medicine::{Answer, Course, Question};
use nocte_core::domain::plan::{AgreementKind, DecisionKind, HoldReason, PlanReason, PlanTerms};
use nocte_core::domain::plan_change::{self, PlanRefusal};
use nocte_core::domain::proposal::{
    Difference, Newer, ProposalRefusal, RequestRefusal, as_seen, confirm, open_request, owed, request_step,
};
use nocte_core::domain::symptom::Severity;

#[test]
fn safety_04_a_confirmed_order_makes_a_signed_version_that_follows_the_one_in_force() {
    let mut life = ladder();
    life.order("a", up());
    let before = life.plan().id;
    let made = life.confirm(&life.journal).expect("nothing against it").plan;
    assert_eq!((made.agreement.kind, made.agreement.by.as_str()), (AgreementKind::Signed, "Dr Clinic"));
    assert_eq!((made.follows, made.version, made.reason), (Some(before), 2, PlanReason::Change));
    life.record(made);
    assert_eq!(life.dose_on(2), Some(mg("1")), "history stays");
    assert_eq!(life.dose_on(3), Some(mg("1.5")));
}

#[test]
fn safety_16_an_order_for_another_cap_makes_no_recheck_the_plan_that_starts_again() {
    let mut life = ladder();
    let (agreed, first) = (life.plan().steps.clone(), life.plan().steps[0].dose);
    life.take_to(life.tonight + 40);
    life.step_up();
    life.take_to(life.tonight + 1);
    let recheck = plan_change::recheck(&life.moment(), Some(reported())).expect("agreed now");
    assert_ne!(recheck.first_dose(), Some(first), "its first leg is the usual dose");
    life.record(recheck);
    life.tonight += 1;
    life.order("a", Order { cap: Some(mg("4")), ..order(Vec::new()) });
    let made = life.confirm(&life.journal).expect("nothing against it").plan;
    assert_eq!(made.reason, PlanReason::Change);
    life.record(made);
    let again = plan_change::retitrate(&life.moment(), reported()).expect("agreed with the prescriber");
    assert_eq!((again.first_dose(), again.steps), (Some(first), agreed));
}

#[test]
fn safety_25_confirming_runs_every_rule_for_plans_again() {
    let refused = |order: Order| {
        let mut life = ladder();
        life.order("a", order);
        life.confirm(&life.journal).expect_err("a rule stands against it")
    };
    let plan = |refusal| match refusal {
        ProposalRefusal::Plan(refusal) => refusal,
        other => panic!("{other:?}"),
    };
    assert!(matches!(plan(refused(order(vec![step("o", "50", 1)]))), PlanRefusal::WholeTablet { .. }));
    assert!(matches!(plan(refused(order(vec![step("o", "13", 1)]))), PlanRefusal::AboveMaximum { .. }));
    assert!(matches!(plan(refused(order(vec![step("o", "3", 1)]))), PlanRefusal::TypeTwice { .. }));
    assert!(matches!(plan(refused(order(vec![step("o", "0", 1)]))), PlanRefusal::DoseZero { .. }));
    let capped = Order { cap: Some(mg("1")), ..up() };
    assert!(matches!(plan(refused(capped)), PlanRefusal::AboveCap { .. }));
    let past = Order { stop_after: Some(night(1).date), ..up() };
    assert!(matches!(plan(refused(past)), PlanRefusal::NightPast { .. }));
    let unsigned = Order { by: " ".to_owned(), ..up() };
    assert!(matches!(plan(refused(unsigned)), PlanRefusal::PrescriberMissing));

    let mut life = ladder();
    life.order("a", order(vec![step("o1", "3", 7), step("o2", "8", 7)]));
    let proposal = life.proposal().expect("a proposal");
    let twice = confirm(&life.typed_twice(), &proposal, &life.journal, catalogue::medicines());
    assert_eq!(twice.expect("8 mg is signed for").plan.steps[1].dose, mg("8"));
}

#[test]
fn safety_25_a_newer_opioid_reaction_or_step_sends_it_back() {
    let back = |change: &dyn Fn(&mut Life)| {
        let mut life = ladder();
        let seen = life.journal.clone();
        life.order("a", up());
        change(&mut life);
        match life.confirm(&seen) {
            Err(ProposalRefusal::SentBack(newer)) => newer,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(back(&|life| life.opioid(Course::Current)), [Newer::Opioid]);
    let yes = |life: &mut Life| {
        let (id, at) = (life.id(), stamp().recorded_at);
        let (question, on, agreement) = (Question::Opioids, None, None);
        life.journal.answers.push(Answer { id, question, yes: true, on, agreement, at, stamp: stamp() });
    };
    assert_eq!(back(&yes), [Newer::Opioid]);
    let insomnia = [Newer::Reaction { what: "insomnia".to_owned() }];
    assert_eq!(
        back(&|life| {
            life.effect("insomnia", Severity::Moderate);
        }),
        insomnia
    );
    let step = |seen, now| Newer::Step { seen: Some(mg(seen)), now: Some(mg(now)) };
    let halved = |life: &mut Life| {
        let steps = vec![crate::life::step("h", "0.5", 7)];
        let change = plan_change::change(&life.moment(), steps, 0, None, reported());
        life.record(change.expect("an ordinary change"));
    };
    assert_eq!(back(&halved), [step("1", "0.5")]);
    let tapped = |life: &mut Life| life.step_up();
    let Newer::Step { .. } = back(&tapped)[0] else { panic!("a tap the prescriber did not see") };
}

#[test]
fn safety_25_what_is_no_news_sends_nothing_back() {
    let mut life = ladder();
    life.opioid(Course::Last { on: night(-60).date });
    life.effect("insomnia", Severity::Severe);
    let seen = life.journal.clone();
    life.order("a", up());
    life.effect("vivid_dreams", Severity::Mild);
    life.opioid(Course::NotTaking);
    life.take_to(4);
    let repeated = plan_change::repeat(&life.moment()).expect("always allowed");
    life.record(repeated);
    assert!(life.confirm(&seen).is_ok(), "the prescriber saw them, or they are no opioid, reaction or step");
}

#[test]
fn safety_25_what_an_order_saw_ends_with_the_fact_it_names() {
    let mut life = ladder();
    let facts = |life: &Life| -> Vec<Fact> {
        let journal = &life.journal;
        let plans = journal.plans.iter().cloned().map(Fact::from);
        let doses = journal.doses.iter().cloned().map(Fact::from);
        plans.chain(doses).chain(journal.effects.iter().cloned().map(Fact::from)).collect()
    };
    let last = life.journal.doses.last().expect("a dose").id;
    life.effect("insomnia", Severity::Severe);
    let all = facts(&life);
    let saw = Saw { plan: life.plan().id, last_fact: last };
    assert_eq!(as_seen(&all, Some(&saw), FactId(0)).effects, []);
    let late = Saw { last_fact: life.journal.effects[0].id, ..saw };
    assert_eq!(as_seen(&all, Some(&late), FactId(0)).effects.len(), 1);
    let mut other_phone = all.clone();
    other_phone.rotate_right(1);
    assert_eq!(as_seen(&other_phone, Some(&saw), FactId(0)).effects.len(), 1, "before it, so it was seen");
    let mut pulled_late = facts(&ladder());
    let mut early = life.journal.effects[0].clone();
    early.id = FactId(0);
    pulled_late.push(early.clone().into());
    assert_eq!(
        as_seen(&pulled_late, Some(&saw), FactId(9)).effects.len(),
        1,
        "recorded before, came in late"
    );
    early.stamp.clock_suspect = true;
    *pulled_late.last_mut().expect("the effect") = early.into();
    assert_eq!(as_seen(&pulled_late, Some(&saw), FactId(9)).effects, [], "a moved clock proves nothing");
    let unknown = Saw { last_fact: FactId(999), ..saw };
    assert_eq!(
        as_seen(&all, Some(&unknown), last).effects,
        [],
        "held against everything since it was received"
    );
    assert_eq!(as_seen(&all, None, last).effects, []);
}

#[test]
fn safety_16_the_clinics_hold_ends_by_the_patient_or_a_confirmed_newer_order_and_not_before() {
    let mut life = ladder();
    life.order("a", stop());
    life.tonight = 30;
    assert_eq!(life.holds(), 1, "no date ends it");
    life.receive("a", 2, Arrival::Order(Order { status: OrderStatus::Active, ..up() }));
    assert_eq!(life.holds(), 1, "a newer order is a proposal until it is confirmed");
    let made = life.confirm(&life.journal).expect("nothing against it");
    assert_eq!(made.holds_ended.len(), 1);
    assert!(matches!(made.holds_ended[0].kind, DecisionKind::HoldEnd { .. }));
    assert_eq!(made.holds_ended[0].from, made.plan.effective_night);
}

#[test]
fn safety_16_an_order_ends_no_other_hold_and_none_while_a_flag_stands() {
    let mut life = ladder();
    let own = life.hold(HoldReason::Patient, 2);
    life.receive("f", 1, flag(true));
    let seen = life.journal.clone();
    life.order("b", up());
    let made = life.confirm(&seen).expect("a plan under a hold is no dose");
    assert_eq!(made.holds_ended, [], "the flag stands");
    life.receive("f", 2, flag(false));
    assert_eq!(life.holds(), 2, "nor does its end end a hold");
    let made = life.confirm(&seen).expect("a plan under a hold is no dose");
    let ended: Vec<_> = made.holds_ended.iter().map(|end| &end.kind).collect();
    assert!(!ended.contains(&&DecisionKind::HoldEnd { hold: own }), "the patient's own pause stays");
    assert_eq!(ended.len(), 1);
}

#[test]
fn safety_16_a_stop_that_came_before_any_plan_holds_the_first_one() {
    let mut life = Life::default();
    life.order("a", stop());
    assert_eq!(life.holds(), 0, "there is nothing to hold");
    let plan = plan_change::typed_plan(
        &life.moment(),
        vec![step("s1", "1", 2)],
        None,
        PlanTerms::default(),
        reported(),
        None,
    );
    life.record(plan.expect("an ordinary plan"));
    let hold = owed(&life.journal, night(0)).expect("the stop stands");
    life.decide(hold);
    assert_eq!(owed(&life.journal, night(0)), None);
}

#[test]
fn safety_15_a_stop_night_of_an_order_ends_the_plan_after_the_confirmation_only() {
    let mut life = ladder();
    life.order("a", Order { stop_after: Some(night(9).date), ..order(vec![]) });
    let proposal = life.proposal().expect("a proposal");
    assert_eq!(proposal.differences, [Difference::StopAfter { before: None, after: Some(night(9)) }]);
    assert_eq!(life.dose_on(12), Some(mg("1")));
    let made = life.confirm(&life.journal).expect("nothing against it").plan;
    assert_eq!(made.reason, PlanReason::Stop);
    life.record(made);
    assert_eq!((life.dose_on(9), life.dose_on(10)), (Some(mg("1")), None));
}

#[test]
fn a_first_plan_can_come_from_the_clinic() {
    let mut life = Life::default();
    life.order("a", order(vec![step("o1", "0.5", 14), step("o2", "1", 14)]));
    let proposal = life.proposal().expect("a proposal");
    assert_eq!(proposal.differences[0], Difference::FirstPlan { dose: mg("0.5") });
    let made = life.confirm(&life.journal).expect("nothing against it").plan;
    assert_eq!((made.follows, made.version, made.reason), (None, 1, PlanReason::New));
}

#[test]
fn a_step_is_asked_for_once_until_the_clinic_has_decided() {
    let mut life = ladder();
    let (plan, to) = request_step(&life.journal, night(2)).expect("a next step");
    assert_eq!(to, "s2");
    let id = life.id();
    life.journal.requests.push(StepRequest { id, plan, to, stamp: stamp() });
    assert_eq!(request_step(&life.journal, night(2)), Err(RequestRefusal::Asked { request: id }));
    let answer = |outcome| {
        let (by, reason, order) = ("Dr Clinic".to_owned(), None, None);
        Arrival::Answer(RequestAnswer { request: id, outcome, by, reason, order })
    };
    life.receive("t", 1, answer(RequestOutcome::Accepted));
    assert!(open_request(&life.journal).is_some(), "seen is not decided");
    life.receive("t", 2, answer(RequestOutcome::Rejected));
    assert!(open_request(&life.journal).is_none());
    assert!(request_step(&life.journal, night(2)).is_ok());
    assert_eq!(request_step(&Journal::default(), night(2)), Err(RequestRefusal::NoPlan));
    let alone = Life::with(vec![step("s1", "1", 2)]);
    assert_eq!(request_step(&alone.journal, night(0)), Err(RequestRefusal::LastStep));
}
