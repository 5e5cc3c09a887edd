//! The dose after which the nights got worse, and the one before it: for the clinician's page alone.
//!
//! One approach raises in small steps and, where the next one brings nothing or is worse, returns to the last good dose
//! (P19). A patient who reads "your last good dose" would act on it; so it is never on a phone, and it comes with the
//! interval that says how little it may mean (`safety.md` 29).

use super::Rating;
use super::block::means;
use super::welch::{Interval, interval};
use crate::domain::amount::Dose;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::progress::confirmed_steps;

/// The first rise of the dose after which a scale was worse than chance explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastGoodDose {
    /// The dose before.
    pub dose: Dose,
    /// The higher one after it.
    pub worse_on: Dose,
    /// By how much it was worse; positive is worse on the higher dose.
    pub by: Interval,
}

/// Nights in a row on one dose, and the means of their rated weeks.
struct Level {
    dose: Dose,
    first: Night,
    last: Night,
}

/// Where it got worse; `None` where no rise was followed by clearly worse nights. Ratings oldest first.
///
/// Two weeks a side are the least an interval can be made of; with so few it is wide, and says so.
pub fn last_good_dose(
    journal: &Journal,
    ratings: &[Rating],
    parameters: &Parameters,
    tonight: Night,
) -> Option<LastGoodDose> {
    let enough = parameters.week_rated_nights.value;
    let levels = levels(journal, tonight);
    levels.iter().zip(levels.iter().skip(1)).filter(|(before, after)| after.dose > before.dose).find_map(
        |(before, after)| {
            let weeks = |level: &Level| means(ratings, level.first, level.last, enough);
            let change = interval(&weeks(before), &weeks(after))?;
            (change.high < 0).then(|| LastGoodDose {
                dose: before.dose,
                worse_on: after.dose,
                by: change.turned(),
            })
        },
    )
}

/// The doses lived, oldest first; steps of one dose in a row are one.
fn levels(journal: &Journal, tonight: Night) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for span in confirmed_steps(journal).into_iter().filter(|span| span.first <= tonight) {
        let last = span.last.map_or(tonight, |last| last.min(tonight));
        match levels.last_mut() {
            Some(level) if level.dose == span.dose && level.last.next() >= span.first => level.last = last,
            _ => levels.push(Level { dose: span.dose, first: span.first, last }),
        }
    }
    levels
}
