//! Requirements of time, nights and attribution (rows T1 to A6), each named after its row.

use chrono::TimeDelta;
use nocte_core::domain::night::{bedtime_fits, night_of};
use nocte_core::domain::reminder::{
    ActionKind, ActionResult, ActionWarning, LogStatus, NightStatus, dose_window, key_at,
};
use nocte_core::domain::zone::{Transition, Trigger};
use nocte_tests::scene::{Scene, golden_cases_pass, golden_family_passes, local, night, time};

const TAKEN: ActionKind = ActionKind::Taken { taken_at: None };

#[test]
fn t1_the_plan_is_a_function_of_its_arguments() {
    let scene = Scene::at("2026-11-22T22:40").answered("2026-11-21", LogStatus::Taken, "2026-11-21T22:31");
    let first = scene.plan();
    let mut shuffled = scene.clone();
    shuffled.window.zone = "Mars/Olympus".to_owned();
    assert_eq!(first, scene.plan());
    assert_eq!(first, shuffled.plan(), "a zone's name is for the record only");
}

#[test]
fn t2_gaps_and_overlaps_of_the_golden_cases() {
    golden_family_passes("R");
    golden_family_passes("Z");
}

#[test]
fn t3_every_notification_says_how_it_may_be_handed_on() {
    golden_cases_pass(&["P21", "P22", "P24"]);
    let mut scene = Scene::default().with(|p| p.bedtime = time("01:30"));
    scene.window.transitions.push(Transition { at: local("2026-11-23T02:00"), offset_s: -6 * 3600 });
    let planned = scene.plan();
    assert!(planned.notifications.iter().any(|n| n.trigger == Trigger::FixedOffset));
    for n in planned.notifications {
        assert_eq!(n.local, scene.window.local(n.at));
        assert_eq!(n.offset_s, scene.window.offset_at(n.at));
        let alone = n.trigger == Trigger::Floating;
        assert!(!alone || scene.window.resolve(n.local).instant == n.at, "{}", n.id);
    }
}

#[test]
fn t4_the_horizon_is_cut_to_the_snapshot() {
    let mut scene = Scene::default().with(|p| {
        p.horizon_nights = 28;
        p.followups_min = Vec::new();
        p.sentinels = true;
    });
    scene.window.until = Some(local("2026-11-27T12:00"));
    let planned = scene.plan();
    assert_eq!(planned.nights.len(), 5);
    assert!(planned.notifications.iter().all(|n| scene.window.covers(n.at)));
    let lines = scene.lines();
    assert!(
        lines.contains(&"day/2026-11-27 10:00 stopped".to_owned()),
        "the cut end is announced: {lines:?}"
    );
}

#[test]
fn t5_a_date_that_never_was_has_no_night() {
    golden_cases_pass(&["R11", "A09", "P27"]);
}

#[test]
fn n1_each_night_has_one_base() {
    golden_family_passes("A");
    let planned = Scene::default().with(|p| p.horizon_nights = 28).plan();
    let bases = planned.notifications.iter().filter(|n| n.id.ends_with("/base")).count();
    assert_eq!(bases, 28);
}

#[test]
fn n2_any_bedtime_four_hours_from_the_cutover_has_a_base() {
    golden_cases_pass(&["R45", "R46", "R47", "R48"]);
    for minute in 0..24 * 60 {
        let bedtime = time("00:00") + TimeDelta::minutes(minute);
        let scene = Scene::at("2026-11-22T12:00").with(|p| p.bedtime = bedtime);
        if bedtime_fits(scene.params.cutover, bedtime) {
            let first = scene.plan().notifications.into_iter().next().expect("a reminder for tonight");
            assert_eq!((first.id.as_str(), first.local.time()), ("d/2026-11-22/base", bedtime));
        }
    }
}

#[test]
fn n3_steps_and_holds_change_with_the_night_not_at_midnight() {
    golden_cases_pass(&["P10", "P11"]);
    let scene = Scene::at("2026-11-23T00:05").with(|p| p.bedtime = time("00:30")).held_from("2026-11-23");
    assert_eq!(scene.ids().first().map(String::as_str), Some("d/2026-11-22/base"));
}

#[test]
fn n4_a_second_evening_of_one_date_has_its_own_key() {
    golden_cases_pass(&["P30"]);
    // Answered before this evening's window began, over the date line.
    let scene = Scene::at("2026-11-22T17:00").answered("2026-11-22", LogStatus::Taken, "2026-11-22T06:30");
    assert_eq!(scene.ids().first().map(String::as_str), Some("d/2026-11-22+2/base"));
    let key =
        |scene: &Scene| key_at(&scene.window, &scene.params, &scene.state.log, local("2026-11-22T22:35"));
    assert_eq!(key(&scene), night("2026-11-22+2"));
    let both = scene.answered("2026-11-22+2", LogStatus::Taken, "2026-11-22T22:35");
    let planned = both.plan();
    assert_eq!(planned.nights.first().map(|n| n.status), Some(NightStatus::Taken));
    assert_eq!(planned.nights.first().and_then(|n| n.key), Some(night("2026-11-22+2")));
}

#[test]
fn n5_the_least_gap_defers_or_leaves_out() {
    golden_cases_pass(&["P31", "P32"]);
    let after = |taken: &str| Scene::default().answered("2026-11-21", LogStatus::Taken, taken);
    let moved_little = after("2026-11-22T10:50").plan();
    let base = moved_little.notifications.first().expect("tonight's base");
    assert_eq!((base.at, base.deferred, base.quiet), (local("2026-11-22T22:50"), true, false));
    assert_eq!(moved_little.notifications.get(1).map(|n| n.at), Some(local("2026-11-22T23:10")));
    let moved_far = after("2026-11-22T11:45");
    assert_eq!(moved_far.lines().first().map(String::as_str), Some("d/2026-11-22/base 23:45"));
    let first = moved_far.plan().notifications.into_iter().next().expect("tonight's base");
    assert!(first.quiet);
    assert!(!moved_far.ids().contains(&"d/2026-11-22/fu1".to_owned()), "a quiet reminder is not repeated");
    let too_soon = after("2026-11-22T15:00").plan();
    assert_eq!(too_soon.nights.first().map(|n| n.status), Some(NightStatus::TooSoon));
}

#[test]
fn safety_14_what_may_have_been_swallowed_counts_for_the_gap() {
    for status in [LogStatus::Unknown, LogStatus::Extra] {
        let scene = Scene::default().answered("2026-11-21", status, "2026-11-22T15:00");
        assert_eq!(scene.plan().nights.first().map(|n| n.status), Some(NightStatus::TooSoon), "{status:?}");
    }
    let skipped = Scene::default().answered("2026-11-21", LogStatus::Skipped, "2026-11-22T15:00");
    assert_eq!(skipped.plan().nights.first().map(|n| n.status), Some(NightStatus::Open));
}

#[test]
fn safety_14_a_dose_may_be_taken_from_two_hours_before_bedtime_to_four_after() {
    let scene = Scene::default().with(|p| p.lead_min = 45);
    let tonight = night("2026-11-22");
    let window =
        dose_window(&scene.window, &scene.params, 120, tonight, None).expect("an evening that exists");
    assert_eq!((window.opens, window.closes), (local("2026-11-22T20:30"), local("2026-11-23T02:30")));
    assert!(window.holds(local("2026-11-23T02:30")) && !window.holds(local("2026-11-23T02:31")));
    let last = Some(local("2026-11-22T13:00"));
    let late = dose_window(&scene.window, &scene.params, 120, tonight, last).expect("an evening that exists");
    assert_eq!(late.opens, local("2026-11-23T01:00"));
    let last = Some(local("2026-11-22T16:00"));
    let never =
        dose_window(&scene.window, &scene.params, 120, tonight, last).expect("an evening that exists");
    assert!(never.never_opens());
}

#[test]
fn safety_17_an_extra_dose_closes_no_night_but_silences_what_is_ahead() {
    let scene = Scene::at("2026-11-22T22:40").answered("2026-11-22", LogStatus::Extra, "2026-11-22T22:35");
    let planned = scene.plan();
    assert_eq!(planned.nights.first().map(|n| n.status), Some(NightStatus::TooSoon));
    assert!(!planned.notifications.iter().any(|n| n.night == Some(night("2026-11-22"))));
    assert!(planned.notifications.iter().any(|n| n.night == Some(night("2026-11-23"))));
}

#[test]
fn a1_the_notifications_night_decides_not_the_tap() {
    golden_cases_pass(&["A07", "X09"]);
    let scene = Scene::default().with(|p| p.late_window_min = 1440);
    let outcome = scene.tap(TAKEN, "2026-11-22", "2026-11-23T02:00");
    assert_eq!(outcome.state.log.first().map(|entry| entry.night), Some(night("2026-11-22")));
}

#[test]
fn a2_a_late_log_asks_for_the_time_of_taking() {
    golden_cases_pass(&["X09", "X11"]);
    let scene = Scene::default();
    let just = scene.tap(TAKEN, "2026-11-22", "2026-11-23T02:30");
    let late = scene.tap(TAKEN, "2026-11-22", "2026-11-23T02:31");
    assert_eq!((just.result, late.result), (ActionResult::Logged, ActionResult::AskTime));
    assert_eq!(late.state, scene.state, "nothing is stored before the time is told");
    let told = ActionKind::Taken { taken_at: Some(local("2026-11-22T22:40")) };
    let told = scene.tap(told, "2026-11-22", "2026-11-23T11:00");
    assert_eq!(told.result, ActionResult::Logged);
    assert_eq!(told.state.log.first().map(|entry| entry.at), Some(local("2026-11-22T22:40")));
}

#[test]
fn a3_a_second_answer_keeps_the_first() {
    golden_cases_pass(&["X01", "X10"]);
    let scene = Scene::default().answered("2026-11-22", LogStatus::Taken, "2026-11-22T22:33");
    for kind in [TAKEN, ActionKind::Skip, ActionKind::Snooze { minutes: None }] {
        let outcome = scene.tap(kind, "2026-11-22", "2026-11-22T22:40");
        assert_eq!(outcome.result, ActionResult::AlreadyClosed);
        assert_eq!(outcome.state, scene.state);
    }
}

#[test]
fn a4_undo_restores_log_stock_and_the_followups_ahead() {
    golden_cases_pass(&["P09", "X03"]);
    let mut scene = Scene::at("2026-11-22T22:38");
    scene.state.stock_doses = Some(20);
    scene.state.delivered = vec!["d/2026-11-22/base".into()];
    let before = scene.ids();
    let logged = scene.tap(TAKEN, "2026-11-22", "2026-11-22T22:33");
    let mut after = Scene { state: logged.state, ..scene.clone() };
    assert!(!after.ids().iter().any(|id| id.starts_with("d/2026-11-22/")));
    let undone = after.tap(ActionKind::Undo, "2026-11-22", "2026-11-22T22:38");
    assert_eq!(undone.state, scene.state);
    after.state = undone.state;
    assert_eq!(after.ids(), before);
    let nothing = after.tap(ActionKind::Undo, "2026-11-22", "2026-11-22T22:39");
    assert_eq!(nothing.result, ActionResult::NothingToUndo);
}

#[test]
fn a4_a_tap_speaks_of_its_own_night_and_of_no_other() {
    let answered = Scene::default().answered("2026-11-21", LogStatus::Skipped, "2026-11-21T22:31");
    let seen = answered.tap(ActionKind::Dismissed, "2026-11-22", "2026-11-22T22:31");
    assert!(seen.followups_kept, "last night's answer is none for tonight");
    let both = answered.answered("2026-11-22", LogStatus::Skipped, "2026-11-22T22:32");
    let closed = both.tap(ActionKind::Dismissed, "2026-11-22", "2026-11-22T22:33");
    assert!(!closed.followups_kept);
    let undone = both.tap(ActionKind::Undo, "2026-11-21", "2026-11-22T22:34");
    let left: Vec<_> = undone.state.log.iter().map(|entry| entry.night).collect();
    assert_eq!(left, [night("2026-11-22")], "an older night's answer is taken back, not the newest one");
}

#[test]
fn a5_editing_the_past_never_changes_tonight() {
    golden_cases_pass(&["P41"]);
    let scene = Scene::default();
    let edited = scene.clone().answered("2026-11-10", LogStatus::Skipped, "2026-11-22T16:59");
    assert_eq!(scene.plan(), edited.plan());
}

#[test]
fn a6_taken_during_a_hold_is_stored_with_a_warning() {
    golden_cases_pass(&["X08"]);
    let outcome = Scene::default().held_from("2026-11-20").tap(TAKEN, "2026-11-22", "2026-11-22T22:31");
    assert_eq!(outcome.warning, Some(ActionWarning::TakenDuringHold));
    assert_eq!(outcome.state.log.len(), 1);
}

#[test]
fn z1_another_zone_moves_instants_and_keeps_ids() {
    golden_cases_pass(&["D07"]);
    let scene = Scene::default();
    let mut chicago = scene.clone();
    chicago.window.initial_offset_s = -6 * 3600;
    assert_eq!(scene.ids(), chicago.ids());
    let shifts = scene.plan().notifications.into_iter().zip(chicago.plan().notifications);
    assert!(shifts.map(|(a, b)| b.at - a.at).all(|shift| shift == TimeDelta::hours(1)));
}

#[test]
fn z2_a_pinned_zone_is_the_snapshot_handed_in() {
    golden_cases_pass(&["P33"]);
}

#[test]
fn c1_a_clock_set_back_reopens_nothing_and_repeats_nothing() {
    golden_cases_pass(&["P20", "P25"]);
    let mut scene = Scene::at("2026-11-22T22:00");
    let seen = |id: &str, at: &str| nocte_core::domain::reminder::Delivered {
        id: id.to_owned(),
        at: Some(local(at)),
    };
    scene.state.delivered =
        vec![seen("d/2026-11-22/base", "2026-11-22T22:30"), seen("d/2026-11-22/fu1", "2026-11-22T22:50")];
    let tonight: Vec<String> = scene.ids().into_iter().filter(|id| id.starts_with("d/2026-11-22")).collect();
    assert_eq!(tonight, ["d/2026-11-22/fu2"]);
}

#[test]
fn n1_attribution_and_planning_agree_on_tonight() {
    for hour in 0..48 {
        let mut scene = Scene::at("2026-11-22T00:00");
        scene.now += TimeDelta::hours(hour);
        assert_eq!(scene.plan().tonight, night_of(&scene.window, scene.params.cutover, scene.now));
    }
}
