//! A volume in whole microlitres.

use super::typed::{self, AmountError, AmountUnit, DecimalMark, Typed};
use serde::{Deserialize, Serialize};

/// A volume of liquid in whole microlitres (1 mL = 1,000 µL). Never shown without a [`super::Strength`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Volume(u64);

impl Volume {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From whole microlitres.
    pub const fn from_ul(ul: u64) -> Self {
        Self(ul)
    }

    /// From whole millilitres; `None` when it does not fit.
    pub const fn from_ml(ml: u64) -> Option<Self> {
        match ml.checked_mul(1_000) {
            Some(ul) => Some(Self(ul)),
            None => None,
        }
    }

    /// In whole microlitres.
    pub const fn ul(self) -> u64 {
        self.0
    }

    /// Whether there is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum; `None` when it does not fit.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(ul) => Some(Self(ul)),
            None => None,
        }
    }

    /// What is left after taking `other`; `None` when there was less.
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(ul) => Some(Self(ul)),
            None => None,
        }
    }

    /// The volume `n` times; `None` when it does not fit.
    pub const fn checked_mul(self, n: u64) -> Option<Self> {
        match self.0.checked_mul(n) {
            Some(ul) => Some(Self(ul)),
            None => None,
        }
    }

    /// Reads a volume as typed, in millilitres with a point: `50mL`, `0.01 mL`.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        Self::parse_in(text, DecimalMark::Point)
    }

    /// Reads a volume with the decimal mark of a phone's locale.
    pub fn parse_in(text: &str, mark: DecimalMark) -> Result<Self, AmountError> {
        let typed = Typed::read(text, mark)?;
        match typed::unit(typed.unit)? {
            AmountUnit::Millilitre => typed.in_base(3).map(Self),
            AmountUnit::Milligram | AmountUnit::Microgram => {
                Err(AmountError::WrongUnit { expected: AmountUnit::Millilitre })
            }
        }
    }

    /// Reads a volume as labels print it: `ml` as well as `mL`, and `mL` alone for one.
    pub(super) fn parse_on_label(text: &str, mark: DecimalMark) -> Result<Self, AmountError> {
        if matches!(text, "mL" | "ml") {
            return Ok(Self(1_000));
        }
        match text.strip_suffix("ml") {
            Some(number) => Self::parse_in(&format!("{number}mL"), mark),
            None => Self::parse_in(text, mark),
        }
    }
}
