//! Counting nights: only a night with a *taken* entry counts, once, under the version and step it was lived on.

use super::span::confirmed_steps;
use crate::domain::entry::{DoseEntry, DoseStatus, StepRef};
use crate::domain::hold;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::PlanVersion;
use std::collections::BTreeSet;

/// The nights that count for a step of a version, up to and including `tonight`.
///
/// Late and corrected entries count like any other. Skipped, unknown, unlogged and held nights don't, and an
/// *extra* never does. Two *taken* entries of one night are one night (design 3.10). An entry that says it was
/// taken under another version or step (a phone that had not heard of the change) doesn't count for this one.
pub fn counted_nights(journal: &Journal, plan: &PlanVersion, step: &str, tonight: Night) -> BTreeSet<Night> {
    let this = StepRef { plan: plan.id, step: step.to_owned() };
    let spans: Vec<_> = confirmed_steps(journal).into_iter().filter(|span| span.step == this).collect();
    let holds = hold::holds(journal);
    let counts = |entry: &&DoseEntry| {
        entry.status == DoseStatus::Taken
            && entry.night <= tonight
            && entry.step.as_ref().is_none_or(|step| *step == this)
            && spans.iter().any(|span| span.covers(entry.night))
            && !holds.iter().any(|hold| hold::covers(hold, entry.night))
    };
    journal.doses.iter().filter(counts).map(|entry| entry.night).collect()
}

/// How many, as a number.
pub(super) fn nights(counted: &BTreeSet<Night>) -> u32 {
    u32::try_from(counted.len()).unwrap_or(u32::MAX)
}

/// The first night from tonight on that nobody has answered: where a change may begin.
///
/// A change from an answered night would say that another dose was due than the one that was taken.
pub fn first_open_night(journal: &Journal, tonight: Night) -> Night {
    let answered = |night: Night| {
        journal.doses.iter().any(|entry| entry.night == night && entry.status != DoseStatus::Extra)
    };
    let mut night = tonight;
    while answered(night) && night.next() > night {
        night = night.next();
    }
    night
}
