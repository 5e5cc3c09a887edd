//! Caps are totals per 24 hours, and the largest of them is an alarm (`safety.md` 9).

use crate::domain::amount::Dose;
use crate::domain::parameter::Parameters;
use crate::domain::plan::{Agreement, AgreementKind};

/// Where a total per 24 hours lies, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cap {
    /// At or below the soft cap (4.5 mg).
    Within,
    /// Above the soft cap: a warning.
    AboveSoft,
    /// Above 6 mg: only with a *signed* agreement; reported is not enough (`safety.md` 4).
    NeedsSigned,
    /// Above 12 mg: refused, whoever agreed.
    Refused,
    /// A whole 50 mg tablet or more: alarm, poison line.
    WholeTablet,
}

/// Where a total lies. Exactly on a limit is still below it, except the whole tablet.
pub fn cap(total: Dose, parameters: &Parameters) -> Cap {
    if total >= parameters.whole_tablet.value {
        Cap::WholeTablet
    } else if total > parameters.refuse_above.value {
        Cap::Refused
    } else if total > parameters.signed_above.value {
        Cap::NeedsSigned
    } else if total > parameters.soft_cap.value {
        Cap::AboveSoft
    } else {
        Cap::Within
    }
}

/// Whether a total may stand in a plan that this clinician agreed to.
pub fn cap_allows(total: Dose, agreement: Option<&Agreement>, parameters: &Parameters) -> bool {
    match cap(total, parameters) {
        Cap::Within | Cap::AboveSoft => true,
        Cap::NeedsSigned => agreement.is_some_and(is_signed),
        Cap::Refused | Cap::WholeTablet => false,
    }
}

/// An order from a paired portal; there is no code a patient can type.
pub fn is_signed(agreement: &Agreement) -> bool {
    agreement.kind == AgreementKind::Signed
}
