//! How the small values cross: amounts as whole numbers, everything with a calendar as text, instants in milliseconds.
//!
//! No float, and no type of a platform's calendar: a shell shows what it gets and computes no date. What cannot be
//! read is `ApiError::Input`, with the name of the kind and never the value.

use crate::error::InputKind;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc, Weekday};
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::syringe::Syringe;

uniffi::custom_type!(
    /// A dose in whole nanograms: 4.5 mg are 4,500,000.
    Dose, u64, { remote, try_lift: |ng| Ok(Dose::from_ng(ng)), lower: |dose| dose.ng() });

uniffi::custom_type!(
    /// A volume in whole microlitres: 1 mL is 1,000. Never shown without the bottle's strength.
    Volume, u64, { remote, try_lift: |ul| Ok(Volume::from_ul(ul)), lower: |volume| volume.ul() });

uniffi::custom_type!(
    /// An exact fraction, written `p` or `p/q` in lowest terms.
    Ratio, String, { remote,
        try_lift: |text| text.parse().map_err(|_| InputKind::Ratio.unreadable()), lower: |ratio| ratio.to_string() });

uniffi::custom_type!(
    /// A strength as the exact fraction of nanograms per microlitre (which is micrograms per millilitre), `p/q`.
    Strength, String, { remote,
        try_lift: |text| strength(&text).ok_or_else(|| InputKind::Strength.unreadable()),
        lower: |strength| strength.ng_per_ul().to_string() });

/// The two numbers printed on a syringe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct SyringeLines {
    /// What it holds.
    pub capacity: Volume,
    /// From one line to the next.
    pub graduation: Volume,
}

uniffi::custom_type!(
    /// A syringe with a line every so many microlitres; the lines divide its capacity.
    Syringe, SyringeLines, { remote,
        try_lift: |lines| Syringe::new(lines.capacity, lines.graduation).map_err(|_| InputKind::Syringe.unreadable()),
        lower: |syringe| SyringeLines { capacity: syringe.capacity(), graduation: syringe.graduation() } });

uniffi::custom_type!(
    /// A medication night, by the date of its evening: `2026-11-22`. With `+2` the second of a repeated date.
    Night, String, { remote,
        try_lift: |text| text.parse().map_err(|_| InputKind::Night.unreadable()), lower: |night| night.to_string() });

uniffi::custom_type!(
    /// The id of a fact: a UUID in lower case.
    FactId, String, { remote,
        try_lift: |text| text.parse().map_err(|_| InputKind::Id.unreadable()), lower: |id| id.to_string() });

pub(crate) type Instant = DateTime<Utc>;
uniffi::custom_type!(
    /// An instant, in milliseconds since 1970-01-01T00:00:00Z.
    Instant, i64, { remote,
        try_lift: |ms| DateTime::from_timestamp_millis(ms).ok_or_else(|| InputKind::Instant.unreadable()),
        lower: |at| at.timestamp_millis() });

pub(crate) type Day = NaiveDate;
uniffi::custom_type!(
    /// A day of the calendar: `2026-11-22`.
    Day, String, { remote,
        try_lift: |text| day(&text).ok_or_else(|| InputKind::Day.unreadable()), lower: |day| day.to_string() });

pub(crate) type TimeOfDay = NaiveTime;
uniffi::custom_type!(
    /// A time of day: `22:30`.
    TimeOfDay, String, { remote,
        try_lift: |text| time_of_day(&text).ok_or_else(|| InputKind::TimeOfDay.unreadable()),
        lower: |time| time.format("%H:%M").to_string() });

pub(crate) type WallTime = NaiveDateTime;
uniffi::custom_type!(
    /// What a clock on the wall shows: `2026-11-22T22:30`, with seconds only where there are any.
    WallTime, String, { remote,
        try_lift: |text| wall_time(&text).ok_or_else(|| InputKind::WallTime.unreadable()),
        lower: |wall| wall.format(if wall.second() == 0 { MINUTES } else { SECONDS }).to_string() });

pub(crate) type DayOfWeek = Weekday;
uniffi::custom_type!(
    /// A day of the week, 0 for Monday to 6 for Sunday.
    DayOfWeek, u8, { remote,
        try_lift: |day| Weekday::try_from(day).map_err(|_| InputKind::DayOfWeek.unreadable()),
        lower: |day| u8::try_from(day.num_days_from_monday()).unwrap_or_default() });

pub(crate) type Index = usize;
uniffi::custom_type!(
    /// A place in a list, from 0.
    Index, u32, { remote,
        try_lift: |place| usize::try_from(place).map_err(|_| InputKind::Index.unreadable()),
        lower: |place| u32::try_from(place).unwrap_or(u32::MAX) });

const MINUTES: &str = "%Y-%m-%dT%H:%M";
const SECONDS: &str = "%Y-%m-%dT%H:%M:%S";

fn strength(text: &str) -> Option<Strength> {
    let ratio: Ratio = text.parse().ok()?;
    let (ng, ul) = (u64::try_from(ratio.num()).ok()?, u64::try_from(ratio.den()).ok()?);
    Strength::new(Dose::from_ng(ng), Volume::from_ul(ul))
}

// chrono takes `2026-1-5` and `7:5`; what crosses here is written in full.
fn day(text: &str) -> Option<NaiveDate> {
    (text.len() == 10).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

fn time_of_day(text: &str) -> Option<NaiveTime> {
    (text.len() == 5).then(|| NaiveTime::parse_from_str(text, "%H:%M").ok()).flatten()
}

fn wall_time(text: &str) -> Option<NaiveDateTime> {
    match text.len() {
        16 => NaiveDateTime::parse_from_str(text, MINUTES).ok(),
        19 => NaiveDateTime::parse_from_str(text, SECONDS).ok(),
        _ => None,
    }
}
