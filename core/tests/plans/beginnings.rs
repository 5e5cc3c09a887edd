//! How plans begin: from a protocol, completed, typed in, or already under way; and what is refused.

use crate::life::{Life, gated, mg, night, reported, signed, step};
use nocte_core::catalogue;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::plan::{Agreement, Gate, PlanTerms, Step};
use nocte_core::domain::plan_change::{
    Filling, Moment, NewPlan, PlanRefusal, PlanWarning, Taking, complete_protocol, new_plan, typed_plan,
};
use nocte_core::domain::protocol::{Missing, Protocol};
use nocte_core::domain::safety::TypedTwice;

fn protocol(id: &str) -> &'static Protocol {
    catalogue::protocol(id).expect("a shipped protocol")
}

fn typed(steps: Vec<Step>, agreement: Agreement) -> Result<NewPlan, PlanRefusal> {
    typed_capped(steps, None, agreement)
}

fn typed_capped(steps: Vec<Step>, cap: Option<Dose>, agreement: Agreement) -> Result<NewPlan, PlanRefusal> {
    typed_plan(&Life::default().typed_twice(), steps, cap, PlanTerms::default(), agreement, None)
}

#[test]
fn every_executable_protocol_makes_a_plan_and_no_other_does() {
    let life = Life::default();
    for protocol in catalogue::protocols() {
        let plan = new_plan(&life.typed_twice(), protocol, reported(), None);
        if protocol.executable {
            let plan = plan.expect("an executable protocol");
            assert_eq!(plan.steps.len(), protocol.steps.len(), "{}", protocol.id);
            assert_eq!((plan.version, plan.follows, plan.start_step), (1, None, 0));
            assert_eq!(plan.cap, protocol.cap);
            let last = plan.steps.last().expect("a last step");
            assert!(last.max_nights.is_some() || last.min_nights > 0, "{} gets a review", protocol.id);
        } else {
            let missing = protocol.missing.clone();
            assert_eq!(plan, Err(PlanRefusal::NotExecutable { missing }), "{}", protocol.id);
        }
    }
}

#[test]
fn safety_27_a_plan_says_that_nobody_has_reviewed_it() {
    let plan = new_plan(&Life::default().moment(), protocol("P2"), reported(), None).expect("P2");
    assert_eq!(plan.warnings, [PlanWarning::NotReviewed]);
}

#[test]
fn safety_27_past_the_review_by_date_a_new_plan_says_out_of_date() {
    let life = Life::default();
    let late = Moment { tonight: night(4_000), ..life.moment() };
    let plan = new_plan(&late, protocol("P2"), reported(), None).expect("P2");
    let review_by = catalogue::parameters().review_by;
    assert!(plan.warnings.contains(&PlanWarning::OutOfDate { review_by }));
}

#[test]
fn an_incomplete_protocol_is_completed_by_name_and_never_in_silence() {
    let life = Life::default();
    let arseneau = protocol("P4");
    let filling = Filling { interval_nights: Some(14), steps: None };
    let plan = complete_protocol(&life.moment(), arseneau, &filling, reported(), None).expect("an interval");
    let nights: Vec<u32> = plan.steps.iter().map(|step| step.min_nights).collect();
    assert_eq!(nights, [14, 14, 14, 14, 14, 14, 14, 14, 0]);
    let added = plan.terms.completed.first().expect("what was added");
    assert_eq!((added.missing, added.by.as_str()), (Missing::Interval, "Dr Example"));
    let said = PlanWarning::Completed { missing: vec![Missing::Interval], by: "Dr Example".to_owned() };
    assert!(plan.warnings.contains(&said));
    let empty = complete_protocol(&life.moment(), arseneau, &Filling::default(), reported(), None);
    assert_eq!(empty, Err(PlanRefusal::NotExecutable { missing: vec![Missing::Interval] }));
    let needless = complete_protocol(&life.moment(), protocol("P2"), &filling, reported(), None);
    assert_eq!(needless, Err(PlanRefusal::NothingMissing));
}

#[test]
fn a_completed_protocol_keeps_its_cap() {
    let life = Life::default();
    let steps = |top: &str| Filling {
        interval_nights: None,
        steps: Some(vec![step("s1", "1", 7), step("s2", top, 0)]),
    };
    let spasm = protocol("P20");
    assert!(complete_protocol(&life.moment(), spasm, &steps("2.5"), reported(), None).is_ok());
    let above = complete_protocol(&life.typed_twice(), spasm, &steps("3.5"), reported(), None);
    assert_eq!(above, Err(PlanRefusal::AboveCap { step: "s2".to_owned(), dose: mg("3.5"), cap: mg("3") }));
}

#[test]
fn safety_09_two_doses_a_day_cannot_be_completed_into_a_plan() {
    let life = Life::default();
    let filling = Filling { interval_nights: Some(14), steps: Some(vec![step("s1", "1.5", 7)]) };
    let refused = complete_protocol(&life.moment(), protocol("P11"), &filling, reported(), None);
    assert_eq!(refused, Err(PlanRefusal::NotExecutable { missing: vec![Missing::TwoDosesPerDay] }));
}

#[test]
fn safety_09_caps_refuse_what_is_above_them() {
    let dose = |text: &str, agreement| typed(vec![step("s1", text, 0)], agreement);
    assert!(dose("4.5", reported()).is_ok());
    let soft = dose("5", reported()).expect("above the soft cap is a warning");
    assert!(soft.warnings.contains(&PlanWarning::AboveSoftCap { dose: mg("5"), cap: mg("4.5") }));
    assert!(dose("6", reported()).is_ok());
    assert!(dose("12", signed()).is_ok());
    let id = || "s1".to_owned();
    let above = PlanRefusal::AboveMaximum { step: id(), dose: mg("12.1"), maximum: mg("12") };
    assert_eq!(dose("12.1", signed()), Err(above));
    assert_eq!(dose("50", signed()), Err(PlanRefusal::WholeTablet { step: id(), dose: mg("50") }));
    let capped = typed_capped(vec![step("s1", "1", 3), step("s2", "2.5", 0)], Some(mg("2")), signed());
    assert_eq!(capped, Err(PlanRefusal::AboveCap { step: "s2".to_owned(), dose: mg("2.5"), cap: mg("2") }));
}

#[test]
fn safety_04_more_than_six_milligrams_needs_a_signed_order() {
    let steps = || vec![step("s1", "4.5", 14), step("s2", "6.5", 0)];
    let refused = PlanRefusal::NeedsSigned { step: "s2".to_owned(), dose: mg("6.5"), above: mg("6") };
    assert_eq!(typed(steps(), reported()), Err(refused), "reported is not enough");
    assert!(typed(steps(), signed()).is_ok());
}

#[test]
fn safety_05_already_taking_it_begins_at_that_step_and_has_no_baseline() {
    let life = Life::default();
    let since = night(-200).date;
    let taking = Taking { dose: mg("3"), since };
    let plan = new_plan(&life.typed_twice(), protocol("P2"), reported(), Some(taking)).expect("on a step");
    assert_eq!((plan.start_step, plan.already_since), (1, Some(since)));
    assert_eq!(plan.first_dose(), Some(mg("3")));
    let mut life = life;
    life.record(plan);
    assert_eq!(life.progress().nights_taken, 0, "remembered nights are not counted");
    life.take_to(29);
    assert_eq!(life.blocks(), ["clinician"]);
    let repeat = nocte_core::domain::plan_change::repeat(&life.moment()).expect("always allowed");
    assert_eq!(repeat.already_since, Some(since), "no later version brings a baseline back");
}

#[test]
fn safety_05_a_present_dose_on_no_step_is_not_rounded_to_one() {
    let life = Life::default();
    let taking = Taking { dose: mg("2"), since: night(-9).date };
    let refused = new_plan(&life.typed_twice(), protocol("P2"), reported(), Some(taking));
    assert_eq!(refused, Err(PlanRefusal::NotOnAStep { dose: mg("2") }));
    let ahead = Taking { dose: mg("3"), since: night(9).date };
    let refused = new_plan(&life.typed_twice(), protocol("P2"), reported(), Some(ahead));
    assert_eq!(refused, Err(PlanRefusal::DateAhead { on: night(9).date }));
}

#[test]
fn safety_10_a_high_first_dose_is_typed_twice() {
    let life = Life::default();
    let moment = life.moment();
    let make = |dose: &str, moment: &Moment<'_>| {
        typed_plan(moment, vec![step("s1", dose, 0)], None, PlanTerms::default(), reported(), None)
    };
    assert!(make("1.5", &moment).is_ok());
    let refused = PlanRefusal::TypeTwice { why: TypedTwice::HighFirst, dose: mg("1.6"), before: None };
    assert_eq!(make("1.6", &moment), Err(refused));
    assert!(make("1.6", &life.typed_twice()).is_ok());
    let taking = Taking { dose: mg("1.5"), since: night(-30).date };
    let above = new_plan(&moment, protocol("P7"), reported(), Some(taking));
    let start = PlanRefusal::TypeTwice { why: TypedTwice::AboveStart, dose: mg("1.5"), before: None };
    assert_eq!(above, Err(start), "above this protocol's start of 0.5 mg");
}

#[test]
fn safety_10_steps_three_times_or_a_third_apart_are_typed_twice() {
    let life = Life::default();
    let make = |second: &str, moment: &Moment<'_>| {
        let steps = vec![step("s1", "1.5", 7), step("s2", second, 0)];
        typed_plan(moment, steps, None, PlanTerms::default(), reported(), None)
    };
    let asks = |second: &str, why| {
        let refused = PlanRefusal::TypeTwice { why, dose: mg(second), before: Some(mg("1.5")) };
        assert_eq!(make(second, &life.moment()), Err(refused));
        assert!(make(second, &life.typed_twice()).is_ok());
    };
    asks("4.5", TypedTwice::Threefold);
    asks("0.5", TypedTwice::Third);
    assert!(make("4.4", &life.moment()).is_ok());
    assert!(make("0.6", &life.moment()).is_ok());
}

#[test]
fn a_plan_that_cannot_be_carried_out_is_refused_with_the_reason() {
    let id = |text: &str| text.to_owned();
    let refused = |steps| typed(steps, reported()).expect_err("refused");
    assert_eq!(refused(vec![]), PlanRefusal::NoSteps);
    assert_eq!(
        refused(vec![Step { dose: Dose::ZERO, ..step("s1", "1", 3) }]),
        PlanRefusal::DoseZero { step: id("s1") }
    );
    let tiny = Dose::from_ng(999);
    assert_eq!(
        refused(vec![Step { dose: tiny, ..step("s1", "1", 3) }]),
        PlanRefusal::DoseTooSmall { step: id("s1"), dose: tiny }
    );
    assert_eq!(refused(vec![step("s1", "1", 3), step("s1", "2", 3)]), PlanRefusal::StepId { id: id("s1") });
    assert_eq!(refused(vec![step("", "1", 3)]), PlanRefusal::StepId { id: id("") });
    assert_eq!(
        refused(vec![step("s1", "1", 0), step("s2", "2", 3)]),
        PlanRefusal::NoInterval { step: id("s1") },
        "a step of no nights would advance on the calendar alone"
    );
    let short = Step { max_nights: Some(2), ..gated("s1", "1", 3, Gate::Patient) };
    assert_eq!(refused(vec![short]), PlanRefusal::Range { step: id("s1") });
    let nobody = Agreement { by: "  ".to_owned(), ..reported() };
    assert_eq!(typed(vec![step("s1", "1", 3)], nobody), Err(PlanRefusal::PrescriberMissing));
    let ahead = Agreement { on: night(3).date, ..reported() };
    assert_eq!(typed(vec![step("s1", "1", 3)], ahead), Err(PlanRefusal::DateAhead { on: night(3).date }));
}

#[test]
fn a_plan_begins_on_no_past_or_answered_night() {
    let mut life = Life::with(vec![step("s1", "1", 3)]);
    life.take_to(2);
    let from = |number, life: &Life| {
        let moment = Moment { from: Some(night(number)), ..life.moment() };
        typed_plan(&moment, vec![step("s1", "1.5", 3)], None, PlanTerms::default(), reported(), None)
    };
    assert_eq!(from(1, &life), Err(PlanRefusal::NightPast { night: night(1) }));
    assert_eq!(from(2, &life), Err(PlanRefusal::NightAnswered { night: night(2), open: night(3) }));
    let ahead = from(9, &life).expect("a coming night");
    assert_eq!((ahead.version, ahead.follows), (2, Some(life.plan().id)));
    life.record(ahead);
    assert_eq!(from(5, &life), Err(PlanRefusal::BeforeVersion { night: night(9) }));
    assert_eq!(from(9, &life).expect("the same night again").version, 3);
}
