//! Student's t for a 95 % interval, as data.

/// The 97.5 % quantile in thousandths for 1 to 30 degrees of freedom.
const TO_THIRTY: [u32; 30] = [
    12_706, 4_303, 3_182, 2_776, 2_571, 2_447, 2_365, 2_306, 2_262, 2_228, 2_201, 2_179, 2_160, 2_145, 2_131,
    2_120, 2_110, 2_101, 2_093, 2_086, 2_080, 2_074, 2_069, 2_064, 2_060, 2_056, 2_052, 2_048, 2_045, 2_042,
];

/// Above that: from so many degrees of freedom on, the quantile.
const ABOVE: [(u32, u32); 3] = [(120, 1_980), (60, 2_000), (40, 2_021)];

/// The 97.5 % quantile in thousandths. Between two rows of the table the wider one is taken; `None` for 0.
pub(super) fn quantile_thousandths(degrees: u32) -> Option<u32> {
    let row = usize::try_from(degrees.checked_sub(1)?).ok()?;
    let above = || ABOVE.iter().find(|(from, _)| degrees >= *from).map(|(_, quantile)| *quantile);
    TO_THIRTY.get(row).copied().or_else(above).or(TO_THIRTY.last().copied())
}

#[cfg(test)]
mod tests {
    use super::quantile_thousandths;

    #[test]
    fn the_table_falls_and_never_promises_more_than_it_holds() {
        assert_eq!(quantile_thousandths(0), None);
        assert_eq!(quantile_thousandths(1), Some(12_706));
        assert_eq!(quantile_thousandths(6), Some(2_447));
        for (degrees, same_as) in [(31, 30), (39, 30), (41, 40), (59, 40), (119, 60), (5_000, 120)] {
            assert_eq!(quantile_thousandths(degrees), quantile_thousandths(same_as), "{degrees}");
        }
        let mut last = u32::MAX;
        for degrees in 1..200 {
            let now = quantile_thousandths(degrees).expect("from 1 on");
            assert!(now <= last, "{degrees}");
            last = now;
        }
    }
}
