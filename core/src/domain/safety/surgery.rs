//! Planned operations: the first night without a dose, so that whole days lie before the knife.

use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::setting::Settings;
use chrono::{Days, NaiveDate, NaiveTime, Timelike};

/// Minutes by which a civil day can be shorter than 24 hours.
const CLOCK_CHANGE_MIN: u64 = 60;

/// The first night without a dose before an operation.
///
/// At least *n* × 24 h lie between the last *possible* dose of the night before and 00:00 of the date
/// (`safety.md` 21). The last possible dose is lights-out plus the late window, and with an evening bedtime that
/// falls on the next calendar day, which is what plain counting of dates forgets. An hour more is kept for the clock
/// that may go forward in between: civil days are then an hour short.
pub fn first_night_without(on: NaiveDate, settings: &Settings, parameters: &Parameters) -> Night {
    let day = 24 * 60;
    let minute = |time: NaiveTime| u64::from(time.num_seconds_from_midnight() / 60);
    let (bedtime, cutover) = (minute(settings.bedtime), minute(settings.cutover));
    let lights_out = if bedtime < cutover { bedtime + day } else { bedtime };
    let last_possible =
        (lights_out + u64::from(parameters.late_window_min.value)).min(cutover + day) + CLOCK_CHANGE_MIN;
    // The earliest night whose last possible dose would be too late.
    let days_before = u64::from(parameters.surgery_days.value) + last_possible / day;
    let days_before =
        if last_possible.is_multiple_of(day) { days_before.saturating_sub(1) } else { days_before };
    Night::of(on.checked_sub_days(Days::new(days_before)).unwrap_or(NaiveDate::MIN))
}
