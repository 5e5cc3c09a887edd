//! Doses that are typed twice, because one slip of a digit or a point is all it takes (`safety.md` 10).

use crate::domain::amount::Dose;
use crate::domain::parameter::Parameters;

/// Why a dose is typed twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TypedTwice {
    /// A first dose above the protocol's start.
    AboveStart,
    /// A first dose above 1.5 mg.
    HighFirst,
    /// Three times the last dose, or more.
    Threefold,
    /// A third of the last dose, or less.
    Third,
}

/// Why `dose` has to be typed twice, if it has to. `last` is the dose before it; without one it is a first dose.
pub fn typed_twice(
    dose: Dose,
    start: Option<Dose>,
    last: Option<Dose>,
    parameters: &Parameters,
) -> Option<TypedTwice> {
    let Some(last) = last.filter(|last| !last.is_zero()) else {
        return if start.is_some_and(|start| dose > start) {
            Some(TypedTwice::AboveStart)
        } else {
            (dose > parameters.first_dose_twice.value).then_some(TypedTwice::HighFirst)
        };
    };
    let (dose, last) = (u128::from(dose.ng()), u128::from(last.ng()));
    if dose >= last * 3 {
        Some(TypedTwice::Threefold)
    } else {
        (dose * 3 <= last).then_some(TypedTwice::Third)
    }
}
