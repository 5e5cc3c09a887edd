//! Facts to resources.

use super::resource::Resource;
use super::{basic, bottle, dose, felt, issue, medicine, plan, taken_back, task};
use crate::domain::bottle::BottleEnd;
use crate::domain::code::CodeTable;
use crate::domain::entry::Tombstone;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::plan::{DecisionKind, HoldReason};

/// Who writes, for whom, and by which codes.
#[derive(Debug, Clone, Copy)]
pub struct Writing<'a> {
    /// The patient's id on the server.
    pub patient: &'a str,
    /// This installation's id: the `Device`.
    pub install: FactId,
    /// The table of codes; only verified ones are sent.
    pub codes: &'a CodeTable,
}

/// What else is in the log, as far as a mapping needs it.
pub trait Known {
    /// The fact of an id.
    fn fact(&self, id: FactId) -> Option<Fact>;

    /// The bottle of a letter.
    fn bottle(&self, letter: &str) -> Option<FactId>;

    /// The tombstone that stands on a fact, if one does. Without an answer a fact counts as standing.
    fn tombstone_on(&self, _id: FactId) -> Option<Tombstone> {
        None
    }
}

/// Nothing else is known.
impl Known for () {
    fn fact(&self, _id: FactId) -> Option<Fact> {
        None
    }

    fn bottle(&self, _letter: &str) -> Option<FactId> {
        None
    }
}

/// Every resource a fact gives, in the order in which they are sent. Empty: it stays on the phone.
///
/// A snooze, a restore, its confirmation and what was received stay, and so does a tombstone on one of them.
/// A correction, a tombstone and a bottle's end send again what they change, marked as what it now is.
pub fn write(fact: &Fact, known: &dyn Known, with: &Writing<'_>) -> Vec<Resource> {
    let mut resources = match fact {
        Fact::Tombstone(it) => {
            taken_back::write(it, known, with).unwrap_or_else(|| standing(fact, known, with))
        }
        _ => standing(fact, known, with),
    };
    match fact {
        Fact::Dose(it) => {
            if let Some(before) = it.corrects {
                resources.extend(taken_back::correction(fact, before, known, with));
            }
        }
        Fact::BottleEnd(it) => resources.extend(bottle_of(it, false, known, with)),
        _ => {}
    }
    resources.sort_by_key(|resource| rank(resource.kind()));
    resources
}

/// The resources of a fact as it stands by itself, its main one first.
pub(super) fn standing(fact: &Fact, known: &dyn Known, with: &Writing<'_>) -> Vec<Resource> {
    match fact {
        Fact::Snooze(_) | Fact::Restored(_) | Fact::RestoreConfirmed(_) | Fact::Received(_) => Vec::new(),
        Fact::Plan(it) => vec![plan::write(it, with).into()],
        Fact::Dose(it) => vec![dose::write(it, known, with).into()],
        Fact::Score(it) => vec![felt::score(it, with).into()],
        Fact::Effect(it) => vec![felt::effect(it, with).into()],
        Fact::Lab(it) => vec![felt::lab(it, with).into()],
        Fact::Note(it) => vec![felt::note(it, with).into()],
        Fact::BadDay(it) => vec![felt::bad_day(it, with).into()],
        Fact::Medicine(it) => vec![medicine::write(it, with).into()],
        // A `Medication` has no patient in R4, so a search by patient misses it: a `Basic` beside it is found.
        Fact::Bottle(it) => vec![bottle::write(it, true, with).into(), basic::write(fact, with)],
        Fact::Decision(it) => {
            let mut resources = vec![basic::write(fact, with)];
            if let DecisionKind::HoldBegin { reason: HoldReason::Opioid { medicine } } = it.kind {
                resources.push(issue::write(it, medicine, with).into());
            }
            resources
        }
        Fact::StepRequest(it) => vec![task::write_request(it, with).into()],
        Fact::Reply(it) => vec![task::write_reply(it, known, with).into()],
        Fact::Answer(_) | Fact::BottleEnd(_) | Fact::Setting(_) | Fact::Tombstone(_) | Fact::Phone(_) => {
            vec![basic::write(fact, with)]
        }
    }
}

/// The bottle of a bottle's end, in use or not.
pub(super) fn bottle_of(
    end: &BottleEnd,
    in_use: bool,
    known: &dyn Known,
    with: &Writing<'_>,
) -> Option<Resource> {
    match known.fact(end.bottle) {
        Some(Fact::Bottle(bottle)) => Some(bottle::write(&bottle, in_use, with).into()),
        _ => None,
    }
}

/// The place of a type in the order of sending: what is referred to goes before what refers to it.
pub fn rank(kind: &str) -> u8 {
    match kind {
        "Patient" => 0,
        "Device" => 1,
        "Medication" => 2,
        "MedicationRequest" => 3,
        _ => 4,
    }
}
