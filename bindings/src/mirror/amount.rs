//! Dilutions, capsules, and the languages of the sentences.

use crate::scalar::Draws;
pub(crate) use nocte_core::domain::amount::DecimalMark;
use nocte_core::domain::amount::{Dose, Strength};
pub(crate) use nocte_core::domain::capsule::CapsuleError;
pub(crate) use nocte_core::domain::dilution::{DilutionError, DilutionWarning};
use nocte_core::domain::syringe::Syringe;
pub(crate) use nocte_core::words::Lang;

mirror! {
    /// The languages shipped.
    enum Lang { En, De }
    /// The mark between whole part and decimals that a surface accepts.
    enum DecimalMark { Point, Comma }
    /// What is worth saying about a dilution that was not refused.
    enum DilutionWarning {
        RoundedDown, RoundingOverBound { percent: u32 }, SeveralDraws, BetterSyringe { syringe: Syringe },
        AboveSoftCap { cap: Dose }, NeedsClinician { above: Dose },
        RecipeShelfLife { nights: u64, days: u32 },
    }
    /// Why there is no line.
    enum DilutionError {
        NothingDissolved, NoWater, TooMuch, DoseZero, WholeTablet { tablet: Dose },
        AboveLimit { limit: Dose }, TooWeak { weakest: Strength }, BottleTooSmall,
        LineZero { better: Option<Syringe> }, TooManyDraws { draws: Draws, better: Option<Syringe> },
    }
    /// Why no whole capsules make the dose.
    enum CapsuleError {
        DoseZero, AboveLimit { limit: Dose }, NoStrength, WholeTablet { tablet: Dose },
        NoSum { below: Option<Dose> },
    }
}
