//! Two versions with one predecessor: the lower dose is followed until the patient chooses.

use crate::life::{Life, mg, night, reported, step};
use nocte_core::domain::plan_change;
use nocte_core::domain::progress::{TapRefusal, choose, confirmed_steps, rivals};

/// A life whose plan two phones changed the same evening: one to 1 mg, the other to 2 mg.
fn apart() -> Life {
    let mut life = Life::with(vec![step("s1", "1.5", 2), step("s2", "3", 2)]);
    life.take_to(1);
    life.tonight = 2;
    let mut other = life.clone();
    let raised = plan_change::change(
        &other.moment(),
        vec![step("s1", "2", 1), step("s2", "3", 1)],
        0,
        None,
        reported(),
    );
    let raised = raised.expect("an ordinary change");
    other.record(raised.clone());
    let lowered = plan_change::change(
        &life.moment(),
        vec![step("s1", "1", 1), step("s2", "2", 1)],
        0,
        None,
        reported(),
    );
    life.record(lowered.expect("an ordinary change"));
    life.record(raised);
    life
}

#[test]
fn the_lower_dose_is_followed_and_no_step_begins_until_the_choice() {
    let mut life = apart();
    assert_eq!(rivals(&life.journal, night(2)).len(), 2);
    assert_eq!(life.progress().dose, mg("1"));
    life.take_to(4);
    assert_eq!(life.blocks(), ["two_plans"]);
    let refused = plan_change::change(&life.moment(), vec![step("s1", "1", 1)], 0, None, reported());
    assert_eq!(refused, Err(plan_change::PlanRefusal::TwoPlans));
    assert!(plan_change::stop(&life.moment(), None, reported()).is_ok(), "a stop is never in the way");
}

#[test]
fn the_choice_holds_from_the_first_open_night_and_not_before() {
    let mut life = apart();
    let [low, high] = *life.journal.plans.iter().skip(1).map(|plan| plan.id).collect::<Vec<_>>() else {
        panic!("two versions follow the first");
    };
    life.take_to(4);
    let before = confirmed_steps(&life.journal);
    let decision = choose(&life.journal, high, low, night(4)).expect("two to choose from");
    life.decide(decision);
    assert_eq!(life.dose_on(4), Some(mg("1")));
    assert_eq!(life.dose_on(5), Some(mg("2")));
    for span in before.iter().filter(|span| span.first <= night(4)) {
        assert!((0..=4).filter(|n| span.covers(night(*n))).all(|n| life.dose_on(n) == Some(span.dose)));
    }
    life.tonight = 5;
    assert_eq!(rivals(&life.journal, night(5)).len(), 1);
    assert_eq!(choose(&life.journal, low, high, night(5)), Err(TapRefusal::NothingToChoose));
}

#[test]
fn a_stop_on_one_phone_wins_over_a_change_on_the_other() {
    let mut life = Life::with(vec![step("s1", "1.5", 2), step("s2", "3", 2)]);
    life.take_to(1);
    life.tonight = 2;
    let change = plan_change::change(&life.moment(), vec![step("s1", "1", 1)], 0, None, reported());
    let stop = plan_change::stop(&life.moment(), None, reported());
    life.record(change.expect("an ordinary change"));
    life.record(stop.expect("a stop at once"));
    assert_eq!(life.dose_on(2), None, "nothing is the lowest dose");
}

#[test]
fn going_back_before_a_planned_change_is_not_undone_by_it() {
    let mut life = Life::with(vec![step("s1", "1.5", 2), step("s2", "3", 2), step("s3", "4.5", 2)]);
    life.take_to(1);
    life.step_up();
    life.tonight = 2;
    let ahead = plan_change::Moment { from: Some(night(6)), ..life.moment() };
    let planned = plan_change::change(&ahead, vec![step("s1", "4.5", 2)], 0, None, reported());
    life.record(planned.expect("a change for a coming night"));
    assert_eq!(life.blocks(), ["change_pending", "nights"]);
    let back = plan_change::back(&life.moment()).expect("always allowed");
    life.record(back);
    assert_eq!(life.dose_on(2), Some(mg("1.5")));
    assert_eq!(life.dose_on(7), Some(mg("1.5")), "the lower one is followed until the patient chooses");
    life.tonight = 7;
    assert_eq!(rivals(&life.journal, night(7)).len(), 2);
}
