//! Calendar days as people read them: the month in letters, so that no one swaps day and month.

use super::Lang;
use crate::domain::night::Night;
use chrono::{Datelike, NaiveDate};

/// `24 November 2026`, in German `24. November 2026`.
pub fn show_day(day: NaiveDate, lang: Lang) -> String {
    let month = usize::try_from(day.month0()).unwrap_or(0);
    match lang {
        Lang::En => format!("{} {} {}", day.day(), ENGLISH[month], day.year()),
        Lang::De => format!("{}. {} {}", day.day(), GERMAN[month], day.year()),
    }
}

/// A night by its evening: `the night of 24 November 2026`; a second one over the date line says so.
pub fn show_night(night: Night, lang: Lang) -> String {
    let day = show_day(night.date, lang);
    match (lang, night.second) {
        (Lang::En, false) => format!("the night of {day}"),
        (Lang::En, true) => format!("the second night of {day}"),
        (Lang::De, false) => format!("die Nacht vom {day}"),
        (Lang::De, true) => format!("die zweite Nacht vom {day}"),
    }
}

/// From a night on: `from the night of 24 November 2026`; in German the dative, `ab der Nacht vom 24. November 2026`.
pub fn from_night(night: Night, lang: Lang) -> String {
    match (lang, night.second) {
        (Lang::En, _) => format!("from {}", show_night(night, lang)),
        (Lang::De, false) => format!("ab der Nacht vom {}", show_day(night.date, lang)),
        (Lang::De, true) => format!("ab der zweiten Nacht vom {}", show_day(night.date, lang)),
    }
}

/// A night in a list, by its evening: `Sun 22 Nov`, in German `So 22. Nov`; a second one says so.
pub fn short_day(night: Night, lang: Lang) -> String {
    let day = night.date;
    let month = usize::try_from(day.month0()).unwrap_or(0);
    let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
    let (weekday, month) = match lang {
        Lang::En => (WEEKDAYS[weekday].0, ENGLISH[month]),
        Lang::De => (WEEKDAYS[weekday].1, GERMAN[month]),
    };
    let month: String = month.chars().take(3).collect();
    let second = if night.second { " (2)" } else { "" };
    match lang {
        Lang::En => format!("{weekday} {} {month}{second}", day.day()),
        Lang::De => format!("{weekday} {}. {month}{second}", day.day()),
    }
}

const WEEKDAYS: [(&str, &str); 7] =
    [("Mon", "Mo"), ("Tue", "Di"), ("Wed", "Mi"), ("Thu", "Do"), ("Fri", "Fr"), ("Sat", "Sa"), ("Sun", "So")];

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_written_in_letters() {
        let day = NaiveDate::from_ymd_opt(2027, 3, 4).expect("a date");
        assert_eq!(show_day(day, Lang::En), "4 March 2027");
        assert_eq!(show_day(day, Lang::De), "4. März 2027");
        assert_eq!(show_night(Night::of(day), Lang::En), "the night of 4 March 2027");
        assert_eq!(show_night(Night::second_of(day), Lang::De), "die zweite Nacht vom 4. März 2027");
        assert_eq!(from_night(Night::of(day), Lang::En), "from the night of 4 March 2027");
        assert_eq!(from_night(Night::of(day), Lang::De), "ab der Nacht vom 4. März 2027");
        assert_eq!(from_night(Night::second_of(day), Lang::De), "ab der zweiten Nacht vom 4. März 2027");
        assert_eq!(short_day(Night::of(day), Lang::En), "Thu 4 Mar");
        assert_eq!(short_day(Night::second_of(day), Lang::De), "Do 4. Mär (2)");
    }
}
