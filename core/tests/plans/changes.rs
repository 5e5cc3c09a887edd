//! Changes on the way: repeat, back, halve, change, stop, titrate again, re-check.

use crate::life::{Life, mg, night, reported, signed, step};
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::plan::{AgreementKind, AskAgain, PlanReason, PlanTerms, Step};
use nocte_core::domain::plan_change::{
    Moment, NewPlan, PlanRefusal, back, back_and_ask, change, end_recheck, halve, recheck, rechecking,
    repeat, retitrate, stop,
};
use nocte_core::domain::progress::{PlanState, plan_state};
use nocte_core::domain::protocol::{Recheck, RecheckKind};
use nocte_core::domain::safety::TypedTwice;
use nocte_core::domain::symptom::Severity;

/// P7 (half a milligram up each week) after three steps: on 1.5 mg since night 14, seven nights taken.
fn on_the_third_step() -> Life {
    let mut life = Life::on("P7");
    for last in [6, 13] {
        life.take_to(last);
        life.step_up();
        life.tonight = last + 1;
    }
    life.take_to(20);
    assert_eq!(life.progress().dose, mg("1.5"));
    assert_eq!(life.progress().nights_taken, 7);
    life.tonight = 21;
    life
}

fn doses(plan: &NewPlan) -> Vec<u64> {
    plan.steps.iter().map(|step| step.dose.ng() / 1_000).collect()
}

/// Records a change and checks that no night before it has another dose than before.
fn apply(life: &mut Life, plan: NewPlan) {
    let before: Vec<_> = (0..60).map(|number| life.dose_on(number)).collect();
    let first = plan.effective_night;
    life.record(plan);
    for (number, dose) in (0_i64..).zip(before) {
        if night(number) < first {
            assert_eq!(life.dose_on(number), dose, "night {number} is history");
        }
    }
}

#[test]
fn a_repeat_is_the_same_step_from_nought() {
    let mut life = on_the_third_step();
    let plan = repeat(&life.moment()).expect("always allowed");
    assert_eq!((plan.reason, plan.version, plan.start_step), (PlanReason::Repeat, 2, 2));
    apply(&mut life, plan);
    assert_eq!(life.progress().dose, mg("1.5"));
    assert_eq!(life.progress().nights_taken, 0);
    assert_eq!(life.blocks(), ["nights"]);
}

#[test]
fn safety_15_back_is_always_allowed_and_counts_from_nought() {
    let mut life = on_the_third_step();
    life.effect("insomnia", Severity::Severe);
    let plan = back(&life.moment()).expect("always allowed, an open effect or not");
    apply(&mut life, plan);
    assert_eq!(life.progress().dose, mg("1"));
    assert_eq!(life.progress().nights_taken, 0);
    let plan = back(&life.moment()).expect("and again");
    apply(&mut life, plan);
    assert_eq!(life.progress().dose, mg("0.5"));
    assert_eq!(back(&life.moment()), Err(PlanRefusal::NothingLower));
}

#[test]
fn safety_15_back_takes_a_tap_of_the_same_evening_back() {
    let mut life = on_the_third_step();
    life.step_up();
    assert_eq!(life.progress().dose, mg("2"));
    let plan = back(&life.moment()).expect("always allowed");
    apply(&mut life, plan);
    assert_eq!(life.progress().dose, mg("1.5"));
}

#[test]
fn safety_15_back_goes_to_a_lower_dose_that_was_lived_when_the_version_has_none() {
    let mut life = on_the_third_step();
    let plan = change(&life.moment(), vec![step("a1", "2", 7), step("a2", "3", 0)], 0, None, reported());
    apply(&mut life, plan.expect("agreed"));
    let plan = back(&life.moment()).expect("1.5 mg was lived before");
    assert_eq!(doses(&plan), [1_500, 2_000, 3_000]);
    apply(&mut life, plan);
    assert_eq!(life.progress().dose, mg("1.5"));
}

#[test]
fn safety_15_halve_only_where_the_plan_has_it_and_the_syringe_can_show_it() {
    let life = on_the_third_step();
    assert_eq!(halve(&life.moment(), |_| true), Err(PlanRefusal::HalveNotAgreed), "P7 goes back instead");

    let mut life = Life::on("P8");
    for last in [6, 13, 20, 27, 34] {
        life.take_to(last);
        life.step_up();
        life.tonight = last + 1;
    }
    assert_eq!(life.progress().dose, mg("3"));
    let refused = halve(&life.moment(), |dose| dose >= mg("2"));
    assert_eq!(refused, Err(PlanRefusal::HalveNotReadable { dose: mg("1.5") }));
    let plan = halve(&life.moment(), |_| true).expect("Dickson halves");
    assert_eq!(doses(&plan), [1_500, 2_000, 2_500, 3_000, 3_500, 4_000, 4_500]);
    let half = plan.steps.first().expect("the halved step");
    assert_eq!((half.min_nights, half.max_nights), (14, Some(21)), "two to three weeks");
    apply(&mut life, plan);
    life.take_to(48);
    assert!(life.progress().may_step_up);
    let again = halve(&life.moment(), |_| true).expect("and halves again");
    assert_eq!(again.first_dose(), Some(mg("0.75")));
}

#[test]
fn safety_16_titrating_again_is_step_one_of_the_same_plan_and_agreed() {
    let mut life = on_the_third_step();
    life.tonight = 60;
    let plan = repeat(&life.moment()).expect("a detour");
    life.record(plan);
    let asked = retitrate(&life.moment(), signed());
    let third = PlanRefusal::TypeTwice { why: TypedTwice::Third, dose: mg("0.5"), before: Some(mg("1.5")) };
    assert_eq!(asked, Err(third));
    let plan = retitrate(&life.typed_twice(), signed()).expect("agreed with the prescriber");
    assert_eq!((plan.reason, plan.start_step, plan.agreement.clone()), (PlanReason::Retitrate, 0, signed()));
    assert_eq!(plan.steps.len(), 9, "the whole ladder of the agreed plan");
    apply(&mut life, plan);
    assert_eq!(life.progress().dose, mg("0.5"));
}

#[test]
fn safety_04_the_patients_own_ways_keep_the_agreement_and_a_change_brings_its_own() {
    let mut life = on_the_third_step();
    let plan = change(&life.moment(), vec![step("a1", "2", 7), step("a2", "3", 0)], 0, None, signed());
    apply(&mut life, plan.expect("agreed"));
    assert_eq!(back(&life.moment()).expect("always allowed").agreement, signed());
    let high = vec![step("a1", "3", 7), step("a2", "6.5", 0)];
    let refused = change(&life.moment(), high.clone(), 0, None, reported());
    assert!(matches!(refused, Err(PlanRefusal::NeedsSigned { .. })), "a signed plan before is no licence");
    assert!(change(&life.moment(), high, 0, None, signed()).is_ok());
}

#[test]
fn safety_10_a_change_to_three_times_or_a_third_of_the_last_dose_is_typed_twice() {
    let life = on_the_third_step();
    let to = |dose: &str, moment: &Moment<'_>| change(moment, vec![step("a1", dose, 0)], 0, None, reported());
    let why = |dose: &str| match to(dose, &life.moment()) {
        Err(PlanRefusal::TypeTwice { why, .. }) => Some(why),
        _ => None,
    };
    assert_eq!(why("4.5"), Some(TypedTwice::Threefold));
    assert_eq!(why("0.5"), Some(TypedTwice::Third));
    assert_eq!(why("4.4"), None);
    assert_eq!(why("0.6"), None);
    assert!(to("4.5", &life.typed_twice()).is_ok());
}

#[test]
fn a_change_keeps_the_cap_unless_the_prescriber_names_another() {
    let life = Life::on("P17");
    let to = |cap| change(&life.moment(), vec![step("a1", "1", 7), step("a2", "2.5", 0)], 0, cap, reported());
    assert!(matches!(to(None), Err(PlanRefusal::AboveCap { .. })), "P17 ends at 2 mg");
    assert_eq!(to(Some(mg("2.5"))).expect("another cap").cap, Some(mg("2.5")));
}

#[test]
fn a_change_never_begins_on_an_answered_night() {
    let mut life = on_the_third_step();
    life.log(21, DoseStatus::Skipped);
    let plan = repeat(&life.moment()).expect("always allowed");
    assert_eq!(plan.effective_night, night(22));
    let early = Moment { from: Some(night(20)), ..life.moment() };
    assert_eq!(back(&early), Err(PlanRefusal::NightPast { night: night(20) }));
    let answered = Moment { from: Some(night(21)), ..life.moment() };
    assert_eq!(back(&answered), Err(PlanRefusal::NightAnswered { night: night(21), open: night(22) }));
}

#[test]
fn safety_16_a_stop_at_once_leaves_no_night_and_a_later_one_all_up_to_it() {
    let mut life = on_the_third_step();
    let refused = stop(&life.moment(), Some(night(19)), reported());
    assert_eq!(refused, Err(PlanRefusal::NightPast { night: night(19) }));
    let later = stop(&life.moment(), Some(night(25)), reported()).expect("a stop night ahead");
    apply(&mut life, later);
    assert_eq!(life.dose_on(25), Some(mg("1.5")));
    assert_eq!(life.dose_on(26), None);
    let kept = repeat(&life.moment()).expect("always allowed");
    assert_eq!(kept.stop_after, Some(night(25)), "the patient's own ways don't lift a stop");
    let now = stop(&life.moment(), None, reported()).expect("a stop at once");
    apply(&mut life, now);
    assert_eq!(life.dose_on(21), None);
    assert_eq!(plan_state(&life.journal, life.plan(), night(21)), PlanState::Ended);
    assert_eq!(repeat(&life.moment()), Err(PlanRefusal::Ended { last: night(20) }));
}

#[test]
fn safety_16_a_stop_is_never_refused_for_a_dose_that_was_signed_for() {
    let mut life = Life::with(vec![step("s1", "4.5", 7)]);
    let up = change(&life.typed_twice(), vec![step("o1", "8", 7)], 0, None, signed()).expect("signed for");
    life.record(up);
    let stopped = stop(&life.moment(), None, reported()).expect("told by the patient, and at once");
    assert_eq!((stopped.agreement.kind, stopped.steps.len()), (AgreementKind::Reported, 1));
    let again = change(&life.typed_twice(), vec![step("o1", "8", 14)], 0, None, reported());
    assert!(matches!(again, Err(PlanRefusal::NeedsSigned { .. })), "only the stop is free");
}

fn with_recheck() -> Life {
    let terms = PlanTerms {
        recheck: Some(Recheck { kind: RecheckKind::DownThenUp, months: None }),
        ..PlanTerms::default()
    };
    let mut life = Life::with_terms(vec![step("s1", "3", 2), step("s2", "4.5", 0)], None, terms);
    life.take_to(1);
    life.step_up();
    life.tonight = 2;
    life.take_to(40);
    life.tonight = 41;
    life
}

#[test]
fn a_recheck_goes_down_and_up_each_leg_by_a_tap_and_only_where_agreed() {
    let without = on_the_third_step();
    assert_eq!(recheck(&without.moment(), None), Err(PlanRefusal::RecheckNotAgreed));
    assert!(recheck(&without.moment(), Some(reported())).is_ok(), "a prescriber may agree to one now");

    let mut life = with_recheck();
    let plan = recheck(&life.moment(), None).expect("part of the plan");
    let legs: Vec<(u64, u32)> =
        plan.steps.iter().map(|step| (step.dose.ng() / 1_000, step.min_nights)).collect();
    assert_eq!(legs, [(4_500, 14), (3_000, 14), (4_500, 14)]);
    apply(&mut life, plan);
    for dose in ["4.5", "3"] {
        assert_eq!(life.progress().dose, mg(dose));
        let last = life.tonight + 13;
        life.take_to(last);
        assert_eq!(life.progress().dose, mg(dose), "no leg ends without its tap");
        life.step_up();
        life.tonight = last + 1;
    }
    assert_eq!(life.progress().dose, mg("4.5"));
    assert_eq!(life.blocks(), ["last_step"]);
    let lower = back(&life.moment()).expect("always allowed");
    assert_eq!(lower.first_dose(), Some(mg("3")), "lower, not merely earlier");
}

#[test]
fn a_flare_stops_a_recheck_and_back_from_its_low_leg_never_goes_up() {
    let mut life = with_recheck();
    let plan = recheck(&life.moment(), None).expect("part of the plan");
    apply(&mut life, plan);
    life.take_to(54);
    life.effect("pain flare", Severity::Severe);
    assert_eq!(life.blocks(), ["effect_open"]);
    life.journal.effects.clear();
    life.step_up();
    life.tonight = 55;
    assert_eq!(life.progress().dose, mg("3"));
    match back(&life.moment()) {
        Ok(plan) => assert!(plan.first_dose().is_some_and(|dose| dose < mg("3"))),
        Err(refusal) => assert_eq!(refusal, PlanRefusal::NothingLower),
    }
}

#[test]
fn safety_15_a_recheck_ends_by_a_tap_and_never_over_an_open_effect_or_a_hold() {
    let mut life = with_recheck();
    assert_eq!(end_recheck(&life.moment()), Err(PlanRefusal::NoRecheck), "none is running");
    let plan = recheck(&life.moment(), None).expect("part of the plan");
    apply(&mut life, plan);
    life.take_to(54);
    life.step_up();
    life.tonight = 57;
    assert_eq!(life.progress().dose, mg("3"));
    let running = |life: &Life| {
        let now = life.progress();
        let plan = life.journal.plans.iter().find(|plan| plan.id == now.plan).expect("the version in force");
        rechecking(plan, now.step_index)
    };
    assert!(running(&life));
    life.effect("pain flare", Severity::Moderate);
    assert_eq!(end_recheck(&life.moment()), Err(PlanRefusal::RecheckWaits));
    life.journal.effects.clear();
    let ended = end_recheck(&life.moment()).expect("cancellable");
    assert_eq!(ended.first_dose(), Some(mg("4.5")), "the usual dose, agreed to and lived");
    apply(&mut life, ended);
    assert_eq!(life.progress().dose, mg("4.5"));
    assert_eq!(end_recheck(&life.moment()), Err(PlanRefusal::NoRecheck), "it is over");
    assert!(!running(&life), "so that another may begin");
}

#[test]
fn a_step_that_failed_can_be_asked_about_months_later_and_makes_no_step() {
    let life = on_the_third_step();
    let (plain, asking) = (back(&life.moment()), back_and_ask(&life.moment(), 3));
    let (plain, asking) = (plain.expect("always allowed"), asking.expect("always allowed"));
    let from = life.moment().tonight.date.checked_add_months(chrono::Months::new(3)).expect("a date");
    assert_eq!(asking.terms.ask_again, Some(AskAgain { dose: mg("1.5"), from }));
    assert_eq!(
        (plain.steps, plain.start_step),
        (asking.steps, asking.start_step),
        "a reminder to ask, no step"
    );
}

#[test]
fn a_recheck_on_the_way_keeps_the_steps_that_follow() {
    let life = on_the_third_step();
    let plan = recheck(&life.moment(), Some(reported())).expect("agreed now");
    assert_eq!(doses(&plan), [1_500, 1_000, 1_500, 2_000, 2_500, 3_000, 3_500, 4_000, 4_500]);
    let mut ids: Vec<&str> = plan.steps.iter().map(|step: &Step| step.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), plan.steps.len());
}

#[test]
fn without_a_plan_there_is_nothing_to_change() {
    let life = Life::default();
    for refused in [repeat(&life.moment()), back(&life.moment()), stop(&life.moment(), None, reported())] {
        assert_eq!(refused, Err(PlanRefusal::NoPlan));
    }
}

#[test]
fn a_plan_that_has_not_begun_is_not_begun_early_by_changing_it() {
    let mut life = Life::default();
    let ahead = Moment { from: Some(night(9)), ..life.typed_twice() };
    let plan = nocte_core::domain::plan_change::typed_plan(
        &ahead,
        vec![step("s1", "1", 3)],
        None,
        PlanTerms::default(),
        reported(),
        None,
    );
    life.record(plan.expect("a coming night"));
    assert_eq!(repeat(&life.moment()).expect("always allowed").effective_night, night(9));
}
