//! The one error of the boundary: a case for each thing a shell can do about it.

use crate::refusal::Refusal;
use std::fmt;
use std::sync::Arc;

/// Why a call was not carried out. Nothing was stored. One case for each thing a shell can do about it.
///
/// No case carries a name, dose, date or note: an error ends up in a log. What a refusal says to the person it
/// belongs to is asked of `Refusal`, which prints as nothing.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum ApiError {
    /// The shell passed something that is not of its kind, such as a night not written `YYYY-MM-DD`: a mistake in
    /// the shell, or a field to mark.
    #[error("a value could not be read: {kind}")]
    Input {
        /// What it should have been.
        kind: InputKind,
    },
    /// A rule says no: show its reason and the next step.
    #[error("refused")]
    Refused {
        /// Why, and what to do next.
        refusal: Arc<Refusal>,
    },
}

/// What a value passed in should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum InputKind {
    /// `p` or `p/q`.
    Ratio,
    /// A strength above nothing, as a fraction.
    Strength,
    /// A syringe whose lines divide its capacity of at most 20 mL.
    Syringe,
    /// `YYYY-MM-DD`.
    Night,
    /// A UUID.
    Id,
    /// Milliseconds within the calendar.
    Instant,
    /// `YYYY-MM-DD`.
    Day,
    /// `HH:MM`.
    TimeOfDay,
    /// `YYYY-MM-DDTHH:MM`.
    WallTime,
    /// 0 to 6.
    DayOfWeek,
    /// A place in a list.
    Index,
}

impl InputKind {
    /// The error that says so, in the coat the lifting code expects.
    pub(crate) fn unreadable(self) -> uniffi::deps::anyhow::Error {
        uniffi::deps::anyhow::Error::new(ApiError::Input { kind: self })
    }
}

impl fmt::Display for InputKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ratio => "ratio",
            Self::Strength => "strength",
            Self::Syringe => "syringe",
            Self::Night => "night",
            Self::Id => "id",
            Self::Instant => "instant",
            Self::Day => "day",
            Self::TimeOfDay => "time of day",
            Self::WallTime => "wall time",
            Self::DayOfWeek => "day of week",
            Self::Index => "index",
        })
    }
}
