//! Every microgram and every nanogram: what is shown reads back, and breaks no safe-dosing rule.

use nocte_core::domain::amount::{AmountError, DecimalMark, Dose, Strength, Volume};
use nocte_core::domain::ratio::Ratio;
use nocte_core::words::Lang;
use nocte_core::words::amount::{
    decimal_mark, show_dose, show_measure, show_ratio_mg, show_strength, show_syringe, show_volume,
    speak_dose, speak_ratio_mg, speak_strength, speak_volume,
};
use proptest::prelude::*;

const LANGUAGES: [(Lang, DecimalMark); 2] =
    [(Lang::En, decimal_mark(Lang::En)), (Lang::De, decimal_mark(Lang::De))];

/// Every microgram from 1 to 100,000 and every nanogram from 1 to 1,000.
fn every_dose() -> impl Iterator<Item = Dose> {
    (1..=100_000).map(|mcg| Dose::from_ng(mcg * 1_000)).chain((1..=1_000).map(Dose::from_ng))
}

#[test]
fn safety_06_every_shown_dose_obeys_the_safe_dosing_rules_in_both_languages() {
    for dose in every_dose() {
        for (lang, mark) in LANGUAGES {
            let text = show_dose(dose, lang);
            let number =
                text.strip_suffix("\u{a0}mg").expect("milligrams after a no-break space, no full stop");
            let (whole, decimals) = number.split_once(mark.char()).unwrap_or((number, "0"));
            assert!(!whole.is_empty() && !decimals.is_empty(), "digits on both sides: {text}");
            assert!(whole == "0" || !whole.starts_with('0'), "one leading zero at most: {text}");
            assert!(number.ends_with(mark.char()) || decimals == "0" || !decimals.ends_with('0'), "{text}");
            assert!(whole.bytes().chain(decimals.bytes()).all(|b| b.is_ascii_digit()), "{text}");
        }
    }
}

#[test]
fn safety_06_every_shown_dose_reads_back_or_is_refused_for_its_three_decimals() {
    let mut refused = 0_u32;
    for dose in every_dose() {
        for (lang, mark) in LANGUAGES {
            let text = show_dose(dose, lang);
            // Three decimals after a whole part are the one thing shown that must not be typed.
            let three = dose.ng() > 1_000_000 && dose.ng() % 1_000 == 0 && dose.ng() % 10_000 != 0;
            match Dose::parse_in(&text, mark) {
                Ok(read) => assert!(read == dose && !three, "{text}"),
                Err(error) => {
                    assert!(error == AmountError::ThreeDecimals && three, "{text}: {error}");
                    refused += 1;
                }
            }
        }
    }
    assert_eq!(refused, 2 * 9 * 9_900, "nine of ten micrograms above one milligram");
}

#[test]
fn every_spoken_dose_is_words_only_and_no_two_doses_sound_alike() {
    for (lang, _) in LANGUAGES {
        let mut heard = std::collections::HashSet::new();
        for dose in every_dose() {
            let text = speak_dose(dose, lang);
            assert!(text.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-'), "{text}");
            assert!(text.contains("illigram"), "{text}");
            heard.insert(text);
        }
        // Nanogram 1,000 is microgram 1.
        assert_eq!(heard.len(), 100_999);
    }
}

#[test]
fn safety_06_shown_doses_never_name_micrograms() {
    assert_eq!(show_dose(Dose::from_ng(250_000), Lang::En), "0.25\u{a0}mg");
    assert_eq!(show_dose(Dose::from_ng(1), Lang::En), "0.000001\u{a0}mg");
    assert_eq!(show_dose(Dose::from_ng(1_500_000), Lang::De), "1,5\u{a0}mg");
}

#[test]
fn safety_06_micrograms_are_read_on_the_command_line_only() {
    assert_eq!(Dose::parse("250mcg"), Err(AmountError::Micrograms));
    assert_eq!(Dose::parse_in("250 mcg", DecimalMark::Comma), Err(AmountError::Micrograms));
    assert_eq!(Dose::parse_with_mcg("250mcg"), Ok(Dose::from_ng(250_000)));
    assert_eq!(Dose::parse_with_mcg("0.001 mcg"), Ok(Dose::from_ng(1)));
    assert_eq!(Dose::parse_with_mcg("0.0001mcg"), Err(AmountError::TooFine));
    assert_eq!(Dose::parse_with_mcg("1.500mcg"), Err(AmountError::ThreeDecimals));
    for sign in ["250ug", "250\u{b5}g", "250 \u{3bc}g"] {
        assert_eq!(Dose::parse_with_mcg(sign), Err(AmountError::MicrogramSign), "{sign}");
    }
}

#[test]
fn what_could_be_misread_is_refused_with_its_own_reason() {
    use AmountError as E;
    let point = E::WrongMark { expected: DecimalMark::Point };
    let table = [
        ("", E::Empty),
        ("mg", E::NotANumber),
        ("one mg", E::NotANumber),
        ("\u{661}mg", E::NotANumber),
        ("+1mg", E::Sign),
        ("-1mg", E::Sign),
        ("\u{2212}1mg", E::Sign),
        ("1e3mg", E::Exponent),
        ("1E-3 mg", E::Exponent),
        ("1/2 mg", E::Fraction),
        ("\u{bd} mg", E::Fraction),
        ("1\u{bd} mg", E::Fraction),
        ("1.5.0mg", E::Grouping),
        ("1 500mg", E::Grouping),
        ("1'500mg", E::Grouping),
        ("1_500mg", E::Grouping),
        ("1\u{202f}500mg", E::Grouping),
        ("1,5mg", point),
        ("1,500mg", point),
        ("1,500.5mg", point),
        (".5mg", E::DigitsMissing),
        ("5.mg", E::DigitsMissing),
        ("1.500mg", E::ThreeDecimals),
        ("1.125mg", E::ThreeDecimals),
        ("10.000 mg", E::ThreeDecimals),
        ("0.0000001mg", E::TooFine),
        ("99999999999999999999mg", E::TooLarge),
        ("18446744073709.551616mg", E::TooLarge),
        (" 1mg", E::Spaces),
        ("1mg ", E::Spaces),
        ("1  mg", E::Spaces),
        ("1 ", E::Spaces),
        ("1", E::UnitMissing),
        ("1.5", E::UnitMissing),
        ("1mg.", E::UnknownUnit),
        ("1MG", E::UnknownUnit),
        ("1g", E::UnknownUnit),
        ("1mg mg", E::UnknownUnit),
        ("1\u{2044}2 mg", E::Fraction),
        ("1e+3mg", E::Exponent),
        ("10 units", E::InsulinUnits),
        ("10 unit", E::InsulinUnits),
        ("10 IU", E::InsulinUnits),
        ("10 i.u.", E::InsulinUnits),
        ("10 I.E.", E::InsulinUnits),
        ("10 Einheiten", E::InsulinUnits),
        ("1 Einheit", E::InsulinUnits),
        ("10 U-40", E::InsulinUnits),
        ("insulin", E::InsulinUnits),
        ("10 IE", E::InsulinUnits),
        ("10U", E::InsulinUnits),
        ("1mL", E::WrongUnit { expected: nocte_core::domain::amount::AmountUnit::Milligram }),
    ];
    for (text, error) in table {
        assert_eq!(Dose::parse(text), Err(error), "{text:?}");
    }
    for text in ["1ml", "1ML", "1cc", "1 ccm"] {
        assert_eq!(Volume::parse(text), Err(E::MillilitreSpelling), "{text}");
    }
    assert_eq!(Volume::parse("0.0001mL"), Err(E::TooFine));
    assert_eq!(
        Volume::parse("1mg"),
        Err(E::WrongUnit { expected: nocte_core::domain::amount::AmountUnit::Millilitre })
    );
}

#[test]
fn what_is_plain_is_read() {
    for (text, ng) in [
        ("1.5mg", 1_500_000),
        ("1.5 mg", 1_500_000),
        ("1.5\u{a0}mg", 1_500_000),
        ("0.125mg", 125_000),
        ("0.100 mg", 100_000),
        ("1.50mg", 1_500_000),
        ("1.0005mg", 1_000_500),
        ("0.000001mg", 1),
        ("0mg", 0),
        ("18446744073709.551615mg", u64::MAX),
    ] {
        assert_eq!(Dose::parse(text), Ok(Dose::from_ng(ng)), "{text}");
    }
    for (text, ul) in [("50mL", 50_000), ("0.01 mL", 10), ("0.001mL", 1), ("1.5\u{a0}mL", 1_500)] {
        assert_eq!(Volume::parse(text), Ok(Volume::from_ul(ul)), "{text}");
    }
}

#[test]
fn a_comma_locale_takes_its_own_mark_and_no_other() {
    let read = |text| Dose::parse_in(text, DecimalMark::Comma);
    assert_eq!(read("1,5 mg"), Ok(Dose::from_ng(1_500_000)));
    assert_eq!(read("1.5 mg"), Err(AmountError::WrongMark { expected: DecimalMark::Comma }));
    assert_eq!(read("1.500 mg"), Err(AmountError::WrongMark { expected: DecimalMark::Comma }));
    assert_eq!(read("1,500 mg"), Err(AmountError::ThreeDecimals));
    assert_eq!(read("1,500.0 mg"), Err(AmountError::Grouping));
    assert_eq!(read("0,125 mg"), Ok(Dose::from_ng(125_000)));
}

#[test]
fn safety_07_a_strength_is_read_as_the_label_prints_it_and_read_back() {
    let one = Strength::new(Dose::from_ng(1_000_000), Volume::from_ul(1_000)).expect("1 mg/mL");
    for text in [
        "1mg/mL",
        "1 mg/mL",
        "1\u{a0}mg/mL",
        "1 mg/ml",
        "5 mg per 5 mL",
        "5mg/5mL",
        "5 mg / 5 ml",
        "50 mg in 50 mL",
    ] {
        assert_eq!(Strength::parse(text), Ok(one), "{text}");
    }
    assert_eq!(Strength::parse_in("0,5 mg pro 0,5 mL", DecimalMark::Comma), Ok(one));
    for (text, error) in [
        ("1mg", AmountError::NotAStrength),
        ("0.1%", AmountError::NotAStrength),
        ("0mg/mL", AmountError::ZeroStrength),
        ("1mg/0mL", AmountError::ZeroStrength),
        ("1mcg/mL", AmountError::Micrograms),
        ("1.000 mg/mL", AmountError::ThreeDecimals),
        ("1 mg per", AmountError::NotAStrength),
    ] {
        assert_eq!(Strength::parse(text), Err(error), "{text}");
    }
    let thirds = Strength::parse("50 mg in 30 mL").expect("a strength without an end");
    for (lang, mark) in LANGUAGES {
        for strength in [one, thirds] {
            assert_eq!(Strength::parse_in(&show_strength(strength, lang), mark), Ok(strength));
        }
    }
    assert_eq!(show_strength(thirds, Lang::En), "5\u{a0}mg per 3\u{a0}mL");
    assert_eq!(show_strength(thirds, Lang::De), "5\u{a0}mg pro 3\u{a0}mL");
}

#[test]
fn a_volume_of_medicine_is_shown_with_milligrams_first_and_its_strength() {
    let one = Strength::parse("1 mg/mL").expect("the usual strength");
    let half = Volume::from_ul(1_500);
    assert_eq!(show_volume(half, one, Lang::En), "1.5\u{a0}mg = 1.5\u{a0}mL of 1\u{a0}mg/mL");
    assert_eq!(show_volume(half, one, Lang::De), "1,5\u{a0}mg = 1,5\u{a0}mL zu 1\u{a0}mg/mL");
    let thirds = Strength::parse("5 mg per 3 mL").expect("a strength without an end");
    assert_eq!(
        show_volume(Volume::from_ul(1_000), thirds, Lang::En),
        "about 1.67\u{a0}mg = 1\u{a0}mL of 5\u{a0}mg per 3\u{a0}mL"
    );
    assert_eq!(
        speak_volume(half, one, Lang::En),
        "one point five milligrams, that is one point five millilitres of one milligram per millilitre"
    );
    assert_eq!(
        speak_volume(half, one, Lang::De),
        "eins Komma fünf Milligramm, das sind eins Komma fünf Milliliter zu ein Milligramm pro Milliliter"
    );
    assert_eq!(speak_strength(thirds, Lang::En), "five milligrams per three millilitres");
}

#[test]
fn what_does_not_end_is_rounded_to_the_nearest_in_three_digits_and_says_about() {
    let mg =
        |num, den| show_ratio_mg(Ratio::new(num, den).expect("a fraction"), Lang::En).replace('\u{a0}', " ");
    assert_eq!(mg(5_000_000, 3), "about 1.67 mg");
    assert_eq!(mg(1_000_000, 3), "about 0.333 mg");
    assert_eq!(mg(2_000_000, 3), "about 0.667 mg");
    assert_eq!(mg(100_000, 3), "about 0.0333 mg");
    assert_eq!(mg(50_000_000, 3), "about 16.7 mg");
    assert_eq!(mg(500_000_000, 3), "about 167 mg");
    assert_eq!(mg(10_000_000_000, 3), "about 3,333 mg");
    assert_eq!(mg(2_999_999, 3), "about 1 mg");
    assert_eq!(mg(1, 3), "about 0.000000333 mg");
    assert_eq!(mg(1, 3_000_000_000), "less than 0.000000001 mg");
    assert_eq!(mg(u128::MAX, 3), "about 113,427,455,640,312,821,154,458,202,477,256 mg");
    // Ends, though finer than a nanogram: shown in full.
    assert_eq!(mg(15_625, 2), "0.0078125 mg");
    let spoken = speak_ratio_mg(Ratio::new(5_000_000, 3).expect("a fraction"), Lang::De);
    assert_eq!(spoken, "etwa eins Komma sechs sieben Milligramm");
}

#[test]
fn thousands_are_grouped_from_one_thousand_up() {
    let litres = Volume::from_ul(1_500_000);
    assert_eq!(show_measure(litres, Lang::En), "1,500\u{a0}mL");
    assert_eq!(show_measure(litres, Lang::De), "1\u{202f}500\u{a0}mL");
    assert_eq!(show_measure(Volume::from_ul(999_999), Lang::En), "999.999\u{a0}mL");
    assert_eq!(show_dose(Dose::from_ng(1_234_567_000_000), Lang::En), "1,234,567\u{a0}mg");
}

#[test]
fn numbers_are_said_as_people_say_them() {
    let said = |mg: u64, lang| speak_dose(Dose::from_mg(mg).expect("small"), lang);
    for (mg, en, de) in [
        (1, "one milligram", "ein Milligramm"),
        (2, "two milligrams", "zwei Milligramm"),
        (12, "twelve milligrams", "zwölf Milligramm"),
        (21, "twenty-one milligrams", "einundzwanzig Milligramm"),
        (50, "fifty milligrams", "fünfzig Milligramm"),
        (101, "one hundred and one milligrams", "einhunderteins Milligramm"),
        (1_001, "one thousand and one milligrams", "eintausendeins Milligramm"),
        (1_100, "one thousand one hundred milligrams", "eintausendeinhundert Milligramm"),
        (21_000, "twenty-one thousand milligrams", "einundzwanzigtausend Milligramm"),
        (101_000, "one hundred and one thousand milligrams", "einhunderteintausend Milligramm"),
    ] {
        assert_eq!((said(mg, Lang::En).as_str(), said(mg, Lang::De).as_str()), (en, de));
    }
    assert_eq!(speak_dose(Dose::from_ng(250_000), Lang::En), "zero point two five milligrams");
    assert_eq!(speak_dose(Dose::from_ng(1_500_000), Lang::De), "eins Komma fünf Milligramm");
}

#[test]
fn a_syringe_is_named_by_what_is_printed_on_it() {
    let syringe = nocte_core::domain::syringe::Syringe::parse("3mL/0.1mL").expect("a syringe");
    assert_eq!(show_syringe(syringe, Lang::En), "3\u{a0}mL syringe with a line every 0.1\u{a0}mL");
    assert_eq!(show_syringe(syringe, Lang::De), "3\u{a0}mL-Spritze mit einem Strich alle 0,1\u{a0}mL");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// No text at all makes the reader panic, and what it takes obeys the grammar.
    #[test]
    fn what_is_read_obeys_the_grammar(text in "[0-9.,]{0,8}[ \u{a0}eE+'/-]{0,2}(mg|mcg|mL|ml|u|IE|)|\\PC{0,12}") {
        if let Ok(dose) = Dose::parse(&text) {
            let number = text.strip_suffix("mg").expect("milligrams");
            let number = number.strip_suffix([' ', '\u{a0}']).unwrap_or(number);
            let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
            prop_assert!(!whole.is_empty() && whole.bytes().chain(decimals.bytes()).all(|b| b.is_ascii_digit()));
            prop_assert!(decimals.len() != 3 || whole.bytes().all(|b| b == b'0'));
            let padded = format!("{decimals:0<6}");
            prop_assert_eq!(dose.ng(), format!("{whole}{padded}").parse::<u64>().expect("it fitted"));
        }
        let _ = Dose::parse_with_mcg(&text);
        let _ = Volume::parse_in(&text, DecimalMark::Comma);
        let _ = Strength::parse(&text);
        let _ = nocte_core::domain::syringe::Syringe::parse(&text);
    }

    /// The rounded text is within half a unit of its last digit.
    #[test]
    fn about_is_never_further_off_than_half_its_last_digit(num in 1_u64..60_000_000, den in 1_u64..100_000) {
        let ratio = Ratio::new(u128::from(num), u128::from(den)).expect("a fraction");
        let text = show_ratio_mg(ratio, Lang::En).replace(',', "");
        let number = text.trim_start_matches("about ").trim_end_matches("\u{a0}mg");
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        let shown: i128 = format!("{whole}{decimals:0<12}").parse().expect("digits");
        // Everything in 10^-12 mg times den.
        let error = (shown * i128::from(den) - i128::from(num) * 1_000_000).abs();
        if text.starts_with("about") {
            prop_assert!(error * 200 <= i128::from(num) * 1_000_000 || error * 2 <= i128::from(den) * 1_000, "{text} for {ratio}");
        } else {
            prop_assert_eq!(error, 0);
        }
    }
}
