//! What surrounds a command: time, zone, language, places, and whether somebody can be asked.

use crate::args::{Global, Language};
use crate::ask;
use crate::places::Places;
use crate::refusal::Refusal;
use crate::zone;
use chrono::{DateTime, Datelike, Utc};
use jiff::tz::TimeZone;
use nocte_core::time::{Clock, Moment};
use nocte_core::words::Lang;

/// The globals, read and checked.
#[derive(Debug, Clone)]
pub(crate) struct Machine {
    /// The language of sentences.
    pub(crate) lang: Lang,
    /// A person sits at the terminal.
    pub(crate) there: bool,
    /// The clock of this run.
    pub(crate) clock: WallClock,
    flags: Global,
}

impl Machine {
    /// Refuses an instant that is none, years outside 1970–2199, and an unknown zone.
    pub(crate) fn from(global: &Global) -> Result<Self, Refusal> {
        let fixed = global.now.as_deref().map(instant).transpose()?;
        let zone = zone::find(global.zone.as_deref())?;
        let lang = match global.lang {
            Language::En => Lang::En,
            Language::De => Lang::De,
        };
        Ok(Self {
            lang,
            there: ask::someone_there(global.json),
            clock: WallClock { fixed, zone },
            flags: global.clone(),
        })
    }

    /// The instant of this run and the zone data around it.
    pub(crate) fn moment(&self) -> Moment {
        self.clock.moment()
    }

    /// Where the store and its key are.
    pub(crate) fn places(&self) -> Result<Places, Refusal> {
        Places::from(self.flags.store.as_deref(), self.flags.key_file.as_deref())
    }

    /// English or German, whichever is asked for.
    pub(crate) fn say<'a>(&self, en: &'a str, de: &'a str) -> &'a str {
        match self.lang {
            Lang::En => en,
            Lang::De => de,
        }
    }
}

/// The machine's clock, or one that stands still (`--now`).
#[derive(Debug, Clone)]
pub(crate) struct WallClock {
    fixed: Option<DateTime<Utc>>,
    zone: TimeZone,
}

impl Clock for WallClock {
    fn moment(&self) -> Moment {
        let now = self.fixed.unwrap_or_else(present);
        Moment { now, window: zone::window(&self.zone, now) }
    }
}

/// The machine's present, whole milliseconds: what an entry can be read back with.
fn present() -> DateTime<Utc> {
    let now = jiff::Timestamp::now();
    DateTime::from_timestamp_millis(now.as_millisecond()).unwrap_or_default()
}

/// An RFC 3339 instant with any offset, between 1970 and 2199.
pub(crate) fn instant(text: &str) -> Result<DateTime<Utc>, Refusal> {
    let next = "write it like 2026-11-22T22:30:00+01:00";
    let read = DateTime::parse_from_rfc3339(text)
        .map_err(|_| Refusal::new(format!("\"{text}\" is not an instant"), next))?
        .with_timezone(&Utc);
    if !(1970..2200).contains(&read.year()) {
        return Err(Refusal::new(format!("the year of \"{text}\" is out of reach"), next));
    }
    Ok(read)
}
