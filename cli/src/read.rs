//! What was typed, as typed values; everything that is not plainly one thing is refused with the way to write it.

use crate::refusal::Refusal;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use core::ops::Range;
use nocte_core::domain::amount::{AmountError, Dose, Strength, Volume};
use nocte_core::domain::night::Night;
use nocte_core::domain::syringe::Syringe;
use nocte_core::words::{self, Lang};

/// Years a date or instant may lie in: a slip of the finger ends here and not in a countdown.
const YEARS: Range<i32> = 1970..2200;

/// A dose in milligrams, or micrograms on the command line.
pub(crate) fn dose(text: &str, lang: Lang) -> Result<Dose, Refusal> {
    Dose::parse_with_mcg(text).map_err(|error| amount(text, error, lang))
}

/// A volume in millilitres.
pub(crate) fn volume(text: &str, lang: Lang) -> Result<Volume, Refusal> {
    Volume::parse(text).map_err(|error| amount(text, error, lang))
}

/// A strength as a label prints it.
pub(crate) fn strength(text: &str, lang: Lang) -> Result<Strength, Refusal> {
    Strength::parse(text).map_err(|error| amount(text, error, lang))
}

/// Capacity and graduation.
pub(crate) fn syringe(text: &str, lang: Lang) -> Result<Syringe, Refusal> {
    Syringe::parse(text).map_err(|error| typed(text, &words::amount::syringe_refused(error, lang)))
}

fn amount(text: &str, error: AmountError, lang: Lang) -> Refusal {
    typed(text, &words::amount::amount_refused(error, lang))
}

/// The core's refusal, with what was typed in front: of several amounts on one line, which one is meant?
fn typed(text: &str, refusal: &words::refusal::Refusal) -> Refusal {
    Refusal::new(format!("\"{text}\": {}", refusal.reason), &refusal.next)
}

/// An RFC 3339 instant with any offset.
pub(crate) fn instant(text: &str) -> Result<DateTime<Utc>, Refusal> {
    let next = "write it like 2026-11-22T22:30:00+01:00";
    let read = DateTime::parse_from_rfc3339(text)
        .map_err(|_| {
            Refusal::new(format!("\"{text}\" is not an instant"), next).de(
                format!("\"{text}\" ist kein Zeitpunkt"),
                "schreiben Sie ihn wie 2026-11-22T22:30:00+01:00",
            )
        })?
        .with_timezone(&Utc);
    in_reach(read.year(), text, next)?;
    Ok(read)
}

/// A date, `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Result<NaiveDate, Refusal> {
    let next = "write a date like 2026-11-22";
    // A night without its mark is a date, and strict about its ten characters.
    let german = "schreiben Sie ein Datum wie 2026-11-22";
    let night: Night = text.parse().map_err(|_| {
        Refusal::new(format!("\"{text}\" is not a date"), next)
            .de(format!("\"{text}\" ist kein Datum"), german)
    })?;
    if night.second {
        let refusal = Refusal::new(format!("\"{text}\" is a night, not a date"), next);
        return Err(refusal.de(format!("\"{text}\" ist eine Nacht und kein Datum"), german));
    }
    in_reach(night.date.year(), text, next)?;
    Ok(night.date)
}

/// A night, `YYYY-MM-DD`, or with `+2`.
pub(crate) fn night(text: &str) -> Result<Night, Refusal> {
    let next = "write a night as the date of its evening, like 2026-11-22";
    let night: Night = text.parse().map_err(|_| {
        let german = "schreiben Sie eine Nacht als Datum ihres Abends, wie 2026-11-22";
        Refusal::new(format!("\"{text}\" is not a night"), next)
            .de(format!("\"{text}\" ist keine Nacht"), german)
    })?;
    in_reach(night.date.year(), text, next)?;
    Ok(night)
}

/// A time of day, `HH:MM`.
pub(crate) fn time(text: &str) -> Result<NaiveTime, Refusal> {
    let wrong = || {
        Refusal::new(format!("\"{text}\" is not a time of day"), "write it like 22:30")
            .de(format!("\"{text}\" ist keine Uhrzeit"), "schreiben Sie sie wie 22:30")
    };
    if text.len() != 5 {
        return Err(wrong());
    }
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| wrong())
}

fn in_reach(year: i32, text: &str, next: &str) -> Result<(), Refusal> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    Err(Refusal::new(format!("the year of \"{text}\" is out of reach"), next)
        .de(format!("das Jahr von \"{text}\" liegt außer Reichweite"), "wählen Sie eines von 1970 bis 2199"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_misread_is_refused_with_the_way_to_write_it() {
        for text in ["1,5mg", ".5mg", "5.mg", "1.500mg", "-1mg", "1e3mg", "1", "", "mg", "1 mL", "1.5 Mg"] {
            let refusal = dose(text, Lang::En).expect_err(text);
            assert!(!refusal.next.is_empty(), "{text}: {}", refusal.reason);
        }
        assert_eq!(dose("250mcg", Lang::En), dose("0.25mg", Lang::En));
    }

    #[test]
    fn dates_and_nights_are_strict() {
        for text in ["2026-1-5", "2026-13-01", "1066-01-01", "9999-01-01", "2026-11-22+2", "tomorrow", ""] {
            assert!(date(text).is_err(), "{text}");
        }
        assert!(night("2026-11-22+2").is_ok());
        assert!(time("24:00").is_err() && time("9:30").is_err() && time("09:30").is_ok());
    }
}
