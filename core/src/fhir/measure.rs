//! Amounts as decimal text and back: integers on both sides, no float between.

use super::kept::Decimal;
use super::systems::UCUM;
use super::text::Text;
use super::types::Quantity;
use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::ratio::Ratio;

/// Decimals of a milligram: whole nanograms.
const MG_PLACES: u32 = 6;
/// Decimals of a millilitre: whole microlitres.
const ML_PLACES: u32 = 3;

/// A quantity in a UCUM unit.
pub(super) fn quantity(value: &str, unit: &'static str) -> Quantity {
    Quantity {
        value: value.parse::<Decimal>().ok(),
        unit: Some(Text::fixed(unit)),
        system: Some(Text::fixed(UCUM)),
        code: Some(Text::fixed(unit)),
        ..Quantity::default()
    }
}

/// Whole nights, as a duration.
pub(super) fn nights(count: u32) -> Quantity {
    quantity(&count.to_string(), "d")
}

/// A whole dose in milligrams.
pub(super) fn dose_mg(dose: Dose) -> Quantity {
    quantity(&mg(u128::from(dose.ng())), "mg")
}

/// An exact amount in milligrams, rounded half-even to six decimals (`design.md` 3.9).
pub(super) fn amount_mg(ng: Ratio) -> Quantity {
    quantity(&mg(half_even(ng)), "mg")
}

/// Nanograms as milligrams.
pub(super) fn mg(ng: u128) -> String {
    scaled(ng, MG_PLACES)
}

/// Microlitres as millilitres.
pub(super) fn ml(volume: Volume) -> String {
    scaled(u128::from(volume.ul()), ML_PLACES)
}

/// A strength in words, exact: per millilitre where that ends, else as a dose in a volume.
pub(super) fn strength_words(strength: Strength) -> String {
    let per_ul = strength.ng_per_ul();
    let whole = per_ul.checked_mul(Ratio::whole(1_000)).filter(|it| it.is_whole());
    match whole {
        Some(ng) => format!("{} mg/mL", mg(ng.num())),
        None => format!(
            "{} mg in {} mL",
            scaled(per_ul.num().saturating_mul(1_000), MG_PLACES),
            scaled(per_ul.den().saturating_mul(1_000), ML_PLACES)
        ),
    }
}

/// The nearest whole number; of two equally near, the even one.
pub(super) fn half_even(exact: Ratio) -> u128 {
    let (floor, den) = (exact.floor(), exact.den());
    let rest = exact.num() % den;
    let up = match rest.cmp(&(den - rest)) {
        core::cmp::Ordering::Less => false,
        core::cmp::Ordering::Equal => floor % 2 == 1,
        core::cmp::Ordering::Greater => true,
    };
    floor + u128::from(up)
}

/// A whole number of the smallest unit, with a point before its last `places` digits and no zeros at its end.
fn scaled(number: u128, places: u32) -> String {
    let unit = 10_u128.pow(places);
    let (whole, rest) = (number / unit, number % unit);
    if rest == 0 {
        return whole.to_string();
    }
    let width = places as usize;
    format!("{whole}.{rest:0width$}").trim_end_matches('0').to_owned()
}

/// The nanograms of a quantity in milligrams or micrograms; `None` for another unit, a bound, a part of a
/// nanogram or anything that is not plain digits.
pub(super) fn ng_of(quantity: &Quantity) -> Option<u128> {
    let unit = quantity.code.as_deref().or(quantity.unit.as_deref())?;
    let ucum = quantity.system.as_deref().is_none_or(|system| system == UCUM);
    let places = match unit {
        "mg" => MG_PLACES,
        "ug" => MG_PLACES - 3,
        _ => return None,
    };
    if !ucum || quantity.comparator.is_some() {
        return None;
    }
    unscaled(quantity.value.as_ref()?.as_str(), places)
}

/// The whole number of the smallest unit in a decimal text.
fn unscaled(text: &str, places: u32) -> Option<u128> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = part.trim_end_matches('0');
    let width = places as usize;
    if part.len() > width {
        return None;
    }
    let digits = format!("{whole}{part:0<width$}");
    if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// Whole days of a duration in days or weeks.
pub(super) fn days_of(quantity: &Quantity) -> Option<u32> {
    let days = match quantity.code.as_deref().or(quantity.unit.as_deref())? {
        "d" | "day" | "days" => 1,
        "wk" | "week" | "weeks" => 7,
        _ => return None,
    };
    let count: u32 = quantity.value.as_ref()?.as_str().parse().ok()?;
    count.checked_mul(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milligrams_are_rounded_half_even_to_six_decimals() {
        let exact = |num, den| Ratio::new(num, den).expect("not over nothing");
        for (num, den, text) in [
            (500_000, 1, "0.5"),
            (1, 2, "0"),
            (3, 2, "0.000002"),
            (5, 2, "0.000002"),
            (7, 2, "0.000004"),
            (5_000_001, 3, "1.666667"),
            (1_000_000, 3, "0.333333"),
            (2_000_000, 3, "0.666667"),
            (0, 1, "0"),
            (4_500_000, 1, "4.5"),
            (50_000_000, 1, "50"),
        ] {
            assert_eq!(mg(half_even(exact(num, den))), text, "{num}/{den}");
        }
    }

    #[test]
    fn a_dose_reads_back_to_the_nanogram_and_nothing_is_guessed() {
        for ng in [0, 1, 10, 500_000, 1_234_567, 4_500_000, u64::MAX] {
            assert_eq!(ng_of(&dose_mg(Dose::from_ng(ng))), Some(u128::from(ng)));
        }
        let with = |value: &str, unit: &'static str| quantity(value, unit);
        assert_eq!(ng_of(&with("250", "ug")), Some(250_000));
        assert_eq!(ng_of(&with("0.50", "mg")), Some(500_000));
        for (value, unit) in [("0.5", "mL"), ("0.0000001", "mg"), ("1e3", "mg"), ("-1", "mg"), ("1", "g")] {
            assert_eq!(ng_of(&with(value, unit)), None, "{value} {unit}");
        }
        let bound = Quantity { comparator: Some("<".into()), ..with("1", "mg") };
        assert_eq!(ng_of(&bound), None, "less than is no amount");
        assert_eq!(ng_of(&Quantity { value: None, ..with("1", "mg") }), None);
    }

    #[test]
    fn a_strength_is_told_exactly() {
        let strength = |mg, ml| {
            let volume = Volume::from_ml(ml).expect("fits");
            Strength::new(Dose::from_mg(mg).expect("fits"), volume).expect("not empty")
        };
        assert_eq!(strength_words(strength(50, 50)), "1 mg/mL");
        assert_eq!(strength_words(strength(50, 100)), "0.5 mg/mL");
        assert_eq!(strength_words(strength(50, 30)), "5 mg in 3 mL");
    }
}
