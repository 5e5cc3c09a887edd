//! Who lives the story and writes it down: an app on a fresh file, a clock to move, and the paragraphs so far.

use super::clock::StoryClock;
use crate::machine::Machine;
use crate::refusal::{Refusal, one_line};
use crate::style;
use crate::vault::TerminalKey;
use chrono::{Days, NaiveDate, NaiveTime};
use jiff::tz::TimeZone;
use nocte_core::app::App;
use nocte_core::domain::amount::{Dose, Volume};
use nocte_core::domain::bottle::BottleEndReason;
use nocte_core::domain::logging::{Answer, LogRequest, LogResult, Swallowed};
use nocte_core::domain::night::Night;
use nocte_core::domain::supply::{BottleRequest, Made};
use nocte_core::domain::syringe::Syringe;
use nocte_core::error::Error;
use nocte_core::store::KeyFile;
use nocte_core::time::Clock;
use nocte_core::words::{self, Lang};
use std::path::Path;

/// The names of the story's two files.
pub(super) const STORE: &str = "nocte.db";
pub(super) const KEY: &str = "nocte.key";
/// What the story's entries say they come from.
const PHONE: &str = "phone";
/// Nights of treatment before tonight.
pub(super) const NIGHTS: u64 = 84;

/// The one who tells.
pub(super) struct Teller<'m> {
    pub(super) app: App,
    pub(super) clock: StoryClock,
    pub(super) machine: &'m Machine,
    pub(super) home: TimeZone,
    /// The date of the first night of treatment.
    first: NaiveDate,
    paragraphs: Vec<String>,
}

impl<'m> Teller<'m> {
    /// A fresh file in `folder`; the story is laid so that its last evening is today's.
    pub(super) fn begin(folder: &Path, machine: &'m Machine) -> Result<Self, Refusal> {
        let moment = machine.moment();
        let today = moment.window.local(moment.now).date();
        let too_early = || {
            Refusal::new("the story does not fit before this day", "choose a later --now")
                .de("die Geschichte passt nicht vor diesen Tag", "wählen Sie ein späteres --now")
        };
        let first = today.checked_sub_days(Days::new(NIGHTS)).ok_or_else(too_early)?;
        let home = machine.clock.zone().clone();
        let clock = StoryClock::new(home.clone());
        let vault = TerminalKey(KeyFile::new(folder.join(KEY)));
        let app = App::at(folder.join(STORE), Box::new(vault), Box::new(clock.clone()), PHONE)
            .map_err(machine.refuse())?;
        Ok(Self { app, clock, machine, home, first, paragraphs: Vec::new() })
    }

    /// Closes the file and gives the paragraphs.
    pub(super) fn close(self) -> Result<Vec<String>, Refusal> {
        self.app.close().map_err(self.machine.refuse())?;
        Ok(self.paragraphs)
    }

    /// The date of a day of the story; 0 is the first night of treatment.
    pub(super) fn date(&self, day: i64) -> NaiveDate {
        Night::of(self.first).plus(day).date
    }

    /// The night of a day of the story.
    pub(super) fn night(&self, day: i64) -> Night {
        Night::of(self.date(day))
    }

    /// The date the phone shows.
    pub(super) fn today(&self) -> NaiveDate {
        let moment = self.clock.moment();
        moment.window.local(moment.now).date()
    }

    /// Moves the clock to a wall time on a day of the story.
    pub(super) fn at(&self, day: i64, hour: u32, minute: u32) {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        self.clock.move_to(self.date(day).and_time(time));
    }

    /// English or German, whichever is asked for.
    pub(super) fn say<'a>(&self, en: &'a str, de: &'a str) -> &'a str {
        self.machine.say(en, de)
    }

    pub(super) fn lang(&self) -> Lang {
        self.machine.lang
    }

    /// A date in words.
    pub(super) fn day_name(&self, day: i64) -> String {
        words::date::show_day(self.date(day), self.lang())
    }

    /// Writes a paragraph down: a heading, the text, and what the app said in its own words.
    pub(super) fn tell(&mut self, heading: &str, text: &str, quotes: &[String]) {
        let mut rows = vec![style::strong(heading)];
        rows.extend(wrapped(text, WIDTH));
        for quote in quotes {
            let mut first = true;
            for row in wrapped(quote, WIDTH - 4) {
                rows.push(format!("  {} {row}", if first { "»" } else { " " }));
                first = false;
            }
        }
        self.paragraphs.push(rows.join("\n"));
    }

    /// What the app says in refusing; a step of the story that should have been refused and was not is a fault.
    pub(super) fn refusal<T>(&self, asked: Result<T, Error>) -> Result<String, Refusal> {
        match asked {
            Ok(_) => {
                Err(Refusal::new("a rule did not speak where the story relies on it", "please report this"))
            }
            Err(error) => {
                let refusal = crate::commands::refused(&error, self.lang());
                Ok(one_line(&refusal.reason))
            }
        }
    }

    /// Tonight's sentence.
    pub(super) fn tonight(&self) -> Result<String, Refusal> {
        let tonight = self.app.tonight().map_err(self.machine.refuse())?;
        Ok(words::tonight::text(&tonight, self.lang()))
    }

    /// Rates pain, fatigue and sleep.
    pub(super) fn rate(&self, values: [u8; 3]) -> Result<(), Refusal> {
        for (scale, value) in ["pain", "fatigue", "sleep"].into_iter().zip(values) {
            self.app.rate(scale, value, None).map_err(self.machine.refuse())?;
        }
        Ok(())
    }

    /// An ordinary evening: three ratings, and later the dose to the line.
    pub(super) fn evening(&self, day: i64) -> Result<(), Refusal> {
        self.at(day, 19, 30);
        self.rate(felt(day))?;
        self.at(day, 22, 5 + minute(day));
        self.take()
    }

    /// Ordinary evenings, both ends included.
    pub(super) fn evenings(&self, days: core::ops::RangeInclusive<i64>) -> Result<(), Refusal> {
        days.into_iter().try_for_each(|day| self.evening(day))
    }

    /// Only the ratings, on evenings without a dose.
    pub(super) fn ratings(&self, days: core::ops::RangeInclusive<i64>) -> Result<(), Refusal> {
        days.into_iter().try_for_each(|day| {
            self.at(day, 19, 30);
            self.rate(felt(day))
        })
    }

    /// Taken now, to tonight's line.
    pub(super) fn take(&self) -> Result<(), Refusal> {
        self.log(Answer::Taken(Swallowed::default()), None).map(|_| ())
    }

    /// Tells of a dose; gives what the app answered.
    pub(super) fn log(&self, answer: Answer, night: Option<Night>) -> Result<String, Refusal> {
        let request = LogRequest { night, ..LogRequest::answer(answer, PHONE) };
        let (outcome, _) = self.app.log(&request).map_err(self.machine.refuse())?;
        let said = words::tonight::log(&outcome, self.lang());
        // Where a zone has no such evening (a date line moved), the night before keeps its answer.
        if outcome.result.stores() || outcome.result == LogResult::AlreadyClosed {
            return Ok(said);
        }
        Err(Refusal::new(
            format!("the story broke off: {said}"),
            "please report this with the --now and --zone used",
        ))
    }

    /// One 50 mg tablet in 50 mL, having said once more that there was no opioid. Gives the letter and its clocks.
    pub(super) fn make_bottle(&self) -> Result<(String, String), Refusal> {
        let whole = |ng| Dose::from_ng(ng);
        let made = Made::TabletInWater { tablets: vec![whole(50_000_000)], water: Volume::from_ul(50_000) };
        let moment = self.clock.moment();
        let made_on = moment.window.local(moment.now).date();
        let syringe = syringe()?;
        let request = BottleRequest { made, made_on, syringe, printed: None };
        let view = self.app.make_bottle_saying(request, true).map_err(self.machine.refuse())?;
        let letter = view.bottle.letter.clone();
        let clocks = view.clocks.map(|clocks| words::dilution::clocks(&letter, &clocks, self.lang()));
        Ok((letter, clocks.unwrap_or_default()))
    }

    /// Ends a bottle.
    pub(super) fn end_bottle(&self, letter: &str, why: BottleEndReason) -> Result<(), Refusal> {
        self.app.end_bottle(letter, why).map_err(self.machine.refuse()).map(|_| ())
    }
}

/// The story's syringe: 3 mL with a line every 0.1 mL.
pub(super) fn syringe() -> Result<Syringe, Refusal> {
    Syringe::new(Volume::from_ul(3_000), Volume::from_ul(100))
        .map_err(|error| Refusal::new(error.to_string(), "please report this"))
}

/// How the patient felt: pain, fatigue, sleep (10 is worst). A made-up life with ups and downs, no promise.
fn felt(day: i64) -> [u8; 3] {
    let wave =
        |shift: i64| [0, 1, 0, -1, 1, 0, -1][usize::try_from((day + shift).rem_euclid(7)).unwrap_or(0)];
    // Weeks since the first dose, in which the level falls slowly and not far.
    let eased = (day.max(0) / 21).min(3);
    let value = |level: i64, shift| u8::try_from((level + wave(shift)).clamp(0, 10)).unwrap_or(0);
    [value(6 - eased.min(2), 0), value(7 - eased.min(1), 3), value(6 - eased.min(2), 5)]
}

/// Not every evening is the same minute.
fn minute(day: i64) -> u32 {
    u32::try_from((day * 7).rem_euclid(23)).unwrap_or(0)
}

/// The width of a paragraph.
const WIDTH: usize = 92;

/// The text in rows of at most `width` columns.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match rows.last_mut() {
            Some(row) if row.chars().count() + 1 + word.chars().count() <= width => {
                row.push(' ');
                row.push_str(word);
            }
            _ => rows.push(word.to_owned()),
        }
    }
    rows
}
