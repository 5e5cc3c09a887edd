//! The dilution table of the reference, and every refusal and warning.

use nocte_core::catalogue;
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::bottle::Recipe;
use nocte_core::domain::dilution::{
    Dilution, DilutionError, DilutionWarning, StepsRefusal, dilute, steps_on_syringe, strength_of,
};
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::syringe::{COMMON_SYRINGES, Syringe, SyringeError};
use nocte_core::words::Lang;
use nocte_core::words::amount::{common_syringes, decimal_mark};

fn dose(text: &str) -> Dose {
    Dose::parse(text).expect("a dose of this file")
}

fn strength(text: &str) -> Strength {
    Strength::parse(text).expect("a strength of this file")
}

fn syringe(text: &str) -> Syringe {
    Syringe::parse(text).expect("a syringe of this file")
}

fn on(strength_text: &str, dose_text: &str, syringe_text: &str) -> Result<Dilution, DilutionError> {
    dilute(strength(strength_text), dose(dose_text), syringe(syringe_text), catalogue::parameters())
}

fn codes(dilution: &Dilution) -> Vec<&'static str> {
    dilution.warnings.iter().map(|warning| warning.code()).collect()
}

/// Volumes in µL for the doses of each row: domain table of ultra-low and usual doses.
const TABLE: [(&str, [u64; 10]); 4] = [
    ("0.1 mg/mL", [500, 1_000, 2_500, 5_000, 7_500, 15_000, 22_500, 30_000, 45_000, 60_000]),
    ("0.5 mg/mL", [100, 200, 500, 1_000, 1_500, 3_000, 4_500, 6_000, 9_000, 12_000]),
    ("1 mg/mL", [50, 100, 250, 500, 750, 1_500, 2_250, 3_000, 4_500, 6_000]),
    ("5 mg/mL", [10, 20, 50, 100, 150, 300, 450, 600, 900, 1_200]),
];
const DOSES: [&str; 10] =
    ["0.05mg", "0.1mg", "0.25mg", "0.5mg", "0.75mg", "1.5mg", "2.25mg", "3mg", "4.5mg", "6mg"];

#[test]
fn the_reference_table_holds_in_all_forty_cells() {
    for (row, volumes) in TABLE {
        for (text, ul) in DOSES.iter().zip(volumes) {
            assert_eq!(strength(row).volume_for(dose(text)), Ratio::whole(ul), "{text} of {row}");
            match on(row, text, "10mL/0.01mL") {
                Ok(dilution) => {
                    assert!(dilution.exact && dilution.line.ul() == ul, "{text} of {row}");
                    // The table's crosses: more than 10 mL is no single draw.
                    assert_eq!(dilution.draws > 1, ul > 10_000, "{text} of {row}");
                }
                Err(error) => assert!(ul > 30_000, "{text} of {row}: {error}"),
            }
        }
    }
}

#[test]
fn the_interface_example_is_two_draws_of_one_and_a_half_millilitres() {
    let strength = strength_of(&[dose("50mg")], Volume::from_ul(50_000)).expect("one tablet in water");
    assert_eq!(strength.ng_per_ul().to_string(), "1000");
    let dilution = on("1 mg/mL", "1.5mg", "1mL/0.01mL").expect("a line");
    assert_eq!((dilution.draws, dilution.line.ul()), (2, 1_500));
    assert_eq!(dilution.lines, [Volume::from_ul(1_000), Volume::from_ul(500)]);
    assert_eq!(dilution.line_dose, Ratio::whole(1_500_000));
    assert_eq!(codes(&dilution), ["several_draws", "better_syringe"]);
}

#[test]
fn safety_06_nothing_weaker_than_the_weakest_strength_is_drawn() {
    assert!(on("0.1 mg/mL", "0.5mg", "5mL/0.1mL").is_ok());
    let refused = on("1 mg per 11 mL", "0.5mg", "5mL/0.1mL");
    assert_eq!(refused, Err(DilutionError::TooWeak { weakest: strength("0.1 mg/mL") }));
}

#[test]
fn safety_06_insulin_syringes_and_needles_are_refused_with_their_reason() {
    for text in ["U-100", "1mL/100units", "0.5mL u100", "100IU/1IU", "insulin 1mL/0.01mL", "30 Einheiten/1"] {
        assert_eq!(Syringe::parse(text), Err(SyringeError::InsulinUnits), "{text}");
    }
    for text in ["1mL/0.01mL with needle", "1mL/0.01mL Nadel", "Kanüle"] {
        assert_eq!(Syringe::parse(text), Err(SyringeError::Needle), "{text}");
    }
}

#[test]
fn safety_07_a_suggestion_names_another_syringe_and_keeps_strength_and_dose() {
    let dilution = on("1 mg/mL", "1.5mg", "1mL/0.01mL").expect("a line");
    assert!(dilution.warnings.contains(&DilutionWarning::BetterSyringe { syringe: syringe("3mL/0.1mL") }));
    // Fewer draws, but a lower line: not better.
    let between = on("1 mg/mL", "1.25mg", "1mL/0.01mL").expect("a line");
    assert_eq!(codes(&between), ["several_draws"]);
    // Exact in one draw: nothing to suggest, though smaller syringes exist.
    assert_eq!(codes(&on("1 mg/mL", "1.5mg", "5mL/0.1mL").expect("a line")), Vec::<&str>::new());
}

#[test]
fn safety_08_more_than_ten_percent_below_is_warned_and_ten_percent_exactly_is_not() {
    let over = on("1 mg/mL", "0.25mg", "3mL/0.1mL").expect("a line");
    assert_eq!(codes(&over), ["rounded_down", "rounding_over_10_percent", "better_syringe"]);
    assert_eq!(over.line_dose, Ratio::whole(200_000));
    let exactly_ten = on("1 mg/mL", "1mg", "0.9mL/0.9mL").expect("a line");
    assert_eq!(codes(&exactly_ten), ["rounded_down", "better_syringe"]);
    let just_over = on("1 mg/mL", "1.000001mg", "0.9mL/0.9mL").expect("a line");
    assert!(codes(&just_over).contains(&"rounding_over_10_percent"));
}

#[test]
fn safety_08_two_steps_on_one_line_refuse_the_syringe_and_name_one_that_would_do() {
    let doses = [dose("0.5mg"), dose("0.55mg"), dose("1mg")];
    let refused =
        steps_on_syringe(strength("1 mg/mL"), &doses, syringe("3mL/0.1mL"), catalogue::parameters());
    let refused = refused.expect_err("0.5 and 0.55 mg share a line");
    assert_eq!(refused.refusal, StepsRefusal::SameLine { first: 0, second: 1 });
    assert_eq!(refused.would_do, Some(syringe("1mL/0.01mL")));
}

#[test]
fn safety_08_a_step_far_below_its_dose_refuses_the_syringe_for_the_plan() {
    let doses = [dose("0.25mg"), dose("1.5mg")];
    let refused =
        steps_on_syringe(strength("1 mg/mL"), &doses, syringe("3mL/0.1mL"), catalogue::parameters());
    let refused = refused.expect_err("0.25 mg is read as 0.2 mg");
    assert_eq!(refused.refusal, StepsRefusal::OverBound { step: 0, percent: 10 });
    assert_eq!(refused.would_do, Some(syringe("1mL/0.01mL")));
}

#[test]
fn safety_08_going_down_and_up_again_is_not_two_steps_on_one_line() {
    let doses = [dose("4.5mg"), dose("3mg"), dose("4.5mg")];
    let steps = steps_on_syringe(strength("1 mg/mL"), &doses, syringe("5mL/0.1mL"), catalogue::parameters());
    let lines: Vec<u64> = steps.expect("the same dose may come twice").iter().map(|s| s.line.ul()).collect();
    assert_eq!(lines, [4_500, 3_000, 4_500]);
}

#[test]
fn safety_09_caps_warn_then_need_a_signature_then_refuse() {
    let at = |text| on("1 mg/mL", text, "10mL/0.1mL");
    assert_eq!(codes(&at("4.5mg").expect("the cap itself")), Vec::<&str>::new());
    assert_eq!(codes(&at("4.6mg").expect("above the cap")), ["above_soft_cap"]);
    assert_eq!(codes(&at("6mg").expect("six")), ["above_soft_cap"]);
    assert_eq!(codes(&at("6.1mg").expect("above six")), ["above_soft_cap", "needs_clinician"]);
    assert!(at("12mg").is_ok());
    assert_eq!(at("12.000001mg"), Err(DilutionError::AboveLimit { limit: dose("12mg") }));
    assert_eq!(at("50mg"), Err(DilutionError::WholeTablet { tablet: dose("50mg") }));
    assert_eq!(at("0mg"), Err(DilutionError::DoseZero));
}

#[test]
fn a_dose_below_the_first_line_is_refused_with_a_syringe_that_has_one() {
    let refused = on("1 mg/mL", "0.05mg", "3mL/0.1mL");
    assert_eq!(refused, Err(DilutionError::LineZero { better: Some(syringe("1mL/0.01mL")) }));
    let hopeless = on("5 mg/mL", "0.04mg", "1mL/0.01mL");
    assert_eq!(hopeless, Err(DilutionError::LineZero { better: None }));
}

#[test]
fn more_than_three_fillings_are_refused_and_three_are_not() {
    assert_eq!(on("1 mg/mL", "3mg", "1mL/0.01mL").expect("three").draws, 3);
    let refused = on("1 mg/mL", "3.01mg", "1mL/0.01mL");
    assert_eq!(refused, Err(DilutionError::TooManyDraws { draws: 4, better: Some(syringe("3mL/0.1mL")) }));
}

#[test]
fn safety_12_a_bottle_that_outlasts_its_recipe_is_said() {
    let in_bottle = |text: &str, recipe| {
        let dilution = on("1 mg/mL", text, "5mL/0.1mL").expect("a line");
        codes(&dilution.in_bottle(Volume::from_ul(50_000), recipe, catalogue::parameters()))
    };
    assert_eq!(in_bottle("1.5mg", Recipe::TabletInWater), ["recipe_shelf_life"]);
    assert_eq!(in_bottle("4.5mg", Recipe::TabletInWater), Vec::<&str>::new());
    assert_eq!(in_bottle("1.5mg", Recipe::Preserved), Vec::<&str>::new());
    assert_eq!(in_bottle("0.5mg", Recipe::Pharmacy), Vec::<&str>::new());
}

#[test]
fn a_strength_needs_a_tablet_and_water() {
    assert_eq!(strength_of(&[], Volume::from_ul(50_000)), Err(DilutionError::NothingDissolved));
    assert_eq!(strength_of(&[Dose::ZERO], Volume::from_ul(50_000)), Err(DilutionError::NothingDissolved));
    assert_eq!(strength_of(&[dose("50mg")], Volume::ZERO), Err(DilutionError::NoWater));
    let huge = Dose::from_ng(u64::MAX);
    assert_eq!(strength_of(&[huge, huge], Volume::from_ul(1)), Err(DilutionError::TooMuch));
    let thirds = strength_of(&[dose("25mg"), dose("25mg")], Volume::from_ul(30_000)).expect("two halves");
    assert_eq!(thirds.ng_per_ul().to_string(), "5000/3");
}

#[test]
fn common_syringes_are_syringes_smallest_first() {
    for row in COMMON_SYRINGES {
        assert_eq!(Syringe::new(row.syringe.capacity(), row.syringe.graduation()), Ok(row.syringe));
        assert!(!row.source.is_empty());
    }
    assert!(COMMON_SYRINGES.is_sorted_by_key(|row| (row.syringe.capacity(), row.syringe.graduation())));
    for lang in [Lang::En, Lang::De] {
        let printed = common_syringes(lang);
        let read = printed.iter().map(|text| Syringe::parse_in(text, decimal_mark(lang)));
        assert!(read.eq(COMMON_SYRINGES.iter().map(|row| Ok(row.syringe))), "{printed:?}");
        assert!(printed.contains(&"3 mL/0.1 mL".replace('.', if lang == Lang::De { "," } else { "." })));
    }
}

#[test]
fn stored_amounts_pass_the_same_checks_as_typed_ones() {
    assert!(serde_json::from_str::<Strength>(r#"{"ng":0,"ul":1}"#).is_err());
    assert!(serde_json::from_str::<Strength>(r#"{"ng":1,"ul":0}"#).is_err());
    assert!(serde_json::from_str::<Syringe>(r#"{"capacity":1000,"graduation":0}"#).is_err());
    assert!(serde_json::from_str::<Syringe>(r#"{"capacity":1000,"graduation":300}"#).is_err());
    let kept = serde_json::to_string(&strength("50 mg in 30 mL")).expect("plain integers");
    assert_eq!(serde_json::from_str::<Strength>(&kept).expect("its own text"), strength("5 mg per 3 mL"));
}
