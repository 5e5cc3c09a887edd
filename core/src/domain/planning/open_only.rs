//! The nights whose notification offers *Open* only.

use crate::domain::night::Night;
use crate::domain::safety;
use crate::domain::tonight::moment::Moment;
use crate::domain::tonight::{change, draw, plan_tonight};

/// Those on which something changed since the last dose taken (`safety.md` 11), and all of them while a question
/// stands against the line or another phone gives (`safety.md` 18): *Done* on a lock screen would answer for a dose that nobody looked at.
///
/// A change stays a change until a dose was taken with it. A phone nobody opens is not planned anew, so every
/// night of the horizon that would still show it is named, and the first *taken* clears them all.
pub(super) fn nights(moment: &Moment<'_>, tonight: Night, horizon: u32) -> Vec<Night> {
    let Moment { journal, medicines, parameters, .. } = *moment;
    let asked = !safety::before_a_line(journal, medicines, parameters, tonight).is_empty()
        || moment.long_silence(tonight).is_some()
        || !moment.giving().here();
    let nights = (0..horizon).map(|index| if index == 0 { tonight } else { tonight.plus(index.into()) });
    nights.filter(|night| asked || has_changed(moment, *night)).collect()
}

fn has_changed(moment: &Moment<'_>, night: Night) -> bool {
    let Some((_, dose)) = plan_tonight::planned(moment.journal, night) else { return false };
    match draw::drawing(moment, night, dose) {
        Ok(drawing) => change::since_last(moment, night, dose, &drawing).is_some(),
        // No line that night: a changed dose is a change all the same.
        Err(_) => moment.last_taken(night).is_some_and(|last| last.planned.is_some_and(|was| was != dose)),
    }
}
