//! A tap that has not been lived yet: what comes up before the first dose of the new step takes it back.

use crate::life::{Life, mg, step};
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::plan::HoldReason;
use nocte_core::domain::symptom::{EffectCourse, Severity};

/// Three nights taken, and the next step tapped: it begins tomorrow, night 3.
fn tapped() -> Life {
    let mut life = Life::with(vec![step("s1", "0.5", 3), step("s2", "1", 3), step("s3", "1.5", 3)]);
    life.take_to(2);
    life.step_up();
    assert_eq!(life.dose_on(3), Some(mg("1")));
    life
}

#[test]
fn safety_15_an_effect_in_the_night_after_the_tap_takes_it_back() {
    let mut life = tapped();
    let effect = life.effect("nausea", Severity::Severe);
    assert_eq!(life.blocks(), ["effect_open"]);
    life.tonight = 3;
    assert_eq!(life.progress().dose, mg("0.5"), "the step does not begin by itself");
    life.take_to(4);
    life.effect_entry("nausea", Severity::Severe, EffectCourse::Resolved, Some(effect));
    assert_eq!(life.progress().step, "s1");
    assert!(life.progress().may_step_up, "earned again, it is tapped again");
    life.step_up();
    life.tonight = 5;
    assert_eq!(life.progress().step, "s2");
    assert_eq!(life.dose_on(4), Some(mg("0.5")));
}

#[test]
fn an_effect_gone_before_the_night_of_the_step_leaves_the_tap_alone() {
    let mut life = tapped();
    let effect = life.effect("nausea", Severity::Moderate);
    life.effect_entry("nausea", Severity::Moderate, EffectCourse::Resolved, Some(effect));
    assert_eq!(life.dose_on(3), Some(mg("1")));
}

#[test]
fn an_effect_after_the_first_dose_of_the_step_rewrites_nothing() {
    let mut life = tapped();
    life.tonight = 3;
    life.take_to(3);
    life.effect("insomnia", Severity::Severe);
    assert_eq!(life.dose_on(3), Some(mg("1")), "it was lived at this dose");
    assert_eq!(life.progress().step, "s2");
    assert_eq!(life.blocks(), ["nights", "effect_open"]);
}

#[test]
fn a_hold_over_the_night_of_the_step_takes_the_tap_back_for_good() {
    let mut life = tapped();
    let hold = life.hold(HoldReason::Patient, 3);
    life.tonight = 20;
    assert_eq!(life.progress().dose, mg("0.5"));
    life.end_hold(hold, 20);
    assert_eq!(
        life.progress().dose,
        mg("0.5"),
        "after weeks off the present step goes on, and is tapped again"
    );
    assert!(life.progress().may_step_up);
}

#[test]
fn a_hold_called_off_before_its_first_night_leaves_the_tap_alone() {
    let mut life = tapped();
    let hold = life.hold(HoldReason::Patient, 3);
    life.end_hold(hold, 3);
    assert_eq!(life.dose_on(3), Some(mg("1")));
}

#[test]
fn a_night_that_was_not_taken_after_all_takes_the_tap_back() {
    let mut life = tapped();
    life.journal.doses.last_mut().expect("night 2").status = DoseStatus::Skipped;
    life.tonight = 3;
    assert_eq!(life.progress().dose, mg("0.5"), "two of three nights");
    life.log(3, DoseStatus::Taken);
    assert!(life.progress().may_step_up);
}

#[test]
fn a_correction_after_the_first_dose_of_the_step_rewrites_nothing() {
    let mut life = tapped();
    life.tonight = 3;
    life.take_to(3);
    life.journal.doses.first_mut().expect("night 0").status = DoseStatus::Skipped;
    assert_eq!(life.progress().step, "s2");
    assert_eq!(life.dose_on(3), Some(mg("1")));
}

#[test]
fn a_step_whose_first_nights_were_skipped_is_lived_all_the_same() {
    let mut life = tapped();
    life.tonight = 3;
    life.log(3, DoseStatus::Skipped);
    life.tonight = 4;
    life.effect("headache", Severity::Moderate);
    assert_eq!(life.progress().step, "s2", "an answer was given on this step; back is one tap away");
}
