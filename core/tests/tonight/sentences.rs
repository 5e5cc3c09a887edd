//! Every state and reason says something, in both languages, and says it safely.

use crate::life::{LADDER, Life, night, told};
use chrono::NaiveTime;
use nocte_core::domain::amount::Volume;
use nocte_core::domain::bottle::BottleEndReason;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::logging::{Answer, LogRequest, Swallowed};
use nocte_core::domain::plan::{DecisionKind, HoldReason};
use nocte_core::domain::setting::Choice;
use nocte_core::domain::tonight::{Tonight, TonightState};
use nocte_core::words::Lang;
use nocte_core::words::tonight::{advice, log, reason, show_night_name, spoken, text};

fn plain(words: &str) -> String {
    words.replace('\u{a0}', " ")
}

#[test]
fn tonight_reads_in_one_glance() {
    let life = Life::usual();
    let due = life.tonight("2026-11-01T22:00");
    assert_eq!(
        plain(&text(&due, Lang::En)),
        "Sunday night: 0.5 mg = 0.5 mL of 1 mg/mL, bottle A. Shake first."
    );
    assert_eq!(
        plain(&text(&due, Lang::De)),
        "Nacht von Sonntag auf Montag: 0,5 mg = 0,5 mL zu 1 mg/mL, Flasche A. Zuerst schütteln."
    );
    assert_eq!(
        spoken(&due, Lang::En),
        "Sunday night: zero point five milligrams, that is zero point five millilitres of one milligram per millilitre, bottle A. Shake first."
    );
    let afternoon = plain(&text(&life.tonight("2026-11-01T15:00"), Lang::En));
    assert!(afternoon.ends_with("Take it from 20:30 on."), "{afternoon}");
    let late = plain(&text(&life.tonight("2026-11-02T01:00"), Lang::En));
    assert!(late.ends_with("Still in time until 02:30."), "{late}");
}

#[test]
fn safety_11_both_lines_are_said() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-15");
    let plan = life.last_plan().id;
    life.decide(plan, DecisionKind::StepUp { to: "s2".to_owned() }, "2026-11-16", "2026-11-16T12:30");
    life.no_to_all("2026-11-16T13:00");
    let tonight = life.tonight("2026-11-16T22:00");
    let said = plain(&text(&tonight, Lang::En));
    assert!(said.contains("Changed: was 0.5 mg = 0.5 mL, tonight 1 mg = 1 mL, bottle A, 1 mg/mL."), "{said}");
    let said = plain(&text(&tonight, Lang::De));
    assert!(said.contains("Geändert: bisher 0,5 mg = 0,5 mL, heute 1 mg = 1 mL"), "{said}");
}

#[test]
fn safety_11_another_bottle_alone_says_that_the_line_is_as_before() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-03");
    let first = life.last_bottle().id;
    life.end_bottle(first, BottleEndReason::Discarded, "2026-11-04T12:05");
    life.bottle("B", "2026-11-04", 50, 50, "2026-11-18");
    life.no_to_all("2026-11-04T13:00");
    let said = plain(&text(&life.tonight("2026-11-04T22:00"), Lang::En));
    let as_before = "0.5 mg = 0.5 mL of 1 mg/mL, bottle B. Shake first. Changed: another bottle; dose, strength and \
                     line as before.";
    assert!(said.ends_with(as_before), "{said}");
    // Another strength on the way is another line, and both are said.
    let second = life.last_bottle().id;
    life.end_bottle(second, BottleEndReason::Discarded, "2026-11-04T14:00");
    life.bottle("C", "2026-11-04", 50, 100, "2026-11-18");
    life.no_to_all("2026-11-04T15:00");
    let said = plain(&text(&life.tonight("2026-11-04T22:00"), Lang::En));
    assert!(said.contains("was 0.5 mg = 0.5 mL, tonight 0.5 mg = 1 mL"), "{said}");
}

#[test]
fn safety_11_beside_a_volume_stands_what_it_held_and_not_what_was_planned() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-02");
    let wrong = Swallowed { volume: Some(Volume::from_ul(750)), ..Swallowed::default() };
    life.tell(&told(Answer::Taken(wrong)), "2026-11-03T22:30");
    let said = plain(&text(&life.tonight("2026-11-04T22:00"), Lang::En));
    assert!(said.contains("was 0.75 mg = 0.75 mL, tonight 0.5 mg = 0.5 mL"), "{said}");
    // A line that holds a little less than the plan's dose says so on both sides.
    let mut life = Life::new();
    life.plan("2026-11-01", &[505_000]);
    life.bottle("A", "2026-11-01", 50, 50, "2026-12-31");
    life.no_to_all("2026-11-01T12:30");
    life.take_nights("2026-11-01", "2026-11-02");
    life.bottle("B", "2026-11-03", 50, 100, "2026-12-31");
    let first =
        life.facts.iter().find_map(|fact| if let Fact::Bottle(one) = fact { Some(one.id) } else { None });
    life.end_bottle(first.expect("bottle A"), BottleEndReason::Discarded, "2026-11-03T12:30");
    life.no_to_all("2026-11-03T13:00");
    let said = plain(&text(&life.tonight("2026-11-03T22:00"), Lang::De));
    assert!(said.contains("bisher 0,5 mg = 0,5 mL, heute 0,505 mg = 1,01 mL"), "{said}");
}

#[test]
fn safety_14_the_morning_answers_all_end_with_nothing_to_take_now() {
    let morning = "2026-11-02T09:00";
    let mut said = vec![Life::usual().tonight(morning)];
    for answer in [Answer::Skipped, Answer::Unknown] {
        let mut life = Life::usual();
        life.tell(&told(answer), morning);
        said.push(life.tonight(morning));
    }
    let mut life = Life::usual();
    life.take("2026-11-01T22:30");
    said.push(life.tonight(morning));
    let again = life.take(morning);
    for tonight in &said {
        assert!(text(tonight, Lang::En).ends_with("Nothing to take now."), "{}", text(tonight, Lang::En));
        assert!(text(tonight, Lang::De).ends_with("Jetzt ist nichts einzunehmen."));
    }
    assert!(log(&again, Lang::En).ends_with("Nothing to take now."));
}

/// One *Tonight* for every state.
fn all_states() -> Vec<Tonight> {
    let mut baseline = Life::new();
    baseline.plan("2026-11-29", &LADDER);
    baseline.no_to_all("2026-11-01T12:30");
    let mut open = Life::new();
    open.plan("2026-11-01", &LADDER);
    let mut held = Life::usual();
    held.hold(HoldReason::Patient, "2026-11-01", "2026-11-01T13:00");
    let mut ended = Life::usual();
    ended.last_plan().stop_after = Some(night("2026-11-01"));
    let answered = |answer| {
        let mut life = Life::usual();
        life.tell(&told(answer), "2026-11-01T22:00");
        life.tonight("2026-11-01T23:00")
    };
    let mut taken = Life::usual();
    taken.take("2026-11-01T22:00");
    let usual = Life::usual();
    vec![
        Life::new().tonight("2026-11-01T22:00"),
        open.tonight("2026-11-01T22:00"),
        baseline.tonight("2026-11-01T22:00"),
        usual.tonight("2026-11-01T15:00"),
        usual.tonight("2026-11-01T22:00"),
        usual.tonight("2026-11-02T01:00"),
        usual.tonight("2026-11-02T09:00"),
        taken.tonight("2026-11-01T23:00"),
        answered(Answer::Skipped),
        answered(Answer::Unknown),
        held.tonight("2026-11-01T22:00"),
        usual.tonight("2026-11-20T22:00"),
        ended.tonight("2026-11-05T22:00"),
    ]
}

#[test]
fn every_state_is_said_and_no_line_slips_out_beside_a_reason() {
    let all = all_states();
    let states: Vec<TonightState> = all.iter().map(|tonight| tonight.state).collect();
    assert_eq!(states, TonightState::ALL, "the list of lives is the list of states");
    for tonight in &all {
        let [en, de] = [Lang::En, Lang::De].map(|lang| plain(&text(tonight, lang)));
        assert_ne!(en, de);
        assert!(en.starts_with(&show_night_name(tonight.night, tonight.by_day, Lang::En)), "{en}");
        assert!(en.ends_with(['.', '?']) && !en.contains("  ") && !en.contains(".."), "{en}");
        assert!(de.ends_with(['.', '?']) && !de.contains("  ") && !de.contains(".."), "{de}");
        if !tonight.reasons.is_empty() {
            for said in [en, de, spoken(tonight, Lang::En), spoken(tonight, Lang::De)] {
                let volume = ["mL", "millilit", "Millilit"].iter().any(|unit| said.contains(unit));
                assert!(!volume, "{:?}: {said}", tonight.state);
            }
        }
        for stands in &tonight.reasons {
            assert_ne!(reason(stands, Lang::En), reason(stands, Lang::De), "{stands:?}");
        }
    }
}

#[test]
fn safety_18_tonight_says_who_logged_it_and_from_where() {
    let mut life = Life::usual();
    life.tell(&LogRequest::taken("carer-phone"), "2026-11-01T22:30");
    let said = plain(&text(&life.tonight("2026-11-01T23:00"), Lang::En));
    assert_eq!(said, "Sunday night: taken at 22:30, 0.5 mg (logged on: carer-phone). Nothing to take now.");
}

#[test]
fn advice_is_said_in_both_languages_and_never_as_a_volume() {
    let mut life = Life::usual();
    life.hold(HoldReason::Patient, "2026-11-01", "2026-11-01T13:00");
    life.bottle("B", "2026-11-01", 50, 100, "2026-11-14");
    life.take("2026-11-01T22:00");
    let extra = life.tell(
        &told(Answer::Extra(crate::life::swallowed_at(life.at("2026-11-01T22:10")))),
        "2026-11-01T22:10",
    );
    for one in &extra.advice {
        let [en, de] = [Lang::En, Lang::De].map(|lang| advice(one, lang));
        assert_ne!(en, de);
        assert!(en.ends_with('.') && de.ends_with('.') && !en.contains("mL"), "{en}");
    }
}

#[test]
fn a_morning_dose_is_named_by_its_day() {
    let mut life = Life::usual();
    life.set(Choice::Cutover { at: NaiveTime::MIN });
    life.bedtime(9, 0);
    let tonight = life.tonight("2026-11-01T08:30");
    assert_eq!((tonight.night, tonight.state), (night("2026-11-01"), TonightState::Due));
    assert!(text(&tonight, Lang::En).starts_with("Sunday: 0.5"), "{}", text(&tonight, Lang::En));
    let outcome = life.take("2026-11-01T09:10");
    assert!(log(&outcome, Lang::De).starts_with("Sonntag: als genommen"), "{}", log(&outcome, Lang::De));
}

#[test]
fn under_a_clinicians_stop_tonight_says_whom_to_speak_with() {
    let mut life = Life::usual();
    life.hold(HoldReason::Clinician, "2026-11-01", "2026-11-01T13:00");
    let tonight = life.tonight("2026-11-01T22:00");
    let [en, de] = [Lang::En, Lang::De].map(|lang| plain(&text(&tonight, lang)));
    assert!(en.contains("speak with the clinic before you take any"), "{en}");
    assert!(de.contains("Sprechen Sie mit der Praxis"), "{de}");
}
