//! The syringe as the patient reads it: capacity and graduation, stored and never assumed.
//!
//! Published graduations of the same size disagree (a 1 mL syringe has lines every 0.01, 0.02 or 0.1 mL),
//! so a size alone never stands for a scale. Insulin syringes and anything with a needle are refused:
//! their scale counts units, and oral liquid has no business in a needle (`safety.md` 6).

use super::amount::{AmountError, DecimalMark, Volume, is_insulin};
use core::fmt;
use serde::{Deserialize, Serialize};

/// An oral syringe. Graduations differ between makers, so the patient picks the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Syringe {
    capacity: Volume,
    graduation: Volume,
}

/// A syringe as written down.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Parts {
    capacity: Volume,
    graduation: Volume,
}

impl From<Syringe> for Parts {
    fn from(syringe: Syringe) -> Self {
        Self { capacity: syringe.capacity, graduation: syringe.graduation }
    }
}

impl TryFrom<Parts> for Syringe {
    type Error = SyringeError;

    fn try_from(parts: Parts) -> Result<Self, SyringeError> {
        Self::new(parts.capacity, parts.graduation)
    }
}

/// Why a syringe is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyringeError {
    /// Larger than 20 mL, or nothing.
    Capacity,
    /// The capacity is not a whole multiple of the graduation.
    NotAMultiple,
    /// Not written capacity, slash, graduation.
    Shape,
    /// A U-100 or other insulin syringe.
    InsulinUnits,
    /// Anything with a needle.
    Needle,
    /// One of its two volumes is not typed as amounts are.
    Amount(AmountError),
}

impl SyringeError {
    /// The stable name of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Capacity => "syringe_capacity",
            Self::NotAMultiple => "syringe_not_a_multiple",
            Self::Shape => "syringe_shape",
            Self::InsulinUnits => "insulin_units",
            Self::Needle => "needle",
            Self::Amount(error) => error.code(),
        }
    }
}

impl fmt::Display for SyringeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "syringe refused: {}", self.code())
    }
}

impl core::error::Error for SyringeError {}

/// The largest syringe taken, in microlitres (20 mL).
const LARGEST_UL: u64 = 20_000;

impl Syringe {
    /// At most 20 mL, and a whole multiple of its graduation.
    pub fn new(capacity: Volume, graduation: Volume) -> Result<Self, SyringeError> {
        if capacity.is_zero() || graduation.is_zero() || capacity.ul() > LARGEST_UL {
            return Err(SyringeError::Capacity);
        }
        if !capacity.ul().is_multiple_of(graduation.ul()) {
            return Err(SyringeError::NotAMultiple);
        }
        Ok(Self { capacity, graduation })
    }

    /// Reads `1mL/0.01mL`: capacity, slash, distance between two lines.
    pub fn parse(text: &str) -> Result<Self, SyringeError> {
        Self::parse_in(text, DecimalMark::Point)
    }

    /// Reads a syringe with the decimal mark of a phone's locale.
    pub fn parse_in(text: &str, mark: DecimalMark) -> Result<Self, SyringeError> {
        if is_insulin(text) {
            return Err(SyringeError::InsulinUnits);
        }
        let lower = text.to_lowercase();
        if ["needle", "nadel", "kan\u{fc}le"].iter().any(|word| lower.contains(word)) {
            return Err(SyringeError::Needle);
        }
        let volume = |text: &str| match Volume::parse_in(text.trim(), mark) {
            Err(AmountError::InsulinUnits) => Err(SyringeError::InsulinUnits),
            other => other.map_err(SyringeError::Amount),
        };
        match text.split_once('/') {
            Some((capacity, graduation)) => Self::new(volume(capacity)?, volume(graduation)?),
            None => volume(text).and(Err(SyringeError::Shape)),
        }
    }

    /// What it holds when full.
    pub const fn capacity(self) -> Volume {
        self.capacity
    }

    /// The distance between two lines.
    pub const fn graduation(self) -> Volume {
        self.graduation
    }

    /// How water is measured with it: so many full syringes and a rest on a line.
    ///
    /// `None` when the rest falls between two lines. Each filling is counted on screen (`safety.md` 13).
    pub fn fills(self, volume: Volume) -> Option<Fills> {
        let rest = volume.ul() % self.capacity.ul();
        rest.is_multiple_of(self.graduation.ul())
            .then(|| Fills { full: volume.ul() / self.capacity.ul(), rest: Volume::from_ul(rest) })
    }
}

/// A larger volume in fillings of one syringe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fills {
    /// Full syringes.
    pub full: u64,
    /// What is left after them, on a line; may be nothing.
    pub rest: Volume,
}

/// A syringe sold for oral liquids, with where its scale is described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommonSyringe {
    /// Capacity and graduation.
    pub syringe: Syringe,
    /// Where the graduation is described.
    pub source: &'static str,
    /// The graduation stands in no source that was read; such a syringe is never suggested.
    pub verify: bool,
}

const fn common(capacity_ul: u64, graduation_ul: u64, source: &'static str, verify: bool) -> CommonSyringe {
    let (capacity, graduation) = (Volume::from_ul(capacity_ul), Volume::from_ul(graduation_ul));
    CommonSyringe { syringe: Syringe { capacity, graduation }, source, verify }
}

const CHILDRENS: &str = "Children's Wisconsin, How to read a syringe";
const TUBERCULIN: &str = "tuberculin type, 1 mL in hundredths";
const RMIT: &str = "RMIT syringe figures, summarised at de.411answers.com/a/wie-liest-man-eine-spritze.html";
const JORUM: &str = "Jorum childcalc, 0.1 mL for 5 and 10 mL";

/// The common oral syringes, smallest first. Sizes with two rows are sizes on which the sources disagree.
pub const COMMON_SYRINGES: [CommonSyringe; 9] = [
    common(500, 10, "ISMP lists the size; no source for the graduation", true),
    common(1_000, 10, TUBERCULIN, false),
    common(1_000, 20, CHILDRENS, false),
    common(1_000, 100, RMIT, false),
    common(3_000, 100, CHILDRENS, false),
    common(5_000, 100, JORUM, false),
    common(5_000, 200, CHILDRENS, false),
    common(10_000, 100, JORUM, false),
    common(10_000, 200, CHILDRENS, false),
];
