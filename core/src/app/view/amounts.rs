//! Amounts and lines, for the screens that reckon without a store.

use crate::catalogue;
use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::dilution::{Dilution, DilutionWarning};
use crate::domain::ratio::Ratio;
use crate::domain::second_dilution::{self, SecondDilutionError, Stage};
use crate::domain::syringe::Syringe;
use crate::words::{Lang, amount, dilution as words};

/// A text to show and the same to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// With a no-break space between number and unit.
    pub text: String,
    /// For a screen reader.
    pub spoken: String,
}

/// A line on a syringe.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarningView {
    /// The values.
    pub warning: DilutionWarning,
    /// The code in `snake_case`.
    pub code: String,
    /// The sentence.
    pub text: String,
}

/// One stage of a second dilution.
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl Shown {
    /// A dose in milligrams.
    pub fn dose(dose: Dose, lang: Lang) -> Self {
        Self { text: amount::show_dose(dose, lang), spoken: amount::speak_dose(dose, lang) }
    }

    /// An exact amount in nanograms, in milligrams.
    pub fn ratio(ng: Ratio, lang: Lang) -> Self {
        Self { text: amount::show_ratio_mg(ng, lang), spoken: amount::speak_ratio_mg(ng, lang) }
    }

    /// A volume with the dose it holds and the strength it is of.
    pub fn volume(volume: Volume, strength: Strength, lang: Lang) -> Self {
        let text = amount::show_volume(volume, strength, lang);
        Self { text, spoken: amount::speak_volume(volume, strength, lang) }
    }

    /// A strength as a label prints it.
    pub fn strength(strength: Strength, lang: Lang) -> Self {
        Self { text: amount::show_strength(strength, lang), spoken: amount::speak_strength(strength, lang) }
    }
}

impl DilutionView {
    /// With its words.
    pub fn of(one: Dilution, lang: Lang) -> Self {
        let view = |&warning: &DilutionWarning| WarningView {
            warning,
            code: warning.code().to_owned(),
            text: words::warning(warning, &one, lang),
        };
        let (warnings, text) = (one.warnings.iter().map(view).collect(), words::dilution(&one, lang));
        let strength_text = amount::show_strength(one.strength, lang);
        let Dilution { dose, strength, syringe, volume, draws, line, lines, line_dose, exact, warnings: _ } =
            one;
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
            warnings,
        }
    }
}

impl DilutionStage {
    /// How a liquid is thinned to a weaker one, stage by stage.
    pub fn all(from: Strength, to: Strength, lang: Lang) -> Result<Vec<Self>, SecondDilutionError> {
        let view = |Stage { name, take, water, strength }| Self {
            name: String::from(name),
            take,
            water,
            strength,
            strength_text: amount::show_strength(strength, lang),
        };
        let found = second_dilution::second_dilution(from, to, catalogue::parameters())?;
        Ok(found.stages.into_iter().map(view).collect())
    }
}
