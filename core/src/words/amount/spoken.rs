//! Amounts as a screen reader should say them: in words, so that no voice swallows the point.

use super::{Kind, MG_PLACES, ML_PLACES, Number, about, less_than};
use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::ratio::Ratio;
use crate::words::Lang;

/// "one point five milligrams".
pub fn speak_dose(dose: Dose, lang: Lang) -> String {
    speak_ratio_mg(Ratio::whole(dose.ng()), lang)
}

/// An exact number of nanograms as spoken milligrams.
pub fn speak_ratio_mg(ng: Ratio, lang: Lang) -> String {
    spoken(Number::of(ng, MG_PLACES), Unit::Milligram, lang)
}

/// "one point five milligrams, that is one point five millilitres of one milligram per millilitre".
pub fn speak_volume(volume: Volume, strength: Strength, lang: Lang) -> String {
    let mg = speak_ratio_mg(strength.dose_in(volume), lang);
    let (ml, strength) = (speak_measure(volume, lang), speak_strength(strength, lang));
    match lang {
        Lang::En => format!("{mg}, that is {ml} of {strength}"),
        Lang::De => format!("{mg}, das sind {ml} zu {strength}"),
    }
}

/// A volume that is not a dose, as in [`super::show_measure`].
pub fn speak_measure(volume: Volume, lang: Lang) -> String {
    spoken(Number::of(Ratio::whole(volume.ul()), ML_PLACES), Unit::Millilitre, lang)
}

/// "one milligram per millilitre", "five milligrams per three millilitres".
pub fn speak_strength(strength: Strength, lang: Lang) -> String {
    let per_ul = strength.ng_per_ul();
    let (mg, ml) = if let Some(number) = Number::exact(per_ul, ML_PLACES) {
        (spoken(number, Unit::Milligram, lang), None)
    } else {
        let (mg, ml) = (super::numerator(per_ul), super::denominator(per_ul));
        let ml = spoken(Number::of(ml, 0), Unit::Millilitre, lang);
        (spoken(Number::of(mg, ML_PLACES), Unit::Milligram, lang), Some(ml))
    };
    match (lang, ml) {
        (Lang::En, None) => format!("{mg} per millilitre"),
        (Lang::En, Some(ml)) => format!("{mg} per {ml}"),
        (Lang::De, None) => format!("{mg} pro Milliliter"),
        (Lang::De, Some(ml)) => format!("{mg} pro {ml}"),
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Milligram,
    Millilitre,
}

impl Unit {
    fn name(self, one: bool, lang: Lang) -> &'static str {
        match (self, lang, one) {
            (Self::Milligram, Lang::En, true) => "milligram",
            (Self::Milligram, Lang::En, false) => "milligrams",
            (Self::Millilitre, Lang::En, true) => "millilitre",
            (Self::Millilitre, Lang::En, false) => "millilitres",
            (Self::Milligram, Lang::De, _) => "Milligramm",
            (Self::Millilitre, Lang::De, _) => "Milliliter",
        }
    }
}

fn spoken(number: Number, unit: Unit, lang: Lang) -> String {
    let (whole, fraction) = (number.whole(), number.fraction());
    let one = whole == 1 && fraction.is_empty();
    let name = unit.name(one, lang);
    let figure = match (lang, fraction.is_empty()) {
        // "ein Milligramm", but "eins Komma fünf".
        (Lang::De, true) if one => "ein".to_owned(),
        (_, true) => cardinal(whole, lang),
        (Lang::En, false) => format!("{} point {}", cardinal(whole, lang), digits(&fraction, lang)),
        (Lang::De, false) => format!("{} Komma {}", cardinal(whole, lang), digits(&fraction, lang)),
    };
    match number.kind {
        Kind::Exact => format!("{figure} {name}"),
        Kind::About => format!("{} {figure} {name}", about(lang)),
        Kind::LessThan => format!("{} {figure} {name}", less_than(lang)),
    }
}

/// Digits one by one, as decimals are read.
fn digits(text: &str, lang: Lang) -> String {
    let words: Vec<&str> =
        text.chars().filter_map(|c| c.to_digit(10)).map(|d| small(d as usize, lang)).collect();
    words.join(" ")
}

fn cardinal(number: u128, lang: Lang) -> String {
    match usize::try_from(number) {
        Ok(n) if n < 1_000_000 => match lang {
            Lang::En => english(n),
            Lang::De => german(n),
        },
        // No dose, bottle or price is this large; digits are still right.
        _ => digits(&number.to_string(), lang),
    }
}

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const GERMAN: [&str; 20] = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const GERMAN_TENS: [&str; 10] =
    ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

/// A number below 20.
fn small(number: usize, lang: Lang) -> &'static str {
    let table = match lang {
        Lang::En => &ENGLISH,
        Lang::De => &GERMAN,
    };
    table.get(number).copied().unwrap_or_default()
}

fn english(number: usize) -> String {
    let tens = |n: usize| ENGLISH_TENS.get(n / 10).copied().unwrap_or_default();
    match number {
        0..20 => small(number, Lang::En).to_owned(),
        20..100 if number.is_multiple_of(10) => tens(number).to_owned(),
        20..100 => format!("{}-{}", tens(number), small(number % 10, Lang::En)),
        100..1_000 => {
            let hundreds = format!("{} hundred", small(number / 100, Lang::En));
            if number.is_multiple_of(100) {
                hundreds
            } else {
                format!("{hundreds} and {}", english(number % 100))
            }
        }
        _ => {
            let (thousands, rest) = (english(number / 1_000), number % 1_000);
            match rest {
                0 => format!("{thousands} thousand"),
                1..100 => format!("{thousands} thousand and {}", english(rest)),
                _ => format!("{thousands} thousand {}", english(rest)),
            }
        }
    }
}

fn german(number: usize) -> String {
    let tens = |n: usize| GERMAN_TENS.get(n / 10).copied().unwrap_or_default();
    // Inside a compound "eins" loses its s.
    let part = |n: usize| if n == 1 { "ein".to_owned() } else { german(n) };
    match number {
        0..20 => small(number, Lang::De).to_owned(),
        20..100 if number.is_multiple_of(10) => tens(number).to_owned(),
        20..100 => format!("{}und{}", part(number % 10), tens(number)),
        100..1_000 => format!("{}hundert{}", part(number / 100), german_rest(number % 100)),
        _ => {
            let thousands = number / 1_000;
            // "einundzwanzigtausend" ends on a ten; only a last "eins" loses its s.
            let thousands = german(thousands);
            let thousands =
                thousands.strip_suffix("eins").map_or(thousands.clone(), |rest| format!("{rest}ein"));
            format!("{thousands}tausend{}", german_rest(number % 1_000))
        }
    }
}

fn german_rest(rest: usize) -> String {
    if rest == 0 { String::new() } else { german(rest) }
}
