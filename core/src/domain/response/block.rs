//! Blocks of seven nights: the unit in which two stretches of nights are compared.
//!
//! Neighbouring nights resemble each other, so single nights would make any difference look sure. The means of
//! whole weeks resemble each other far less (design 8).

use super::Rating;
use crate::domain::night::Night;

/// Nights of a block.
pub const BLOCK_NIGHTS: i64 = 7;

/// Most blocks a side: a year. Keeps the exact sums far from the end of their type.
const MOST_BLOCKS: usize = 52;

/// Means of the blocks of `first..=last`, the last block ending on `last`, in hundredths of a point.
///
/// A block with fewer than `enough` rated nights is left out: missing is missing, never zero.
pub(super) fn means(ratings: &[Rating], first: Night, last: Night, enough: u32) -> Vec<i64> {
    let mut means = Vec::new();
    let mut end = last;
    while end >= first && means.len() < MOST_BLOCKS {
        let begin = end.plus(1 - BLOCK_NIGHTS);
        let inside = |rating: &&Rating| rating.night.date >= begin.date && rating.night.date <= end.date;
        let (sum, count) = total(ratings.iter().filter(inside));
        if begin >= first && count >= i64::from(enough) {
            means.push(hundredths(sum, count));
        }
        end = begin.previous();
    }
    means
}

/// The first night of the weeks counted back from `last` that hold `first`: the night on which the log happened to
/// begin is no reason to lose its week.
pub(super) fn whole_weeks(first: Night, last: Night) -> Night {
    let nights = (last.date - first.date).num_days() + 1;
    let weeks = (nights + BLOCK_NIGHTS - 1).div_euclid(BLOCK_NIGHTS);
    last.plus(1 - weeks * BLOCK_NIGHTS)
}

/// The sum of ratings and how many there are.
pub(super) fn total<'a>(ratings: impl Iterator<Item = &'a Rating>) -> (i64, i64) {
    ratings.fold((0, 0), |(sum, count), rating| (sum + i64::from(rating.value), count + 1))
}

/// A mean in hundredths of a point, rounded half to even. `count` is above 0.
pub(super) fn hundredths(sum: i64, count: i64) -> i64 {
    half_even(i128::from(sum) * 100, i128::from(count))
}

/// A quotient rounded half to even; the divisor is above 0. Quotients here are below a million.
pub(super) fn half_even(dividend: i128, divisor: i128) -> i64 {
    let (floor, rest) = (dividend.div_euclid(divisor), dividend.rem_euclid(divisor));
    let up = match (rest * 2).cmp(&divisor) {
        core::cmp::Ordering::Less => 0,
        core::cmp::Ordering::Greater => 1,
        core::cmp::Ordering::Equal => floor.rem_euclid(2),
    };
    i64::try_from(floor + up).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn night(day: i64) -> Night {
        Night::of(NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date")).plus(day)
    }

    #[test]
    fn blocks_are_counted_back_from_the_last_night_and_a_thin_one_is_left_out() {
        let ratings: Vec<Rating> = [0, 1, 2, 7, 8, 9, 10, 13]
            .into_iter()
            .map(|day| Rating { night: night(day), value: u8::try_from(day).expect("small") })
            .collect();
        // Nights 7..=13 hold five ratings, 0..=6 only three.
        assert_eq!(means(&ratings, night(0), night(13), 4), [940]);
        assert_eq!(means(&ratings, night(0), night(13), 3), [940, 100]);
        // A block that would begin before the stretch is no block.
        assert_eq!(means(&ratings, night(1), night(13), 3), [940]);
        assert_eq!(means(&ratings, night(14), night(13), 1), Vec::<i64>::new());
    }

    #[test]
    fn the_week_in_which_the_log_begins_is_whole() {
        assert_eq!(whole_weeks(night(0), night(13)), night(0));
        assert_eq!(whole_weeks(night(1), night(13)), night(0));
        assert_eq!(whole_weeks(night(13), night(13)), night(7));
        assert!(whole_weeks(night(20), night(13)) > night(13), "nothing before the first dose");
    }

    #[test]
    fn a_mean_is_rounded_half_to_even() {
        assert_eq!(hundredths(20, 3), 667);
        assert_eq!((half_even(1, 2), half_even(3, 2), half_even(5, 2)), (0, 2, 2));
        assert_eq!((half_even(-1, 2), half_even(-3, 2), half_even(-7, 4)), (0, -2, -2));
    }
}
