//! A dose in whole nanograms.

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
}
