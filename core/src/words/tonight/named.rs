//! A night by its name: "Sunday night" is understood at once, a date has to be worked out.

use crate::domain::night::Night;
use crate::words::Lang;
use chrono::{Datelike, Weekday};

/// `Sunday night`, in German `Nacht von Sonntag auf Montag`; the second one of a date says so. Where nights run
/// from midnight to midnight it is `Sunday`.
pub fn show_night_name(night: Night, by_day: bool, lang: Lang) -> String {
    let evening = night.date.weekday();
    if by_day {
        return show_weekday(night, lang);
    }
    match (lang, night.second) {
        (Lang::En, false) => format!("{} night", english(evening)),
        (Lang::En, true) => format!("the second {} night", english(evening)),
        (Lang::De, false) => format!("Nacht von {} auf {}", german(evening), german(evening.succ())),
        (Lang::De, true) => {
            format!("zweite Nacht von {} auf {}", german(evening), german(evening.succ()))
        }
    }
}

/// The day of the week of a night's evening.
pub(super) fn show_weekday(night: Night, lang: Lang) -> String {
    let day = night.date.weekday();
    match (lang, night.second) {
        (Lang::En, false) => english(day).to_owned(),
        (Lang::En, true) => format!("the second {}", english(day)),
        (Lang::De, false) => german(day).to_owned(),
        (Lang::De, true) => format!("zweiter {}", german(day)),
    }
}

const fn english(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

const fn german(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Montag",
        Weekday::Tue => "Dienstag",
        Weekday::Wed => "Mittwoch",
        Weekday::Thu => "Donnerstag",
        Weekday::Fri => "Freitag",
        Weekday::Sat => "Samstag",
        Weekday::Sun => "Sonntag",
    }
}
