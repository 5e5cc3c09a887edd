//! Restore is not amnesia (`safety.md` 23).

use crate::life::{Life, night, told};
use nocte_core::catalogue::medicines::medicines;
use nocte_core::catalogue::parameters::parameters;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::logging::{Answer, LogResult, unknown_since_copy};
use nocte_core::domain::tonight::{Reason, TonightState};

/// Three nights taken, copied on the fourth at noon, restored on the sixth in the evening.
fn restored() -> (Life, nocte_core::domain::fact_id::FactId) {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-03");
    let restored = life.restored("2026-11-04T12:30", "2026-11-06T21:00");
    life.no_to_all("2026-11-06T21:01");
    (life, restored)
}

#[test]
fn safety_23_after_a_restore_tonight_is_unknown_and_has_no_line() {
    let (life, _) = restored();
    let tonight = life.tonight("2026-11-06T21:30");
    assert_eq!((tonight.state, tonight.line), (TonightState::Unknown, None));
    assert!(matches!(tonight.reasons[..], [Reason::Restored { .. }]), "{:?}", tonight.reasons);
    assert!(
        life.reminders("2026-11-06T21:30").notifications.iter().all(|n| n.id != "d/2026-11-06/base"),
        "and nothing rings for it"
    );
}

#[test]
fn safety_23_every_night_since_the_copy_is_marked_unknown_with_the_confirmation() {
    let (mut life, restored) = restored();
    let now = life.at("2026-11-06T21:30");
    let unknown = unknown_since_copy(&life.journal(), medicines(), parameters(), now, &life.zone());
    let nights: Vec<_> = unknown.iter().map(|entry| entry.night).collect();
    assert_eq!(nights, [night("2026-11-04"), night("2026-11-05"), night("2026-11-06")]);
    for entry in unknown {
        let (id, stamp) = (life.id(), life.stamp(now));
        life.facts.push(Fact::Dose(entry.stamped(id, stamp)));
    }
    life.confirm_restore(restored, "2026-11-06T21:31");
    let tonight = life.tonight("2026-11-06T22:00");
    assert_eq!((tonight.state, tonight.line), (TonightState::Unknown, None), "still no second dose tonight");
    let next = life.tonight("2026-11-07T22:00");
    assert!(next.line.is_some(), "{:?}", next.reasons);
}

#[test]
fn safety_23_a_confirmed_restore_still_asks_about_painkillers_before_the_next_line() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-03");
    let restored = life.restored("2026-11-04T12:30", "2026-11-06T21:00");
    life.confirm_restore(restored, "2026-11-06T21:31");
    let next = life.tonight("2026-11-07T22:00");
    assert_eq!(
        (next.state, next.line),
        (TonightState::QuestionsOpen, None),
        "the lost phone may have known more"
    );
    life.no_to_all("2026-11-07T22:01");
    assert!(life.tonight("2026-11-07T22:02").line.is_some());
}

#[test]
fn safety_23_a_dose_known_from_the_copy_stays_known() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-03");
    life.restored("2026-11-03T23:00", "2026-11-03T23:30");
    let tonight = life.tonight("2026-11-03T23:40");
    assert_eq!(tonight.state, TonightState::Taken);
    let now = life.at("2026-11-03T23:40");
    assert!(unknown_since_copy(&life.journal(), medicines(), parameters(), now, &life.zone()).is_empty());
}

#[test]
fn safety_23_what_was_swallowed_can_be_told_before_the_confirmation() {
    let (mut life, _) = restored();
    let outcome = life.tell(&told(Answer::Skipped), "2026-11-06T21:30");
    assert_eq!(outcome.result, LogResult::Logged);
    let tonight = life.tonight("2026-11-06T21:31");
    assert_eq!(tonight.state, TonightState::Skipped);
    assert!(tonight.reasons.iter().any(|reason| matches!(reason, Reason::Restored { .. })));
}
