//! Every state of *Tonight*, each by the shortest life that leads to it.

use crate::life::{LADDER, Life, night, told};
use nocte_core::domain::logging::Answer;
use nocte_core::domain::medicine::Course;
use nocte_core::domain::plan::HoldReason;
use nocte_core::domain::setting::Choice;
use nocte_core::domain::tonight::TonightState;

fn usual_with(change: impl Fn(&mut Life)) -> Life {
    let mut life = Life::usual();
    change(&mut life);
    life
}

#[test]
fn every_state_has_its_life() {
    use TonightState as S;
    let evening = "2026-11-01T22:00";
    let unanswered = {
        let mut life = Life::new();
        life.plan("2026-11-01", &LADDER);
        life
    };
    let ahead = {
        let mut life = Life::new();
        life.plan("2026-11-29", &LADDER);
        life.no_to_all("2026-11-01T12:30");
        life
    };
    let checking_in = {
        let mut life = Life::new();
        life.set(Choice::Baseline { accepted: true });
        life
    };
    let cases: Vec<(&str, Life, &str, S)> = vec![
        ("nothing", Life::new(), evening, S::NoPlan),
        ("a plan without answers", unanswered, evening, S::QuestionsOpen),
        ("a plan of later", ahead, evening, S::Baseline),
        ("check-ins without a plan", checking_in, evening, S::Baseline),
        ("afternoon", Life::usual(), "2026-11-01T15:00", S::Planned),
        ("before the first notice", Life::usual(), "2026-11-01T21:44", S::Planned),
        ("the first notice", Life::usual(), "2026-11-01T21:45", S::Due),
        ("an hour after it", Life::usual(), "2026-11-01T22:45", S::Late),
        ("four hours after bedtime", Life::usual(), "2026-11-02T02:30", S::Late),
        ("later", Life::usual(), "2026-11-02T02:31", S::Unconfirmed),
        ("the last minute of the night", Life::usual(), "2026-11-02T11:59", S::Unconfirmed),
        ("the next night", Life::usual(), "2026-11-02T15:00", S::Planned),
        ("taken", usual_with(|life| drop(life.take("2026-11-01T22:00"))), "2026-11-02T11:00", S::Taken),
        (
            "skipped",
            usual_with(|life| {
                life.tell(&told(Answer::Skipped), "2026-11-01T22:00");
            }),
            "2026-11-02T11:00",
            S::Skipped,
        ),
        (
            "not sure",
            usual_with(|life| {
                life.tell(&told(Answer::Unknown), "2026-11-02T08:00");
            }),
            "2026-11-02T11:00",
            S::Unknown,
        ),
        (
            "paused",
            usual_with(|life| {
                life.hold(HoldReason::Patient, "2026-11-01", evening);
            }),
            evening,
            S::Held,
        ),
        (
            "tramadol now",
            usual_with(|life| {
                life.medicine("tramadol", Course::Current, evening);
            }),
            evening,
            S::QuestionsOpen,
        ),
        ("fourteen nights of silence", Life::usual(), "2026-11-15T22:00", S::Review),
        ("thirteen", Life::usual(), "2026-11-14T22:00", S::Due),
        (
            "past the stop night",
            usual_with(|life| life.last_plan().stop_after = Some(night("2026-11-01"))),
            "2026-11-02T22:00",
            S::Ended,
        ),
    ];
    for (name, life, at, state) in cases {
        let tonight = life.tonight(at);
        assert_eq!(tonight.state, state, "{name}: {:?}", tonight.reasons);
        assert_eq!(tonight.line.is_some(), tonight.reasons.is_empty(), "{name}: {:?}", tonight.reasons);
        assert_eq!(tonight.line.is_some(), state.open(), "{name}: {:?}", tonight.reasons);
    }
}
