//! The dilution in words, in both languages: the line, warnings, refusals, labels and guided steps.

use chrono::NaiveDate;
use nocte_core::catalogue;
use nocte_core::domain::amount::{AmountError, AmountUnit, DecimalMark, Dose, Strength, Volume};
use nocte_core::domain::bottle::Recipe;
use nocte_core::domain::capsule::{CapsuleCount, CapsuleError};
use nocte_core::domain::dilution::{Dilution, DilutionError, DilutionWarning, dilute, steps_on_syringe};
use nocte_core::domain::entry::Stamp;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::filler::{Filler, TabletRefusal, TabletSource};
use nocte_core::domain::journal::Journal;
use nocte_core::domain::night::Night;
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::second_dilution::{SecondDilutionError, second_dilution};
use nocte_core::domain::supply::{
    Batch, BottleRequest, BottleState, Coming, Made, MakeRefusal, clocks, cost, make,
};
use nocte_core::domain::syringe::{Syringe, SyringeError};
use nocte_core::words::amount::{amount_refused, syringe_refused};
use nocte_core::words::refusal::Refusal;
use nocte_core::words::{Lang, dilution as words};

const BOTH: [Lang; 2] = [Lang::En, Lang::De];

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn dose(text: &str) -> Dose {
    Dose::parse(text).expect("a dose of this file")
}

fn syringe(text: &str) -> Syringe {
    Syringe::parse(text).expect("a syringe of this file")
}

fn strength(text: &str) -> Strength {
    Strength::parse(text).expect("a strength of this file")
}

fn on(strength_text: &str, dose_text: &str, syringe_text: &str) -> Dilution {
    dilute(strength(strength_text), dose(dose_text), syringe(syringe_text), catalogue::parameters())
        .expect("a line of this file")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of this file")
}

#[test]
fn safety_13_the_line_is_told_milligrams_first_with_the_strength_and_shake_first() {
    let text = |of: &Dilution, lang| plain(&words::dilution(of, lang));
    let exact = on("1 mg/mL", "1.5mg", "3mL/0.1mL");
    assert_eq!(
        text(&exact, Lang::En),
        "1.5 mg = 1.5 mL of 1 mg/mL. Shake first, then draw to the line 1.5 mL."
    );
    assert_eq!(
        text(&exact, Lang::De),
        "1,5 mg = 1,5 mL zu 1 mg/mL. Erst schütteln, dann bis zum Strich 1,5 mL aufziehen."
    );
    let twice = on("1 mg/mL", "1.5mg", "1mL/0.01mL");
    assert!(text(&twice, Lang::En).ends_with("draw to the line 1 mL, then to the line 0.5 mL."));
    let between = on("1 mg/mL", "1.25mg", "3mL/0.1mL");
    assert_eq!(
        text(&between, Lang::En),
        "1.25 mg = 1.25 mL of 1 mg/mL, which lies between two lines of this syringe. \
         Shake first, then draw to the line 1.2 mL: 1.2 mg = 1.2 mL of 1 mg/mL."
    );
    let thirds = on("50 mg in 30 mL", "1mg", "1mL/0.01mL");
    assert!(text(&thirds, Lang::En).starts_with("1 mg = 0.6 mL of 5 mg per 3 mL."));
    let endless = on("3 mg/mL", "1mg", "1mL/0.01mL");
    assert!(text(&endless, Lang::En).starts_with("1 mg = about 0.333 mL of 3 mg/mL, which lies"));
    assert_eq!(
        words::speak_dilution(&exact, Lang::En),
        "one point five milligrams. Shake first, then draw to the line one point five millilitres, \
         from the bottle of one milligram per millilitre."
    );
}

#[test]
fn safety_07_the_better_syringe_is_named_by_its_scale() {
    let of = on("1 mg/mL", "1.5mg", "1mL/0.01mL");
    let better = DilutionWarning::BetterSyringe { syringe: syringe("3mL/0.1mL") };
    assert_eq!(
        plain(&words::warning(better, &of, Lang::En)),
        "A 3 mL syringe with a line every 0.1 mL reads this dose better."
    );
}

#[test]
fn every_warning_is_said_in_both_languages_and_keeps_its_verify_mark() {
    let of = on("1 mg/mL", "1.25mg", "3mL/0.1mL");
    let all = [
        (DilutionWarning::RoundedDown, false),
        (DilutionWarning::RoundingOverBound { percent: 10 }, true),
        (DilutionWarning::SeveralDraws, false),
        (DilutionWarning::BetterSyringe { syringe: syringe("1mL/0.01mL") }, false),
        (DilutionWarning::AboveSoftCap { cap: dose("4.5mg") }, true),
        (DilutionWarning::NeedsClinician { above: dose("6mg") }, true),
        (DilutionWarning::RecipeShelfLife { nights: 33, days: 14 }, true),
    ];
    for (warning, verify) in all {
        let (en, de) = (words::warning(warning, &of, Lang::En), words::warning(warning, &of, Lang::De));
        assert_ne!(en, de);
        assert_eq!(en.contains("verify"), verify, "{en}");
        assert_eq!(de.contains("zu prüfen"), verify, "{de}");
    }
}

/// A refusal is two sentences, different in the two languages, each ending as one.
fn said(refusal: impl Fn(Lang) -> Refusal) {
    let (en, de) = (refusal(Lang::En), refusal(Lang::De));
    assert!(en.reason != de.reason && en.next != de.next, "{en:?} {de:?}");
    for text in [&en.reason, &en.next, &de.reason, &de.next] {
        assert!(text.ends_with('.') && text.len() > 10 && !text.contains('\n'), "{text}");
    }
}

#[test]
fn every_refusal_says_why_and_what_next_in_both_languages() {
    let better = Some(syringe("1mL/0.01mL"));
    for error in [
        DilutionError::NothingDissolved,
        DilutionError::NoWater,
        DilutionError::TooMuch,
        DilutionError::DoseZero,
        DilutionError::WholeTablet { tablet: dose("50mg") },
        DilutionError::AboveLimit { limit: dose("12mg") },
        DilutionError::TooWeak { weakest: strength("0.1 mg/mL") },
        DilutionError::BottleTooSmall,
        DilutionError::LineZero { better },
        DilutionError::LineZero { better: None },
        DilutionError::TooManyDraws { draws: 4, better },
        DilutionError::TooManyDraws { draws: 4, better: None },
    ] {
        said(|lang| words::dilution_refused(error, lang));
        said(|lang| words::make_refused(MakeRefusal::Strength(error), lang));
    }
    let only = strength("0.1 mg/mL");
    for error in [
        SecondDilutionError::TooWeak { only },
        SecondDilutionError::OtherTarget { only },
        SecondDilutionError::NotStronger,
        SecondDilutionError::NotMeasurable,
    ] {
        said(|lang| words::second_refused(error, lang));
    }
    for refusal in [
        MakeRefusal::OtherTablet { only: Dose::from_ng(50_000_000) },
        MakeRefusal::NoVolume,
        MakeRefusal::LabelDateMissing,
        MakeRefusal::LabelDatePast,
        MakeRefusal::NoSuchBottle,
        MakeRefusal::StockUnusable(BottleState::LeftWarm),
        MakeRefusal::StockIsSecond,
        MakeRefusal::StockTooLittle { take: Volume::from_ul(1_000), left: Volume::ZERO },
    ] {
        said(|lang| words::make_refused(refusal, lang));
    }
    for error in [
        CapsuleError::DoseZero,
        CapsuleError::AboveLimit { limit: dose("12mg") },
        CapsuleError::WholeTablet { tablet: dose("50mg") },
        CapsuleError::NoStrength,
        CapsuleError::NoSum { below: None },
    ] {
        said(|lang| words::capsules_refused(error, lang));
    }
    for refusal in [
        TabletRefusal::WithBupropion,
        TabletRefusal::WithOpioid,
        TabletRefusal::SlowRelease,
        TabletRefusal::Depot,
    ] {
        said(|lang| words::tablet_refused(refusal, lang));
    }
}

#[test]
fn every_refused_amount_and_syringe_says_why_and_what_next_in_both_languages() {
    for error in [
        AmountError::Empty,
        AmountError::NotANumber,
        AmountError::Sign,
        AmountError::Exponent,
        AmountError::Fraction,
        AmountError::Grouping,
        AmountError::WrongMark { expected: DecimalMark::Point },
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
        AmountError::WrongUnit { expected: AmountUnit::Millilitre },
        AmountError::NotAStrength,
        AmountError::ZeroStrength,
    ] {
        said(|lang| amount_refused(error, lang));
        said(|lang| syringe_refused(SyringeError::Amount(error), lang));
    }
    for error in [
        SyringeError::Capacity,
        SyringeError::NotAMultiple,
        SyringeError::Shape,
        SyringeError::InsulinUnits,
        SyringeError::Needle,
    ] {
        said(|lang| syringe_refused(error, lang));
    }
}

#[test]
fn safety_08_a_refused_plan_names_both_doses_and_the_graduation_that_would_do() {
    let doses = [dose("0.5mg"), dose("0.55mg")];
    let refused =
        steps_on_syringe(strength("1 mg/mL"), &doses, syringe("3mL/0.1mL"), catalogue::parameters())
            .expect_err("both fall on 0.5 mL");
    let said_en = words::steps_refused(refused, &doses, Lang::En);
    assert_eq!(plain(&said_en.reason), "On this syringe 0.5 mg and 0.55 mg fall on one line.");
    assert_eq!(plain(&said_en.next), "A 1 mL syringe with a line every 0.01 mL would do.");
    said(|lang| words::steps_refused(refused, &doses, lang));
    for (mg, scale) in [("0.25mg", "3mL/0.1mL"), ("0.05mg", "3mL/0.1mL")] {
        let doses = [dose(mg)];
        let refused = steps_on_syringe(strength("1 mg/mL"), &doses, syringe(scale), catalogue::parameters())
            .expect_err("too coarse");
        said(|lang| words::steps_refused(refused, &doses, lang));
    }
}

fn bottle() -> nocte_core::domain::bottle::Bottle {
    let request = BottleRequest {
        made: Made::TabletInWater { tablets: vec![dose("50mg")], water: Volume::from_ul(50_000) },
        made_on: day("2026-03-01"),
        syringe: syringe("3mL/0.1mL"),
        printed: None,
    };
    let stamp = Stamp {
        recorded_at: "2026-03-01T20:00:00Z".parse().expect("an instant"),
        zone: "UTC".to_owned(),
        offset_s: 0,
        source: "phone".to_owned(),
        clock_suspect: false,
    };
    let made = make(request, &Journal::default(), catalogue::parameters()).expect("the usual bottle");
    made.recorded(FactId(1), stamp)
}

#[test]
fn safety_13_the_label_carries_letter_strength_dates_and_the_two_warnings() {
    let label = |lang| words::label(&bottle(), lang).iter().map(|line| plain(line)).collect::<Vec<_>>();
    assert_eq!(
        label(Lang::En),
        [
            "Bottle A",
            "Naltrexone 1 mg/mL",
            "50 mL, made on 1 March 2026",
            "Discard by 15 March 2026",
            "Shake first. Keep in the fridge, in the dark.",
            "Not for anyone else. Keep from children.",
        ]
    );
    assert_eq!(label(Lang::De).len(), 6);
    assert_eq!(label(Lang::De).first().map(String::as_str), Some("Flasche A"));
}

#[test]
fn safety_13_water_is_added_in_one_wording_with_a_count_for_each_filling() {
    let steps = |water: u64, scale: &str| {
        let water = Volume::from_ul(water);
        words::mixing(
            "C",
            &[dose("50mg"), dose("50mg")],
            water,
            strength("1 mg/mL"),
            syringe(scale),
            Lang::En,
        )
    };
    let guided = steps(50_000, "10mL/0.2mL").expect("five fillings");
    let texts: Vec<String> = guided.iter().map(|step| plain(&step.text)).collect();
    assert!(
        texts.iter().any(|text| text.starts_with("Add 50 mL of water: fill the 10 mL syringe")),
        "{texts:?}"
    );
    assert!(texts.iter().any(|text| text == "Put in 2 plain naltrexone tablets of 50 mg each."), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains("make up") || text.contains("up to")), "{texts:?}");
    assert_eq!(guided.iter().filter_map(|step| step.count).collect::<Vec<_>>(), [5]);
    let rest = steps(25_000, "10mL/0.2mL").expect("two fillings and a half");
    assert_eq!(rest.iter().filter_map(|step| step.count).collect::<Vec<_>>(), [3]);
    let small = steps(5_000, "10mL/0.2mL").expect("half a filling");
    assert_eq!(small.iter().filter_map(|step| step.count).collect::<Vec<_>>(), [1]);
    assert_eq!(steps(50_100, "10mL/0.2mL"), None, "the rest lies between two lines");
    let german = words::mixing(
        "C",
        &[dose("50mg")],
        Volume::from_ul(50_000),
        strength("1 mg/mL"),
        syringe("10mL/0.2mL"),
        Lang::De,
    );
    let german = german.expect("five fillings");
    assert!(german.iter().any(|step| plain(&step.text).starts_with("50 mL Wasser hinzugeben")));
}

#[test]
fn safety_06_the_second_dilution_is_guided_and_read_back() {
    let stock = strength("1 mg/mL");
    let made = second_dilution(stock, strength("0.1 mg/mL"), catalogue::parameters()).expect("one stage");
    let stage = made.stages.first().expect("one stage");
    for lang in BOTH {
        let steps =
            words::second_stage("B", "A", stock, stage, syringe("10mL/0.2mL"), lang).expect("on lines");
        let text: Vec<String> = steps.iter().map(|step| plain(&step.text)).collect();
        let text = text.join("\n");
        let take = match lang {
            Lang::En => "From bottle A take 1 mg = 1 mL of 1 mg/mL.",
            Lang::De => "Aus Flasche A entnehmen: 1 mg = 1 mL zu 1 mg/mL.",
        };
        assert!(text.contains(take) && text.contains("9 mL"), "{text}");
    }
    assert_eq!(words::second_stage("B", "A", stock, stage, syringe("3mL/3mL"), Lang::En), None);
}

#[test]
fn safety_12_a_bottle_that_may_not_be_used_says_so_and_keeps_logging_open() {
    for lang in BOTH {
        assert_eq!(words::bottle_state("C", BottleState::Usable, lang), None);
        for state in [
            BottleState::Discarded,
            BottleState::LeftWarm,
            BottleState::Expired { discard_by: day("2026-03-15") },
            BottleState::Empty,
            BottleState::Unnamed,
        ] {
            let text = words::bottle_state("C", state, lang).expect("a reason");
            let logging = match lang {
                Lang::En => "can still be logged",
                Lang::De => "lässt sich eintragen",
            };
            assert!(text.contains(logging), "{text}");
        }
    }
}

#[test]
fn clocks_cost_capsules_and_fillers_are_said() {
    let bottle = bottle();
    let steady = [Coming { dose: dose("1.5mg"), nights: None }];
    let of = |on: &str| clocks(&bottle, bottle.volume, &steady, Night::of(day(on)), catalogue::parameters());
    assert_eq!(
        words::clocks("A", &of("2026-03-01"), Lang::En),
        "Bottle A keeps until 15 March 2026; throw it away after that. 15 nights left. \
         Make the next bottle on 16 March 2026."
    );
    assert!(
        words::clocks("A", &of("2026-03-15"), Lang::De)
            .contains("Noch eine Nacht. Die nächste Flasche am 16. März")
    );
    let batch = Batch {
        tablets: 1,
        volume: Volume::from_ul(50_000),
        strength: strength("1 mg/mL"),
        recipe: Recipe::TabletInWater,
        syringe: syringe("3mL/0.1mL"),
    };
    let price =
        cost(&batch, dose("1.5mg"), 1_000, catalogue::parameters()).expect("a line").expect("a home recipe");
    assert_eq!(
        plain(&words::cost(&price, "EUR", Lang::En)),
        "about 0.67 EUR a night, 20.00 EUR in 30 nights, with what is thrown away."
    );
    assert_eq!(plain(&words::money(Ratio::whole(5), "EUR", Lang::De)), "0,05 EUR");
    assert_eq!(plain(&words::money(Ratio::whole(150), "JPY", Lang::En)), "150 JPY");
    let counts = [
        CapsuleCount { strength: dose("1.5mg"), count: 2 },
        CapsuleCount { strength: dose("0.5mg"), count: 1 },
    ];
    assert_eq!(plain(&words::capsules(&counts, Lang::En)), "2 capsules of 1.5 mg and 1 capsule of 0.5 mg");
    assert_eq!(plain(&words::capsules(&counts, Lang::De)), "2 Kapseln zu 1,5 mg und 1 Kapsel zu 0,5 mg");
    for filler in Filler::ALL {
        assert_ne!(words::filler(filler, Lang::En), words::filler(filler, Lang::De));
    }
    for lang in BOTH {
        assert_eq!(words::tablet_source(TabletSource::Pharmacy, lang), None);
        assert!(
            words::tablet_source(TabletSource::Internet, lang).expect("the finding").contains("Skip Lenz")
        );
    }
}
