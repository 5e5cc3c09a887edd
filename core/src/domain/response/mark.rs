//! Other things that happened on nights that are compared: marked by the patient, shown beside the verdict, and never
//! corrected for.
//!
//! A mark is logged like an effect, under one of a few names, because it travels and is taken back like one. It is no
//! side effect, holds nothing while it is mild, and stands for the night it was logged on, or until it was said to be
//! over. A crash after exertion comes late, often two days after: the nights since the exertion are shown, so that
//! tonight's dose is not blamed for the day before yesterday (`domain.md` 4, 17).

use super::block::BLOCK_NIGHTS;
use super::stretch::Stretch;
use crate::domain::journal::Journal;
use crate::domain::medicine::{Course, Medicine};
use crate::domain::night::Night;
use crate::domain::symptom::{Effect, EffectCourse};
use chrono::{NaiveDate, TimeDelta};

/// What can be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// An infection, or a vaccination that felt like one.
    Infection,
    /// More exertion than usual.
    Exertion,
    /// A crash.
    Crash,
    /// The period.
    Period,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Infection, Self::Exertion, Self::Crash, Self::Period];

    /// The name in the log.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Infection => "infection",
            Self::Exertion => "exertion",
            Self::Crash => "crash",
            Self::Period => "period",
        }
    }

    /// The mark of this name; `None` for a side effect.
    pub fn named(what: &str) -> Option<Self> {
        let what = what.trim();
        Self::ALL.into_iter().find(|mark| what.eq_ignore_ascii_case(mark.code()))
    }
}

/// A mark on the night it was set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedNight {
    /// Which night.
    pub night: Night,
    /// What.
    pub mark: Mark,
}

/// Takes the marks out of what was felt, and says what was set on which night, in their order.
pub fn part_marks(effects: &mut Vec<Effect>) -> Vec<MarkedNight> {
    let mut marked = Vec::new();
    effects.retain(|effect| {
        let Some(mark) = Mark::named(&effect.what) else { return true };
        if effect.course == EffectCourse::Open {
            marked.push(MarkedNight { night: effect.night, mark });
        }
        false
    });
    marked
}

/// The marks nobody has said are over, in their order.
pub fn open_marks(effects: &[Effect]) -> impl Iterator<Item = Mark> {
    let newest = |mark: Mark| effects.iter().rev().find(|effect| same(mark, effect));
    Mark::ALL.into_iter().filter(move |mark| newest(*mark).is_some_and(|it| it.course == EffectCourse::Open))
}

/// What is shown beside a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confounder {
    /// A mark on some of the compared nights.
    Marked {
        /// What.
        mark: Mark,
        /// The nights before the first dose that it touches.
        before: u32,
        /// The last nights on the present dose that it touches.
        after: u32,
    },
    /// A crash among the compared nights, and how long after exertion it came.
    CrashAfter {
        /// The night of the crash.
        night: Night,
        /// Nights since the last exertion marked, within a week.
        nights: u32,
    },
    /// Another medicine that began or ended between the first compared night and tonight.
    Medicine {
        /// As typed.
        name: String,
        /// The day.
        on: NaiveDate,
        /// It ended rather than began.
        ended: bool,
    },
}

/// Everything marked on the nights that a verdict compares, the marks first. Nothing is taken out for it.
pub fn confounders(
    journal: &Journal,
    before: Option<&Stretch>,
    after: Option<&Stretch>,
    tonight: Night,
) -> Vec<Confounder> {
    let nights = marked_nights(journal, tonight);
    let within = |stretch: Option<&Stretch>, night: Night| {
        stretch.is_some_and(|it| it.first <= night && night <= it.last)
    };
    let marked = Mark::ALL.into_iter().filter_map(|mark| {
        let touched =
            |stretch| count(nights.iter().filter(|(what, night)| *what == mark && within(stretch, *night)));
        let (before, after) = (touched(before), touched(after));
        (before + after > 0).then_some(Confounder::Marked { mark, before, after })
    });
    let crashes = nights
        .iter()
        .filter(|(what, night)| *what == Mark::Crash && (within(before, *night) || within(after, *night)));
    let late = crashes.filter_map(|(_, crash)| {
        let since = nights
            .iter()
            .filter(|(what, night)| *what == Mark::Exertion && night < crash)
            .map(|(_, night)| (crash.date - night.date).num_days())
            .min()?;
        let nights = u32::try_from(since).ok().filter(|_| since <= BLOCK_NIGHTS)?;
        Some(Confounder::CrashAfter { night: *crash, nights })
    });
    let from = before.or(after).map(|stretch| stretch.first);
    let medicines = newest_medicines(journal).into_iter().filter_map(|medicine| {
        let (on, ended) = turned(medicine)?;
        let inside = from.is_some_and(|from| from.date <= on) && on <= tonight.date;
        inside.then(|| Confounder::Medicine { name: medicine.name.clone(), on, ended })
    });
    marked.chain(late).chain(medicines).collect()
}

/// The nights each mark stands on, without doubles, in their order.
fn marked_nights(journal: &Journal, tonight: Night) -> Vec<(Mark, Night)> {
    let mut nights = Vec::new();
    for (index, effect) in journal.effects.iter().enumerate() {
        let Some(mark) = Mark::named(&effect.what).filter(|_| effect.course == EffectCourse::Open) else {
            continue;
        };
        let over = journal.effects.iter().skip(index + 1).find(|later| same(mark, later));
        let last = match over {
            Some(later) if later.course == EffectCourse::Resolved => later.night.previous().max(effect.night),
            _ => effect.night,
        };
        let mut night = effect.night;
        while night <= last.min(tonight) {
            nights.push((mark, night));
            night = night.next();
        }
    }
    nights.sort_unstable_by_key(|(mark, night)| (*night, *mark));
    nights.dedup();
    nights
}

fn same(mark: Mark, effect: &Effect) -> bool {
    Mark::named(&effect.what) == Some(mark)
}

/// The day a medicine began or ended, and which of both; `None` where neither is known.
fn turned(medicine: &Medicine) -> Option<(NaiveDate, bool)> {
    match medicine.course {
        Course::Starting { on } => Some((on, false)),
        Course::Last { on } => Some((on, true)),
        // Told as being taken: known since it was told, on the day the device then showed.
        Course::Current => Some((told_on(medicine), false)),
        Course::NotTaking | Course::Unanswered => None,
    }
}

/// The newest entry of each medicine, by name: a later one speaks instead of an earlier.
pub(super) fn newest_medicines(journal: &Journal) -> Vec<&Medicine> {
    let name = |medicine: &Medicine| medicine.name.trim().to_lowercase();
    let newest = journal.medicines.iter().enumerate().filter(|(index, one)| {
        !journal.medicines.iter().skip(index + 1).any(|later| name(later) == name(one))
    });
    newest.map(|(_, medicine)| medicine).collect()
}

/// The date the device showed when a medicine was told.
pub(super) fn told_on(medicine: &Medicine) -> NaiveDate {
    let stamp = &medicine.stamp;
    (stamp.recorded_at + TimeDelta::seconds(i64::from(stamp.offset_s))).date_naive()
}

fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}
