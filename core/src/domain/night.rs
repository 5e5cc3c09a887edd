//! The medication night: the unit of doses, logs, steps and reminders.
//!
//! Night *N* holds the wall times from *N* at the cutover up to *N+1* at the cutover, so the dose at 00:40
//! belongs to the evening before. A civil date that never was (Apia, 30 December 2011) is no night; the hours
//! after midnight then belong to the last real one.

use super::zone::{Resolved, ZoneWindow};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
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

    /// The (first) night of the next date.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of(self.date.succ_opt().unwrap_or(self.date))
    }

    /// The (first) night of the date before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::of(self.date.pred_opt().unwrap_or(self.date))
    }

    /// The (first) night some dates later, or earlier if negative. Stays put at the calendar's ends.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let moved = TimeDelta::try_days(days).and_then(|by| self.date.checked_add_signed(by));
        Self::of(moved.unwrap_or(self.date))
    }
}

/// The night an instant belongs to. Says the date only: a second night of one date depends on the log.
pub fn night_of(window: &ZoneWindow, cutover: NaiveTime, instant: DateTime<Utc>) -> Night {
    let local = window.local(instant);
    let mut night = Night::of(local.date());
    if local.time() < cutover {
        night = night.previous();
    }
    while !window.resolve(night.date.and_time(cutover)).exists() {
        night = night.previous();
    }
    night
}

/// The first instant of a night.
pub fn window_start(window: &ZoneWindow, cutover: NaiveTime, night: Night) -> DateTime<Utc> {
    window.resolve(night.date.and_time(cutover)).instant
}

/// The wall time at which a night shows a time of day: that evening, or after midnight if before the cutover.
pub fn civil(night: Night, cutover: NaiveTime, time: NaiveTime) -> NaiveDateTime {
    let date = if time >= cutover { night.date } else { night.next().date };
    date.and_time(time)
}

/// A night's bedtime, as wanted and as the zone has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedBedtime {
    /// The wall time that was wanted.
    pub nominal: NaiveDateTime,
    /// Whether that evening exists at all.
    pub notify: bool,
    /// What the zone makes of it.
    pub resolved: Resolved,
}

/// The instant of a night's bedtime, through gaps and repeated hours.
pub fn bedtime(window: &ZoneWindow, night: Night, cutover: NaiveTime, bedtime: NaiveTime) -> ResolvedBedtime {
    let nominal = civil(night, cutover, bedtime);
    let resolved = window.resolve(nominal);
    ResolvedBedtime { nominal, notify: resolved.exists(), resolved }
}

/// Whether a bedtime is at least four hours from the cutover, both ways round the clock; nearer ones would
/// let one night's late window run into the next night.
pub fn bedtime_fits(cutover: NaiveTime, bedtime: NaiveTime) -> bool {
    const DAY_S: u32 = 24 * 60 * 60;
    const FOUR_HOURS_S: u32 = 4 * 60 * 60;
    let after = (DAY_S + bedtime.num_seconds_from_midnight() - cutover.num_seconds_from_midnight()) % DAY_S;
    (FOUR_HOURS_S..=DAY_S - FOUR_HOURS_S).contains(&after)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::zone::Transition;

    fn time(text: &str) -> NaiveTime {
        text.parse().expect("a literal time of day")
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a literal instant")
    }

    fn night(text: &str) -> Night {
        text.parse().expect("a literal night")
    }

    fn fixed(offset_s: i32) -> ZoneWindow {
        ZoneWindow {
            zone: "Test/Zone".to_owned(),
            initial_offset_s: offset_s,
            transitions: Vec::new(),
            until: None,
        }
    }

    #[test]
    fn n1_hours_after_midnight_belong_to_the_evening_before() {
        let new_york = fixed(-5 * 3600);
        let noon = time("12:00:00");
        for (instant, label) in [
            ("2026-11-23T05:40:00Z", "2026-11-22"),
            ("2026-11-23T16:59:59Z", "2026-11-22"),
            ("2026-11-23T17:00:00Z", "2026-11-23"),
        ] {
            assert_eq!(night_of(&new_york, noon, at(instant)), night(label), "{instant}");
        }
        assert_eq!(window_start(&new_york, noon, night("2026-11-22")), at("2026-11-22T17:00:00Z"));
    }

    #[test]
    fn n1_a_date_that_never_was_is_no_night() {
        let mut apia = fixed(-36000);
        apia.transitions.push(Transition { at: at("2011-12-30T10:00:00Z"), offset_s: 50400 });
        assert_eq!(night_of(&apia, time("12:00:00"), at("2011-12-30T10:20:00Z")), night("2011-12-29"));
    }

    #[test]
    fn n2_bedtimes_within_four_hours_of_the_cutover_do_not_fit() {
        let noon = time("12:00:00");
        for (bedtime, fits) in [
            ("08:00:00", true),
            ("08:01:00", false),
            ("12:00:00", false),
            ("15:59:00", false),
            ("16:00:00", true),
            ("00:00:00", true),
        ] {
            assert_eq!(bedtime_fits(noon, time(bedtime)), fits, "{bedtime}");
        }
        assert!(bedtime_fits(time("00:00:00"), time("09:00:00")));
        assert!(!bedtime_fits(time("00:00:00"), time("22:30:00")));
    }

    #[test]
    fn n2_bedtime_after_midnight_shows_on_the_next_date() {
        let noon = time("12:00:00");
        let label = night("2026-05-10");
        assert_eq!(civil(label, noon, time("00:00:00")).to_string(), "2026-05-11 00:00:00");
        assert_eq!(civil(label, noon, time("11:59:00")).to_string(), "2026-05-11 11:59:00");
        assert_eq!(civil(label, noon, time("12:00:00")).to_string(), "2026-05-10 12:00:00");
    }

    #[test]
    fn next_and_previous_go_by_date() {
        assert_eq!(night("2026-11-23+2").next(), night("2026-11-24"));
        assert_eq!(night("2026-11-23+2").previous(), night("2026-11-22"));
        assert_eq!(night("2026-03-01").plus(-1), night("2026-02-28"));
    }
}
