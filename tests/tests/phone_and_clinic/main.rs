//! Phones of one patient and the real portal, over HTTP on this machine: what must hold between them.
#![cfg(feature = "store")]

mod accesses;
mod giving;
mod house;
mod sharing;

use chrono::TimeDelta;
use house::{Hands, House, facts, give_it_oneself, step, take};
use nocte_core::app::{Answering, App, Confirmation, EffectReport, Match, When, Wire};
use nocte_core::domain::clinic::{ClinicFlag, ReplyKind};
use nocte_core::domain::entry::{DoseStatus, Tombstone};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::hold;
use nocte_core::domain::medicine::Question;
use nocte_core::domain::plan::{Agreement, AgreementKind, HoldReason};
use nocte_core::domain::plan_change::PlanRefusal;
use nocte_core::domain::proposal::ProposalRefusal;
use nocte_core::domain::safety::Said;
use nocte_core::domain::symptom::{EffectCourse, Severity};
use nocte_core::domain::tonight::{Reason, TonightState};
use nocte_core::error::Error;
use nocte_core::sync::http::Line;
use nocte_core::sync::{Failure, Reply, Request};
use std::future::Future;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

#[test]
fn safety_25_a_stop_holds_the_phone_at_its_next_sync_without_a_tap() {
    let house = House::new();
    let phone = house.begun("one");
    take(&phone);
    house.pair(&phone);
    house.matched(&phone);
    house.later(20 * 60);
    house.go(house.clinic.stop(&house.patient, "Dr Weber", Some("Wait."))).expect("a stop");
    assert_ne!(phone.tonight().expect("a screen").state, TonightState::Held);
    house.sync(&phone);
    let tonight = phone.tonight().expect("a screen");
    assert_eq!(tonight.state, TonightState::Held);
    assert!(matches!(tonight.reasons[0], Reason::Held { why: HoldReason::Clinician, .. }));
    house.sync(&phone);
    assert_eq!(phone.open_holds().expect("holds").len(), 1, "received once, held once");
    phone.resume_saying(None, true).expect("the patient's confirmation ends it");
    house.sync(&phone);
    assert_eq!(phone.open_holds().expect("holds").len(), 0, "and it does not come back");
    assert!(phone.clinic_page().expect("a page").stops.is_empty());
}

#[test]
fn safety_25_orders_wait_for_the_match_and_a_newer_reaction_sends_one_back() {
    let house = House::new();
    let phone = house.begun("one");
    take(&phone);
    house.pair(&phone);
    house.sync(&phone);
    let refused = phone.confirm_proposal(None, Confirmation::default());
    assert!(matches!(refused, Err(Error::Proposal(ProposalRefusal::NotMatched))), "{refused:?}");
    let other = Match { initials: "XY".to_owned(), birth_year: 1980 };
    assert!(house.go(phone.confirm_match(&other, &house.line)).is_err(), "another person's record");
    house.matched(&phone);
    house.later(24 * 60);
    house.sign(vec![step("o1", "1.5")]);
    let report = EffectReport {
        what: "insomnia".to_owned(),
        severity: Some(Severity::Severe),
        course: EffectCourse::Open,
        night: None,
    };
    phone.report_effect(&report).expect("an effect");
    house.sync(&phone);
    let back = phone.confirm_proposal(None, Confirmation::default());
    assert!(matches!(back, Err(Error::Proposal(ProposalRefusal::SentBack(_)))), "{back:?}");
    assert!(phone.clinic_page().expect("a page").proposal.is_none(), "answered");
    house.sync(&phone);
    let told = facts(&phone);
    assert!(told.iter().any(|fact| matches!(fact, Fact::Reply(it) if it.what == ReplyKind::SentBack)));
    house.later(60);
    house.sign(vec![step("o1", "1.25")]);
    house.sync(&phone);
    let made = phone.confirm_proposal(None, Confirmation { no_opioids: true, ..Confirmation::default() });
    let made = made.expect("now the prescriber saw it");
    assert_eq!(made.plan.agreement.kind, AgreementKind::Signed);
    house.sync(&phone);
    assert_eq!(
        house.go(house.clinic.sight(&house.patient)).expect("a record").saw.map(|saw| saw.plan),
        Some(made.plan.id)
    );
}

#[test]
fn safety_17_taken_on_two_phones_is_kept_twice_counts_once_and_is_asked_about() {
    let house = House::new();
    let one = house.begun("one");
    house.pair(&one);
    house.sync(&one);
    let two = house.phone("two");
    house.pair(&two);
    house.sync(&two);
    two.confirm_restore().expect("a copy that was confirmed");
    house.later(24 * 60);
    take(&one);
    house.later(7);
    give_it_oneself(&two);
    house.sync(&one);
    house.sync(&two);
    house.sync(&one);
    for phone in [&one, &two] {
        let journal = phone.store().expect("a store").journal().expect("a journal");
        let night = phone.night().expect("a night");
        let taken =
            journal.doses.iter().filter(|dose| dose.night == night && dose.status == DoseStatus::Taken);
        assert_eq!(taken.count(), 2, "both are kept");
        assert!(phone.tonight().expect("a screen").reasons.contains(&Reason::OneDoseOrTwo));
        let page = phone.plan().expect("a plan").expect("a plan");
        assert_eq!(page.progress.expect("progress").nights_taken, 1, "one night for the gate");
    }
    let answered = facts(&one);
    let Some(Fact::Dose(second)) = answered.iter().rev().find(|it| matches!(it, Fact::Dose(_))) else {
        panic!("two doses")
    };
    one.take_back(second.id).expect("one dose, not two");
    house.sync(&one);
    house.sync(&two);
    assert!(!two.tonight().expect("a screen").reasons.contains(&Reason::OneDoseOrTwo), "answered on either");
}

#[test]
fn safety_17_a_hold_on_either_phone_holds_both_and_facts_converge() {
    let house = House::new();
    let one = house.begun("one");
    house.pair(&one);
    house.sync(&one);
    let two = house.phone("two");
    house.pair(&two);
    house.sync(&two);
    two.confirm_restore().expect("a copy that was confirmed");
    house.later(24 * 60);
    two.hold(HoldReason::Patient, None).expect("a hold");
    house.sync(&two);
    house.sync(&one);
    assert_eq!(one.tonight().expect("a screen").state, TonightState::Held);
    house.later(1);
    one.note("so it was", None).expect("a note");
    house.sync(&one);
    house.sync(&two);
    let without = |app: &App| {
        let mut all = facts(app);
        all.retain(|fact| !matches!(fact, Fact::RestoreConfirmed(_)));
        all
    };
    assert_eq!(without(&one), without(&two));
    let journal = one.store().expect("a store").journal().expect("a journal");
    assert_eq!(hold::open_holds(&journal).len(), 1);
}

#[test]
fn safety_23_a_new_phone_is_rebuilt_from_the_clinic_and_its_nights_since_are_unknown() {
    let house = House::new();
    let old = house.begun("old");
    take(&old);
    let undone = old.note("a slip", None).expect("a note").0;
    old.take_back(undone).expect("taken back");
    house.pair(&old);
    house.matched(&old);
    let new = house.phone("new");
    house.pair(&new);
    assert_eq!(new.tonight().expect("a screen").line, None, "before anything has come");
    house.sync(&new);
    assert_eq!(facts(&new), facts(&old), "every fact that leaves a phone comes back word for word");
    assert!(
        facts(&new)
            .iter()
            .any(|it| matches!(it, Fact::Tombstone(Tombstone { target, .. }) if *target == undone))
    );
    house.later(3 * 24 * 60);
    let tonight = new.tonight().expect("a screen");
    assert_eq!((tonight.state, tonight.line), (TonightState::Unknown, None));
    assert!(tonight.reasons.iter().any(|reason| matches!(reason, Reason::Restored { .. })));
    assert_eq!(new.confirm_restore().expect("confirmed").unknown_nights, 3);
    assert!(new.store().expect("a store").waiting().expect("a count") > 0, "and the clinic hears of it");
}

#[test]
fn safety_04_what_is_told_by_hand_is_reported_whatever_kind_is_filled_in() {
    let house = House::new();
    let phone = house.begun("one");
    let on = "2026-11-01".parse().expect("a literal date");
    let claimed = || Agreement { kind: AgreementKind::Signed, by: "Dr Weber".to_owned(), on };
    let twice = When { typed_twice: true, ..When::default() };
    let high = phone.change_plan(vec![step("s1", "8")], 0, None, claimed(), twice);
    assert!(matches!(high, Err(Error::Plan(PlanRefusal::NeedsSigned { .. }))), "no kind opens 6 mg by hand");
    let changed =
        phone.change_plan(vec![step("s1", "2")], 0, None, claimed(), twice).expect("an ordinary step");
    assert_eq!(changed.plan.agreement.kind, AgreementKind::Reported);
    phone.add_medicine("methadone", Said::TookOn(on)).expect("recorded");
    let question = Question::Opioids;
    phone
        .answer(Answering { question, yes: false, on: None, agreement: Some(claimed()) })
        .expect("an answer");
    house.later(40 * 24 * 60);
    let tonight = phone.tonight().expect("a screen");
    assert_eq!(tonight.state, TonightState::Held);
    assert!(phone.resume_saying(None, true).is_err(), "methadone waits for the clinic");
}

/// A line that swallows one answer in five after the server has acted on it. Its sleep moves the clock.
struct Lossy<'a> {
    line: &'a Line,
    luck: Mutex<fastrand::Rng>,
    lost: AtomicU32,
    hands: Hands,
}

impl Wire for Lossy<'_> {
    fn carry(&self, request: Request) -> impl Future<Output = Reply> + Send {
        let lost = self.luck.lock().expect("one thread draws").u8(0..5) == 0;
        self.lost.fetch_add(u32::from(lost), Ordering::Relaxed);
        let answer = self.line.send(request);
        async move {
            let reply = answer.await;
            if lost { Reply::Failed(Failure::Cut) } else { reply }
        }
    }

    async fn sleep(&self, time: Duration) {
        self.hands.on(TimeDelta::from_std(time).unwrap_or_default());
    }
}

#[test]
fn what_was_sent_and_not_answered_is_sent_again_and_stands_once() {
    let house = House::new();
    let phone = house.begun("one");
    house.pair(&phone);
    let luck = Mutex::new(fastrand::Rng::with_seed(4));
    let lossy = Lossy { line: &house.line, luck, lost: AtomicU32::new(0), hands: house.hands.clone() };
    for _ in 0..20 {
        take(&phone);
        phone.rate("pain", 4, None).expect("a rating");
        house.go(phone.sync(&lossy)).expect("a run");
        house.later(24 * 60);
    }
    let mut runs = 0;
    while !house.go(phone.sync(&lossy)).expect("a run").all_done() {
        runs += 1;
        assert!(runs < 200, "it comes to an end");
        house.later(5);
    }
    assert!(lossy.lost.load(Ordering::Relaxed) > 5, "a line that loses nothing proves nothing");
    let second = house.phone("two");
    house.pair(&second);
    house.sync(&second);
    assert_eq!(facts(&second), facts(&phone), "nothing missing, nothing twice");
}

#[test]
fn a_flag_of_the_clinic_holds_and_its_end_does_not_end_the_hold() {
    let house = House::new();
    let phone = house.begun("one");
    house.pair(&phone);
    let (by, text) = ("Dr Weber".to_owned(), "Blood test first.".to_owned());
    let flag = ClinicFlag { active: true, by, text, from: None, until: None };
    let id = house.go(house.clinic.raise_flag(&house.patient, &flag)).expect("a flag");
    house.sync(&phone);
    assert_eq!(phone.open_holds().expect("holds").len(), 1, "also before the match: it asks for no dose");
    house.later(60);
    house.go(house.clinic.lower_flag(&house.patient, &id, "Dr Weber")).expect("lowered");
    house.sync(&phone);
    assert_eq!(phone.open_holds().expect("holds").len(), 1);
}
