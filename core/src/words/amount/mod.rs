//! Amounts as shown, after the safe-dosing (ISMP) rules.
//!
//! `1 mg`, never `1.0 mg`; `0.5 mg`, never `.5 mg`; a no-break space before the unit and no full stop after it;
//! `mL` with a capital L; thousands grouped; milligrams only. A volume of the medicine is never shown without
//! the milligrams before it and the strength after it, because the volume alone is up to a ten-fold error
//! once the strength changes. What does not end is rounded to three digits and says so with "about".

mod refused;
mod scale;
mod spoken;

pub use refused::{amount_refused, syringe_refused};
pub use scale::scale;
pub use spoken::{speak_dose, speak_measure, speak_ratio_mg, speak_strength, speak_volume};

use super::Lang;
use crate::domain::amount::{DecimalMark, Dose, NO_BREAK_SPACE, Strength, Volume};
use crate::domain::ratio::Ratio;
use crate::domain::syringe::{COMMON_SYRINGES, Syringe};

/// Decimal places between a base unit and the one shown: nanograms to milligrams.
const MG_PLACES: u32 = 6;
/// Microlitres to millilitres.
const ML_PLACES: u32 = 3;
/// A value that ends is shown in full up to so many decimals.
const MOST_DECIMALS: u32 = 9;

/// The decimal mark a language writes, and therefore the only one a phone in that language takes.
///
/// The command line takes the point in every language.
pub const fn decimal_mark(lang: Lang) -> DecimalMark {
    match lang {
        Lang::En => DecimalMark::Point,
        Lang::De => DecimalMark::Comma,
    }
}

/// `1.5 mg`, in German `1,5 mg`.
pub fn show_dose(dose: Dose, lang: Lang) -> String {
    show_ratio_mg(Ratio::whole(dose.ng()), lang)
}

/// An exact number of nanograms as milligrams: `1.5 mg`, `about 1.67 mg`.
pub fn show_ratio_mg(ng: Ratio, lang: Lang) -> String {
    with_unit(&Number::of(ng, MG_PLACES), "mg", lang)
}

/// The medicine drawn, milligrams first: `1.5 mg = 1.5 mL of 1 mg/mL`.
pub fn show_volume(volume: Volume, strength: Strength, lang: Lang) -> String {
    show_pair(strength.dose_in(volume), Ratio::whole(volume.ul()), strength, lang)
}

/// Milligrams, millilitres and strength together; the two amounts in exact nanograms and microlitres.
pub fn show_pair(ng: Ratio, ul: Ratio, strength: Strength, lang: Lang) -> String {
    let (mg, ml) = (show_ratio_mg(ng, lang), with_unit(&Number::of(ul, ML_PLACES), "mL", lang));
    let strength = show_strength(strength, lang);
    match lang {
        Lang::En => format!("{mg} = {ml} of {strength}"),
        Lang::De => format!("{mg} = {ml} zu {strength}"),
    }
}

/// A volume that is not a dose: water, a bottle, a syringe's scale. Never for medicine to be swallowed,
/// which is [`show_volume`]'s.
pub fn show_measure(volume: Volume, lang: Lang) -> String {
    with_unit(&Number::of(Ratio::whole(volume.ul()), ML_PLACES), "mL", lang)
}

/// `1 mg/mL`; where that would not end, as a label could print it: `5 mg per 3 mL`.
pub fn show_strength(strength: Strength, lang: Lang) -> String {
    let per_ul = strength.ng_per_ul();
    // ng per µL is also µg per mL, so three places lead to milligrams per millilitre.
    if let Some(number) = Number::exact(per_ul, ML_PLACES) {
        return format!("{}/mL", with_unit(&number, "mg", lang));
    }
    let mg = with_unit(&Number::of(numerator(per_ul), ML_PLACES), "mg", lang);
    let ml = with_unit(&Number::of(denominator(per_ul), 0), "mL", lang);
    match lang {
        Lang::En => format!("{mg} per {ml}"),
        Lang::De => format!("{mg} pro {ml}"),
    }
}

/// `3 mL syringe with a line every 0.1 mL`.
pub fn show_syringe(syringe: Syringe, lang: Lang) -> String {
    let (capacity, every) =
        (show_measure(syringe.capacity(), lang), show_measure(syringe.graduation(), lang));
    match lang {
        Lang::En => format!("{capacity} syringe with a line every {every}"),
        Lang::De => format!("{capacity}-Spritze mit einem Strich alle {every}"),
    }
}

/// As a syringe is printed, and as it is typed: `3 mL/0.1 mL`, in German `3 mL/0,1 mL`. A keyboard's spaces.
pub fn print_syringe(syringe: Syringe, lang: Lang) -> String {
    let printed = [syringe.capacity(), syringe.graduation()].map(|volume| show_measure(volume, lang));
    printed.join("/").replace(NO_BREAK_SPACE, " ")
}

/// The common oral syringes as they are printed, smallest first.
pub fn common_syringes(lang: Lang) -> Vec<String> {
    COMMON_SYRINGES.iter().map(|one| print_syringe(one.syringe, lang)).collect()
}

fn numerator(ratio: Ratio) -> Ratio {
    Ratio::new(ratio.num(), 1).unwrap_or(ratio)
}

fn denominator(ratio: Ratio) -> Ratio {
    Ratio::new(ratio.den(), 1).unwrap_or(ratio)
}

fn with_unit(number: &Number, unit: &str, lang: Lang) -> String {
    let figure = number.figure(lang);
    let text = format!("{figure}{NO_BREAK_SPACE}{unit}");
    match number.kind {
        Kind::Exact => text,
        Kind::About => format!("{} {text}", about(lang)),
        Kind::LessThan => format!("{} {text}", less_than(lang)),
    }
}

fn about(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "about",
        Lang::De => "etwa",
    }
}

fn less_than(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "less than",
        Lang::De => "weniger als",
    }
}

/// How a shown number stands to the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Exact,
    About,
    LessThan,
}

/// A number ready to be written or spoken: `units / 10^decimals`, without trailing zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    kind: Kind,
    units: u128,
    decimals: u32,
}

impl Number {
    /// `value / 10^places`, in full when it ends, else to three digits.
    fn of(value: Ratio, places: u32) -> Self {
        Self::exact(value, places).unwrap_or_else(|| Self::rounded(value, places))
    }

    /// In full, or `None` when the decimals do not end within [`MOST_DECIMALS`].
    fn exact(value: Ratio, places: u32) -> Option<Self> {
        let scale = 10_u128.pow(MOST_DECIMALS.saturating_sub(places));
        let scaled = value.num().checked_mul(scale)?;
        (scaled % value.den() == 0).then(|| Self::trimmed(Kind::Exact, scaled / value.den(), MOST_DECIMALS))
    }

    /// To the nearest in three digits, or whole where it is larger.
    fn rounded(value: Ratio, places: u32) -> Self {
        let unit = value.den().saturating_mul(10_u128.pow(places));
        for decimals in 0..=MOST_DECIMALS {
            let Some(scaled) = value.num().checked_mul(10_u128.pow(decimals)) else { break };
            let nearest = scaled / unit + u128::from(scaled % unit >= unit.div_ceil(2));
            if nearest >= 100 || (decimals == MOST_DECIMALS && nearest > 0) {
                return Self::trimmed(Kind::About, nearest, decimals);
            }
        }
        match value.num() / unit {
            0 => Self { kind: Kind::LessThan, units: 1, decimals: MOST_DECIMALS },
            whole => Self { kind: Kind::About, units: whole, decimals: 0 },
        }
    }

    fn trimmed(kind: Kind, mut units: u128, mut decimals: u32) -> Self {
        while decimals > 0 && units.is_multiple_of(10) {
            units /= 10;
            decimals -= 1;
        }
        Self { kind, units, decimals }
    }

    fn whole(self) -> u128 {
        self.units / 10_u128.pow(self.decimals)
    }

    /// The digits after the mark, none when the number is whole.
    fn fraction(self) -> String {
        if self.decimals == 0 {
            return String::new();
        }
        let rest = self.units % 10_u128.pow(self.decimals);
        format!("{rest:0width$}", width = self.decimals as usize)
    }

    fn figure(self, lang: Lang) -> String {
        let mark = decimal_mark(lang).char();
        let group = match lang {
            Lang::En => ',',
            // A point would read as decimals to an English eye; a narrow space reads as nothing else.
            Lang::De => '\u{202f}',
        };
        let whole = grouped(self.whole(), group);
        match self.fraction() {
            fraction if fraction.is_empty() => whole,
            fraction => format!("{whole}{mark}{fraction}"),
        }
    }
}

fn grouped(whole: u128, mark: char) -> String {
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}
