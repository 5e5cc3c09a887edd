//! Requirements of plan boundaries, holds, silence, supply and reviews (rows B0 to H5, U1 to U5).

use nocte_core::domain::reminder::{
    ActionKind, ActionResult, LogStatus, NightStatus, PlannedHold, PlannerStep,
};
use nocte_tests::scene::{Scene, golden_cases_pass, local, night, time};

const TAKEN: ActionKind = ActionKind::Taken { taken_at: None };

fn dose_ids(scene: &Scene) -> Vec<String> {
    scene.ids().into_iter().filter(|id| id.starts_with("d/")).collect()
}

fn has(scene: &Scene, line: &str) -> bool {
    scene.lines().iter().any(|have| have == line)
}

/// Bases only, over a longer horizon.
fn weeks(nights: u32) -> Scene {
    Scene::default().with(|p| {
        p.horizon_nights = nights;
        p.followups_min = Vec::new();
    })
}

#[test]
fn b0_nothing_beyond_the_last_confirmed_step() {
    golden_cases_pass(&["P12"]);
    let mut scene = weeks(28);
    scene.plan.steps[0].last_night = Some(night("2026-11-24"));
    assert_eq!(dose_ids(&scene), ["d/2026-11-22/base", "d/2026-11-23/base", "d/2026-11-24/base"]);
    scene.plan.steps.clear();
    assert!(dose_ids(&scene).is_empty());
}

#[test]
fn b0_nothing_before_the_first_step() {
    let mut scene = weeks(3);
    scene.plan.steps[0].first_night = night("2026-11-24");
    assert_eq!(dose_ids(&scene), ["d/2026-11-24/base"]);
    assert!(!scene.lines().iter().any(|line| line.contains("step:")), "a beginning is no change");
}

#[test]
fn b0a_a_step_change_is_announced_on_its_first_evening() {
    golden_cases_pass(&["P10", "P11"]);
    let mut scene = weeks(3);
    scene.plan.steps[0].last_night = Some(night("2026-11-22"));
    let second = PlannerStep { id: "s2".to_owned(), first_night: night("2026-11-23"), last_night: None };
    scene.plan.steps.push(second);
    assert!(has(&scene, "eve/2026-11-23 18:00 step:s2"));
    scene.now = local("2026-11-23T17:59");
    assert!(has(&scene, "eve/2026-11-23 18:00 step:s2"), "also on the evening itself");
    let taken = scene.clone().answered("2026-11-23", LogStatus::Taken, "2026-11-23T17:30");
    assert!(
        !taken.lines().iter().any(|line| line.contains("step:")),
        "an answered night has nothing to announce"
    );
    let held = scene.held_from("2026-11-23");
    assert!(!held.lines().iter().any(|line| line.contains("step:")));
}

#[test]
fn b0b_a_review_is_announced_seven_days_before_and_on_its_day() {
    golden_cases_pass(&["P12"]);
    let mut scene = weeks(3);
    scene.plan.reeval_night = Some(night("2026-12-05"));
    assert!(has(&scene, "day/2026-11-28 10:00 reeval"));
    assert!(has(&scene, "day/2026-12-05 10:00 reeval"));
}

#[test]
fn h1_a_hold_removes_reminders_and_questions_at_once() {
    golden_cases_pass(&["P14", "D05"]);
    let scene = weeks(28).with(|p| {
        p.confirm_nights = 3;
        p.checkin_every_days = 1;
        p.review_weekday = Some(chrono::Weekday::Sun);
    });
    let held = scene.held_from("2026-11-22");
    let lines = held.lines();
    assert!(lines.iter().all(|line| line.ends_with("hold_check")), "{lines:?}");
    let due = Scene::at("2026-11-22T22:40").held_from("2026-11-22");
    assert!(dose_ids(&due).is_empty());
}

#[test]
fn h2_a_planned_hold_ends_reminders_before_its_first_night() {
    golden_cases_pass(&["P15"]);
    let scene = weeks(28).with(|p| p.sentinels = true).held_from("2026-11-24");
    assert_eq!(dose_ids(&scene), ["d/2026-11-22/base", "d/2026-11-23/base"]);
    assert!(!scene.lines().iter().any(|line| line.contains("sentinel") || line.contains("stopped")));
}

#[test]
fn h3_a_hold_ends_only_by_a_confirmation_with_a_first_night() {
    golden_cases_pass(&["P16", "P17"]);
    let mut scene = weeks(3);
    scene.state.holds = vec![PlannedHold { from_night: night("2025-01-01"), resumed_from: None }];
    assert!(dose_ids(&scene).is_empty(), "not even after two years");
    scene.state.holds[0].resumed_from = Some(night("2026-11-23"));
    assert_eq!(dose_ids(&scene), ["d/2026-11-23/base", "d/2026-11-24/base"]);
    scene.state.holds.push(PlannedHold { from_night: night("2026-11-20"), resumed_from: None });
    assert!(dose_ids(&scene).is_empty(), "another hold holds on");
}

#[test]
fn h4_a_hold_is_asked_about_four_times_a_week_apart() {
    golden_cases_pass(&["P14", "P16"]);
    let scene = weeks(3).held_from("2026-11-22");
    assert_eq!(scene.ids(), ["day/2026-11-29", "day/2026-12-06", "day/2026-12-13", "day/2026-12-20"]);
    let later = Scene { now: local("2026-12-20T10:00"), ..scene };
    assert!(later.ids().is_empty());
}

#[test]
fn h5_after_the_silence_limit_one_review_notice_takes_the_reminders_place() {
    let scene = weeks(28).with(|p| {
        p.silence_nights = Some(28);
        p.sentinels = true;
    });
    // Nothing logged since the step began on 1 November: 21 nights before tonight, seven more are reminded.
    let reminded = dose_ids(&scene);
    assert_eq!(reminded.len(), 7);
    assert_eq!(reminded.last().map(String::as_str), Some("d/2026-11-28/base"));
    assert!(has(&scene, "day/2026-11-29 10:00 silence"));
    assert!(has(&scene, "eve/2026-11-26 18:00 sentinel"));
    assert!(!scene.lines().iter().any(|line| line.contains("stopped")));
    assert_eq!(scene.plan().nights.last().map(|n| n.status), Some(NightStatus::Silenced));
    let after = Scene { now: local("2026-11-29T17:00"), ..scene.clone() };
    assert!(after.ids().is_empty(), "one notice, not one a day: {:?}", after.lines());
}

#[test]
fn h5_any_answer_or_confirmation_starts_the_count_again() {
    let silent = |scene: &Scene| dose_ids(scene).is_empty();
    let mut scene =
        Scene { now: local("2027-01-10T17:00"), ..weeks(28).with(|p| p.silence_nights = Some(28)) };
    assert!(silent(&scene));
    assert!(!silent(&scene.clone().answered("2027-01-09", LogStatus::Skipped, "2027-01-09T22:40")));
    let mut resumed = scene.clone();
    let hold = PlannedHold { from_night: night("2026-12-20"), resumed_from: Some(night("2027-01-10")) };
    resumed.state.holds = vec![hold];
    assert!(!silent(&resumed));
    let mut answered = scene.clone();
    answered.state.review_answered = Some(night("2027-01-10"));
    assert_eq!(dose_ids(&answered).len(), 28);
    let again = PlannerStep { id: "s1".to_owned(), first_night: night("2027-01-09"), last_night: None };
    scene.plan.steps.push(again);
    assert!(!silent(&scene), "a step that begins is a tap");
}

#[test]
fn h5_held_nights_are_not_unlogged() {
    let mut scene =
        Scene { now: local("2026-12-15T17:00"), ..weeks(3).with(|p| p.silence_nights = Some(28)) };
    scene.state.holds =
        vec![PlannedHold { from_night: night("2026-11-05"), resumed_from: Some(night("2026-12-14")) }];
    assert_eq!(dose_ids(&scene).len(), 3);
}

#[test]
fn safety_16_the_reminder_still_fires_until_28_unlogged_nights() {
    let at = |now: &str| Scene { now: local(now), ..weeks(1).with(|p| p.silence_nights = Some(28)) };
    assert_eq!(dose_ids(&at("2026-11-15T17:00")).len(), 1, "14 nights without an answer");
    assert_eq!(dose_ids(&at("2026-11-28T17:00")).len(), 1, "27 nights");
    assert!(dose_ids(&at("2026-11-29T17:00")).is_empty(), "28 nights");
}

#[test]
fn u1_only_taken_costs_stock() {
    golden_cases_pass(&["X02", "X03"]);
    let mut scene = Scene::default();
    scene.state.stock_doses = Some(12);
    let left = |kind| scene.tap(kind, "2026-11-22", "2026-11-22T22:33").state.stock_doses;
    assert_eq!(left(TAKEN), Some(11));
    assert_eq!(left(ActionKind::Skip), Some(12));
    assert_eq!(left(ActionKind::Dismissed), Some(12));
    let skipped = scene.answered("2026-11-22", LogStatus::Skipped, "2026-11-22T22:33");
    let undone = skipped.tap(ActionKind::Undo, "2026-11-22", "2026-11-22T22:34");
    assert_eq!(undone.state.stock_doses, Some(12));
}

#[test]
fn u2_low_stock_is_told_by_day_and_once() {
    golden_cases_pass(&["P35"]);
    let mut scene = weeks(3);
    scene.state.stock_doses = Some(8);
    assert!(!scene.lines().iter().any(|line| line.contains("stock")));
    scene.state.stock_doses = Some(7);
    assert!(has(&scene, "day/2026-11-23 10:00 stock"));
    scene.state.stock_acknowledged = true;
    assert!(!scene.lines().iter().any(|line| line.contains("stock")));
}

#[test]
fn u3_a_bottles_end_is_told_seven_days_and_one_day_before() {
    golden_cases_pass(&["P36"]);
    let mut scene = weeks(3);
    scene.state.bottle_expiry = Some(night("2026-11-25").date);
    assert!(has(&scene, "day/2026-11-24 10:00 expiry"));
    assert_eq!(scene.lines().iter().filter(|line| line.contains("expiry")).count(), 1, "the other is past");
}

#[test]
fn u4_no_stock_and_an_ended_bottle_never_block_a_log() {
    let mut scene = Scene::default();
    scene.state.stock_doses = Some(0);
    scene.state.bottle_expiry = Some(night("2026-11-01").date);
    let outcome = scene.tap(TAKEN, "2026-11-22", "2026-11-22T22:33");
    assert_eq!(outcome.result, ActionResult::Logged);
    assert_eq!(outcome.state.stock_doses, Some(0));
    assert!(!dose_ids(&scene).is_empty(), "and never the reminder");
}

#[test]
fn u5_check_ins_and_reviews_are_parts_of_the_morning() {
    golden_cases_pass(&["P37", "P38"]);
    let scene = weeks(14).with(|p| p.checkin_every_days = 3);
    let days = |scene: &Scene| -> Vec<String> {
        scene.lines().into_iter().filter(|line| line.ends_with("checkin")).collect()
    };
    let first = days(&scene);
    assert!((4..=5).contains(&first.len()), "{first:?}");
    let next_day = days(&Scene { now: local("2026-11-23T17:00"), ..scene.clone() });
    let still_ahead: Vec<&String> = first.iter().filter(|line| !line.contains("2026-11-23")).collect();
    assert!(still_ahead.iter().all(|line| next_day.contains(line)), "re-planning never moves one");
    let bedtime_moved = days(&scene.with(|p| p.bedtime = time("23:30")));
    assert_eq!(first, bedtime_moved);
}
