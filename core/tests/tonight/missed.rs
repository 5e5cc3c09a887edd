//! The one missed-dose rule (`safety.md` 14) and the gap.

use crate::life::{Life, night, swallowed_at, told};
use nocte_core::domain::amount::Volume;
use nocte_core::domain::logging::{Advice, Answer, LogRequest, LogResult, Swallowed, Told};
use nocte_core::domain::setting::Choice;
use nocte_core::domain::tonight::{Reason, TonightState};

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(Reason::code).collect()
}

#[test]
fn safety_14_taken_later_than_four_hours_gets_no_line() {
    let life = Life::usual();
    let last = life.tonight("2026-11-02T02:30");
    assert!(last.line.is_some(), "{:?}", last.reasons);
    let after = life.tonight("2026-11-02T02:30:01");
    assert_eq!((after.state, after.line), (TonightState::Unconfirmed, None));
    assert_eq!(codes(&after.reasons), ["window_over"]);
    assert_eq!(after.next_possible, Some(life.at("2026-11-02T20:30")), "tonight's as usual");
}

#[test]
fn safety_14_the_window_is_counted_from_bedtime_not_from_the_notice() {
    let mut life = Life::usual();
    life.set(Choice::Lead { minutes: 240 });
    let times = life.tonight("2026-11-01T15:00").times.expect("an ordinary night");
    assert_eq!(times.opens, life.at("2026-11-01T20:30"));
    assert_eq!(times.closes, life.at("2026-11-02T02:30"));
    assert_eq!(times.due, life.at("2026-11-01T18:30"), "the notice alone moves");
}

#[test]
fn safety_14_never_less_than_twelve_hours_after_the_last_dose() {
    let mut life = Life::usual();
    // Asleep by day since the second evening: bedtime 03:00 becomes 15:00 in the afternoon.
    life.bedtime(3, 0);
    life.take("2026-11-02T06:30");
    life.bedtime(19, 0);
    let early = life.tonight("2026-11-02T18:29");
    assert_eq!((codes(&early.reasons), early.line), (vec!["too_soon"], None));
    assert_eq!(early.next_possible, Some(life.at("2026-11-02T18:30")));
    let then = life.tonight("2026-11-02T18:30");
    assert!(then.line.is_some(), "{:?}", then.reasons);
}

#[test]
fn safety_14_a_gap_longer_than_the_window_leaves_the_night_out() {
    let mut life = Life::usual();
    life.bedtime(3, 0);
    life.take("2026-11-02T06:30");
    // Closes at 18:00, before the gap ends at 18:30.
    life.set(Choice::Cutover { at: chrono::NaiveTime::from_hms_opt(8, 0, 0).expect("a time") });
    life.bedtime(14, 0);
    let tonight = life.tonight("2026-11-02T13:00");
    assert_eq!((codes(&tonight.reasons), tonight.line), (vec!["left_out"], None));
    assert_eq!(tonight.next_possible, Some(life.at("2026-11-03T12:00")));
}

#[test]
fn safety_14_not_sure_counts_as_taken_for_the_gap_and_not_for_the_step() {
    let mut life = Life::usual();
    life.bedtime(3, 0);
    let outcome = life.tell(&told(Answer::Unknown), "2026-11-02T11:00");
    assert_eq!(outcome.result, LogResult::Logged);
    life.bedtime(19, 0);
    // The window of that night, counted by today's bedtime, closed at 23:00: the gap ends at 11:00.
    life.bedtime(3, 0);
    let tonight = life.tonight("2026-11-02T12:30");
    assert_eq!(codes(&tonight.reasons), ["too_soon"], "07:00 may have been the last dose");
    let progress = nocte_core::domain::progress::progress(&life.journal(), night("2026-11-02"));
    assert_eq!(progress.expect("a plan is in force").nights_taken, 0);
}

#[test]
fn safety_14_a_night_nobody_answered_may_hide_a_dose() {
    let mut life = Life::usual();
    life.bedtime(3, 0);
    let tonight = life.tonight("2026-11-02T15:00");
    assert_eq!(codes(&tonight.reasons), ["too_soon"], "07:00 plus twelve hours");
    assert!(life.tonight("2026-11-02T19:00").line.is_some());
}

#[test]
fn safety_14_a_night_is_counted_by_the_bedtime_it_was_lived_by() {
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    for unsure in [false, true] {
        let mut life = Life::usual();
        life.bedtime(3, 0);
        if unsure {
            life.tell(&told(Answer::Unknown), "2026-11-02T11:00");
        }
        life.set_at(Choice::Bedtime { at: at(20) }, "2026-11-02T11:30");
        let early = life.tonight("2026-11-02T18:30");
        assert_eq!((codes(&early.reasons), early.line), (vec!["too_soon"], None), "07:00 plus twelve hours");
        assert!(life.tonight("2026-11-02T19:00").line.is_some());
    }
    // Moved before that evening came, the old bedtime was never lived.
    let mut life = Life::usual();
    life.bedtime(3, 0);
    life.set_at(Choice::Bedtime { at: at(20) }, "2026-11-01T20:00");
    assert!(life.tonight("2026-11-02T18:00").line.is_some());
}

#[test]
fn safety_14_a_dose_moved_from_evening_to_morning_or_back_keeps_the_gap() {
    let at = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    let mut life = Life::usual();
    life.set_at(Choice::Cutover { at: at(0, 0) }, "2026-11-02T05:00");
    life.set_at(Choice::Bedtime { at: at(8, 0) }, "2026-11-02T05:00");
    let morning = life.tonight("2026-11-02T07:00");
    assert_eq!(
        (codes(&morning.reasons), morning.line),
        (vec!["left_out"], None),
        "02:30 may have been a dose"
    );
    assert!(life.tonight("2026-11-03T07:00").line.is_some(), "and the day after it is the morning's alone");
    let mut life = Life::usual();
    life.set(Choice::Cutover { at: at(0, 0) });
    life.bedtime(8, 0);
    life.take("2026-11-01T08:00");
    life.set_at(Choice::Cutover { at: at(12, 0) }, "2026-11-02T13:00");
    life.set_at(Choice::Bedtime { at: at(22, 30) }, "2026-11-02T13:00");
    let evening = life.tonight("2026-11-02T22:30");
    assert_eq!(
        (codes(&evening.reasons), evening.line),
        (vec!["too_soon"], None),
        "noon may have been a dose"
    );
    assert!(life.tonight("2026-11-03T00:00").line.is_some());
    life.tell(&told(Answer::Skipped).of_night(night("2026-11-02")), "2026-11-02T12:59");
    assert!(life.tonight("2026-11-03T20:30").line.is_some());
}

#[test]
fn safety_14_every_morning_answer_ends_with_nothing_to_take_now() {
    let morning = "2026-11-02T09:00";
    let evening = swallowed_at(Life::new().at("2026-11-01T22:40"));
    for answer in [Answer::Taken(evening), Answer::Skipped, Answer::Unknown] {
        let mut life = Life::usual();
        let outcome = life.tell(&told(answer.clone()), morning);
        assert!(outcome.result.stores(), "{answer:?}: {:?}", outcome.result);
        assert_eq!(outcome.advice.last(), Some(&Advice::NothingToTakeNow), "{answer:?}");
        assert_eq!(outcome.advice.contains(&Advice::TonightAsUsual), !matches!(answer, Answer::Taken(_)));
        assert_eq!(life.tonight(morning).line, None, "{answer:?}");
    }
}

#[test]
fn n5_over_the_date_line_the_second_evening_is_a_night_of_its_own_and_keeps_the_gap() {
    let mut life = Life::usual();
    life.offset_s = 13 * 3600;
    life.take_nights("2026-11-01", "2026-11-02");
    // Monday 22:30 in Auckland is Monday 01:30 in Los Angeles; landed there, Monday evening comes again.
    life.offset_s = -8 * 3600;
    let landed = life.tonight("2026-11-02T12:30");
    assert_eq!(landed.night, "2026-11-02+2".parse().expect("a second night"));
    assert_eq!(codes(&landed.reasons), ["too_soon"]);
    let evening = life.tonight("2026-11-02T22:00");
    assert_eq!((evening.state, evening.line.is_some()), (TonightState::Due, true), "{:?}", evening.reasons);
    let outcome = life.take("2026-11-02T22:30");
    assert_eq!((outcome.result, outcome.night), (LogResult::Logged, evening.night));
    assert_eq!(life.tonight("2026-11-02T23:00").state, TonightState::Taken);
}

#[test]
fn c1_a_clock_set_back_never_opens_a_night_again() {
    let mut life = Life::usual();
    life.take("2026-11-02T00:10");
    let back = life.tonight("2026-11-01T21:00");
    assert_eq!((back.state, back.line), (TonightState::Taken, None));
    assert_eq!(life.take("2026-11-01T21:00").result, LogResult::AlreadyClosed);
}

#[test]
fn safety_17_a_dose_put_right_as_one_more_keeps_the_amount_it_was_told_with() {
    let mut life = Life::usual();
    let two_ml = Volume::parse("2mL").expect("a volume");
    let much = Swallowed { volume: Some(two_ml), ..Swallowed::default() };
    let first = life.tell(&told(Answer::Taken(much)), "2026-11-01T22:30").entry.expect("kept");
    assert_eq!(first.volume, Some(two_ml));
    let two = Told::Correct { entry: None, to: Answer::Extra(Swallowed::default()) };
    let request = LogRequest { told: two, ..told(Answer::Unknown) };
    let more = life.tell(&request, "2026-11-01T23:30").entry.expect("kept");
    assert_eq!((more.volume, more.amount_ng()), (first.volume, first.amount_ng()));
    assert_eq!((more.bottle, more.taken_at), (first.bottle, first.taken_at));
}

#[test]
fn safety_17_an_extra_dose_beside_an_earlier_night_is_never_put_on_the_present_hour() {
    let mut life = Life::usual();
    life.take("2026-11-01T22:30");
    let beside = |swallowed: Swallowed| LogRequest {
        night: Some(night("2026-11-01")),
        ..told(Answer::Extra(swallowed))
    };
    let asked = life.tell(&beside(Swallowed::default()), "2026-11-03T18:00");
    assert_eq!((asked.result, asked.entry), (LogResult::AskTime, None));
    let at = life.at("2026-11-01T23:10");
    let kept = life.tell(&beside(swallowed_at(at)), "2026-11-03T18:01");
    let entry = kept.entry.expect("it was kept");
    assert_eq!((kept.night, entry.taken_at), (night("2026-11-01"), Some(at)));
    // Tonight's is asked nothing: too late a time only lengthens the gap.
    let tonight =
        LogRequest { night: Some(night("2026-11-03")), ..told(Answer::Extra(Swallowed::default())) };
    assert!(life.tell(&tonight, "2026-11-03T22:00").entry.is_some());
}
