//! A stretch of nights and what was rated in it.

use super::Rating;
use super::block::{half_even, hundredths, means, total};
use crate::domain::night::Night;

/// Nights in a row, and the ratings among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The first rated night.
    pub first: Night,
    /// The last night.
    pub last: Night,
    /// Nights with a rating. The others are missing, not zero.
    pub rated: u32,
    /// Mean of all ratings, hundredths of a point.
    pub mean: i64,
    /// Means of the weeks with enough ratings, the latest first, hundredths of a point.
    pub weeks: Vec<i64>,
}

impl Stretch {
    /// The stretch from one night to another; `None` without a rating in it.
    pub(super) fn of(ratings: &[Rating], first: Night, last: Night, enough: u32) -> Option<Self> {
        let inside = |rating: &&Rating| rating.night >= first && rating.night <= last;
        let (sum, count) = total(ratings.iter().filter(inside));
        let rated = u32::try_from(count).ok().filter(|count| *count > 0)?;
        let weeks = means(ratings, first, last, enough);
        let first = ratings.iter().find(inside).map_or(first, |rating| rating.night);
        Some(Self { first, last, rated, mean: hundredths(sum, count), weeks })
    }

    /// The mean of the weeks, hundredths of a point.
    pub(super) fn weeks_mean(&self) -> Option<i64> {
        let count = i128::try_from(self.weeks.len()).ok().filter(|count| *count > 0)?;
        Some(half_even(self.weeks.iter().map(|mean| i128::from(*mean)).sum(), count))
    }
}
