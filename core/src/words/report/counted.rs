//! What was counted and listed: nights, side effects, laboratory values, weeks.

use super::five::course;
use crate::domain::amount::Dose;
use crate::domain::night::Night;
use crate::domain::response::Week;
use crate::domain::safety::ToldMedicine;
use crate::domain::symptom::Lab;
use crate::words::amount::show_dose;
use crate::words::date::show_day;
use crate::words::safety::shown_name;
use crate::words::scale::scale;
use crate::words::verdict::points;
use crate::words::{Lang, capital};

/// How the nights since the first dose were answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NightCount {
    /// The night of the first dose.
    pub first: Night,
    /// All of them.
    pub all: u32,
    /// Taken.
    pub taken: u32,
    /// Left out on purpose.
    pub left_out: u32,
    /// "Not sure".
    pub unsure: u32,
    /// Without an entry in a hold.
    pub held: u32,
    /// Without an entry.
    pub blank: u32,
}

impl NightCount {
    /// Nothing counted yet.
    pub const fn starting(first: Night) -> Self {
        Self { first, all: 0, taken: 0, left_out: 0, unsure: 0, held: 0, blank: 0 }
    }
}

/// The nights in one line.
pub fn nights(count: &NightCount, lang: Lang) -> String {
    let first = show_day(count.first.date, lang);
    let NightCount { all, taken, left_out, unsure, held, blank, .. } = count;
    match lang {
        Lang::En => format!(
            "{all} since the first dose ({first}): {taken} taken, {left_out} left out, {unsure} not sure, {held} on \
             hold, {blank} without an entry."
        ),
        Lang::De => format!(
            "{all} seit der ersten Dosis ({first}): {taken} genommen, {left_out} ausgelassen, {unsure} unsicher, \
             {held} in einer Pause, {blank} ohne Eintrag."
        ),
    }
}

/// None recorded, which is not the same as none.
pub const fn no_effects(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "none recorded; a blank night says nothing.",
        Lang::De => "keine aufgezeichnet; eine leere Nacht sagt nichts.",
    }
}

/// Laboratory values, newest first, as their reports print them. No prediction is made of any.
pub fn labs(labs: &[&Lab], lang: Lang) -> String {
    let one = |lab: &&Lab| {
        let method =
            lab.method.as_deref().map_or(String::new(), |method| format!(" ({})", shown_name(method)));
        let what =
            if lab.what.eq_ignore_ascii_case("esr") { esr(lang).to_owned() } else { shown_name(&lab.what) };
        format!("{what} {} {}{method}, {}", lab.value, shown_name(&lab.unit), show_day(lab.on, lang))
    };
    let rows: Vec<String> = labs.iter().map(one).collect();
    format!("{}.", rows.join("; "))
}

const fn esr(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "ESR",
        Lang::De => "BSG",
    }
}

/// Medicines other than opioids, with when they are taken; what is not recognised says so (`safety.md` 3).
pub fn other_medicines(told: &[ToldMedicine<'_>], lang: Lang) -> Option<String> {
    let others = told.iter().filter(|one| !one.opioid());
    let rows: Vec<String> = others
        .map(|one| {
            let unknown = match (one.class, lang) {
                (Some(_), _) => "",
                (None, Lang::En) => ", not recognised by Nocte",
                (None, Lang::De) => ", Nocte nicht bekannt",
            };
            format!("{} ({}{unknown})", shown_name(one.name), course(one.course, lang))
        })
        .collect();
    (!rows.is_empty()).then(|| format!("{}.", rows.join(", ")))
}

/// Nights on one dose: `1.5 mg, 8 October 2026 to 22 November 2026`.
pub fn step_row(dose: Dose, first: Night, last: Night, lang: Lang) -> String {
    let (dose, first, last) = (show_dose(dose, lang), show_day(first.date, lang), show_day(last.date, lang));
    match lang {
        Lang::En => format!("{dose}, {first} to {last}"),
        Lang::De => format!("{dose}, {first} bis {last}"),
    }
}

/// A scale week by week, oldest first, a bar at the first dose: `Pain 6.1 5.9 – 6.3 | 5.8 5.5`.
pub fn week_row(name: &str, weeks: &[Week], first_dose: Option<Night>, lang: Lang) -> String {
    let mut row = capital(scale(name, lang));
    for week in weeks {
        if first_dose == Some(week.first) {
            row.push_str(" |");
        }
        row.push(' ');
        match week.mean {
            // One decimal is what an eye compares; the verdict's own numbers are above.
            Some(mean) => row.push_str(&points(tenth(mean), lang)),
            None => row.push('–'),
        }
    }
    row
}

/// Hundredths rounded half to even to whole tenths, still in hundredths.
fn tenth(hundredths: i64) -> i64 {
    let (tenths, rest) = (hundredths.div_euclid(10), hundredths.rem_euclid(10));
    let up = match rest.cmp(&5) {
        core::cmp::Ordering::Less => 0,
        core::cmp::Ordering::Greater => 1,
        core::cmp::Ordering::Equal => tenths.rem_euclid(2),
    };
    (tenths + up) * 10
}

/// How the weeks are to be read.
pub fn weeks_note(enough: u32, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "Means of seven nights, oldest first, 0 is none and 10 as bad as can be; the bar is the first dose, – a \
             week with fewer than {enough} rated nights."
        ),
        Lang::De => format!(
            "Mittel aus sieben Nächten, die ältesten zuerst, 0 ist nichts und 10 so schlimm wie möglich; der Strich ist \
             die erste Dosis, – eine Woche mit weniger als {enough} bewerteten Nächten."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn weeks_stand_in_a_row_with_a_bar_at_the_first_dose() {
        let night = |day| Night::of(NaiveDate::from_ymd_opt(2026, 3, day).expect("a date"));
        let week = |day, mean| Week { first: night(day), rated: 5, mean };
        let weeks = [week(1, Some(614)), week(8, None), week(15, Some(565)), week(22, Some(600))];
        assert_eq!(week_row("pain", &weeks, Some(night(15)), Lang::En), "Pain 6.1 – | 5.6 6");
        assert_eq!(week_row("pain", &weeks, None, Lang::De), "Schmerz 6,1 – 5,6 6");
        assert_eq!([tenth(665), tenth(675), tenth(666), tenth(4)], [660, 680, 670, 0]);
    }
}
