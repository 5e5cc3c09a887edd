//! The syringe as the patient reads it: capacity and graduation, stored and never assumed.

use super::amount::Volume;
use serde::{Deserialize, Serialize};

/// An oral syringe. Graduations differ between makers, so the patient picks the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Syringe {
    capacity: Volume,
    graduation: Volume,
}

/// Why a syringe is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyringeError {
    /// Larger than 20 mL, or nothing.
    Capacity,
    /// The capacity is not a whole multiple of the graduation.
    NotAMultiple,
}

impl Syringe {
    /// At most 20 mL, and a whole multiple of its graduation.
    pub fn new(capacity: Volume, graduation: Volume) -> Result<Self, SyringeError> {
        if capacity.is_zero() || graduation.is_zero() || capacity.ul() > 20_000 {
            return Err(SyringeError::Capacity);
        }
        if !capacity.ul().is_multiple_of(graduation.ul()) {
            return Err(SyringeError::NotAMultiple);
        }
        Ok(Self { capacity, graduation })
    }

    /// What it holds when full.
    pub fn capacity(self) -> Volume {
        self.capacity
    }

    /// The distance between two lines.
    pub fn graduation(self) -> Volume {
        self.graduation
    }
}
