//! The one second dilution: from a stronger bottle to 0.1 mg/mL, and nothing weaker (`safety.md` 6).
//!
//! Every dilution doubles the chances of a ten-fold slip, so there is one, to one strength, and never from
//! a bottle that was itself a second dilution. Both parts are volumes a common oral syringe can measure.

use super::amount::{Strength, Volume};
use super::parameter::Parameters;
use super::ratio::Ratio;
use core::fmt;

/// The stages of a second dilution, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondDilution {
    /// What it is made from.
    pub from: Strength,
    /// The stages; one in this version.
    pub stages: Vec<Stage>,
}

/// One bottle made out of another: one screen, one label, one read-back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// "B": the stage after the stock "A". Not the bottle's own letter.
    pub name: &'static str,
    /// How much of the stronger liquid is taken.
    pub take: Volume,
    /// How much water is added to it.
    pub water: Volume,
    /// What the new bottle then holds.
    pub strength: Strength,
}

/// Why there is no second dilution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecondDilutionError {
    /// The target is weaker than the weakest strength.
    TooWeak {
        /// The only target.
        only: Strength,
    },
    /// The target is another strength than the only one.
    OtherTarget {
        /// The only target.
        only: Strength,
    },
    /// The stock is not stronger than the target.
    NotStronger,
    /// No volumes up to 100 mL and whole tenths of a millilitre make exactly this strength.
    NotMeasurable,
}

impl SecondDilutionError {
    /// The stable name of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooWeak { .. } => "second_too_weak",
            Self::OtherTarget { .. } => "second_other_target",
            Self::NotStronger => "second_not_stronger",
            Self::NotMeasurable => "second_not_measurable",
        }
    }
}

impl fmt::Display for SecondDilutionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no second dilution: {}", self.code())
    }
}

impl core::error::Error for SecondDilutionError {}

/// One part in microlitres: a whole millilitre if that fits a small bottle, else less.
const PARTS_UL: [u64; 4] = [1_000, 500, 200, 100];
/// No second bottle is larger than this, in microlitres: it keeps for a day.
const LARGEST_UL: u64 = 100_000;

/// The stage that turns `from` into `to`.
pub fn second_dilution(
    from: Strength,
    to: Strength,
    parameters: &Parameters,
) -> Result<SecondDilution, SecondDilutionError> {
    let only = parameters.weakest.value;
    if to < only {
        return Err(SecondDilutionError::TooWeak { only });
    }
    if to > only {
        return Err(SecondDilutionError::OtherTarget { only });
    }
    if from <= to {
        return Err(SecondDilutionError::NotStronger);
    }
    let (take, water) = measured(from, to).ok_or(SecondDilutionError::NotMeasurable)?;
    Ok(SecondDilution { from, stages: vec![Stage { name: "B", take, water, strength: to }] })
}

/// Exact parts: `from / to` as total over taken, in the largest part that fits.
fn measured(from: Strength, to: Strength) -> Option<(Volume, Volume)> {
    let (from, to) = (from.ng_per_ul(), to.ng_per_ul());
    let factor = from.checked_mul(Ratio::new(to.den(), to.num())?)?;
    let (total, taken) = (u64::try_from(factor.num()).ok()?, u64::try_from(factor.den()).ok()?);
    let water = total.checked_sub(taken)?;
    let part =
        PARTS_UL.into_iter().find(|part| total.checked_mul(*part).is_some_and(|ul| ul <= LARGEST_UL))?;
    Some((Volume::from_ul(taken * part), Volume::from_ul(water * part)))
}
