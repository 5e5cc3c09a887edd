//! A strength: how many nanograms one microlitre holds, as an exact fraction.

use super::{Dose, Volume};
use crate::domain::ratio::Ratio;
use serde::{Deserialize, Serialize};

/// The concentration of a bottle as dose over volume, in lowest terms (1 mg/mL = 1000 ng/µL).
///
/// Kept as two integers, because 50 mg in 30 mL has no finite decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Strength {
    ng: u64,
    ul: u64,
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

    /// Nanograms per microlitre.
    pub fn ng_per_ul(self) -> Ratio {
        Ratio::new(u128::from(self.ng), u128::from(self.ul)).unwrap_or(Ratio::whole(0))
    }

    /// The exact volume, in microlitres, that holds `dose`.
    pub fn volume_for(self, dose: Dose) -> Ratio {
        Ratio::new(u128::from(dose.ng()) * u128::from(self.ul), u128::from(self.ng))
            .unwrap_or(Ratio::whole(0))
    }

    /// The exact dose, in nanograms, that `volume` holds.
    pub fn dose_in(self, volume: Volume) -> Ratio {
        Ratio::new(u128::from(volume.ul()) * u128::from(self.ng), u128::from(self.ul))
            .unwrap_or(Ratio::whole(0))
    }
}
