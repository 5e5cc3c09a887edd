//! Counting, and the tap without which no step begins.

use crate::life::{Life, mg, night, step};
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::plan::{DecisionKind, HoldReason, NewDecision};
use nocte_core::domain::plan_change;
use nocte_core::domain::progress::{
    PlanState, StepState, TapRefusal, confirmed_steps, first_open_night, progress, step_up, step_views,
};

fn three_steps() -> Life {
    Life::with(vec![step("s1", "0.5", 3), step("s2", "1", 3), step("s3", "1.5", 3)])
}

#[test]
fn only_taken_nights_count_and_each_once() {
    let mut life = three_steps();
    life.log(0, DoseStatus::Taken);
    life.log(0, DoseStatus::Taken);
    life.log(1, DoseStatus::Skipped);
    life.log(2, DoseStatus::Unknown);
    life.log(4, DoseStatus::Extra);
    life.tonight = 5;
    assert_eq!(life.progress().nights_taken, 1, "skipped, unknown, unlogged and extra don't count");
    assert_eq!(life.blocks(), ["nights"]);
}

#[test]
fn a_late_and_a_corrected_entry_count_like_any_other() {
    let mut life = three_steps();
    life.tonight = 4;
    life.log(4, DoseStatus::Taken);
    life.log(1, DoseStatus::Taken);
    life.log(0, DoseStatus::Taken);
    assert_eq!(life.progress().nights_taken, 3);
    let last = life.journal.doses.last_mut().expect("an entry");
    last.status = DoseStatus::Skipped;
    assert_eq!(life.progress().nights_taken, 2, "the entry that stands decides");
}

#[test]
fn nights_of_the_future_do_not_count() {
    let mut life = three_steps();
    for number in 0..3 {
        life.log(number, DoseStatus::Taken);
    }
    assert_eq!(life.progress().nights_taken, 1);
}

#[test]
fn safety_15_an_earned_step_waits_for_its_tap_without_end() {
    let mut life = three_steps();
    life.take_to(40);
    let progress = life.progress();
    assert_eq!(progress.dose, mg("0.5"), "41 nights taken, and still on the first step");
    assert!(progress.may_step_up);
    assert_eq!(progress.state, PlanState::Waiting);
    let spans = confirmed_steps(&life.journal);
    assert_eq!(spans.len(), 1, "an earned step that is not tapped is in no span");
    assert_eq!(spans.first().map(|span| span.last), Some(None), "and the present one is open-ended");
}

#[test]
fn safety_15_the_tap_starts_the_next_step_on_the_first_open_night() {
    let mut life = three_steps();
    life.take_to(2);
    life.step_up();
    assert_eq!(life.dose_on(2), Some(mg("0.5")), "tonight is taken, and stays what it was");
    assert_eq!(life.dose_on(3), Some(mg("1")));
    assert_eq!(life.blocks(), ["confirmed"], "a second tap the same night changes nothing");
    life.tonight = 3;
    assert_eq!(life.progress().nights_taken, 0, "the new step counts from 0");
    assert_eq!(life.progress().step, "s2");
}

#[test]
fn a_step_tapped_before_tonights_dose_begins_tonight() {
    let mut life = three_steps();
    life.take_to(2);
    life.tonight = 3;
    assert_eq!(first_open_night(&life.journal, night(3)), night(3));
    life.step_up();
    assert_eq!(life.progress().dose, mg("1"));
}

#[test]
fn safety_15_no_tap_jumps_a_step_or_repeats_one() {
    let mut life = three_steps();
    life.take_to(2);
    life.step_up();
    life.tonight = 3;
    let plan = life.plan().id;
    let tap = |to: &str, from| NewDecision { plan, kind: DecisionKind::StepUp { to: to.to_owned() }, from };
    for stray in [tap("s2", night(3)), tap("s3", night(3)), tap("s9", night(4)), tap("s1", night(4))] {
        life.decide(stray);
    }
    assert_eq!(life.progress().step, "s2", "stray taps from another phone are not followed");
    life.tonight = 9;
    assert_eq!(life.progress().step, "s2");
}

#[test]
fn safety_16_the_last_step_has_no_end_and_becomes_due_for_review() {
    let mut life = Life::with(vec![step("s1", "0.5", 1), step("s2", "1", 3)]);
    life.take_to(0);
    life.step_up();
    life.tonight = 1;
    assert!(!life.progress().review_due);
    life.take_to(400);
    let progress = life.progress();
    assert_eq!(life.blocks(), ["last_step"]);
    assert!(progress.review_due && !progress.may_step_up);
    assert_eq!(progress.state, PlanState::Running);
    assert_eq!(life.dose_on(100_000), Some(mg("1")), "stay, review due; never an end by silence");
}

#[test]
fn safety_16_silence_ends_nothing() {
    let mut life = three_steps();
    life.take_to(1);
    life.tonight = 300;
    assert_eq!(life.progress().dose, mg("0.5"));
    assert_eq!(life.progress().nights_taken, 2);
    assert_eq!(life.progress().state, PlanState::Running);
}

#[test]
fn safety_16_only_a_prescribers_stop_night_ends_a_plan() {
    let mut life = three_steps();
    life.take_to(4);
    let stop = plan_change::stop(&life.moment(), Some(night(7)), crate::life::signed());
    life.record(stop.expect("a stop night ahead"));
    assert_eq!(life.dose_on(7), Some(mg("0.5")));
    assert_eq!(life.dose_on(8), None, "nothing past the stop night");
    life.tonight = 7;
    assert_eq!(life.progress().state, PlanState::Running, "the stop night still belongs to the plan");
    life.tonight = 8;
    let progress = life.progress();
    assert_eq!(progress.state, PlanState::Ended);
    assert_eq!(life.blocks(), ["ended"]);
    assert_eq!(
        step_up(&life.journal, night(8)).expect_err("an ended plan has no next step"),
        TapRefusal::Blocked(progress.blocks)
    );
}

#[test]
fn a_held_night_with_a_dose_does_not_count() {
    let mut life = three_steps();
    life.take_to(0);
    life.tonight = 1;
    let hold = life.hold(HoldReason::Patient, 1);
    life.take_to(2);
    life.tonight = 3;
    life.end_hold(hold, 3);
    life.take_to(3);
    assert_eq!(life.progress().nights_taken, 2, "nights 0 and 3");
}

#[test]
fn an_entry_of_a_phone_that_had_not_heard_of_the_change_does_not_count_for_the_new_step() {
    let mut life = three_steps();
    life.take_to(2);
    let elsewhere = life.clone();
    life.step_up();
    life.tonight = 3;
    life.log(3, DoseStatus::Taken);
    let mut other = elsewhere;
    other.tonight = 4;
    other.log(4, DoseStatus::Taken);
    let foreign = other.journal.doses.pop().expect("the other phone's entry");
    life.journal.doses.push(foreign);
    life.tonight = 4;
    assert_eq!(life.progress().nights_taken, 1, "night 4 was taken at the old dose");
}

#[test]
fn a_second_night_over_the_date_line_belongs_to_its_date_and_counts() {
    use nocte_core::domain::night::Night;
    let mut life = three_steps();
    life.log(0, DoseStatus::Taken);
    life.log(1, DoseStatus::Taken);
    life.log(1, DoseStatus::Taken);
    life.journal.doses.last_mut().expect("an entry").night = Night::second_of(night(1).date);
    let tonight = Night::second_of(night(1).date);
    assert_eq!(progress(&life.journal, tonight).expect("a plan").nights_taken, 3);
    let decision = step_up(&life.journal, tonight).expect("an earned step");
    assert_eq!(decision.from, night(2));
    life.decide(decision);
    let first = confirmed_steps(&life.journal).into_iter().next().expect("a first step");
    assert!(first.covers(tonight) && !first.covers(night(2)));
}

#[test]
fn without_a_plan_in_force_there_is_no_progress() {
    let life = three_steps();
    assert_eq!(progress(&life.journal, night(-1)), None, "the night before the first");
    assert_eq!(progress(&nocte_core::domain::journal::Journal::default(), night(0)), None);
}

#[test]
fn the_list_of_steps_says_where_each_stands() {
    let mut life = three_steps();
    life.take_to(2);
    life.step_up();
    life.tonight = 3;
    life.take_to(4);
    let views: Vec<(u32, StepState)> = step_views(&life.journal, life.plan(), night(4))
        .into_iter()
        .map(|view| (view.nights_taken, view.state))
        .collect();
    assert_eq!(views, [(3, StepState::Done), (2, StepState::Current), (0, StepState::Ahead)]);
}
