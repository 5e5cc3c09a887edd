//! What an order did not see (`safety.md` 25): a newer opioid, reaction or step.

use crate::domain::amount::Dose;
use crate::domain::clinic::Saw;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::medicine::{MedicineTable, Question};
use crate::domain::night::Night;
use crate::domain::plan::{DecisionKind, HoldReason};
use crate::domain::progress::{first_open_night, plan_in_force, step_on};
use crate::domain::safety::names_an_opioid;
use crate::domain::symptom::{EffectCourse, Severity};

/// Something newer than an order saw; each sends it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Newer {
    /// An opioid was recorded, or the question about opioids answered with yes.
    Opioid,
    /// A moderate or severe side effect.
    Reaction {
        /// What ("insomnia").
        what: String,
    },
    /// Another dose is due than the prescriber saw.
    Step {
        /// What they saw; `None` where there was no plan yet.
        seen: Option<Dose>,
        /// What is due now.
        now: Option<Dose>,
    },
}

/// The journal as the prescriber saw it: without what was recorded after the last fact on that screen.
///
/// `facts` are all of them in the store's order. A fact is newer if it stands after that one here *and* was
/// recorded later: another phone's entries come in late and may well have been on the screen. A clock that was
/// moved proves nothing, and then the place alone counts. An order that does not say what it saw, or names a
/// fact nobody here knows, is held against everything since it was received.
pub fn as_seen(facts: &[Fact], saw: Option<&Saw>, arrival: FactId) -> Journal {
    let place = |id: FactId| facts.iter().position(|fact| fact.id() == id);
    let last = saw.and_then(|saw| place(saw.last_fact));
    let end = last.or_else(|| place(arrival)).map_or(facts.len(), |place| place + 1);
    let last_seen = last.and_then(|place| facts.get(place));
    let seen = facts.iter().enumerate().filter(|(place, fact)| {
        *place < end
            || last_seen.is_some_and(|last| {
                !fact.stamp().clock_suspect && !last.stamp().clock_suspect && fact.id() < last.id()
            })
    });
    Journal::from_facts(seen.map(|(_, fact)| fact.clone()).collect())
}

/// What is newer than was seen, the most urgent first.
pub fn newer(present: &Journal, seen: &Journal, table: &MedicineTable, tonight: Night) -> Vec<Newer> {
    let mut found = Vec::new();
    if newer_opioid(present, seen, table) {
        found.push(Newer::Opioid);
    }
    let new = |id: FactId| !seen.effects.iter().any(|effect| effect.id == id);
    let reactions = present.effects.iter().filter(|effect| {
        effect.severity >= Severity::Moderate && effect.course == EffectCourse::Open && new(effect.id)
    });
    found.extend(reactions.map(|effect| Newer::Reaction { what: effect.what.clone() }));
    let open = first_open_night(present, tonight);
    let (before, now) = (dose_on(seen, open), dose_on(present, open));
    if before != now || newer_tap(present, seen) {
        found.push(Newer::Step { seen: before, now });
    }
    found
}

fn newer_opioid(present: &Journal, seen: &Journal, table: &MedicineTable) -> bool {
    let medicine = present.medicines.iter().any(|medicine| {
        names_an_opioid(medicine, table) && !seen.medicines.iter().any(|known| known.id == medicine.id)
    });
    let answer = present.answers.iter().any(|answer| {
        answer.question == Question::Opioids
            && answer.yes
            && !seen.answers.iter().any(|known| known.id == answer.id)
    });
    let hold = present.decisions.iter().any(|decision| {
        matches!(decision.kind, DecisionKind::HoldBegin { reason: HoldReason::Opioid { .. } })
            && !seen.decisions.iter().any(|known| known.id == decision.id)
    });
    medicine || answer || hold
}

/// A tap on the next step that the prescriber did not see; it may not show in the dose yet.
fn newer_tap(present: &Journal, seen: &Journal) -> bool {
    present.decisions.iter().any(|decision| {
        matches!(decision.kind, DecisionKind::StepUp { .. })
            && !seen.decisions.iter().any(|known| known.id == decision.id)
    })
}

fn dose_on(journal: &Journal, night: Night) -> Option<Dose> {
    let plan = plan_in_force(journal, night)?;
    step_on(journal, plan, night).map(|(_, step)| step.dose)
}
