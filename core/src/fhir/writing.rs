//! Facts to resources.

use super::basic;
use super::resource::Resource;
use crate::domain::code::CodeTable;
use crate::domain::entry::Tombstone;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;

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
/// A snooze, a restore, its confirmation and what was received stay.
pub fn write(fact: &Fact, _known: &dyn Known, with: &Writing<'_>) -> Vec<Resource> {
    match fact {
        Fact::Snooze(_) | Fact::Restored(_) | Fact::RestoreConfirmed(_) | Fact::Received(_) => Vec::new(),
        _ => vec![basic::write(fact, with)],
    }
}

/// The place of a type in the order of sending: what is referred to goes before what refers to it.
pub fn write_order(kind: &str) -> u8 {
    match kind {
        "Patient" => 0,
        "Device" => 1,
        "Medication" => 2,
        "MedicationRequest" => 3,
        _ => 4,
    }
}
