//! What was told: attribution, corrections, undo, and advice (`safety.md` 17, 20; rows A1–A6).

use crate::life::{Life, night, swallowed_at, told};
use chrono::TimeDelta;
use nocte_core::domain::amount::{Dose, Volume};
use nocte_core::domain::bottle::BottleEndReason;
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::logging::{Advice, Answer, LogOutcome, LogRequest, LogResult, Swallowed, Told};
use nocte_core::domain::medicine::Course;
use nocte_core::domain::plan::HoldReason;
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::tonight::{Reason, TonightState};

fn codes(outcome: &LogOutcome) -> Vec<&'static str> {
    outcome.advice.iter().map(Advice::code).collect()
}

fn volume(ul: u64) -> Swallowed {
    Swallowed { volume: Some(Volume::from_ul(ul)), ..Swallowed::default() }
}

#[test]
fn an_entry_keeps_what_plan_bottle_and_syringe_said() {
    let mut life = Life::usual();
    let outcome = life.take("2026-11-01T22:40");
    let entry = outcome.entry.expect("it was logged");
    assert_eq!(outcome.night, night("2026-11-01"));
    assert_eq!(entry.taken_at, Some(life.at("2026-11-01T22:40")));
    assert_eq!(entry.planned, Some(Dose::from_ng(500_000)));
    assert_eq!(entry.step.as_ref().map(|step| step.step.as_str()), Some("s1"));
    assert_eq!((entry.volume, entry.bottle.as_deref()), (Some(Volume::from_ul(500)), Some("A")));
    assert_eq!(entry.amount_ng(), Some(Ratio::whole(500_000)));
    assert!(entry.strength.is_some() && entry.syringe.is_some());
}

#[test]
fn a1_an_answer_to_a_notice_belongs_to_its_night_and_one_in_the_app_to_the_time_of_taking() {
    let mut life = Life::usual();
    // At 13:10 on last night's notice: the night is the notice's, the time is asked for.
    let asked = life.tell(&LogRequest::taken("phone").of_night(night("2026-11-01")), "2026-11-02T13:10");
    assert_eq!((asked.result, asked.night), (LogResult::AskTime, night("2026-11-01")));
    let at = life.at("2026-11-02T00:40");
    let after_midnight = life.tell(&told(Answer::Taken(swallowed_at(at))), "2026-11-02T13:10");
    assert_eq!((after_midnight.result, after_midnight.night), (LogResult::Logged, night("2026-11-01")));
}

#[test]
fn a2_a_log_after_the_late_window_asks_for_the_time() {
    for (at, result) in [
        ("2026-11-02T02:30", LogResult::Logged),
        ("2026-11-02T02:31", LogResult::AskTime),
        ("2026-11-02T11:59", LogResult::AskTime),
        // Noon is a new night, but last night has no answer: which one is meant?
        ("2026-11-02T12:01", LogResult::AskTime),
        ("2026-11-02T20:29", LogResult::AskTime),
        ("2026-11-02T20:30", LogResult::Logged),
    ] {
        let mut life = Life::usual();
        let outcome = life.take(at);
        assert_eq!(outcome.result, result, "{at}");
        assert_eq!(life.journal().doses.len(), usize::from(result.stores()), "{at}");
    }
}

#[test]
fn a2_with_last_night_answered_an_early_dose_is_logged_as_now() {
    let mut life = Life::usual();
    life.take("2026-11-01T22:30");
    let early = life.take("2026-11-02T18:00");
    assert_eq!((early.result, early.night), (LogResult::Logged, night("2026-11-02")));
}

#[test]
fn a2_an_old_or_unknown_night_asks_and_what_has_not_come_is_refused() {
    let mut life = Life::usual();
    let old = LogRequest::taken("phone").of_night(night("2026-10-02"));
    assert_eq!(life.tell(&old, "2026-11-05T22:00").result, LogResult::AskTime);
    let coming = LogRequest::taken("phone").of_night(night("2026-11-06"));
    assert_eq!(life.tell(&coming, "2026-11-05T22:00").result, LogResult::RefusedFuture);
    let skip = told(Answer::Skipped).of_night(night("2026-11-06"));
    assert_eq!(life.tell(&skip, "2026-11-05T22:00").result, LogResult::RefusedFuture);
    let later = told(Answer::Taken(swallowed_at(life.at("2026-11-05T22:01"))));
    assert_eq!(life.tell(&later, "2026-11-05T22:00").result, LogResult::RefusedFuture);
    let apart = told(Answer::Taken(swallowed_at(life.at("2026-11-03T22:30")))).of_night(night("2026-11-01"));
    assert_eq!(life.tell(&apart, "2026-11-05T22:00").result, LogResult::RefusedNight);
    assert!(life.journal().doses.is_empty());
}

#[test]
fn a3_the_first_answer_stays() {
    let mut life = Life::usual();
    life.take("2026-11-01T22:30");
    let again = life.tell(&LogRequest::taken("watch"), "2026-11-01T22:30:40");
    assert_eq!(again.result, LogResult::AlreadyClosed);
    assert!(again.entry.is_none() && again.closed_by.is_some());
    assert!(!codes(&again).contains(&"one_dose_or_two"), "forty seconds apart is one tap");
    let skipped = life.tell(&told(Answer::Skipped), "2026-11-01T22:40");
    assert_eq!(skipped.result, LogResult::AlreadyClosed);
    let journal = life.journal();
    assert_eq!(journal.doses.len(), 1);
    assert_eq!(journal.doses[0].taken_at, Some(life.at("2026-11-01T22:30")));
}

#[test]
fn a4_undo_opens_the_night_again_and_gives_the_stock_back() {
    let mut life = Life::usual();
    life.take("2026-11-01T22:00");
    let bottle = life.last_bottle().clone();
    let left = |life: &Life| nocte_core::domain::supply::left_in(&bottle, &life.journal()).volume;
    assert_eq!(left(&life), Volume::from_ul(49_500));
    let undone = life.tell(&undo(), "2026-11-01T22:03");
    assert_eq!((undone.result, undone.night), (LogResult::Undone, night("2026-11-01")));
    assert_eq!(left(&life), Volume::from_ul(50_000));
    assert!(life.tonight("2026-11-01T22:04").line.is_some());
    assert_eq!(life.tell(&undo(), "2026-11-01T22:05").result, LogResult::RefusedNothing);
}

fn undo() -> LogRequest {
    LogRequest { told: Told::Undo { entry: None }, night: None, source: "phone".to_owned() }
}

fn correct(to: Answer) -> LogRequest {
    LogRequest { told: Told::Correct { entry: None, to }, night: None, source: "phone".to_owned() }
}

#[test]
fn a5_editing_the_past_never_changes_tonight() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-04");
    let evening = "2026-11-05T22:00";
    let before = life.tonight(evening);
    let to_skipped = correct(Answer::Skipped).of_night(night("2026-11-02"));
    let corrected = life.tell(&to_skipped, "2026-11-05T21:00");
    assert_eq!((corrected.result, corrected.night), (LogResult::Logged, night("2026-11-02")));
    life.tell(&undo().of_night(night("2026-11-03")), "2026-11-05T21:01");
    assert_eq!(life.tonight(evening), before);
    let journal = life.journal();
    let kept: Vec<_> = journal.doses.iter().map(|entry| (entry.night, entry.status)).collect();
    assert_eq!(
        kept,
        [
            (night("2026-11-01"), DoseStatus::Taken),
            (night("2026-11-04"), DoseStatus::Taken),
            (night("2026-11-02"), DoseStatus::Skipped),
        ]
    );
}

#[test]
fn a_correction_may_close_or_open_a_night_and_its_undo_gives_the_first_answer_back() {
    let mut life = Life::usual();
    life.take("2026-11-01T22:00");
    let taken_at = life.journal().doses[0].taken_at;
    // It was the extra one, not the night's own: the night is open, the gap stands.
    let extra = life.tell(&correct(Answer::Extra(Swallowed::default())), "2026-11-01T22:10");
    assert!(extra.result.stores());
    let tonight = life.tonight("2026-11-01T22:11");
    assert_eq!((tonight.state, tonight.line), (TonightState::Due, None), "{:?}", tonight.reasons);
    assert_eq!(life.journal().doses[0].taken_at, taken_at, "the time was known");
    life.tell(&undo(), "2026-11-01T22:12");
    assert_eq!(life.tonight("2026-11-01T22:13").state, TonightState::Taken);
    assert_eq!(life.tell(&correct(Answer::Skipped), "2026-11-01T22:14").result, LogResult::Logged);
    assert_eq!(life.tonight("2026-11-01T22:15").state, TonightState::Skipped);
}

#[test]
fn a_correction_of_the_time_moves_an_entry_to_the_night_of_that_time() {
    let mut life = Life::usual();
    life.take("2026-11-03T21:00");
    let earlier = correct(Answer::Taken(swallowed_at(life.at("2026-11-01T23:00"))));
    let moved = life.tell(&earlier, "2026-11-03T21:05");
    assert_eq!((moved.result, moved.night), (LogResult::Logged, night("2026-11-01")));
    assert!(life.tonight("2026-11-03T21:06").line.is_some(), "tonight is open again");
    let after_midnight = correct(Answer::Taken(swallowed_at(life.at("2026-11-02T13:00"))));
    let stays = life.tell(&after_midnight.of_night(night("2026-11-01")), "2026-11-03T21:07");
    assert_eq!(stays.night, night("2026-11-01"), "an answer stays with its night past the cutover");
}

#[test]
fn of_two_phones_answers_the_one_that_protects_from_a_second_dose_stands() {
    let mut life = Life::usual();
    life.tell(&told(Answer::Skipped), "2026-11-01T21:00");
    let mut other = Life::usual();
    other.tell(&told(Answer::Unknown), "2026-11-01T22:00");
    other.tell(&told(Answer::Extra(Swallowed::default())), "2026-11-01T22:30");
    let mut more = Life::usual();
    more.take("2026-11-01T22:10");
    for (from, state) in [(other, TonightState::Unknown), (more, TonightState::Taken)] {
        for mut fact in from.facts {
            if let nocte_core::domain::fact::Fact::Dose(dose) = &mut fact {
                dose.id = life.id();
                life.facts.push(fact);
            }
        }
        assert_eq!(life.tonight("2026-11-01T23:00").state, state);
    }
}

#[test]
fn a6_taken_in_a_hold_is_stored_and_warned_of() {
    let mut life = Life::usual();
    life.hold(HoldReason::Patient, "2026-11-01", "2026-11-01T21:00");
    let outcome = life.take("2026-11-01T22:30");
    assert_eq!(outcome.result, LogResult::LoggedWithWarning);
    assert_eq!(codes(&outcome), ["taken_during_hold", "nothing_to_take_now"]);
    assert_eq!(life.journal().doses.len(), 1);
    let tonight = life.tonight("2026-11-01T23:00");
    assert_eq!(tonight.state, TonightState::Held, "an open hold stays until it is answered");
    assert_eq!(tonight.answered.map(|answered| answered.status), Some(DoseStatus::Taken));
}

#[test]
fn safety_17_a_wrong_volume_is_kept_as_told_and_answered() {
    let mut life = Life::usual();
    let more = life.tell(&told(Answer::Taken(volume(5_000))), "2026-11-01T22:30");
    assert_eq!(more.result, LogResult::LoggedWithWarning);
    assert_eq!(codes(&more), ["above_soft_cap", "more_than_planned", "nothing_to_take_now"]);
    assert_eq!(more.entry.and_then(|entry| entry.amount_ng()), Some(Ratio::whole(5_000_000)));
    let mut life = Life::usual();
    let less = life.tell(&told(Answer::Taken(volume(400))), "2026-11-01T22:30");
    assert_eq!(
        (less.result, codes(&less)),
        (LogResult::Logged, vec!["less_than_planned", "nothing_to_take_now"])
    );
    let none = life.tell(&told(Answer::Taken(volume(0))), "2026-11-01T22:30");
    assert_eq!(none.result, LogResult::AlreadyClosed);
    let mut life = Life::usual();
    let none = life.tell(&told(Answer::Taken(volume(0))), "2026-11-01T22:30");
    assert_eq!(none.result, LogResult::RefusedAmount);
}

#[test]
fn safety_17_an_extra_dose_closes_nothing_counts_for_the_gap_and_adds_up() {
    let mut life = Life::usual();
    life.take("2026-11-01T22:30");
    let extra = life.tell(&told(Answer::Extra(Swallowed::default())), "2026-11-01T23:00");
    assert_eq!(extra.result, LogResult::LoggedWithWarning);
    assert_eq!(codes(&extra), ["too_soon", "extra_dose", "nothing_to_take_now"]);
    assert_eq!(extra.entry.as_ref().and_then(|entry| entry.volume), Some(Volume::from_ul(500)));
    let statuses: Vec<_> = life.journal().doses.iter().map(|entry| entry.status).collect();
    assert_eq!(statuses, [DoseStatus::Taken, DoseStatus::Extra]);
    // In the afternoon, hours before bedtime: the night stays open and its own dose waits for the gap.
    let mut life = Life::usual();
    life.tell(&told(Answer::Extra(Swallowed::default())), "2026-11-01T16:00");
    let tonight = life.tonight("2026-11-01T22:00");
    assert_eq!(tonight.reasons.iter().map(Reason::code).collect::<Vec<_>>(), ["left_out"]);
}

#[test]
fn safety_09_caps_are_totals_of_any_24_hours() {
    let mut life = Life::usual();
    let half = Swallowed { dose: Some(Dose::from_ng(3_000_000)), ..Swallowed::default() };
    life.tell(&told(Answer::Extra(half.clone())), "2026-11-03T08:00");
    let within = life.tell(&told(Answer::Extra(half.clone())), "2026-11-04T07:59");
    assert!(codes(&within).contains(&"above_soft_cap"), "{:?}", within.advice);
    let mut life = Life::usual();
    life.tell(&told(Answer::Extra(half.clone())), "2026-11-03T08:00");
    let a_day_apart = life.tell(&told(Answer::Extra(half.clone())), "2026-11-04T08:00");
    assert!(!codes(&a_day_apart).contains(&"above_soft_cap"), "{:?}", a_day_apart.advice);
    // Told afterwards, the one between adds up with both neighbours in turn, never with both at once.
    let between = Swallowed { at: Some(life.at("2026-11-03T20:00")), ..half };
    let told_late = life.tell(&told(Answer::Extra(between)), "2026-11-04T09:00");
    assert!(codes(&told_late).contains(&"above_soft_cap"));
    assert!(!codes(&told_late).contains(&"above_signed"));
    // Told afterwards with only a later one beside it; two others a day later are none of its business.
    let three = |at: &str| Swallowed {
        at: Some(life.at(at)),
        dose: Some(Dose::from_ng(3_000_000)),
        ..Swallowed::default()
    };
    let mut life = Life::usual();
    life.tell(&told(Answer::Extra(three("2026-11-03T20:00"))), "2026-11-05T10:00");
    let before = life.tell(&told(Answer::Extra(three("2026-11-03T08:00"))), "2026-11-05T10:01");
    assert!(codes(&before).contains(&"above_soft_cap"), "{:?}", before.advice);
    life.tell(&told(Answer::Extra(three("2026-11-05T09:00"))), "2026-11-05T10:02");
    let alone = life.tell(&told(Answer::Extra(three("2026-11-02T06:00"))), "2026-11-05T10:03");
    assert!(!codes(&alone).iter().any(|code| code.starts_with("above")), "{:?}", alone.advice);
    // Put right, an entry counts once.
    let mut life = Life::usual();
    life.tell(&told(Answer::Extra(three("2026-11-03T20:00"))), "2026-11-03T21:00");
    let entry = Some(life.journal().doses[0].id);
    let to = Answer::Extra(three("2026-11-03T19:00"));
    let put_right = LogRequest { told: Told::Correct { entry, to }, night: None, source: "phone".to_owned() };
    let again = life.tell(&put_right, "2026-11-03T21:01");
    assert_eq!(codes(&again), ["extra_dose", "nothing_to_take_now"]);
}

#[test]
fn safety_09_two_nights_as_planned_are_no_excess_however_early_the_bedtime() {
    let mut life = Life::new();
    life.no_to_all("2026-11-01T09:00");
    life.plan("2026-11-01", &[3_000_000, 4_500_000]);
    life.bottle("A", "2026-11-01", 50, 50, "2026-11-15");
    life.take("2026-11-01T22:30");
    let earlier = life.take("2026-11-02T22:05");
    assert_eq!((earlier.result, codes(&earlier)), (LogResult::Logged, vec!["nothing_to_take_now"]));
    // Anything beside the two adds up with both again.
    life.tell(&told(Answer::Extra(Swallowed::default())), "2026-11-03T11:00");
    let third = life.take("2026-11-03T22:00");
    assert!(codes(&third).contains(&"above_signed"), "{:?}", third.advice);
    // So does a night's dose that was more than planned.
    let mut life = Life::new();
    life.no_to_all("2026-11-01T09:00");
    life.plan("2026-11-01", &[3_000_000, 4_500_000]);
    life.bottle("A", "2026-11-01", 50, 50, "2026-11-15");
    life.tell(&told(Answer::Taken(volume(3_500))), "2026-11-01T22:30");
    assert!(codes(&life.take("2026-11-02T22:05")).contains(&"above_signed"));
}

#[test]
fn safety_17_a_whole_tablet_is_an_alarm_before_everything_else() {
    let mut life = Life::usual();
    let tablet = Swallowed { dose: Dose::from_mg(50), ..Swallowed::default() };
    let outcome = life.tell(&told(Answer::Extra(tablet)), "2026-11-01T16:00");
    assert_eq!(codes(&outcome)[0], "whole_tablet");
    assert_eq!(outcome.result, LogResult::LoggedWithWarning);
}

#[test]
fn safety_17_two_devices_far_apart_are_asked_about() {
    let mut life = Life::usual();
    life.take("2026-11-01T22:30");
    let carer = life.tell(&LogRequest::taken("carer-phone"), "2026-11-01T22:36");
    assert_eq!(carer.result, LogResult::AlreadyClosed);
    assert_eq!(codes(&carer), ["one_dose_or_two", "nothing_to_take_now"]);
    // The other phone was offline, and its entry came over later: both stand.
    let mut offline = Life::usual();
    offline.source = "carer-phone";
    offline.take("2026-11-01T22:36");
    let mut entry = offline.facts.pop().expect("the carer's entry");
    if let nocte_core::domain::fact::Fact::Dose(dose) = &mut entry {
        dose.id = life.id();
    }
    life.facts.push(entry);
    let tonight = life.tonight("2026-11-01T23:00");
    assert_eq!(tonight.state, TonightState::Taken);
    assert!(tonight.reasons.contains(&Reason::OneDoseOrTwo), "{:?}", tonight.reasons);
    assert_eq!(life.journal().doses.len(), 2);
}

#[test]
fn safety_17_a_log_is_never_blocked_by_when_a_dose_may_be_taken() {
    let mut life = Life::usual();
    let start = life.at("2026-11-03T12:00");
    for hour in 0..24 {
        let at = start + TimeDelta::hours(hour);
        let mut one = life.clone();
        let outcome = one.tell_at(&told(Answer::Taken(swallowed_at(at))), at);
        assert!(outcome.result.stores(), "{hour} hours after noon: {:?}", outcome.result);
    }
    life.take_nights("2026-11-01", "2026-11-02");
    let at = life.at("2026-11-03T09:00");
    let soon = life.tell_at(&told(Answer::Taken(swallowed_at(at))).of_night(night("2026-11-02")), at);
    assert_eq!(soon.result, LogResult::AlreadyClosed, "the night has its answer: tell it as extra");
    let extra = life.tell_at(&told(Answer::Extra(swallowed_at(at))), at);
    assert!(extra.result.stores() && codes(&extra).contains(&"too_soon"));
}

#[test]
fn safety_20_taken_in_an_opioid_hold_opens_the_withdrawal_page() {
    let mut life = Life::usual();
    let on = "2026-11-01".parse().expect("a date");
    let medicine = life.medicine("tramadol", Course::Last { on }, "2026-11-01T20:00");
    life.hold(HoldReason::Opioid { medicine }, "2026-11-01", "2026-11-01T20:00");
    let outcome = life.take("2026-11-01T22:30");
    assert_eq!(outcome.result, LogResult::LoggedWithWarning);
    assert_eq!(codes(&outcome), ["withdrawal_page", "taken_during_hold", "nothing_to_take_now"]);
}

#[test]
fn safety_20_a_countdown_alone_opens_the_withdrawal_page_and_shows_no_line() {
    let mut life = Life::usual();
    let on = "2026-11-01".parse().expect("a date");
    life.medicine("codeine", Course::Last { on }, "2026-11-01T20:00");
    assert_eq!(life.tonight("2026-11-05T22:00").line, None);
    let outcome = life.take("2026-11-05T22:30");
    assert!(codes(&outcome).contains(&"withdrawal_page"), "{:?}", outcome.advice);
}

#[test]
fn u4_an_empty_or_spoilt_bottle_never_blocks_a_log() {
    let mut life = Life::usual();
    let bottle = life.last_bottle().id;
    life.end_bottle(bottle, BottleEndReason::LeftWarm, "2026-11-01T15:00");
    let outcome = life.take("2026-11-01T22:30");
    assert_eq!(outcome.result, LogResult::LoggedWithWarning);
    assert_eq!(codes(&outcome), ["bottle_not_usable", "nothing_to_take_now"]);
    assert_eq!(outcome.entry.and_then(|entry| entry.bottle).as_deref(), Some("A"));
}
