//! Amounts: read as typed, shown, diluted.

use crate::error::ApiError;
use crate::mirror::{DecimalMark, DilutionWarning, Lang};
use crate::refusal::Why;
use nocte_core::catalogue;
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::bottle::Recipe;
use nocte_core::domain::dilution::{self, Dilution};
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::second_dilution::{self as second, SecondDilution, Stage};
use nocte_core::domain::syringe::Syringe;
use nocte_core::words::{amount, dilution as words};

/// A line on a syringe, finished for a screen.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DilutionView {
    /// What was asked for.
    pub dose: Dose,
    /// Of the liquid.
    pub strength: Strength,
    /// The strength as a label prints it.
    pub strength_text: String,
    /// What it is drawn with.
    pub syringe: Syringe,
    /// The exact volume in µL.
    pub volume: Ratio,
    /// How many draws.
    pub draws: u64,
    /// The line, over all draws: never above the exact volume.
    pub line: Volume,
    /// The line of each draw.
    pub lines: Vec<Volume>,
    /// What the line holds, in ng.
    pub line_dose: Ratio,
    /// The line is the dose.
    pub exact: bool,
    /// The whole in a sentence.
    pub text: String,
    /// What to know about it.
    pub warnings: Vec<WarningView>,
}

/// A warning with its code and sentence.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WarningView {
    /// The values.
    pub warning: DilutionWarning,
    /// The code in `snake_case`.
    pub code: String,
    /// The sentence.
    pub text: String,
}

impl DilutionView {
    pub(crate) fn of(one: Dilution, lang: Lang) -> Self {
        let view = |&warning: &DilutionWarning| WarningView {
            warning,
            code: warning.code().to_owned(),
            text: words::warning(warning, &one, lang),
        };
        let (views, text) = (one.warnings.iter().map(view).collect(), words::dilution(&one, lang));
        let Dilution { dose, strength, syringe, volume, draws, line, lines, line_dose, exact, warnings: _ } =
            one;
        let strength_text = amount::show_strength(strength, lang);
        Self {
            dose,
            strength,
            strength_text,
            syringe,
            volume,
            draws,
            line,
            lines,
            line_dose,
            exact,
            text,
            warnings: views,
        }
    }
}

/// The line for a dose. With `water`, the liquid is tablets in that much water and its shelf life is judged too.
#[uniffi::export]
pub fn dilute(
    strength: Strength,
    water: Option<Volume>,
    dose: Dose,
    syringe: Syringe,
    lang: Lang,
) -> Result<DilutionView, ApiError> {
    let parameters = catalogue::parameters();
    let one = dilution::dilute(strength, dose, syringe, parameters).map_err(Why::Dilution)?;
    Ok(DilutionView::of(
        match water {
            Some(water) => one.in_bottle(water, Recipe::TabletInWater, parameters),
            None => one,
        },
        lang,
    ))
}

/// The strength that tablets make in so much water; the water counts as the final volume.
#[uniffi::export]
pub fn strength_of(tablets: Vec<Dose>, water: Volume) -> Result<Strength, ApiError> {
    dilution::strength_of(&tablets, water).map_err(|error| Why::Dilution(error).into())
}

/// The lines of every dose of a plan on one syringe, or which two fall together.
#[uniffi::export]
pub fn plan_on_syringe(
    strength: Strength,
    doses: Vec<Dose>,
    syringe: Syringe,
    lang: Lang,
) -> Result<Vec<DilutionView>, ApiError> {
    match dilution::steps_on_syringe(strength, &doses, syringe, catalogue::parameters()) {
        Ok(steps) => Ok(steps.into_iter().map(|one| DilutionView::of(one, lang)).collect()),
        Err(refused) => Err(Why::Steps(refused, doses).into()),
    }
}

/// One stage of a second dilution.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DilutionStage {
    /// The letter of the new bottle.
    pub name: String,
    /// What is taken from the stronger one.
    pub take: Volume,
    /// What is added.
    pub water: Volume,
    /// What it makes.
    pub strength: Strength,
    /// As a label prints it.
    pub strength_text: String,
}

/// How a liquid is thinned to a weaker one, by measures that syringes have.
#[uniffi::export]
pub fn second_dilution(from: Strength, to: Strength, lang: Lang) -> Result<Vec<DilutionStage>, ApiError> {
    let SecondDilution { from: _, stages } =
        second::second_dilution(from, to, catalogue::parameters()).map_err(Why::Second)?;
    let view = |Stage { name, take, water, strength }| DilutionStage {
        name: String::from(name),
        take,
        water,
        strength,
        strength_text: amount::show_strength(strength, lang),
    };
    Ok(stages.into_iter().map(view).collect())
}

/// A text to show and the same to speak.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Shown {
    /// With a no-break space between number and unit.
    pub text: String,
    /// For a screen reader.
    pub spoken: String,
}

/// A dose in milligrams.
#[uniffi::export]
pub fn show_dose(dose: Dose, lang: Lang) -> Result<Shown, ApiError> {
    Ok(Shown { text: amount::show_dose(dose, lang), spoken: amount::speak_dose(dose, lang) })
}

/// An exact amount in nanograms, in milligrams.
#[uniffi::export]
pub fn show_ratio(ng: Ratio, lang: Lang) -> Result<Shown, ApiError> {
    Ok(Shown { text: amount::show_ratio_mg(ng, lang), spoken: amount::speak_ratio_mg(ng, lang) })
}

/// A volume with the dose it holds and the strength it is of.
#[uniffi::export]
pub fn show_volume(volume: Volume, strength: Strength, lang: Lang) -> Result<Shown, ApiError> {
    Ok(Shown {
        text: amount::show_volume(volume, strength, lang),
        spoken: amount::speak_volume(volume, strength, lang),
    })
}

/// A strength as a label prints it.
#[uniffi::export]
pub fn show_strength(strength: Strength, lang: Lang) -> Result<Shown, ApiError> {
    Ok(Shown { text: amount::show_strength(strength, lang), spoken: amount::speak_strength(strength, lang) })
}

/// A dose as typed, in milligrams. `micrograms` lets micrograms in.
#[uniffi::export]
pub fn parse_dose(text: &str, mark: DecimalMark, micrograms: bool) -> Result<Dose, ApiError> {
    let read = if micrograms { Dose::parse_with_mcg(text) } else { Dose::parse_in(text, mark) };
    read.map_err(|error| Why::Amount(error).into())
}

/// A volume as typed, in millilitres.
#[uniffi::export]
pub fn parse_volume(text: &str, mark: DecimalMark) -> Result<Volume, ApiError> {
    Volume::parse_in(text, mark).map_err(|error| Why::Amount(error).into())
}

/// A strength as a label prints it.
#[uniffi::export]
pub fn parse_strength(text: &str, mark: DecimalMark) -> Result<Strength, ApiError> {
    Strength::parse_in(text, mark).map_err(|error| Why::Amount(error).into())
}

/// A syringe by its capacity and its lines, `1 mL/0.01 mL`.
#[uniffi::export]
pub fn parse_syringe(text: &str, mark: DecimalMark) -> Result<Syringe, ApiError> {
    Syringe::parse_in(text, mark).map_err(|error| Why::Syringe(error).into())
}
