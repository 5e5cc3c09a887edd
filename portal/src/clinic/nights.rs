//! Nights and weeks of a record, counted: what was taken, what was rated. Missing is missing, never zero.

use super::Chart;
use chrono::{Days, NaiveDate};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::hold;
use nocte_core::domain::night::Night;
use nocte_core::domain::progress::{StepSpan, confirmed_steps};
use nocte_core::domain::symptom::DAILY_SCALES;
use std::collections::BTreeMap;

/// Nights of recorded ratings before the first dose that a baseline is made of (`design`: four weeks).
pub const BASELINE_NIGHTS: u64 = 28;
/// Nights in a week.
const WEEK: u64 = 7;

/// What became of a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Nobody said anything.
    Open,
    /// In a hold, and not answered otherwise.
    Held,
    /// Not sure.
    Unknown,
    /// Left out on purpose.
    Skipped,
    /// Swallowed.
    Taken,
}

/// How many nights ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Swallowed.
    pub taken: u32,
    /// Left out on purpose.
    pub skipped: u32,
    /// Not sure.
    pub unknown: u32,
    /// In a hold.
    pub held: u32,
    /// Not answered.
    pub open: u32,
}

impl Count {
    /// All of them.
    pub fn nights(self) -> u32 {
        self.taken + self.skipped + self.unknown + self.held + self.open
    }

    fn add(&mut self, answer: Answer) {
        *match answer {
            Answer::Taken => &mut self.taken,
            Answer::Skipped => &mut self.skipped,
            Answer::Unknown => &mut self.unknown,
            Answer::Held => &mut self.held,
            Answer::Open => &mut self.open,
        } += 1;
    }
}

/// The mean of the ratings there are. Never of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean {
    /// Sum of the ratings.
    pub sum: u32,
    /// How many; at least one.
    pub of: u32,
}

impl Mean {
    /// In tenths of a point, half up.
    pub fn tenths(self) -> u32 {
        (self.sum * 20 + self.of) / (self.of * 2)
    }
}

/// One week of a record.
#[derive(Clone)]
pub struct Week {
    /// Its first night.
    pub first: NaiveDate,
    /// Its last night, not after tonight.
    pub last: NaiveDate,
    /// The doses in force, in their order.
    pub doses: Vec<Dose>,
    /// Its nights from the first dose on.
    pub count: Count,
    /// A mean for each of the chart's scales; `None` where nothing was rated.
    pub means: Vec<Option<Mean>>,
}

/// Everything that is asked of nights again and again, looked up once.
pub struct Nights<'a> {
    chart: &'a Chart,
    answers: BTreeMap<NaiveDate, Answer>,
    spans: Vec<StepSpan>,
    ratings: BTreeMap<(&'a str, NaiveDate), u8>,
    /// The scales rated, the daily ones first.
    pub scales: Vec<String>,
    /// The first night with a dose.
    pub first_dose: Option<NaiveDate>,
}

impl<'a> Nights<'a> {
    /// Of a chart.
    pub fn of(chart: &'a Chart) -> Self {
        let mut answers: BTreeMap<NaiveDate, Answer> = BTreeMap::new();
        for entry in &chart.journal.doses {
            let answer = match entry.status {
                DoseStatus::Taken => Answer::Taken,
                DoseStatus::Skipped => Answer::Skipped,
                DoseStatus::Unknown => Answer::Unknown,
                DoseStatus::Extra => continue,
            };
            let known = answers.entry(entry.night.date).or_insert(answer);
            *known = answer.max(*known);
        }
        let taken = answers.iter().find(|(_, answer)| **answer == Answer::Taken);
        let first_dose = taken.map(|(night, _)| *night);
        let ratings = chart
            .scores
            .iter()
            .map(|score| ((score.scale.as_str(), score.night.date), score.value))
            .collect();
        let mut scales: Vec<String> = DAILY_SCALES.iter().map(|scale| (*scale).to_owned()).collect();
        for score in &chart.scores {
            if !scales.contains(&score.scale) {
                scales.push(score.scale.clone());
            }
        }
        scales.retain(|scale| chart.scores.iter().any(|score| score.scale == *scale));
        Self { chart, answers, spans: confirmed_steps(&chart.journal), ratings, scales, first_dose }
    }

    /// What became of a night.
    pub fn answer(&self, night: NaiveDate) -> Answer {
        let held = || {
            let night = Night::of(night);
            hold::holds(&self.chart.journal).iter().any(|one| hold::covers(one, night))
        };
        match self.answers.get(&night) {
            Some(answer) => *answer,
            None if held() => Answer::Held,
            None => Answer::Open,
        }
    }

    /// How the nights from `first` to `last` ended, those before the first dose and tonight left out while open.
    pub fn count(&self, first: NaiveDate, last: NaiveDate) -> Count {
        let mut count = Count::default();
        let Some(begin) = self.first_dose else { return count };
        for night in each(first.max(begin), last) {
            let answer = self.answer(night);
            if night < self.chart.tonight.date || answer != Answer::Open {
                count.add(answer);
            }
        }
        count
    }

    /// The last `nights` nights, last night's included and tonight's once it is answered.
    pub fn count_last(&self, nights: u64) -> Count {
        let last = self.chart.tonight.date;
        let end = if self.answer(last) == Answer::Open { before(last, 1) } else { last };
        self.count(before(end, nights.saturating_sub(1)), end)
    }

    /// The dose in force on a night.
    pub fn dose(&self, night: NaiveDate) -> Option<Dose> {
        self.spans.iter().rev().find(|span| span.covers(Night::of(night))).map(|span| span.dose)
    }

    /// The night since which the present dose has been in force without a break.
    pub fn dose_since(&self) -> Option<NaiveDate> {
        let mut spans = self.spans.iter().rev().filter(|span| span.first <= self.chart.tonight);
        let now = spans.next()?;
        let mut since = now.first.date;
        for span in spans {
            let touches = span.last.is_some_and(|last| last.next().date >= since);
            if span.dose != now.dose || !touches {
                break;
            }
            since = span.first.date;
        }
        Some(since)
    }

    /// The spans confirmed so far, oldest first.
    pub fn spans(&self) -> &[StepSpan] {
        &self.spans
    }

    /// A rating.
    pub fn rating(&self, scale: &str, night: NaiveDate) -> Option<u8> {
        self.ratings.get(&(scale, night)).copied()
    }

    /// The mean of a scale over the nights rated from `first` to `last`.
    pub fn mean(&self, scale: &str, first: NaiveDate, last: NaiveDate) -> Option<Mean> {
        let (mut sum, mut of) = (0, 0);
        for night in each(first, last) {
            if let Some(value) = self.rating(scale, night) {
                sum += u32::from(value);
                of += 1;
            }
        }
        (of > 0).then_some(Mean { sum, of })
    }

    /// The mean before the first dose: of the four weeks before it, the nights that were rated.
    pub fn baseline(&self, scale: &str) -> Option<Mean> {
        let first = self.first_dose?;
        self.mean(scale, before(first, BASELINE_NIGHTS), before(first, 1))
    }

    /// The mean of the last `nights` nights, tonight included.
    pub fn recent(&self, scale: &str, nights: u64) -> Option<Mean> {
        let last = self.chart.tonight.date;
        self.mean(scale, before(last, nights.saturating_sub(1)), last)
    }

    /// Nights taken since the first dose.
    pub fn taken_in_all(&self) -> usize {
        self.answers.values().filter(|answer| **answer == Answer::Taken).count()
    }

    /// The night on which so many were taken.
    pub fn taken_night(&self, count: u32) -> Option<NaiveDate> {
        let place = usize::try_from(count).ok()?.checked_sub(1)?;
        let mut taken = self.answers.iter().filter(|(_, answer)| **answer == Answer::Taken);
        taken.nth(place).map(|(night, _)| *night)
    }

    /// The weeks from `first` to tonight, oldest first. The last one may be short.
    pub fn weeks(&self, first: NaiveDate) -> Vec<Week> {
        let tonight = self.chart.tonight.date;
        let mut weeks = Vec::new();
        let mut at = first;
        while at <= tonight {
            let last = after(at, WEEK - 1).min(tonight);
            let mut doses: Vec<Dose> = Vec::new();
            for dose in each(at, last).filter_map(|night| self.dose(night)) {
                if doses.last() != Some(&dose) {
                    doses.push(dose);
                }
            }
            let means = self.scales.iter().map(|scale| self.mean(scale, at, last)).collect();
            weeks.push(Week { first: at, last, doses, count: self.count(at, last), means });
            at = after(at, WEEK);
        }
        weeks
    }
}

/// Every date from `first` to `last`.
pub fn each(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |night| *night <= last)
}

/// So many days before; the calendar's beginning is the end of it.
pub fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// So many days after.
pub fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_rounded_half_up_and_is_of_what_there_is() {
        assert_eq!(Mean { sum: 21, of: 4 }.tenths(), 53);
        assert_eq!(Mean { sum: 5, of: 4 }.tenths(), 13);
        assert_eq!(Mean { sum: 0, of: 3 }.tenths(), 0);
        assert_eq!(Mean { sum: 10, of: 1 }.tenths(), 100);
    }
}
