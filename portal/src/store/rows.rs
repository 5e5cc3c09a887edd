//! What the audit says of each act: the same whatever the database.

use super::{Access, Actor, Done, Found, Reading, Write};
use crate::audit::Entry;
use chrono::{DateTime, Utc};

/// Of a reading.
pub(super) fn reading(patient: &str, reading: &Reading, found: &Found) -> Entry {
    let (kind, id, query) = match reading {
        Reading::Current { kind, id }
        | Reading::Version { kind, id, .. }
        | Reading::Versions { kind, id, .. } => (kind.as_str(), id.as_str(), ""),
        Reading::History { kind, .. } => (kind.as_deref().unwrap_or(""), "", "_history"),
        Reading::Search(query) | Reading::Count(query) => (query.kind.as_str(), "", query.text.as_str()),
        Reading::Everything { .. } => ("Patient", patient, "$everything"),
    };
    let one = matches!(reading, Reading::Current { .. } | Reading::Version { .. } | Reading::Versions { .. });
    let status = if one && found.entries.is_empty() { 404 } else { 200 };
    let mut entry = Entry::new(patient, reading.interaction(), kind, id, status);
    entry.found = u32::try_from(found.entries.len()).unwrap_or(u32::MAX);
    query.clone_into(&mut entry.query);
    if let (true, [one]) =
        (matches!(reading, Reading::Current { .. } | Reading::Version { .. }), found.entries.as_slice())
    {
        entry.version = one.version;
    }
    entry
}

/// Of a write and what came of it.
pub(super) fn write(patient: &str, write: &Write, done: &Done) -> Entry {
    let draft = write.draft();
    let action = match (write, done) {
        (Write::Put { .. }, Done::Created(_)) | (Write::Create { .. }, _) => "create",
        (Write::Put { .. }, _) => "update",
    };
    let id = done.stored().map_or(draft.id.as_str(), |stored| stored.id.as_str());
    let mut entry = Entry::new(patient, action, &draft.kind, id, done.status());
    entry.version = done.stored().map_or(0, |stored| stored.version);
    entry.found = u32::from(done.stored().is_some());
    entry.sha = draft.sha.to_vec();
    entry
}

/// Of one record read whole.
pub(super) fn everything(patient: &str) -> Entry {
    let mut row = Entry::new(patient, "operation", "Patient", patient, 200);
    "$everything".clone_into(&mut row.query);
    row
}

/// Of one line of the list.
pub(super) fn line(patient: &str) -> Entry {
    Entry { found: 1, ..Entry::new(patient, "operation", "Patient", patient, 200) }
}

/// Of a look at the list.
pub(super) fn list() -> Entry {
    Entry::new("", "worklist", "Patient", "", 200)
}

/// A row that tells of a door and not of a resource.
pub(super) fn door(patient: &str, action: &'static str, family: &str, status: u16) -> Entry {
    Entry::new(patient, action, "", family, status)
}

/// Whoever holds a secret of a patient's, at `at`.
pub(super) fn holder(patient: &str, family: &str, at: DateTime<Utc>) -> Access {
    let actor = Actor::Patient { patient: patient.to_owned(), token: family.to_owned() };
    Access { actor, at, request: String::new() }
}

/// A row about a member of staff: no patient's, so no patient sees it.
pub(super) fn staff(action: &'static str, staff: &str, status: u16) -> Entry {
    Entry::new("", action, "Practitioner", staff, status)
}

/// What somebody does for themselves.
pub(super) fn by(staff: &str, at: DateTime<Utc>) -> Access {
    Access { actor: Actor::Staff(staff.to_owned()), at, request: String::new() }
}
