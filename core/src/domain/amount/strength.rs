//! A strength: how many nanograms one microlitre holds, as an exact fraction.

use super::{AmountError, DecimalMark, Dose, Volume};
use crate::domain::ratio::Ratio;
use core::cmp::Ordering;
use serde::{Deserialize, Serialize};

/// The concentration of a bottle as dose over volume, in lowest terms (1 mg/mL = 1000 ng/µL).
///
/// Kept as two integers, because 50 mg in 30 mL has no finite decimal. Read back only through the same
/// check that made it, so that no file can bring in a strength of nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Strength {
    ng: u64,
    ul: u64,
}

/// A strength as written down.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Parts {
    ng: u64,
    ul: u64,
}

impl From<Strength> for Parts {
    fn from(strength: Strength) -> Self {
        Self { ng: strength.ng, ul: strength.ul }
    }
}

impl TryFrom<Parts> for Strength {
    type Error = AmountError;

    fn try_from(parts: Parts) -> Result<Self, AmountError> {
        Self::new(Dose::from_ng(parts.ng), Volume::from_ul(parts.ul)).ok_or(AmountError::ZeroStrength)
    }
}

impl Strength {
    /// `dose` dissolved to `volume`; `None` when either is zero.
    pub fn new(dose: Dose, volume: Volume) -> Option<Self> {
        if dose.is_zero() || volume.is_zero() {
            return None;
        }
        let (mut a, mut b) = (dose.ng(), volume.ul());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Some(Self { ng: dose.ng() / a, ul: volume.ul() / a })
    }

    /// Reads a strength as the label prints it: `1 mg/mL`, `5 mg per 5 mL`, `50mg in 50mL` (`safety.md` 7).
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        Self::parse_in(text, DecimalMark::Point)
    }

    /// Reads a strength with the decimal mark of a phone's locale; "pro" is German for "per".
    pub fn parse_in(text: &str, mark: DecimalMark) -> Result<Self, AmountError> {
        let separators = [" per ", " pro ", " in ", " / ", "/"];
        let halves = separators.iter().find_map(|between| text.split_once(between));
        let (dose, volume) = halves.ok_or(AmountError::NotAStrength)?;
        let dose = Dose::parse_in(dose, mark)?;
        let volume = Volume::parse_on_label(volume, mark)?;
        Self::new(dose, volume).ok_or(AmountError::ZeroStrength)
    }

    /// Nanograms per microlitre.
    pub fn ng_per_ul(self) -> Ratio {
        self.ratio(u128::from(self.ng), u128::from(self.ul))
    }

    /// The exact volume, in microlitres, that holds `dose`.
    pub fn volume_for(self, dose: Dose) -> Ratio {
        self.ratio(u128::from(dose.ng()) * u128::from(self.ul), u128::from(self.ng))
    }

    /// The highest line at or below the volume for `dose` on a scale of `graduation`; `None` when it does not
    /// fit or the scale has no lines.
    ///
    /// In machine words where they hold, which is every dose a patient takes: 64-bit division is several times
    /// faster than 128-bit.
    pub fn line_for(self, dose: Dose, graduation: Volume) -> Option<Volume> {
        let scale = graduation.ul();
        if let (Some(top), Some(bottom)) = (dose.ng().checked_mul(self.ul), self.ng.checked_mul(scale)) {
            return top.checked_div(bottom)?.checked_mul(scale).map(Volume::from_ul);
        }
        let top = u128::from(dose.ng()) * u128::from(self.ul);
        let lines = top.checked_div(u128::from(self.ng) * u128::from(scale))?;
        u64::try_from(lines).ok()?.checked_mul(scale).map(Volume::from_ul)
    }

    /// The exact dose, in nanograms, that `volume` holds.
    pub fn dose_in(self, volume: Volume) -> Ratio {
        self.ratio(u128::from(volume.ul()) * u128::from(self.ng), u128::from(self.ul))
    }

    /// Neither part of a strength is ever 0: `new` is the only way to one.
    fn ratio(self, num: u128, den: u128) -> Ratio {
        debug_assert!(self.ng > 0 && self.ul > 0, "a strength of nothing");
        Ratio::new(num, den).unwrap_or(Ratio::whole(0))
    }
}

impl PartialOrd for Strength {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Strength {
    /// Weaker first.
    fn cmp(&self, other: &Self) -> Ordering {
        self.ng_per_ul().cmp(&other.ng_per_ul())
    }
}
