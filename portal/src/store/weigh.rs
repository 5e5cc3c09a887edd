//! May this version follow that one? The order in which the questions are asked, the same whatever the database.

use super::{Draft, Refusal, Stored, Work, Write};

/// The answer, before anything is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weighed {
    /// These very bytes are there now.
    Same,
    /// To be written.
    New,
    /// A rule forbids it, unless these very bytes were there before: a replay out of order changes nothing and is told
    /// what is there now.
    UnlessEarlier(Refusal),
    /// Not to be written.
    Refused(Refusal),
}

/// Weighs `draft` against what is there, with its hash.
pub(super) fn weigh(work: &Work, write: &Write, before: Option<(&Stored, &[u8; 32])>) -> Weighed {
    let draft: &Draft = write.draft();
    if before.is_some_and(|(_, sha)| *sha == draft.sha) {
        // Whatever version was guarded: the state that was asked for is the state that is there.
        return Weighed::Same;
    }
    let before = before.map(|(stored, _)| stored);
    if let Write::Put { if_match, may, .. } = write {
        if !(if before.is_some() { may.update } else { may.create }) {
            return Weighed::Refused(Refusal::Scope);
        }
        if let Some(wanted) = if_match
            && before.is_none_or(|there| *wanted != "*" && there.version.to_string() != *wanted)
        {
            return Weighed::Refused(Refusal::Stale);
        }
    }
    match (work.judge)(work.access.actor.party(), before, &draft.kind, &draft.value) {
        Ok(()) => Weighed::New,
        Err(rule @ Refusal::Rule(_)) if before.is_some() => Weighed::UnlessEarlier(rule),
        Err(refusal) => Weighed::Refused(refusal),
    }
}
