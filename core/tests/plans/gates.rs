//! Gates and side effects: what a step waits for besides its nights.

use crate::life::{Life, gated, mg, night, reported, step};
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::plan::{Agreement, AgreementKind, Gate, NewDecision};
use nocte_core::domain::plan_change::{PlanRefusal, agreed};
use nocte_core::domain::progress::{Block, TapRefusal, confirm_clinician, say_symptom_free, step_up};
use nocte_core::domain::symptom::{EffectCourse, Severity};

fn symptom_free() -> Life {
    Life::with(vec![gated("s1", "0.5", 3, Gate::SymptomFree { nights: 3 }), step("s2", "1", 3)])
}

fn say(life: &mut Life) -> Result<(), TapRefusal> {
    let decision: NewDecision = say_symptom_free(&life.journal, night(life.tonight))?;
    life.decide(decision);
    Ok(())
}

#[test]
fn a_moderate_or_severe_effect_holds_the_step_until_it_is_gone_or_mild() {
    for severity in [Severity::Moderate, Severity::Severe] {
        let mut life = Life::with(vec![step("s1", "0.5", 2), step("s2", "1", 2)]);
        life.take_to(1);
        let effect = life.effect("insomnia", severity);
        assert_eq!(life.blocks(), ["effect_open"]);
        assert!(step_up(&life.journal, night(1)).is_err());
        assert_eq!(life.progress().dose, mg("0.5"), "the patient stays on this step's dose");
        let mut eased = life.clone();
        eased.effect_entry("insomnia", Severity::Mild, EffectCourse::Open, Some(effect));
        assert!(eased.progress().may_step_up);
        life.effect_entry("insomnia", severity, EffectCourse::Resolved, Some(effect));
        assert!(life.progress().may_step_up);
    }
}

#[test]
fn a_mild_effect_holds_nothing_until_it_grows() {
    let mut life = Life::with(vec![step("s1", "0.5", 2), step("s2", "1", 2)]);
    life.take_to(1);
    let effect = life.effect("nausea", Severity::Mild);
    assert!(life.progress().may_step_up);
    life.effect_entry("nausea", Severity::Severe, EffectCourse::Open, Some(effect));
    assert_eq!(life.blocks(), ["effect_open"]);
}

#[test]
fn an_effect_said_to_be_gone_by_name_is_gone() {
    let mut life = Life::with(vec![step("s1", "0.5", 2), step("s2", "1", 2)]);
    life.take_to(1);
    life.effect("Nausea", Severity::Moderate);
    life.effect("insomnia", Severity::Moderate);
    life.effect_entry("nausea ", Severity::Moderate, EffectCourse::Resolved, None);
    let open: Vec<Block> = life.progress().blocks;
    assert!(matches!(open.as_slice(), [Block::EffectOpen(effect)] if effect.what == "insomnia"));
}

#[test]
fn two_continuations_of_one_effect_are_each_judged() {
    let mut life = Life::with(vec![step("s1", "0.5", 2), step("s2", "1", 2)]);
    life.take_to(1);
    let effect = life.effect("headache", Severity::Moderate);
    life.effect_entry("headache", Severity::Severe, EffectCourse::Open, Some(effect));
    life.effect_entry("head ache", Severity::Mild, EffectCourse::Open, Some(effect));
    assert_eq!(life.blocks(), ["effect_open"], "the phone that knows the worse one wins");
}

#[test]
fn said_to_be_gone_on_two_nights_by_two_phones_the_later_night_counts() {
    let mut life = symptom_free();
    life.take_to(1);
    let effect = life.effect("headache", Severity::Moderate);
    life.tonight = 2;
    life.take_to(5);
    life.effect_entry("headache", Severity::Moderate, EffectCourse::Resolved, Some(effect));
    life.effect_entry("headache", Severity::Moderate, EffectCourse::Resolved, Some(effect));
    life.journal.effects.last_mut().expect("the second phone's").night = night(3);
    assert_eq!(life.blocks(), ["symptom_free_nights"], "free since night 5, not since night 3");
}

#[test]
fn safety_15_a_blank_night_is_not_symptom_free_and_the_gate_asks_once() {
    let mut life = symptom_free();
    life.take_to(2);
    assert_eq!(life.blocks(), ["symptom_free_not_said"]);
    say(&mut life).expect("three quiet nights");
    assert!(life.progress().may_step_up);
    life.tonight = 3;
    life.take_to(5);
    assert!(life.progress().may_step_up, "once is enough");
}

#[test]
fn safety_15_the_word_is_about_nights_lived_not_nights_to_come() {
    let mut life = symptom_free();
    life.take_to(0);
    let refused = say(&mut life).expect_err("one night is not three");
    assert_eq!(refused, TapRefusal::Blocked(vec![Block::SymptomFreeNights { free: 1, needed: 3 }]));
    life.effect("insomnia", Severity::Moderate);
    assert!(matches!(say(&mut life), Err(TapRefusal::Blocked(blocks)) if blocks.len() == 2));
}

#[test]
fn the_free_nights_are_counted_from_the_night_the_effect_was_gone() {
    let mut life = symptom_free();
    life.take_to(3);
    let effect = life.effect("insomnia", Severity::Moderate);
    life.tonight = 4;
    life.take_to(5);
    life.effect_entry("insomnia", Severity::Moderate, EffectCourse::Resolved, Some(effect));
    assert_eq!(life.blocks(), ["symptom_free_nights"], "night 5 alone is free");
    life.tonight = 6;
    life.log(6, DoseStatus::Taken);
    life.tonight = 7;
    life.log(7, DoseStatus::Skipped);
    assert_eq!(life.blocks(), ["symptom_free_nights"], "a skipped night is no counted night");
    life.tonight = 8;
    life.log(8, DoseStatus::Taken);
    assert_eq!(life.blocks(), ["symptom_free_not_said"]);
}

#[test]
fn an_effect_after_the_word_takes_it_back() {
    let mut life = symptom_free();
    life.take_to(2);
    say(&mut life).expect("three quiet nights");
    life.tonight = 3;
    let effect = life.effect("insomnia", Severity::Moderate);
    life.take_to(3);
    life.tonight = 4;
    life.effect_entry("insomnia", Severity::Moderate, EffectCourse::Resolved, Some(effect));
    life.take_to(6);
    assert_eq!(
        life.blocks(),
        ["symptom_free_not_said"],
        "three quiet nights again, but said of the old ones"
    );
}

#[test]
fn an_effect_gone_the_same_night_still_was_there() {
    let mut life =
        Life::with(vec![gated("s1", "0.5", 1, Gate::SymptomFree { nights: 1 }), step("s2", "1", 3)]);
    life.take_to(2);
    let effect = life.effect("nausea", Severity::Moderate);
    life.effect_entry("nausea", Severity::Moderate, EffectCourse::Resolved, Some(effect));
    assert_eq!(life.blocks(), ["symptom_free_nights"]);
}

#[test]
fn safety_04_a_clinicians_gate_opens_by_a_signed_or_a_reported_agreement() {
    for agreement in [reported(), crate::life::signed()] {
        let mut life = Life::with(vec![gated("s1", "0.5", 1, Gate::Clinician), step("s2", "1", 1)]);
        life.take_to(0);
        assert_eq!(life.blocks(), ["clinician"]);
        let decision = confirm_clinician(&life.journal, agreement, night(0)).expect("a clinician's gate");
        life.decide(decision);
        assert!(life.progress().may_step_up);
        assert_eq!(life.progress().step, "s1", "and even then a tap starts it");
    }
}

#[test]
fn safety_04_nothing_is_agreed_to_by_nobody_nor_on_a_day_ahead() {
    let said = |by: &str, on: &str| {
        let on = on.parse().expect("a literal day");
        agreed(&Agreement { kind: AgreementKind::Reported, by: by.to_owned(), on }, night(0))
    };
    let today = night(0).date.to_string();
    assert_eq!(said("Dr Weber", &today), Ok(()));
    assert_eq!(said(" ", &today), Err(PlanRefusal::PrescriberMissing));
    assert!(matches!(said("Dr Weber", "2099-01-01"), Err(PlanRefusal::DateAhead { .. })));
}

#[test]
fn a_gate_is_opened_only_for_the_step_that_has_it() {
    let mut life = symptom_free();
    life.take_to(2);
    assert_eq!(
        confirm_clinician(&life.journal, reported(), night(2)),
        Err(TapRefusal::NoSuchGate),
        "this gate is the patient's word"
    );
    let mut other = Life::with(vec![step("s1", "0.5", 1), step("s2", "1", 1)]);
    other.take_to(0);
    assert_eq!(say(&mut other), Err(TapRefusal::NoSuchGate));
}

#[test]
fn a_patients_gate_is_the_tap_itself() {
    let mut life = Life::with(vec![gated("s1", "0.5", 1, Gate::Patient), step("s2", "1", 1)]);
    life.take_to(0);
    assert!(life.progress().may_step_up);
}
