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
    }
}
