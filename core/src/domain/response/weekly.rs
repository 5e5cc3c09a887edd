//! A scale week by week, for the eye: weeks counted from the night of the first dose, those before it backwards.
//!
//! The verdict counts its weeks back from its last night (see `block`), so the two differ by some nights once the
//! last week is not full. Missing is missing: a week with too few ratings has no mean.

use super::block::{BLOCK_NIGHTS, hundredths, total};
use super::{Rating, ratings};
use crate::domain::night::Night;
use crate::domain::symptom::Score;

/// One week of one scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its first night.
    pub first: Night,
    /// Nights with a rating, 0 to 7.
    pub rated: u32,
    /// Their mean in hundredths of a point; `None` with fewer than were asked for.
    pub mean: Option<i64>,
}

/// The weeks of a scale up to tonight, from the first that has a rating; empty where nothing is rated.
///
/// `anchor` is the first night of week 1; `enough` is how many rated nights make a mean.
pub fn weekly(scores: &[Score], scale: &str, anchor: Night, tonight: Night, enough: u32) -> Vec<Week> {
    let ratings = ratings(scores, scale, tonight);
    let Some(oldest) = ratings.first().map(|rating| rating.night) else { return Vec::new() };
    let days = (oldest.date - anchor.date).num_days();
    let begin = anchor.plus(days.div_euclid(BLOCK_NIGHTS) * BLOCK_NIGHTS);
    let weeks = (tonight.date - begin.date).num_days().div_euclid(BLOCK_NIGHTS);
    (0..=weeks).map(|week| one(&ratings, begin.plus(week * BLOCK_NIGHTS), enough)).collect()
}

fn one(ratings: &[Rating], first: Night, enough: u32) -> Week {
    let last = first.plus(BLOCK_NIGHTS - 1);
    let inside = |rating: &&Rating| rating.night.date >= first.date && rating.night.date <= last.date;
    let (sum, count) = total(ratings.iter().filter(inside));
    let rated = u32::try_from(count).unwrap_or(0);
    Week { first, rated, mean: (rated > 0 && rated >= enough).then(|| hundredths(sum, count)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::Stamp;
    use crate::domain::fact_id::FactId;
    use chrono::{DateTime, NaiveDate};

    fn night(day: i64) -> Night {
        Night::of(NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date")).plus(day)
    }

    fn score(day: i64, value: u8) -> Score {
        let stamp = Stamp {
            recorded_at: DateTime::UNIX_EPOCH,
            zone: "UTC".to_owned(),
            offset_s: 0,
            source: "test".to_owned(),
            clock_suspect: false,
        };
        Score { id: FactId(0), night: night(day), scale: "pain".to_owned(), value, stamp }
    }

    #[test]
    fn weeks_turn_on_the_first_dose_and_a_thin_one_has_no_mean() {
        let scores: Vec<Score> = [(-9, 6), (-7, 4), (-3, 8), (-2, 7), (0, 5), (1, 6), (8, 3)]
            .map(|(day, value)| score(day, value))
            .into();
        let weeks = weekly(&scores, "pain", night(0), night(9), 2);
        let firsts: Vec<Night> = weeks.iter().map(|week| week.first).collect();
        assert_eq!(firsts, [night(-14), night(-7), night(0), night(7)]);
        let means: Vec<Option<i64>> = weeks.iter().map(|week| week.mean).collect();
        assert_eq!(means, [None, Some(633), Some(550), None]);
        assert_eq!(weeks.iter().map(|week| week.rated).sum::<u32>(), 7);
        assert_eq!(weekly(&scores, "sleep", night(0), night(9), 1), []);
    }
}
