//! From strength and dose to the line on the patient's own syringe.
//!
//! The exact volume is a fraction; a syringe has lines. The line is the largest one *not above* the volume,
//! and the dose that line really holds is part of the answer: rounding is shown, bounded (`safety.md` 8),
//! and never upwards. A dose larger than the syringe is drawn several times, at most three.

mod better;
mod steps;

pub use better::better_syringe;
pub use steps::{StepsRefusal, StepsRefused, against_syringe, steps_on_syringe};

use super::amount::{Dose, Strength, Volume};
use super::bottle::Recipe;
use super::parameter::Parameters;
use super::ratio::Ratio;
use super::syringe::Syringe;
use core::fmt;

/// More draws than this for one dose are refused: each one can be miscounted.
pub const MOST_DRAWS: u64 = 3;

/// One dose, drawn from one strength with one syringe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dilution {
    /// The dose asked for.
    pub dose: Dose,
    /// What it is drawn from.
    pub strength: Strength,
    /// What it is drawn with.
    pub syringe: Syringe,
    /// The exact volume of the dose, in microlitres.
    pub volume: Ratio,
    /// How often the syringe is filled.
    pub draws: u64,
    /// The total over all draws: the largest multiple of the graduation not above the volume.
    pub line: Volume,
    /// The line of each draw: full ones, then the rest.
    pub lines: Vec<Volume>,
    /// The dose that `line` really holds, in nanograms.
    pub line_dose: Ratio,
    /// Whether the line is exactly the volume.
    pub exact: bool,
    /// What the patient should know, in this order of weight within the answer.
    pub warnings: Vec<DilutionWarning>,
}

/// What is worth saying about a dilution that was not refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DilutionWarning {
    /// The line holds a little less than the dose.
    RoundedDown,
    /// The line holds less by more than the bound of `safety.md` 8.
    RoundingOverBound {
        /// The bound, in percent.
        percent: u32,
    },
    /// The syringe is filled more than once.
    SeveralDraws,
    /// Another common syringe draws it in fewer goes, or closer.
    BetterSyringe {
        /// That syringe. Never another strength or dose (`safety.md` 7).
        syringe: Syringe,
    },
    /// Above the soft cap per 24 hours.
    AboveSoftCap {
        /// The cap.
        cap: Dose,
    },
    /// Above what a reported agreement covers: a signed one is needed.
    NeedsClinician {
        /// The limit.
        above: Dose,
    },
    /// The bottle holds more nights than its recipe keeps.
    RecipeShelfLife {
        /// How many nights the bottle would last by volume.
        nights: u64,
        /// How many days its recipe keeps in the fridge.
        days: u32,
    },
}

impl DilutionWarning {
    /// The stable name, as `interface.md` fixes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::RoundedDown => "rounded_down",
            // The bound's default is in the name; a reviewer who changes the bound keeps the code.
            Self::RoundingOverBound { .. } => "rounding_over_10_percent",
            Self::SeveralDraws => "several_draws",
            Self::BetterSyringe { .. } => "better_syringe",
            Self::AboveSoftCap { .. } => "above_soft_cap",
            Self::NeedsClinician { .. } => "needs_clinician",
            Self::RecipeShelfLife { .. } => "recipe_shelf_life",
        }
    }
}

/// Why there is no line. One variant per thing that can be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DilutionError {
    /// No tablet was named.
    NothingDissolved,
    /// No water was named.
    NoWater,
    /// The tablets together do not fit the type.
    TooMuch,
    /// A dose of nothing.
    DoseZero,
    /// As much as a whole 50 mg tablet: the full dose, not a low one.
    WholeTablet {
        /// The tablet.
        tablet: Dose,
    },
    /// Above what is ever planned per 24 hours.
    AboveLimit {
        /// The limit.
        limit: Dose,
    },
    /// Weaker than the weakest second dilution (`safety.md` 6).
    TooWeak {
        /// The weakest strength.
        weakest: Strength,
    },
    /// One dose is more than a whole bottle holds.
    BottleTooSmall,
    /// The dose lies below the syringe's first line.
    LineZero {
        /// A common syringe that has a line for it.
        better: Option<Syringe>,
    },
    /// More than three fillings.
    TooManyDraws {
        /// How many it would be.
        draws: u128,
        /// A common syringe that needs at most three.
        better: Option<Syringe>,
    },
}

impl DilutionError {
    /// The stable name of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NothingDissolved => "nothing_dissolved",
            Self::NoWater => "no_water",
            Self::TooMuch => "too_much",
            Self::DoseZero => "dose_zero",
            Self::WholeTablet { .. } => "whole_tablet",
            Self::AboveLimit { .. } => "above_limit",
            Self::TooWeak { .. } => "too_weak",
            Self::BottleTooSmall => "bottle_too_small",
            Self::LineZero { .. } => "line_zero",
            Self::TooManyDraws { .. } => "too_many_draws",
        }
    }
}

impl fmt::Display for DilutionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no line: {}", self.code())
    }
}

impl core::error::Error for DilutionError {}

/// The strength of tablets dissolved in water. The water added counts as the final volume (`safety.md` 13):
/// the tablet's own volume is well under 1 %.
pub fn strength_of(tablets: &[Dose], water: Volume) -> Result<Strength, DilutionError> {
    let total = tablets.iter().try_fold(Dose::ZERO, |sum, tablet| sum.checked_add(*tablet));
    let total = total.ok_or(DilutionError::TooMuch)?;
    if total.is_zero() || tablets.iter().any(|tablet| tablet.is_zero()) {
        return Err(DilutionError::NothingDissolved);
    }
    Strength::new(total, water).ok_or(DilutionError::NoWater)
}

/// The line for `dose` on `syringe`, from a liquid of `strength`.
pub fn dilute(
    strength: Strength,
    dose: Dose,
    syringe: Syringe,
    parameters: &Parameters,
) -> Result<Dilution, DilutionError> {
    allowed(strength, dose, parameters)?;
    let drawn = Drawn::of(strength, dose, syringe);
    let better = || better_syringe(strength, dose, syringe);
    if drawn.line_ul == 0 {
        return Err(DilutionError::LineZero { better: better() });
    }
    if drawn.draws > u128::from(MOST_DRAWS) {
        return Err(DilutionError::TooManyDraws { draws: drawn.draws, better: better() });
    }
    let line = drawn.line();
    let mut dilution = Dilution {
        dose,
        strength,
        syringe,
        volume: drawn.volume,
        draws: drawn.draws(),
        line,
        lines: lines(line, syringe),
        line_dose: strength.dose_in(line),
        exact: drawn.exact(),
        warnings: Vec::new(),
    };
    dilution.warnings = warnings(&dilution, parameters);
    Ok(dilution)
}

impl Dilution {
    /// The same answer for a bottle of `volume`, warning when the bottle holds more nights than its recipe
    /// keeps. A pharmacy's label carries its own date, so it is left out here.
    #[must_use]
    pub fn in_bottle(mut self, volume: Volume, recipe: Recipe, parameters: &Parameters) -> Self {
        let nights = volume.ul() / self.line.ul().max(1);
        if let Some(days) = shelf_days(recipe, parameters)
            && nights > u64::from(days)
        {
            self.warnings.push(DilutionWarning::RecipeShelfLife { nights, days });
        }
        self
    }

    /// Whether the line's dose is further below the dose than `percent` allows (`safety.md` 8).
    pub fn below_by_more_than(&self, percent: u32) -> bool {
        // line_dose / dose = line / volume, and the latter are the smaller numbers.
        let kept = Ratio::new(u128::from(100_u32.saturating_sub(percent)), 100).unwrap_or(Ratio::whole(1));
        self.volume.checked_mul(kept).is_some_and(|least| Ratio::whole(self.line.ul()) < least)
    }
}

/// How long a recipe keeps in the fridge, in days; `None` for a pharmacy's liquid, whose label says it.
pub fn shelf_days(recipe: Recipe, parameters: &Parameters) -> Option<u32> {
    match recipe {
        Recipe::TabletInWater => Some(parameters.shelf_water_days.value),
        Recipe::Preserved => Some(parameters.shelf_preserved_days.value),
        Recipe::SecondDilution => Some(parameters.shelf_second_days.value),
        Recipe::Pharmacy => None,
    }
}

/// The refusals that need no syringe.
fn allowed(strength: Strength, dose: Dose, parameters: &Parameters) -> Result<(), DilutionError> {
    if dose.is_zero() {
        return Err(DilutionError::DoseZero);
    }
    let (tablet, limit) = (parameters.whole_tablet.value, parameters.refuse_above.value);
    if dose >= tablet {
        return Err(DilutionError::WholeTablet { tablet });
    }
    if dose > limit {
        return Err(DilutionError::AboveLimit { limit });
    }
    let weakest = parameters.weakest.value;
    if strength < weakest { Err(DilutionError::TooWeak { weakest }) } else { Ok(()) }
}

/// The bare arithmetic, before any judgement.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    volume: Ratio,
    line_ul: u128,
    draws: u128,
}

impl Drawn {
    fn of(strength: Strength, dose: Dose, syringe: Syringe) -> Self {
        let volume = strength.volume_for(dose);
        // What does not fit in a machine word is refused as too many draws, whatever the syringe.
        let line_ul =
            strength.line_for(dose, syringe.graduation()).map_or(u128::MAX, |line| line.ul().into());
        Self { volume, line_ul, draws: line_ul.div_ceil(u128::from(syringe.capacity().ul())) }
    }

    fn usable(self) -> bool {
        self.line_ul > 0 && self.draws <= u128::from(MOST_DRAWS)
    }

    fn exact(self) -> bool {
        self.volume.is_whole() && self.volume.num() == self.line_ul
    }

    /// Three fillings of 20 mL at most, so it fits.
    fn line(self) -> Volume {
        Volume::from_ul(u64::try_from(self.line_ul).unwrap_or(u64::MAX))
    }

    fn draws(self) -> u64 {
        u64::try_from(self.draws).unwrap_or(u64::MAX)
    }
}

/// The capacity for every draw but the last.
fn lines(line: Volume, syringe: Syringe) -> Vec<Volume> {
    let mut left = line;
    let mut lines = Vec::new();
    while !left.is_zero() {
        let draw = left.min(syringe.capacity());
        lines.push(draw);
        left = left.checked_sub(draw).unwrap_or(Volume::ZERO);
    }
    lines
}

fn warnings(dilution: &Dilution, parameters: &Parameters) -> Vec<DilutionWarning> {
    let mut warnings = Vec::new();
    if !dilution.exact {
        warnings.push(DilutionWarning::RoundedDown);
    }
    let percent = parameters.rounding_percent.value;
    if dilution.below_by_more_than(percent) {
        warnings.push(DilutionWarning::RoundingOverBound { percent });
    }
    if dilution.draws > 1 {
        warnings.push(DilutionWarning::SeveralDraws);
    }
    if let Some(syringe) = better_syringe(dilution.strength, dilution.dose, dilution.syringe) {
        warnings.push(DilutionWarning::BetterSyringe { syringe });
    }
    let (cap, above) = (parameters.soft_cap.value, parameters.signed_above.value);
    if dilution.dose > cap {
        warnings.push(DilutionWarning::AboveSoftCap { cap });
    }
    if dilution.dose > above {
        warnings.push(DilutionWarning::NeedsClinician { above });
    }
    warnings
}
