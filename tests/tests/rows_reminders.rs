//! Requirements of dose reminders, quiet, snooze, budget and idempotence (rows D1 to K5, B1 to B5, I1 to I5).

use nocte_core::domain::reminder::{
    ActionKind, ActionResult, Kind, LogStatus, NightStatus, Notification, Params, Pending, diff,
};
use nocte_tests::scene::{Scene, golden_cases_pass, golden_family_passes, local, night, time};

const TAKEN: ActionKind = ActionKind::Taken { taken_at: None };
const LATER: ActionKind = ActionKind::Snooze { minutes: None };

fn of_tonight(ids: Vec<String>) -> Vec<String> {
    ids.into_iter().filter(|id| id.starts_with("d/2026-11-22")).collect()
}

fn pending(notifications: &[Notification]) -> Vec<Pending> {
    notifications.iter().map(|n| Pending { id: n.id.clone(), rev: n.rev() }).collect()
}

#[test]
fn d1_base_at_bedtime_less_the_lead_and_followups_after_elapsed_minutes() {
    golden_cases_pass(&["P01"]);
    let led = Scene::default().with(|p| p.lead_min = 45).lines();
    assert_eq!(
        led.get(..3).expect("tonight's three"),
        ["d/2026-11-22/base 21:45", "d/2026-11-22/fu1 22:05", "d/2026-11-22/fu2 22:30"]
    );
}

#[test]
fn d2_an_answered_or_held_night_has_nothing_pending() {
    golden_cases_pass(&["P02", "P08", "D04"]);
    for status in [LogStatus::Taken, LogStatus::Skipped, LogStatus::Unknown] {
        let scene = Scene::at("2026-11-22T22:00").answered("2026-11-22", status, "2026-11-22T21:55");
        assert!(of_tonight(scene.ids()).is_empty(), "{status:?}");
    }
}

#[test]
fn d3_while_due_only_what_is_ahead_and_the_base_once() {
    golden_cases_pass(&["P03", "P04"]);
}

#[test]
fn d4_a_bedtime_already_past_is_due_once_and_now() {
    golden_cases_pass(&["P19"]);
    let mut scene = Scene::at("2026-11-22T21:30").with(|p| p.bedtime = time("21:00"));
    assert!(of_tonight(scene.ids()).contains(&"d/2026-11-22/base".to_owned()));
    scene.state.delivered = vec!["d/2026-11-22/base".into()];
    assert!(!of_tonight(scene.ids()).contains(&"d/2026-11-22/base".to_owned()));
}

#[test]
fn q1_nothing_sounds_later_than_sixty_minutes_after_the_base() {
    golden_cases_pass(&["P05"]);
    let greedy = Scene::default().with(|p| p.followups_min = vec![20, 60, 61, 200]);
    assert_eq!(of_tonight(greedy.ids()), ["d/2026-11-22/base", "d/2026-11-22/fu1", "d/2026-11-22/fu2"]);
    let late = Scene::at("2026-11-22T23:30");
    assert!(of_tonight(late.ids()).is_empty());
    let due = Scene::at("2026-11-22T23:29");
    assert_eq!(of_tonight(due.ids()), ["d/2026-11-22/base"]);
}

#[test]
fn safety_19_nobody_is_woken_all_notices_end_by_lights_out_with_the_lead_of_45() {
    let planned = Scene::default().with(|p| p.lead_min = 45).plan();
    let doses = planned.notifications.iter().filter(|n| n.night == Some(night("2026-11-22")));
    assert!(doses.map(|n| n.at).all(|at| at <= local("2026-11-22T22:30")));
}

#[test]
fn q2_one_notification_a_morning_and_one_an_evening() {
    golden_cases_pass(&["P37"]);
    let mut scene = Scene::default().with(|p| {
        p.confirm_nights = 3;
        p.checkin_every_days = 1;
        p.review_weekday = Some(chrono::Weekday::Mon);
    });
    scene.state.stock_doses = Some(2);
    scene.state.bottle_expiry = Some(night("2026-11-24").date);
    let mornings: Vec<String> =
        scene.lines().into_iter().filter(|line| line.starts_with("day/2026-11-23")).collect();
    assert_eq!(mornings, ["day/2026-11-23 10:00 confirm:2026-11-22+expiry+stock+checkin+review"]);
}

#[test]
fn q3_a_night_without_an_answer_is_asked_about_in_the_morning() {
    golden_cases_pass(&["P05", "P34", "P40"]);
    let scene = Scene::at("2026-11-23T03:00").with(|p| p.confirm_nights = 1);
    assert_eq!(scene.plan().nights.first().map(|n| n.status), Some(NightStatus::Unconfirmed));
    assert_eq!(scene.lines().first().map(String::as_str), Some("day/2026-11-23 10:00 confirm:2026-11-22"));
}

#[test]
fn k1_a_snooze_replaces_base_and_followups() {
    golden_cases_pass(&["P06"]);
    let scene = Scene::at("2026-11-22T22:35").snoozed("2026-11-22", 2, "2026-11-22T22:55");
    assert_eq!(of_tonight(scene.ids()), ["d/2026-11-22/snz2"]);
    let rung = Scene::at("2026-11-22T22:56").snoozed("2026-11-22", 2, "2026-11-22T22:55");
    assert!(of_tonight(rung.ids()).is_empty());
}

#[test]
fn k2_three_snoozes_and_none_past_the_late_window() {
    golden_cases_pass(&["X05", "X06"]);
    let mut scene = Scene::default();
    for (minute, expected) in [("30", ActionResult::Snoozed), ("51", ActionResult::Snoozed)] {
        let outcome = scene.tap(LATER, "2026-11-22", &format!("2026-11-22T22:{minute}"));
        assert_eq!(outcome.result, expected);
        scene.state = outcome.state;
    }
    assert_eq!(scene.tap(LATER, "2026-11-22", "2026-11-22T23:12").result, ActionResult::Snoozed);
    let third = scene.snoozed("2026-11-22", 3, "2026-11-22T23:32");
    assert_eq!(third.tap(LATER, "2026-11-22", "2026-11-22T23:33").result, ActionResult::RefusedMax);
    let edge = Scene::default();
    assert_eq!(edge.tap(LATER, "2026-11-22", "2026-11-23T02:10").result, ActionResult::Snoozed);
    assert_eq!(edge.tap(LATER, "2026-11-22", "2026-11-23T02:11").result, ActionResult::RefusedLate);
    let held = Scene::default().held_from("2026-11-22");
    assert_eq!(held.tap(LATER, "2026-11-22", "2026-11-22T22:31").result, ActionResult::RefusedHeld);
}

#[test]
fn k3_an_answer_removes_the_snooze() {
    golden_cases_pass(&["P07"]);
    let scene = Scene::at("2026-11-22T22:50").snoozed("2026-11-22", 1, "2026-11-22T22:55");
    for kind in [TAKEN, ActionKind::Skip] {
        assert_eq!(scene.tap(kind, "2026-11-22", "2026-11-22T22:50").state.snooze, None);
    }
}

#[test]
fn k4_a_changed_bedtime_clears_the_snooze() {
    let scene = Scene::at("2026-11-22T22:35").snoozed("2026-11-22", 1, "2026-11-22T22:55");
    let changed = scene.with(|p| p.bedtime = time("23:30"));
    assert_eq!(of_tonight(changed.ids()), ["d/2026-11-22/base", "d/2026-11-22/fu1", "d/2026-11-22/fu2"]);
}

#[test]
fn k5_a_snooze_survives_a_restart_since_it_is_state() {
    let mut scene = Scene::at("2026-11-22T22:35");
    scene.state = scene.tap(LATER, "2026-11-22", "2026-11-22T22:35").state;
    scene.state.delivered.clear();
    assert_eq!(scene.lines().first().map(String::as_str), Some("d/2026-11-22/snz1 22:55"));
}

#[test]
fn b1_never_more_than_sixty_whatever_is_asked_for() {
    golden_cases_pass(&["P38"]);
    let greedy = |p: &mut Params| {
        p.budget = 500;
        p.horizon_nights = 300;
        p.checkin_every_days = 1;
        p.followup_nights = 300;
        p.sentinels = true;
    };
    let planned = Scene::default().with(greedy).plan();
    assert_eq!(planned.notifications.len(), 60);
}

#[test]
fn b2_bases_are_never_dropped_a_shorter_horizon_is_chosen_instead() {
    golden_cases_pass(&["P38", "P39"]);
    let planned = Scene::default().with(|p| {
        p.horizon_nights = 100;
        p.checkin_every_days = 1;
        p.sentinels = true;
    });
    let planned = planned.plan();
    let bases = planned.notifications.iter().filter(|n| n.kind == Kind::Base).count();
    assert_eq!(bases, planned.nights.len());
    assert!(bases > 28, "only {bases} nights fit");
    let follow_ups = planned.notifications.iter().filter(|n| n.kind == Kind::Followup).count();
    assert_eq!(follow_ups, 6, "those of the next three nights stay");
    let stopped = planned.notifications.last().expect("the end is announced");
    assert!(stopped.parts.iter().any(|part| part.to_string() == "stopped"));
}

#[test]
fn b3_an_end_of_the_horizon_is_announced_a_decided_end_is_not() {
    golden_cases_pass(&["P15", "P38"]);
    let scene = Scene::default().with(|p| {
        p.sentinels = true;
        p.followups_min = Vec::new();
        p.horizon_nights = 5;
    });
    let lines = scene.lines();
    assert!(lines.contains(&"eve/2026-11-24 18:00 sentinel".to_owned()), "{lines:?}");
    assert!(lines.contains(&"day/2026-11-27 10:00 stopped".to_owned()), "{lines:?}");
    let held = scene.clone().held_from("2026-11-27");
    assert!(!held.lines().iter().any(|line| line.contains("sentinel") || line.contains("stopped")));
    let mut ended = scene;
    ended.plan.steps[0].last_night = Some(night("2026-11-26"));
    assert!(!ended.lines().iter().any(|line| line.contains("sentinel") || line.contains("stopped")));
}

#[test]
fn b5_a_plan_keeps_its_promises() {
    let planned = Scene::default().with(|p| p.horizon_nights = 28).plan();
    assert_eq!(planned.fault, None);
}

#[test]
fn i1_ids_are_derived_and_stable() {
    golden_cases_pass(&["D01"]);
    let early = Scene::at("2026-11-22T12:00").ids();
    let later = Scene::at("2026-11-22T22:00").ids();
    assert_eq!(early, later);
}

#[test]
fn i2_the_revision_holds_everything_that_makes_a_request_differ() {
    golden_cases_pass(&["D01", "D03"]);
    let mut scene = Scene::default();
    let rev = |scene: &Scene| scene.plan().notifications.first().expect("tonight's base").rev();
    assert_eq!(rev(&scene), "2026-11-23T03:30:00Z|floating|base|s1|-|sound");
    scene.state.changed_nights = vec![night("2026-11-22")];
    assert_eq!(rev(&scene), "2026-11-23T03:30:00Z|floating|base|s1|-|sound|open");
}

#[test]
fn i3_unknown_ids_are_removed() {
    golden_cases_pass(&["D06"]);
}

#[test]
fn i5_planning_again_changes_nothing() {
    golden_family_passes("D");
    let planned = Scene::default().plan().notifications;
    assert!(diff(&pending(&planned), &planned).is_empty());
}

#[test]
fn safety_11_the_first_night_after_a_change_offers_open_only() {
    let mut scene = Scene::default();
    scene.state.changed_nights = vec![night("2026-11-23")];
    for n in scene.plan().notifications {
        assert_eq!(n.open_only, n.night == Some(night("2026-11-23")), "{}", n.id);
    }
    scene.now = local("2026-11-23T22:35");
    let snoozed = scene.snoozed("2026-11-23", 1, "2026-11-23T22:55").plan();
    assert!(snoozed.notifications.first().is_some_and(|n| n.kind == Kind::Snooze && n.open_only));
}
