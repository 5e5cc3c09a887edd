//! Typed amounts: no text panics, what is shown is read back as itself, and no text means two things.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nocte_core::domain::amount::{AmountError, DecimalMark, Dose, Strength, Volume};
use nocte_core::domain::syringe::Syringe;
use nocte_core::words::Lang;
use nocte_core::words::amount::{show_dose, show_measure, speak_dose};

const LANGS: [(Lang, DecimalMark); 2] = [(Lang::En, DecimalMark::Point), (Lang::De, DecimalMark::Comma)];

fuzz_target!(|text: &str| {
    let points = Dose::parse_in(text, DecimalMark::Point);
    let commas = Dose::parse_in(text, DecimalMark::Comma);
    if let (Ok(a), Ok(b)) = (points, commas) {
        assert_eq!(a, b, "two readers of {text:?} would take two doses");
    }
    if let Ok(dose) = points {
        assert_eq!(Dose::parse(text), Ok(dose));
        assert_eq!(Dose::parse_with_mcg(text), Ok(dose));
        // Display is exact for whole micrograms, the least a plan can hold.
        if dose.ng() % 1_000 == 0 {
            for (lang, mark) in LANGS {
                reads_back(&show_dose(dose, lang), mark, dose);
                assert!(!speak_dose(dose, lang).is_empty());
            }
        }
    }
    if let Ok(volume) = Volume::parse(text) {
        for (lang, _) in LANGS {
            assert!(!show_measure(volume, lang).is_empty());
        }
    }
    if let Ok(strength) = Strength::parse(text) {
        assert!(strength.ng_per_ul().num() > 0);
    }
    if let Ok(syringe) = Syringe::parse(text) {
        assert_eq!(syringe.capacity().ul() % syringe.graduation().ul(), 0);
    }
});

/// Two exceptions, both by rule: amounts from 1,000 mg up are grouped for the eye, and three decimals behind a
/// whole part are not taken as typed, since they could be a thousand and more.
fn reads_back(shown: &str, mark: DecimalMark, dose: Dose) {
    if dose.ng() >= 1_000_000_000 {
        return;
    }
    match Dose::parse_in(shown, mark) {
        Err(AmountError::ThreeDecimals) => assert!(dose.ng() > 1_000_000, "{shown:?}"),
        read => assert_eq!(read, Ok(dose), "shown as {shown:?}"),
    }
}
