//! The medication night: the unit of doses, logs, steps and reminders.

use chrono::NaiveDate;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// A night, named by the civil date of its evening: 12:00 to 12:00, or 00:00 to 00:00 for day sleepers.
///
/// Flying east over the date line makes one date happen twice; the second is written `2026-11-23+2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Night {
    /// The civil date of the evening.
    pub date: NaiveDate,
    /// Whether this is the second night of that date.
    pub second: bool,
}

impl Night {
    /// The (first) night of a date.
    pub const fn of(date: NaiveDate) -> Self {
        Self { date, second: false }
    }

    /// The second night of a date, over the date line.
    pub const fn second_of(date: NaiveDate) -> Self {
        Self { date, second: true }
    }
}

impl fmt::Display for Night {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.date.format("%Y-%m-%d"), if self.second { "+2" } else { "" })
    }
}

/// Text that is not a night (`YYYY-MM-DD`, or with `+2`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotANight;

impl fmt::Display for NotANight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a night is written YYYY-MM-DD")
    }
}

impl core::error::Error for NotANight {}

impl FromStr for Night {
    type Err = NotANight;

    fn from_str(text: &str) -> Result<Self, NotANight> {
        let (date, second) = match text.strip_suffix("+2") {
            Some(date) => (date, true),
            None => (text, false),
        };
        // chrono accepts `2026-1-5`; a night key does not.
        if date.len() != 10 {
            return Err(NotANight);
        }
        let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").map_err(|_| NotANight)?;
        Ok(Self { date, second })
    }
}

impl Serialize for Night {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Night {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
