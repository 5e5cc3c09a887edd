//! Sleep after a step: what may be offered, and in which order.
//!
//! A survey told by a pharmacist found that disturbed sleep was gone within two weeks but for one person; so the first
//! rung is to wait. The ladder is our own (`domain.md` 1.3): each rung is the patient's choice, and the two that change
//! the time or the dose are the prescriber's too.

use super::timeline::{Episode, StepThen, episodes, step_then};
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::progress::confirmed_steps;

/// Effects that are trouble with sleep, by their names in the log.
const SLEEP: [&str; 4] = ["insomnia", "difficulty_sleeping", "vivid_dreams", "nightmares"];

/// Nights of which some may be disturbed before anything is offered.
const WEEK: i64 = 7;

/// A rung of the ladder, the mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// Wait until the end of the nights in which it usually passes.
    Wait {
        /// Nights since the step began after which waiting is over.
        until: u32,
    },
    /// Stay on this step.
    Hold,
    /// Take it earlier in the evening, within the window.
    Earlier,
    /// Take it in the morning. Ask the prescriber.
    Morning,
    /// One step back. Ask the prescriber.
    Back,
}

/// Sleep after the present step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sleepless {
    /// Disturbed nights of the last seven.
    pub disturbed: u32,
    /// The dose and since when.
    pub step: StepThen,
    /// What may be offered, in order.
    pub rungs: Vec<Rung>,
}

/// What to offer tonight; `None` while too few nights were disturbed, or before the first step.
///
/// Waiting is offered only while it can still help: until so many nights after the step.
pub fn sleepless(journal: &Journal, parameters: &Parameters, tonight: Night) -> Option<Sleepless> {
    let step = step_then(&confirmed_steps(journal), tonight)?;
    let trouble: Vec<Episode> = episodes(journal, tonight)
        .into_iter()
        .filter(|episode| SLEEP.contains(&episode.what.trim().to_lowercase().as_str()))
        .collect();
    let night = |back: i64| tonight.plus(1 - WEEK + back);
    let disturbed = (0..WEEK).map(night).filter(|night| {
        trouble.iter().any(|it| it.first <= *night && it.gone.is_none_or(|gone| *night < gone))
    });
    let disturbed = u32::try_from(disturbed.count()).unwrap_or(u32::MAX);
    if disturbed < parameters.sleep_disturbed_nights.value {
        return None;
    }
    let until = parameters.sleep_wait_nights.value;
    let wait = (step.nights < until).then_some(Rung::Wait { until });
    let rest = [Rung::Hold, Rung::Earlier, Rung::Morning, Rung::Back];
    Some(Sleepless { disturbed, step, rungs: wait.into_iter().chain(rest).collect() })
}
