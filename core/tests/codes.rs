//! The stable names of refusals and warnings: what scripts and the vectors rely on.

use nocte_core::domain::amount::{AmountError, AmountUnit, DecimalMark, Dose, Strength, Volume};
use nocte_core::domain::capsule::CapsuleError;
use nocte_core::domain::dilution::{DilutionError, DilutionWarning, StepsRefusal};
use nocte_core::domain::filler::TabletRefusal;
use nocte_core::domain::night::NotANight;
use nocte_core::domain::ratio::NotARatio;
use nocte_core::domain::second_dilution::SecondDilutionError;
use nocte_core::domain::supply::{BottleState, MakeRefusal};
use nocte_core::domain::syringe::{Syringe, SyringeError};
use std::collections::HashSet;

/// One family of codes: distinct, and plain enough for any script.
fn distinct<const N: usize>(codes: [&str; N]) {
    let plain = |code: &&str| code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    assert!(codes.iter().all(|code| code.len() > 3 && plain(code)), "{codes:?}");
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), N, "{codes:?}");
}

fn tenth() -> Strength {
    Strength::parse("0.1 mg/mL").expect("the weakest strength")
}

#[test]
fn warnings_have_the_names_the_interface_fixes() {
    let syringe = Syringe::parse("1mL/0.01mL").expect("a syringe");
    let codes = [
        DilutionWarning::RoundedDown,
        DilutionWarning::RoundingOverBound { percent: 10 },
        DilutionWarning::SeveralDraws,
        DilutionWarning::BetterSyringe { syringe },
        DilutionWarning::AboveSoftCap { cap: Dose::ZERO },
        DilutionWarning::NeedsClinician { above: Dose::ZERO },
        DilutionWarning::RecipeShelfLife { nights: 1, days: 1 },
    ]
    .map(DilutionWarning::code);
    assert_eq!(
        codes,
        [
            "rounded_down",
            "rounding_over_10_percent",
            "several_draws",
            "better_syringe",
            "above_soft_cap",
            "needs_clinician",
            "recipe_shelf_life",
        ]
    );
}

#[test]
fn every_refusal_of_an_amount_has_a_name_of_its_own_and_shows_nothing_personal() {
    let all = [
        AmountError::Empty,
        AmountError::NotANumber,
        AmountError::Sign,
        AmountError::Exponent,
        AmountError::Fraction,
        AmountError::Grouping,
        AmountError::WrongMark { expected: DecimalMark::Comma },
        AmountError::DigitsMissing,
        AmountError::ThreeDecimals,
        AmountError::TooFine,
        AmountError::TooLarge,
        AmountError::Spaces,
        AmountError::UnitMissing,
        AmountError::UnknownUnit,
        AmountError::Micrograms,
        AmountError::MicrogramSign,
        AmountError::MillilitreSpelling,
        AmountError::InsulinUnits,
        AmountError::WrongUnit { expected: AmountUnit::Milligram },
        AmountError::NotAStrength,
        AmountError::ZeroStrength,
    ];
    distinct(all.map(AmountError::code));
    for error in all {
        assert_eq!(error.to_string(), format!("amount refused: {}", error.code()));
    }
    distinct(
        [SyringeError::Capacity, SyringeError::NotAMultiple, SyringeError::Shape, SyringeError::Needle]
            .map(SyringeError::code),
    );
    assert_eq!(SyringeError::InsulinUnits.code(), "insulin_units");
    assert_eq!(SyringeError::Amount(AmountError::TooFine).code(), "too_fine");
    assert_eq!(SyringeError::Needle.to_string(), "syringe refused: needle");
}

#[test]
fn every_refusal_of_a_line_a_bottle_or_a_capsule_has_a_name_of_its_own() {
    let lines = [
        DilutionError::NothingDissolved,
        DilutionError::NoWater,
        DilutionError::TooMuch,
        DilutionError::DoseZero,
        DilutionError::WholeTablet { tablet: Dose::ZERO },
        DilutionError::AboveLimit { limit: Dose::ZERO },
        DilutionError::TooWeak { weakest: tenth() },
        DilutionError::BottleTooSmall,
        DilutionError::LineZero { better: None },
        DilutionError::TooManyDraws { draws: 4, better: None },
    ];
    distinct(lines.map(DilutionError::code));
    assert_eq!(DilutionError::DoseZero.to_string(), "no line: dose_zero");
    let plan =
        [StepsRefusal::SameLine { first: 0, second: 1 }, StepsRefusal::OverBound { step: 0, percent: 10 }];
    distinct(plan.map(StepsRefusal::code));
    let inner = StepsRefusal::NoLine { step: 0, error: DilutionError::DoseZero };
    assert_eq!(inner.code(), "dose_zero");
    let second = [
        SecondDilutionError::TooWeak { only: tenth() },
        SecondDilutionError::OtherTarget { only: tenth() },
        SecondDilutionError::NotStronger,
        SecondDilutionError::NotMeasurable,
    ];
    distinct(second.map(SecondDilutionError::code));
    assert_eq!(SecondDilutionError::NotStronger.to_string(), "no second dilution: second_not_stronger");
    let capsules = [
        CapsuleError::DoseZero,
        CapsuleError::AboveLimit { limit: Dose::ZERO },
        CapsuleError::NoStrength,
        CapsuleError::WholeTablet { tablet: Dose::ZERO },
        CapsuleError::NoSum { below: None },
    ];
    distinct(capsules.map(CapsuleError::code));
    assert_eq!(CapsuleError::NoStrength.to_string(), "no capsules: no_capsule_strength");
    let made = [
        MakeRefusal::Strength(DilutionError::NoWater),
        MakeRefusal::Second(SecondDilutionError::NotStronger),
        MakeRefusal::OtherTablet { only: Dose::from_ng(50_000_000) },
        MakeRefusal::NoVolume,
        MakeRefusal::LabelDateMissing,
        MakeRefusal::LabelDatePast,
        MakeRefusal::NoSuchBottle,
        MakeRefusal::StockUnusable(BottleState::LeftWarm),
        MakeRefusal::StockIsSecond,
        MakeRefusal::StockTooLittle { take: Volume::ZERO, left: Volume::ZERO },
    ];
    distinct(made.map(MakeRefusal::code));
    let discard_by = chrono::NaiveDate::default();
    distinct(
        [
            BottleState::Usable,
            BottleState::Discarded,
            BottleState::LeftWarm,
            BottleState::Expired { discard_by },
            BottleState::Empty,
            BottleState::Unnamed,
        ]
        .map(BottleState::code),
    );
    distinct(
        [
            TabletRefusal::WithBupropion,
            TabletRefusal::WithOpioid,
            TabletRefusal::SlowRelease,
            TabletRefusal::Depot,
        ]
        .map(TabletRefusal::code),
    );
}

#[test]
fn amounts_are_made_and_added_without_overflow() {
    assert_eq!(Dose::from_mg(2), Some(Dose::from_ng(2_000_000)));
    assert_eq!(Dose::from_mcg(3), Some(Dose::from_ng(3_000)));
    assert_eq!(Volume::from_ml(4), Some(Volume::from_ul(4_000)));
    assert_eq!(
        (Dose::from_mg(u64::MAX), Dose::from_mcg(u64::MAX), Volume::from_ml(u64::MAX)),
        (None, None, None)
    );
    let (one, most) = (Dose::from_ng(1), Dose::from_ng(u64::MAX));
    assert_eq!((one.checked_add(one), most.checked_add(one)), (Some(Dose::from_ng(2)), None));
    assert_eq!((one.checked_mul(3), most.checked_mul(2)), (Some(Dose::from_ng(3)), None));
    let (drop, sea) = (Volume::from_ul(1), Volume::from_ul(u64::MAX));
    assert_eq!((drop.checked_add(drop), sea.checked_add(drop)), (Some(Volume::from_ul(2)), None));
    assert_eq!((drop.checked_mul(3), sea.checked_mul(2)), (Some(Volume::from_ul(3)), None));
    assert_eq!((sea.checked_sub(sea), drop.checked_sub(sea)), (Some(Volume::ZERO), None));
    assert_eq!((Dose::from_ng(5).half(), Dose::from_ng(4).half()), (Dose::from_ng(2), Dose::from_ng(2)));
    assert!(tenth() < Strength::parse("5 mg per 49 mL").expect("a little stronger"));
}

#[test]
fn an_error_prints_its_code_and_what_it_is_about() {
    let printed = [
        (AmountError::InsulinUnits.to_string(), "amount refused: insulin_units"),
        (CapsuleError::NoStrength.to_string(), "no capsules: no_capsule_strength"),
        (DilutionError::NoWater.to_string(), "no line: no_water"),
        (SecondDilutionError::NotStronger.to_string(), "no second dilution: second_not_stronger"),
        (SyringeError::Needle.to_string(), "syringe refused: needle"),
        (NotANight.to_string(), "a night is written YYYY-MM-DD"),
        (NotARatio.to_string(), "a fraction is written p or p/q"),
    ];
    for (printed, wanted) in printed {
        assert_eq!(printed, wanted);
    }
}
