//! Dilutions and the languages of their sentences.

pub(crate) use nocte_core::domain::amount::DecimalMark;
use nocte_core::domain::amount::Dose;
pub(crate) use nocte_core::domain::dilution::DilutionWarning;
use nocte_core::domain::syringe::Syringe;
pub(crate) use nocte_core::words::Lang;

/// The languages of the core's sentences.
#[uniffi::remote(Enum)]
pub enum Lang {
    En,
    De,
}

/// The decimal mark a text is typed with.
#[uniffi::remote(Enum)]
pub enum DecimalMark {
    Point,
    Comma,
}

/// What to know about a line.
#[uniffi::remote(Enum)]
pub enum DilutionWarning {
    RoundedDown,
    RoundingOverBound { percent: u32 },
    SeveralDraws,
    BetterSyringe { syringe: Syringe },
    AboveSoftCap { cap: Dose },
    NeedsClinician { above: Dose },
    RecipeShelfLife { nights: u64, days: u32 },
}
