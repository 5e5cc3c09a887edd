//! Steps, holds and a long silence, as *Tonight* shows them (`safety.md` 1, 15, 16).

use crate::life::{LADDER, Life, night, told};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::logging::Answer;
use nocte_core::domain::medicine::Course;
use nocte_core::domain::plan::{DecisionKind, HoldReason, PlanReason};
use nocte_core::domain::tonight::{Reason, TonightState};

#[test]
fn safety_01_no_line_before_every_question_is_answered() {
    let mut life = Life::new();
    life.plan("2026-11-01", &LADDER);
    life.bottle("A", "2026-11-01", 50, 50, "2026-12-31");
    let before = life.tonight("2026-11-01T22:00");
    assert_eq!((before.state, before.line), (TonightState::QuestionsOpen, None));
    assert_eq!(before.reasons.len(), 5);
    life.no_to_all("2026-11-01T12:30");
    assert!(life.tonight("2026-11-01T22:00").line.is_some());
}

#[test]
fn safety_15_an_earned_step_waits_for_its_tap_and_the_present_dose_goes_on() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-20");
    let waiting = life.tonight("2026-11-21T22:00");
    assert_eq!(waiting.dose, Some(Dose::from_ng(LADDER[0])));
    assert!(waiting.line.is_some() && waiting.changed.is_none());
    let plan = life.last_plan().id;
    life.decide(plan, DecisionKind::StepUp { to: "s2".to_owned() }, "2026-11-22", "2026-11-21T23:00");
    assert_eq!(life.tonight("2026-11-21T23:10").dose, Some(Dose::from_ng(LADDER[0])), "not tonight");
    life.no_to_all("2026-11-21T23:20");
    assert_eq!(life.tonight("2026-11-22T22:00").dose, Some(Dose::from_ng(LADDER[1])));
}

#[test]
fn safety_15_the_planner_is_handed_no_step_that_nobody_tapped() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-20");
    let planned = life.reminders("2026-11-21T13:00");
    assert!(
        planned.notifications.iter().all(|notice| notice.step.as_deref().is_none_or(|step| step == "s1"))
    );
    assert!(
        planned.notifications.iter().any(|notice| notice.id == "d/2026-12-10/base"),
        "and without an end"
    );
}

#[test]
fn safety_16_from_fourteen_nights_without_taken_tonight_asks_before_any_line() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-03");
    assert!(life.tonight("2026-11-17T22:00").line.is_some(), "thirteen nights");
    let asked = life.tonight("2026-11-18T22:00");
    assert_eq!((asked.state, asked.line), (TonightState::Review, None));
    assert_eq!(asked.reasons, [Reason::Review { nights: 14 }]);
    // Answers other than *taken* change nothing, a dose told does.
    life.tell(&told(Answer::Skipped).of_night(night("2026-11-17")), "2026-11-18T20:00");
    assert_eq!(life.tonight("2026-11-18T22:00").state, TonightState::Review);
    life.take("2026-11-18T22:30");
    assert!(life.tonight("2026-11-19T22:00").line.is_some());
}

#[test]
fn safety_16_starting_again_with_the_prescriber_ends_the_question_and_the_patients_own_repeat_does_not() {
    for (reason, state) in [
        (PlanReason::Retitrate, TonightState::Due),
        (PlanReason::Change, TonightState::Due),
        (PlanReason::Repeat, TonightState::Review),
        (PlanReason::Back, TonightState::Review),
    ] {
        let mut life = Life::usual();
        life.take_nights("2026-11-01", "2026-11-03");
        let first = life.last_plan().id;
        life.version("2026-11-20", &LADDER, 0, reason, Some(first));
        assert_eq!(life.tonight("2026-11-20T22:00").state, state, "{reason:?}");
    }
}

#[test]
fn safety_16_reminders_go_on_to_the_twenty_eighth_unlogged_night_and_then_say_so() {
    let life = Life::usual();
    let planned = life.reminders("2026-11-16T13:00");
    let bases: Vec<&str> = planned
        .notifications
        .iter()
        .map(|notice| notice.id.as_str())
        .filter(|id| id.ends_with("/base"))
        .collect();
    assert!(bases.contains(&"d/2026-11-28/base"));
    assert!(!bases.contains(&"d/2026-11-29/base"), "the twenty-ninth unlogged night is silent");
    let says = |part: &str| {
        planned.notifications.iter().any(|notice| notice.parts.iter().any(|one| one.to_string() == part))
    };
    assert!(says("silence"), "and the silence is announced");
    assert!(planned.notifications.iter().filter(|n| n.id.starts_with("d/")).all(|notice| notice.open_only));
}

#[test]
fn safety_16_a_hold_stays_on_tonight_until_it_is_ended() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-03");
    let hold = life.hold(HoldReason::Clinician, "2026-11-04", "2026-11-04T13:00");
    for day in ["2026-11-04", "2026-11-30", "2027-06-01"] {
        let tonight = life.tonight(&format!("{day}T22:00"));
        assert_eq!((tonight.state, tonight.dose, tonight.line), (TonightState::Held, None, None), "{day}");
    }
    assert!(
        life.reminders("2026-11-04T14:00").notifications.iter().all(|notice| !notice.id.starts_with("d/"))
    );
    let plan = life.last_plan().id;
    life.decide(plan, DecisionKind::HoldEnd { hold }, "2026-11-08", "2026-11-07T13:00");
    assert_eq!(life.tonight("2026-11-07T22:00").state, TonightState::Held);
    assert!(life.tonight("2026-11-08T22:00").line.is_some());
}

#[test]
fn safety_16_a_planned_hold_is_said_ahead() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-03");
    let on = "2026-11-20".parse().expect("a date");
    life.hold(HoldReason::Surgery { on }, "2026-11-12", "2026-11-04T13:00");
    let tonight = life.tonight("2026-11-04T22:00");
    assert_eq!(tonight.hold_ahead, Some(night("2026-11-12")));
    assert!(tonight.line.is_some(), "{:?}", tonight.reasons);
    let last = life.reminders("2026-11-04T14:00").notifications;
    assert!(last.iter().any(|notice| notice.id == "d/2026-11-11/base"));
    assert!(last.iter().all(|notice| notice.id != "d/2026-11-12/base"));
}

#[test]
fn safety_02_an_opioid_found_and_not_answered_stands_against_the_line() {
    let mut life = Life::usual();
    life.medicine("tramadol", Course::Unanswered, "2026-11-01T20:00");
    let tonight = life.tonight("2026-11-01T22:00");
    assert_eq!((tonight.state, tonight.line), (TonightState::QuestionsOpen, None));
    assert!(
        life.reminders("2026-11-01T20:30").notifications.iter().all(|n| n.night.is_none() || n.open_only)
    );
}
