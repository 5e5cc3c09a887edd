//! What the planner makes of a life (`safety.md` 15, 19; rows H1, H3, U2, U3).

use crate::life::{Life, night, told};
use chrono::TimeDelta;
use nocte_core::domain::logging::Answer;
use nocte_core::domain::plan::{DecisionKind, HoldReason};
use nocte_core::domain::setting::Choice;

/// The dose notices of one night as (what, when).
fn of_night(life: &Life, at: &str, day: &str) -> Vec<(String, String)> {
    let zone = life.zone();
    let planned = life.reminders(at).notifications.into_iter().filter(|n| n.night == Some(night(day)));
    planned.map(|n| (n.id, zone.local(n.at).format("%H:%M").to_string())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(id, at)| ((*id).to_owned(), (*at).to_owned())).collect()
}

#[test]
fn safety_19_with_the_default_lead_all_three_notices_end_by_lights_out() {
    let life = Life::usual();
    assert_eq!(
        of_night(&life, "2026-11-01T18:00", "2026-11-01"),
        pairs(&[
            ("d/2026-11-01/base", "21:45"),
            ("d/2026-11-01/fu1", "22:05"),
            ("d/2026-11-01/fu2", "22:30")
        ])
    );
    for notice in life.reminders("2026-11-01T18:00").notifications.iter().filter(|n| n.night.is_some()) {
        let lights_out = life.zone().local(notice.at).date().and_hms_opt(22, 30, 0).expect("a time");
        assert!(life.zone().local(notice.at) <= lights_out, "{}", notice.id);
    }
}

#[test]
fn h1_h3_a_hold_takes_every_dose_notice_away_and_only_a_first_night_brings_them_back() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-03");
    let hold = life.hold(HoldReason::Patient, "2026-11-04", "2026-11-04T18:00");
    let rings =
        |life: &Life| life.reminders("2026-11-04T18:01").notifications.iter().any(|n| n.night.is_some());
    assert!(!rings(&life));
    let plan = life.last_plan().id;
    life.decide(plan, DecisionKind::HoldEnd { hold }, "2026-11-06", "2026-11-04T18:00");
    let planned = life.reminders("2026-11-04T18:01").notifications;
    let first = planned.iter().filter_map(|n| n.night).min();
    assert_eq!(first, Some(night("2026-11-06")));
}

#[test]
fn a_closed_night_is_silent_and_an_undone_one_has_its_follow_ups_back() {
    let mut life = Life::usual();
    life.take("2026-11-01T21:50");
    assert!(of_night(&life, "2026-11-01T21:51", "2026-11-01").is_empty());
}

#[test]
fn n5_a_late_dose_moves_the_next_notice_and_an_extra_one_counts_too() {
    let mut life = Life::usual();
    life.bedtime(3, 0);
    life.take("2026-11-02T06:50");
    life.bedtime(19, 0);
    let planned = life.reminders("2026-11-02T13:00").notifications;
    let base = planned.iter().find(|n| n.id == "d/2026-11-02/base").expect("inside the late window");
    assert_eq!(base.at, life.at("2026-11-02T06:50") + TimeDelta::hours(12));
    assert!(base.deferred);
}

#[test]
fn u2_u3_supply_and_the_bottles_end_are_told_by_day() {
    let mut life = Life::new();
    life.plan("2026-11-01", &[500_000]);
    life.bottle("A", "2026-11-01", 5, 5, "2026-11-12");
    life.no_to_all("2026-11-01T12:30");
    life.take_nights("2026-11-01", "2026-11-02");
    let says = |life: &Life, part: &str| -> Vec<String> {
        let planned = life.reminders("2026-11-03T13:00").notifications;
        let with = planned.iter().filter(|n| n.parts.iter().any(|one| one.to_string() == part));
        with.map(|n| n.id.clone()).collect()
    };
    assert!(says(&life, "stock").is_empty(), "eight doses left of ten");
    assert_eq!(says(&life, "expiry"), ["day/2026-11-05", "day/2026-11-11"]);
    life.take("2026-11-03T12:30");
    assert_eq!(says(&life, "stock"), ["day/2026-11-04"], "seven left");
    life.set(Choice::TabletsLeft { count: 10 });
    assert!(says(&life, "stock").is_empty(), "ten tablets make a hundred nights");
}

#[test]
fn check_ins_come_daily_before_the_first_dose_and_not_after_it() {
    let mut life = Life::new();
    life.set(Choice::Baseline { accepted: true });
    life.plan("2026-11-29", &[500_000]);
    life.no_to_all("2026-11-01T12:30");
    let check_ins = |life: &Life, at: &str| -> usize {
        let planned = life.reminders(at).notifications;
        planned.iter().filter(|n| n.parts.iter().any(|one| one.to_string() == "checkin")).count()
    };
    assert!(check_ins(&life, "2026-11-02T13:00") >= 20);
    assert_eq!(check_ins(&life, "2026-11-29T13:00"), 0);
}

#[test]
fn n5_a_night_not_sure_of_moves_nothing_when_its_window_is_long_over() {
    let mut life = Life::usual();
    life.tell(&told(Answer::Unknown), "2026-11-02T11:59");
    let planned = life.reminders("2026-11-02T13:00").notifications;
    let base = planned.iter().find(|n| n.id == "d/2026-11-02/base").expect("tonight rings");
    assert_eq!((base.at, base.deferred), (life.at("2026-11-02T21:45"), false));
}

#[test]
fn nothing_rings_past_the_stop_night() {
    let mut life = Life::usual();
    life.last_plan().stop_after = Some(night("2026-11-03"));
    let planned = life.reminders("2026-11-01T13:00").notifications;
    assert_eq!(planned.iter().filter_map(|notice| notice.night).max(), Some(night("2026-11-03")));
}

#[test]
fn a_snooze_waits_for_its_time_and_is_counted() {
    let mut life = Life::usual();
    life.snooze("2026-11-01", "2026-11-01T22:05");
    life.snooze("2026-11-01", "2026-11-01T22:30");
    assert_eq!(of_night(&life, "2026-11-01T22:10", "2026-11-01"), pairs(&[("d/2026-11-01/snz2", "22:30")]));
}

#[test]
fn b0b_a_review_is_announced_for_the_night_on_which_the_step_will_have_lasted() {
    let mut life = Life::new();
    life.plan("2026-11-01", &[500_000]);
    life.bottle("A", "2026-11-01", 50, 50, "2026-12-31");
    life.no_to_all("2026-11-01T12:30");
    let review = |life: &Life, at: &str| -> Vec<String> {
        let planned = life.reminders(at).notifications;
        let due = planned.iter().filter(|n| n.parts.iter().any(|one| one.to_string() == "reeval"));
        due.map(|n| n.id.clone()).collect()
    };
    assert_eq!(review(&life, "2026-11-01T13:00"), ["day/2026-11-07", "day/2026-11-14"], "fourteen nights");
    life.take("2026-11-01T22:30");
    assert_eq!(review(&life, "2026-11-01T23:00"), ["day/2026-11-07", "day/2026-11-14"], "one night taken");
    let one_later = review(&life, "2026-11-03T13:00");
    assert_eq!(one_later, ["day/2026-11-08", "day/2026-11-15"], "one night not taken moves it");
}
