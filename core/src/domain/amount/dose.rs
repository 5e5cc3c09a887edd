//! A dose in whole nanograms.

use super::typed::{self, AmountError, AmountUnit, DecimalMark, Typed};
use serde::{Deserialize, Serialize};

/// An amount of naltrexone in whole nanograms (1 mg = 1,000,000 ng).
///
/// Nanograms, because the second dilution and half-lines of fine syringes fall below one microgram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dose(u64);

impl Dose {
    /// No drug at all: not a dose anyone may plan, but what an empty syringe holds.
    pub const ZERO: Self = Self(0);

    /// From whole nanograms.
    pub const fn from_ng(ng: u64) -> Self {
        Self(ng)
    }

    /// From whole micrograms; `None` when it does not fit.
    pub const fn from_mcg(mcg: u64) -> Option<Self> {
        match mcg.checked_mul(1_000) {
            Some(ng) => Some(Self(ng)),
            None => None,
        }
    }

    /// From whole milligrams; `None` when it does not fit.
    pub const fn from_mg(mg: u64) -> Option<Self> {
        match mg.checked_mul(1_000_000) {
            Some(ng) => Some(Self(ng)),
            None => None,
        }
    }

    /// In whole nanograms.
    pub const fn ng(self) -> u64 {
        self.0
    }

    /// Whether it is no drug at all.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum; `None` when it does not fit.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(ng) => Some(Self(ng)),
            None => None,
        }
    }

    /// The dose `n` times; `None` when it does not fit.
    pub const fn checked_mul(self, n: u64) -> Option<Self> {
        match self.0.checked_mul(n) {
            Some(ng) => Some(Self(ng)),
            None => None,
        }
    }

    /// Half the dose, rounded down to the nanogram.
    #[must_use]
    pub const fn half(self) -> Self {
        Self(self.0 / 2)
    }

    /// Reads a dose as typed, in milligrams with a point: `1.5mg`, `0.25 mg`.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        Self::parse_in(text, DecimalMark::Point)
    }

    /// Reads a dose in milligrams with the decimal mark of a phone's locale.
    pub fn parse_in(text: &str, mark: DecimalMark) -> Result<Self, AmountError> {
        let typed = Typed::read(text, mark)?;
        match typed::unit(typed.unit)? {
            AmountUnit::Milligram => typed.in_base(6).map(Self),
            AmountUnit::Microgram => Err(AmountError::Micrograms),
            AmountUnit::Millilitre => Err(AmountError::WrongUnit { expected: AmountUnit::Milligram }),
        }
    }

    /// Reads milligrams or micrograms (`250mcg`), for the command line only.
    ///
    /// Patient screens take milligrams alone: the two units side by side invite a thousand-fold slip.
    pub fn parse_with_mcg(text: &str) -> Result<Self, AmountError> {
        let typed = Typed::read(text, DecimalMark::Point)?;
        match typed::unit(typed.unit)? {
            AmountUnit::Milligram => typed.in_base(6).map(Self),
            AmountUnit::Microgram => typed.in_base(3).map(Self),
            AmountUnit::Millilitre => Err(AmountError::WrongUnit { expected: AmountUnit::Milligram }),
        }
    }
}
