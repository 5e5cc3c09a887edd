//! An exact non-negative fraction, for volumes that do not end ("1000/3 µL").

use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// A non-negative fraction in lowest terms. Shown as `p/q`, or `p` when whole.
///
/// Built from `u64` parts, so that one multiplication of two ratios cannot overflow `u128`.
/// In JSON it is that same text, because a float would lose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    num: u128,
    den: u128,
}

impl Ratio {
    /// `num / den` in lowest terms; `None` when `den` is 0.
    pub fn new(num: u128, den: u128) -> Option<Self> {
        if den == 0 {
            return None;
        }
        let g = gcd(num, den);
        Some(Self { num: num / g, den: den / g })
    }

    /// A whole number.
    pub fn whole(n: u64) -> Self {
        Self { num: u128::from(n), den: 1 }
    }

    /// The numerator in lowest terms.
    pub fn num(self) -> u128 {
        self.num
    }

    /// The denominator in lowest terms, at least 1.
    pub fn den(self) -> u128 {
        self.den
    }

    /// Whether the value is a whole number.
    pub fn is_whole(self) -> bool {
        self.den == 1
    }

    /// The largest whole number not above the value.
    pub fn floor(self) -> u128 {
        self.num / self.den
    }

    /// The sum; `None` when it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let left = self.num.checked_mul(other.den)?;
        let right = other.num.checked_mul(self.den)?;
        Self::new(left.checked_add(right)?, self.den.checked_mul(other.den)?)
    }

    /// The product; `None` when it does not fit.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        Self::new(self.num.checked_mul(other.num)?, self.den.checked_mul(other.den)?)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    /// Exact comparison by continued fractions: cross products could overflow.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b, mut c, mut d) = (self.num, self.den, other.num, other.den);
        let mut flipped = false;
        loop {
            let order = (a / b).cmp(&(c / d));
            if order != Ordering::Equal {
                return if flipped { order.reverse() } else { order };
            }
            let (ra, rc) = (a % b, c % d);
            match (ra == 0, rc == 0) {
                (true, true) => return Ordering::Equal,
                (true, false) => return if flipped { Ordering::Greater } else { Ordering::Less },
                (false, true) => return if flipped { Ordering::Less } else { Ordering::Greater },
                (false, false) => {
                    (a, b, c, d) = (b, ra, d, rc);
                    flipped = !flipped;
                }
            }
        }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den == 1 { write!(f, "{}", self.num) } else { write!(f, "{}/{}", self.num, self.den) }
    }
}

/// Text that is not `p` or `p/q`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotARatio;

impl fmt::Display for NotARatio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fraction is written p or p/q")
    }
}

impl core::error::Error for NotARatio {}

impl FromStr for Ratio {
    type Err = NotARatio;

    fn from_str(text: &str) -> Result<Self, NotARatio> {
        let (num, den) = text.split_once('/').unwrap_or((text, "1"));
        let digits = |part: &str| {
            let plain = part.bytes().all(|b| b.is_ascii_digit());
            part.parse::<u128>().ok().filter(|_| plain).ok_or(NotARatio)
        };
        Self::new(digits(num)?, digits(den)?).ok_or(NotARatio)
    }
}

impl Serialize for Ratio {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_rational::Ratio as Exact;
    use proptest::prelude::*;

    fn ratio(num: u128, den: u128) -> Ratio {
        Ratio::new(num, den).expect("not over nothing")
    }

    #[test]
    fn a_fraction_is_kept_and_written_in_lowest_terms() {
        for (num, den, text) in [(6, 4, "3/2"), (4, 2, "2"), (0, 7, "0"), (1, 3, "1/3"), (7, 1, "7")] {
            assert_eq!(ratio(num, den).to_string(), text);
            assert_eq!(text.parse(), Ok(ratio(num, den)));
        }
        assert_eq!(Ratio::new(1, 0), None);
        assert!(ratio(4, 2).is_whole() && !ratio(3, 2).is_whole());
    }

    #[test]
    fn text_that_is_no_fraction_is_refused() {
        for text in ["", "/", "1/", "/2", "1/0", "-1", "+1", "1/-2", "1.5", "1 / 2", "1/2/3", "\u{661}"] {
            assert_eq!(text.parse::<Ratio>(), Err(NotARatio), "{text:?}");
        }
    }

    #[test]
    fn order_is_exact_where_cross_products_would_overflow() {
        let huge = u128::MAX;
        assert!(ratio(huge - 1, huge) < Ratio::whole(1));
        assert!(ratio(huge, huge - 1) > Ratio::whole(1));
        assert!(ratio(huge - 2, huge - 1) < ratio(huge - 1, huge));
        assert_eq!(ratio(huge, 3).cmp(&ratio(huge, 3)), Ordering::Equal);
        assert_eq!(ratio(huge, 2).checked_mul(ratio(huge, 3)), None);
    }

    #[test]
    fn json_keeps_it_as_text() {
        let kept = serde_json::to_string(&ratio(1_000, 3)).expect("plain text");
        assert_eq!(kept, "\"1000/3\"");
        assert_eq!(serde_json::from_str::<Ratio>(&kept).expect("its own text"), ratio(1_000, 3));
        assert!(serde_json::from_str::<Ratio>("0.5").is_err());
    }

    proptest! {
        #[test]
        fn it_agrees_with_another_library(a in 0_u64.., b in 1_u64.., c in 0_u64.., d in 1_u64..) {
            let exact = |num: u64, den: u64| Exact::<u128>::new(num.into(), den.into());
            let ours = |num: u64, den: u64| ratio(num.into(), den.into());
            prop_assert_eq!(ours(a, b).cmp(&ours(c, d)), exact(a, b).cmp(&exact(c, d)));
            prop_assert_eq!(ours(a, b).floor(), exact(a, b).floor().to_integer());
            let product = exact(a, b).numer().checked_mul(*exact(c, d).numer());
            if product.is_some() {
                let product = Exact::new(u128::from(a), u128::from(b)) * Exact::new(u128::from(c), u128::from(d));
                prop_assert_eq!(ours(a, b).checked_mul(ours(c, d)), Some(ratio(*product.numer(), *product.denom())));
            }
            prop_assert_eq!(ours(a, b).to_string().parse(), Ok(ours(a, b)));
        }
    }
}
