//! Side effects that hold a step: moderate or severe ones, for as long as they are open.

use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::symptom::{Effect, EffectCourse, Severity};

/// A moderate or severe effect nobody has said is gone or better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenEffect {
    /// The newest entry of its episode.
    pub effect: FactId,
    /// What, as it was logged.
    pub what: String,
    /// Moderate or severe.
    pub severity: Severity,
}

/// The effects, mild ones too, that nobody has said are gone or changed, oldest first.
pub fn felt_now(effects: &[Effect]) -> impl Iterator<Item = &Effect> {
    let open = |&(index, effect): &(usize, &Effect)| {
        effect.course == EffectCourse::Open && eased_on(effects, index).is_none()
    };
    effects.iter().enumerate().filter(open).map(|(_, effect)| effect)
}

/// The moderate and severe effects that are open.
pub fn open_effects(journal: &Journal) -> Vec<OpenEffect> {
    let open = felt_now(&journal.effects).filter(|effect| burdens(effect));
    open.map(|effect| OpenEffect { effect: effect.id, what: effect.what.clone(), severity: effect.severity })
        .collect()
}

/// The last night up to `tonight` on which a moderate or severe effect was open; `None` if there was none.
///
/// The night it was first felt always counts, even when it was gone the same night. The night it was said to
/// be gone doesn't: "three days after the side effect has passed" starts there.
pub(super) fn last_burdened_night(journal: &Journal, tonight: Night) -> Option<Night> {
    let last = |(index, effect): (usize, &Effect)| {
        if !burdens(effect) || effect.night > tonight {
            return None;
        }
        let last = eased_on(&journal.effects, index).map_or(tonight, Night::previous);
        Some(last.max(effect.night).min(tonight))
    };
    journal.effects.iter().enumerate().filter_map(last).max()
}

/// Whether a moderate or severe effect was open over a whole night: felt then or before, and not gone by it.
pub(super) fn open_over(journal: &Journal, night: Night) -> bool {
    journal.effects.iter().enumerate().any(|(index, effect)| {
        burdens(effect)
            && effect.night <= night
            && eased_on(&journal.effects, index).is_none_or(|eased| night < eased)
    })
}

/// Whether an entry by itself holds a step.
fn burdens(effect: &Effect) -> bool {
    effect.course == EffectCourse::Open && effect.severity >= Severity::Moderate
}

/// The night on which the entry at `index` was overtaken: continued by a later entry, or the effect said to be
/// gone by name. The later entry is judged for itself, so moderate → severe stays open and → mild doesn't.
///
/// Continued twice (two phones), the later night counts.
fn eased_on(effects: &[Effect], index: usize) -> Option<Night> {
    let (before, later) = effects.split_at_checked(index + 1)?;
    let this = before.last()?;
    let continued =
        later.iter().filter(|other| other.continues == Some(this.id)).map(|other| other.night).max();
    continued.or_else(|| {
        let gone =
            |other: &&Effect| other.course == EffectCourse::Resolved && same_name(&other.what, &this.what);
        later.iter().find(gone).map(|other| other.night)
    })
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
