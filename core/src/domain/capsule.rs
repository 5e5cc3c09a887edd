//! Doses made of whole capsules, as a pharmacy fills them.
//!
//! Capsules are never opened, halved or mixed by guess: a dose is an exact sum of the strengths at hand,
//! with as few capsules as possible, or it is refused with the nearest doses that whole capsules give.

use super::amount::Dose;
use super::parameter::Parameters;
use core::fmt;

/// More capsules than this for one dose are refused: counting them at bedtime is its own source of error.
pub const MOST_CAPSULES: u32 = 10;

/// So many of one strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CapsuleCount {
    /// The strength of one capsule.
    pub strength: Dose,
    /// How many, at least one.
    pub count: u32,
}

/// Why no whole capsules make the dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CapsuleError {
    /// A dose of nothing.
    DoseZero,
    /// Above what is ever planned per 24 hours.
    AboveLimit {
        /// The limit.
        limit: Dose,
    },
    /// No strengths at hand, or one of them is nothing.
    NoStrength,
    /// As strong as a whole tablet: that is not a capsule of low-dose naltrexone.
    WholeTablet {
        /// The tablet.
        tablet: Dose,
    },
    /// No sum of at most [`MOST_CAPSULES`] makes the dose.
    NoSum {
        /// The largest dose below it that whole capsules make. Shown as a fact, never as a suggestion.
        below: Option<Dose>,
    },
}

impl CapsuleError {
    /// The stable name of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DoseZero => "dose_zero",
            Self::AboveLimit { .. } => "above_limit",
            Self::NoStrength => "no_capsule_strength",
            Self::WholeTablet { .. } => "whole_tablet",
            Self::NoSum { .. } => "no_capsule_sum",
        }
    }
}

impl fmt::Display for CapsuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no capsules: {}", self.code())
    }
}

impl core::error::Error for CapsuleError {}

/// The fewest whole capsules that make exactly `dose`, strongest first.
pub fn capsules_for(
    dose: Dose,
    at_hand: &[Dose],
    parameters: &Parameters,
) -> Result<Vec<CapsuleCount>, CapsuleError> {
    let (limit, tablet) = (parameters.refuse_above.value, parameters.whole_tablet.value);
    if dose.is_zero() {
        return Err(CapsuleError::DoseZero);
    }
    if dose > limit {
        return Err(CapsuleError::AboveLimit { limit });
    }
    if at_hand.is_empty() || at_hand.iter().any(|strength| strength.is_zero()) {
        return Err(CapsuleError::NoStrength);
    }
    if at_hand.iter().any(|strength| *strength >= tablet) {
        return Err(CapsuleError::WholeTablet { tablet });
    }
    let mut strengths = at_hand.to_vec();
    strengths.sort_unstable_by(|a, b| b.cmp(a));
    strengths.dedup();
    let mut search = Search { best: None, below: 0 };
    search.fill(dose.ng(), &strengths, &mut Vec::new(), dose.ng());
    search.best.ok_or(CapsuleError::NoSum { below: (search.below > 0).then(|| Dose::from_ng(search.below)) })
}

/// Every way to fill the dose, strongest capsules first; small, because at most ten capsules count.
struct Search {
    best: Option<Vec<CapsuleCount>>,
    below: u64,
}

impl Search {
    fn fill(&mut self, left: u64, strengths: &[Dose], chosen: &mut Vec<CapsuleCount>, dose: u64) {
        self.below = self.below.max(dose - left);
        if left == 0 {
            let fewer = self.best.as_ref().is_none_or(|best| counted(chosen) < counted(best));
            if fewer {
                self.best = Some(chosen.clone());
            }
            return;
        }
        let Some((strength, weaker)) = strengths.split_first() else { return };
        let room = u64::from(MOST_CAPSULES - counted(chosen));
        for count in (0..=room.min(left / strength.ng())).rev() {
            let taken = u32::try_from(count).unwrap_or(0);
            if taken > 0 {
                chosen.push(CapsuleCount { strength: *strength, count: taken });
            }
            self.fill(left - count * strength.ng(), weaker, chosen, dose);
            if taken > 0 {
                chosen.pop();
            }
        }
    }
}

/// How many capsules in all.
pub fn counted(capsules: &[CapsuleCount]) -> u32 {
    capsules.iter().map(|one| one.count).sum()
}
