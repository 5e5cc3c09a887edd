//! Welch's t interval for the difference of two means, in whole hundredths of a point.
//!
//! Exact to the last step: sums, variances and degrees of freedom are fractions of integers. Only the interval's
//! half width is rounded, and outward, so that it never promises more than was measured.

use super::block::half_even;
use super::student::quantile_thousandths;

/// A 95 % interval around the change from before to after; positive is a fall of the rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The change, hundredths of a point.
    pub change: i64,
    /// Its lower end.
    pub low: i64,
    /// Its upper end.
    pub high: i64,
    /// Welch's degrees of freedom, rounded down.
    pub degrees: u32,
}

impl Interval {
    /// The same, told as a rise of the rating.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self { change: -self.change, low: -self.high, high: -self.low, degrees: self.degrees }
    }
}

/// Number, sum, and number times sum of squares less the squared sum: all a side gives to the interval.
#[derive(Debug, Clone, Copy)]
struct Side {
    count: i128,
    sum: i128,
    spread: i128,
}

impl Side {
    fn of(means: &[i64]) -> Option<Self> {
        let count = i128::try_from(means.len()).ok().filter(|count| *count >= 2)?;
        let sum: i128 = means.iter().map(|mean| i128::from(*mean)).sum();
        let squares: i128 = means.iter().map(|mean| i128::from(*mean) * i128::from(*mean)).sum();
        Some(Self { count, sum, spread: count * squares - sum * sum })
    }

    /// The squared standard error of the mean is `spread / divisor`.
    fn divisor(self) -> i128 {
        self.count * self.count * (self.count - 1)
    }
}

/// The interval between two lists of block means; `None` with fewer than two on a side.
pub(super) fn interval(before: &[i64], after: &[i64]) -> Option<Interval> {
    let (before, after) = (Side::of(before)?, Side::of(after)?);
    let change = half_even(before.sum * after.count - after.sum * before.count, before.count * after.count);
    // The two squared errors over one divisor.
    let one = before.spread * after.divisor();
    let two = after.spread * before.divisor();
    let divisor = before.divisor() * after.divisor();
    let degrees = degrees(one, two, before.count - 1, after.count - 1);
    let quantile = i128::from(quantile_thousandths(degrees)?);
    let half = half_width(quantile, one + two, divisor);
    Some(Interval { change, low: change - half, high: change + half, degrees })
}

/// Welch and Satterthwaite's degrees of freedom, rounded down: between the smaller side's and the sum of both.
fn degrees(one: i128, two: i128, left: i128, right: i128) -> u32 {
    // Large fractions are brought down together; that moves the quotient by less than a millionth.
    let scale = ((one.max(two)) >> 50).max(1);
    let (one, two) = (one / scale, two / scale);
    let parts = one * one * right + two * two * left;
    let least = left.min(right);
    let degrees = if parts == 0 { least } else { (one + two) * (one + two) * left * right / parts };
    u32::try_from(degrees.clamp(least, left + right)).unwrap_or(u32::MAX)
}

/// `quantile / 1000 × √(spread / divisor)`, rounded up.
fn half_width(quantile: i128, spread: i128, divisor: i128) -> i64 {
    let square = quantile * quantile * spread;
    let per = divisor * 1_000_000;
    let mut half = (square / per).unsigned_abs().isqrt();
    while i128::try_from(half * half).is_ok_and(|squared| squared * per < square) {
        half += 1;
    }
    i64::try_from(half).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weeks_have_no_width_and_their_difference() {
        let interval = interval(&[600; 4], &[450; 4]).expect("four a side");
        assert_eq!((interval.change, interval.low, interval.high, interval.degrees), (150, 150, 150, 3));
    }

    #[test]
    fn a_worked_example() {
        let interval = interval(&[580, 600, 600, 620], &[400, 450, 450, 500]).expect("four a side");
        // Sums of squared deviations 800 and 5000.
        // 800/12 + 5000/12 = 483.33, root 21.985; (483.33²) / (66.67²/3 + 416.67²/3) = 3.94: 3 degrees, t 3.182.
        assert_eq!((interval.change, interval.degrees), (150, 3));
        assert_eq!((interval.low, interval.high), (150 - 70, 150 + 70));
    }

    #[test]
    fn one_week_a_side_gives_no_interval() {
        assert_eq!(interval(&[600], &[450; 9]), None);
        assert_eq!(interval(&[], &[]), None);
    }
}
