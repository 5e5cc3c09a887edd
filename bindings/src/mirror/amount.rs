//! Dilutions, capsules, and the languages of the sentences.

pub(crate) use nocte_core::domain::amount::DecimalMark;
use nocte_core::domain::amount::Dose;
pub(crate) use nocte_core::domain::dilution::DilutionWarning;
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
}
