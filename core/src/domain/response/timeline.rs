//! Side effects against the steps: each episode with the dose it began on and how long after the step.

use super::mark::Mark;
use crate::domain::amount::Dose;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::progress::{StepSpan, confirmed_steps};
use crate::domain::symptom::{EffectCourse, Severity};

/// One side effect from when it was first told until it was said to be gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    /// What, as it was logged.
    pub what: String,
    /// The worst it was.
    pub worst: Severity,
    /// The first night.
    pub first: Night,
    /// The night on which it was said to be gone; `None` while nobody has.
    pub gone: Option<Night>,
    /// The dose in force on the first night, and since how many nights; `None` before the first dose.
    pub step: Option<StepThen>,
}

/// The dose in force when something began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepThen {
    /// The dose.
    pub dose: Dose,
    /// Nights since that dose began; 0 on its first night.
    pub nights: u32,
}

/// Every side effect up to tonight, in the order it began. Marks are none.
pub fn episodes(journal: &Journal, tonight: Night) -> Vec<Episode> {
    let spans = confirmed_steps(journal);
    let mut episodes: Vec<Episode> = Vec::new();
    let told = journal.effects.iter().filter(|effect| effect.night <= tonight);
    for effect in told.filter(|effect| Mark::named(&effect.what).is_none()) {
        let same = |episode: &&mut Episode| {
            episode.gone.is_none() && episode.what.trim().to_lowercase() == effect.what.trim().to_lowercase()
        };
        let open = episodes.iter_mut().find(same);
        match (open, effect.course) {
            (Some(open), EffectCourse::Open) => open.worst = open.worst.max(effect.severity),
            (Some(open), EffectCourse::Resolved) => open.gone = Some(effect.night.max(open.first)),
            (None, EffectCourse::Open) => episodes.push(Episode {
                what: effect.what.clone(),
                worst: effect.severity,
                first: effect.night,
                gone: None,
                step: step_then(&spans, effect.night),
            }),
            (None, EffectCourse::Resolved) => {}
        }
    }
    episodes.sort_by_key(|episode| episode.first);
    episodes
}

/// The dose on a night, and since when it has been the same.
pub(super) fn step_then(spans: &[StepSpan], night: Night) -> Option<StepThen> {
    let at = spans.iter().rposition(|span| span.covers(night))?;
    let now = spans.get(at)?;
    let same = spans.iter().take(at + 1).rev().take_while(|span| span.dose == now.dose);
    let since = same.map(|span| span.first).min()?;
    let nights = (night.date - since.date).num_days().max(0);
    Some(StepThen { dose: now.dose, nights: u32::try_from(nights).unwrap_or(u32::MAX) })
}
