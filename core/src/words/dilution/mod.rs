//! The dilution in words: the line to draw to, its warnings, its refusals, the label and the guided steps.

mod bottle;
mod guide;
mod refused;
mod supply;
mod warning;

pub use bottle::{bottle_state, label, stands_at};
pub use guide::{GuideStep, mixing, second_stage};
pub use refused::{
    capsules_refused, dilution_refused, make_refused, second_refused, steps_refused, tablet_refused,
};
pub use supply::{capsules, clocks, cost, filler, has_hundredths, money, tablet_source};
pub use warning::warning;

use super::Lang;
use super::amount::{show_measure, show_pair, show_volume, speak_dose, speak_measure, speak_strength};
use crate::domain::dilution::Dilution;
use crate::domain::ratio::Ratio;

/// What to draw, in one or two sentences, milligrams first.
pub fn dilution(dilution: &Dilution, lang: Lang) -> String {
    let asked = show_pair(Ratio::whole(dilution.dose.ng()), dilution.volume, dilution.strength, lang);
    let lines = to_the_line(dilution, lang);
    let held = show_volume(dilution.line, dilution.strength, lang);
    match (lang, dilution.exact) {
        (Lang::En, true) => format!("{asked}. Shake first, then draw {lines}."),
        (Lang::En, false) => format!(
            "{asked}, which lies between two lines of this syringe. Shake first, then draw {lines}: {held}."
        ),
        (Lang::De, true) => format!("{asked}. Erst schütteln, dann {lines} aufziehen."),
        (Lang::De, false) => format!(
            "{asked}; das liegt zwischen zwei Strichen dieser Spritze. Erst schütteln, dann {lines} aufziehen: {held}."
        ),
    }
}

/// "to the line 1.5 mL"; for several draws "to the line 1 mL, then to the line 0.5 mL".
///
/// Always shown beside [`show_volume`], which carries milligrams and strength.
pub fn to_the_line(dilution: &Dilution, lang: Lang) -> String {
    let (line, then) = match lang {
        Lang::En => ("to the line", ", then "),
        Lang::De => ("bis zum Strich", ", danach "),
    };
    let draws: Vec<String> =
        dilution.lines.iter().map(|volume| format!("{line} {}", show_measure(*volume, lang))).collect();
    draws.join(then)
}

/// The same for a screen reader.
pub fn speak_dilution(dilution: &Dilution, lang: Lang) -> String {
    let dose = speak_dose(dilution.dose, lang);
    let strength = speak_strength(dilution.strength, lang);
    let (line, then) = match lang {
        Lang::En => ("to the line", ", then "),
        Lang::De => ("bis zum Strich", ", danach "),
    };
    let draws: Vec<String> =
        dilution.lines.iter().map(|volume| format!("{line} {}", speak_measure(*volume, lang))).collect();
    let draws = draws.join(then);
    match lang {
        Lang::En => format!("{dose}. Shake first, then draw {draws}, from the bottle of {strength}."),
        Lang::De => format!("{dose}. Erst schütteln, dann {draws} aufziehen, aus der Flasche zu {strength}."),
    }
}
