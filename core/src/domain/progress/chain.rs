//! The chain of versions: which one governs a night.
//!
//! Each version names the one it follows, and governs from its effective night until a follower's. Two phones
//! can each make a follower of the same version; then the lower dose is followed until the patient chooses
//! (design 3.10), because too little for a night harms less than too much.

use super::span::step_on;
use crate::domain::amount::Dose;
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::{DecisionKind, PlanVersion};
use std::collections::{BTreeMap, BTreeSet};

/// The version that governs a night; `None` before the first one begins.
///
/// A version past its stop night still governs: the plan is ended, not absent.
pub fn plan_in_force(journal: &Journal, night: Night) -> Option<&PlanVersion> {
    let leaves = rivals(journal, night);
    if let [one] = *leaves {
        return Some(one);
    }
    leaves.into_iter().min_by_key(|plan| (dose_on(journal, plan, night), plan.version, plan.id))
}

/// The versions a night could follow: one as a rule, more when two phones changed one version apart.
pub fn rivals(journal: &Journal, night: Night) -> Vec<&PlanVersion> {
    let begun: Vec<&PlanVersion> =
        journal.plans.iter().filter(|plan| plan.effective_night <= night).collect();
    let mut leaves = leaves(journal, &begun);
    let left: BTreeSet<FactId> = journal
        .decisions
        .iter()
        .filter(|decision| decision.from <= night)
        .filter_map(|decision| match decision.kind {
            DecisionKind::Choose { over } => Some(over),
            _ => None,
        })
        .collect();
    if leaves.iter().any(|plan| !left.contains(&plan.id)) {
        leaves.retain(|plan| !left.contains(&plan.id));
    }
    leaves
}

/// The newest version that begins after tonight, if one is planned.
pub fn upcoming(journal: &Journal, tonight: Night) -> Option<&PlanVersion> {
    let all: Vec<&PlanVersion> = journal.plans.iter().collect();
    leaves(journal, &all)
        .into_iter()
        .filter(|plan| plan.effective_night > tonight)
        .max_by_key(|plan| plan.version)
}

/// Those among `versions` that none of the others follows, directly or over versions between.
///
/// The walk goes over all versions, also those not begun yet.
fn leaves<'a>(journal: &Journal, versions: &[&'a PlanVersion]) -> Vec<&'a PlanVersion> {
    let follows: BTreeMap<FactId, Option<FactId>> =
        journal.plans.iter().map(|plan| (plan.id, plan.follows)).collect();
    let mut followed = BTreeSet::new();
    for plan in versions {
        let mut next = plan.follows;
        while let Some(id) = next {
            // Seen before: its ancestors are marked too, and a broken file's circle ends here.
            if !followed.insert(id) {
                break;
            }
            next = follows.get(&id).copied().flatten();
        }
    }
    versions.iter().copied().filter(|plan| !followed.contains(&plan.id)).collect()
}

/// The dose a version asks for on a night; nothing past its stop night.
fn dose_on(journal: &Journal, plan: &PlanVersion, night: Night) -> Dose {
    if ended_on(plan, night) {
        return Dose::ZERO;
    }
    step_on(journal, plan, night).map_or(Dose::ZERO, |(_, step)| step.dose)
}

/// Whether a prescriber's stop night lies behind. A second night of the stop night's date still belongs to it.
pub(super) fn ended_on(plan: &PlanVersion, night: Night) -> bool {
    plan.stop_after.is_some_and(|last| night.date > last.date)
}
