//! What was taken back or corrected: the record stays, marked as entered in error, and a `Provenance` says who
//! and when. Never a DELETE: that one comes back when a request is repeated.

use super::parts::{fields_in, fields_of, fill, noun_of, parts_of};
use super::reading::ReadRefusal;
use super::resource::Resource;
use super::resources::{Provenance, ProvenanceAgent};
use super::shape::{Source, coding, instant, patient, words_only};
use super::systems::{DATA_OPERATION, FACT, PARTICIPANT, STATUS_BEFORE, TAKEN_BACK};
use super::text::Text;
use super::types::extension::find;
use super::types::{CodeableConcept, Extension, Reference};
use super::writing::{Known, Writing, bottle_of, standing};
use crate::domain::entry::{Stamp, Tombstone};
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;

/// Tombstones on tombstones beyond this many are a circle.
const LONGEST_CHAIN: usize = 64;

/// The bits of an id that say how it was made.
const VERSION: u128 = 0xf << 76;

/// An id for a second resource of one fact: the same but for its version, which says "made by a rule of our own".
pub(super) fn derived(id: FactId) -> FactId {
    FactId(id.0 & !VERSION | 0x8 << 76)
}

/// The resources of a tombstone: its target, marked or standing again, what that one had replaced, and who did it.
/// Empty when the target never left the phone.
pub(super) fn write(tombstone: &Tombstone, known: &dyn Known, with: &Writing<'_>) -> Option<Vec<Resource>> {
    let (mut target, mut gone) = (known.fact(tombstone.target)?, true);
    for _ in 0..LONGEST_CHAIN {
        let Fact::Tombstone(inner) = &target else { break };
        target = known.fact(inner.target)?;
        gone = !gone;
    }
    let by = if gone { Some(tombstone.clone()) } else { known.tombstone_on(target.id()) };
    let mut resources = marked(&target, by.as_ref(), known, with);
    let main = resources.first().map(|first| Reference::to(first.kind(), target.id()));
    if let (Fact::Dose(dose), true) = (&target, gone)
        && let Some(before) = dose.corrects.and_then(|before| known.fact(before))
    {
        resources.extend(marked(&before, known.tombstone_on(before.id()).as_ref(), known, with));
    }
    if let Fact::BottleEnd(end) = &target {
        resources.extend(bottle_of(end, gone, known, with));
    }
    if let Some(main) = main {
        let mut fields = fields_of(tombstone);
        fields.remove("id");
        let own = Extension::of(FACT, parts_of(&fields));
        let activity = if gone { ("NULLIFY", "nullify") } else { ("UPDATE", "revise") };
        resources.push(provenance(tombstone.id, main, &tombstone.stamp, activity, vec![own], with).into());
    }
    Some(resources)
}

/// The resources of a correction besides its own: what it replaces, marked, and who did it.
pub(super) fn correction(
    fact: &Fact,
    before: FactId,
    known: &dyn Known,
    with: &Writing<'_>,
) -> Vec<Resource> {
    let Some(earlier) = known.fact(before) else { return Vec::new() };
    let mut resources = standing(&earlier, known, with);
    let by = known.tombstone_on(before);
    for resource in &mut resources {
        mark(resource, by.as_ref());
    }
    if let Some(first) = resources.first() {
        let target = Reference::to(first.kind(), fact.id());
        let activity = ("UPDATE", "revise");
        let who = provenance(derived(fact.id()), target, fact.stamp(), activity, Vec::new(), with);
        resources.push(who.into());
    }
    resources
}

fn marked(fact: &Fact, by: Option<&Tombstone>, known: &dyn Known, with: &Writing<'_>) -> Vec<Resource> {
    let mut resources = standing(fact, known, with);
    if let Some(by) = by {
        for resource in &mut resources {
            mark(resource, Some(by));
        }
    }
    resources
}

fn provenance(
    id: FactId,
    target: Reference,
    stamp: &Stamp,
    activity: (&str, &'static str),
    extension: Vec<Extension>,
    with: &Writing<'_>,
) -> Provenance {
    let agent = |role: &str, display, who: Reference, on_behalf_of| ProvenanceAgent {
        kind: Some(CodeableConcept {
            coding: vec![coding(PARTICIPANT, role, Some(display))],
            ..CodeableConcept::default()
        }),
        who: Some(who),
        on_behalf_of,
        ..ProvenanceAgent::default()
    };
    let at = instant(stamp.recorded_at, stamp.offset_s);
    Provenance {
        id: Some(id.to_string().into()),
        target: vec![target],
        occurred_date_time: Some(at.clone().into()),
        recorded: Some(at.into()),
        activity: Some(CodeableConcept {
            coding: vec![coding(DATA_OPERATION, activity.0, Some(activity.1))],
            ..CodeableConcept::default()
        }),
        reason: vec![words_only("put right by the patient")],
        agent: vec![
            agent("author", "Author", patient(with), None),
            agent("assembler", "Assembler", Reference::to("Device", with.install), Some(patient(with))),
        ],
        extension,
        ..Provenance::default()
    }
}

/// Marks a record as entered in error, keeping the status it had and the tombstone on it.
fn mark(resource: &mut Resource, by: Option<&Tombstone>) {
    let (status, extension) = match resource {
        Resource::Medication(it) => (Some(&mut it.status), &mut it.extension),
        Resource::MedicationRequest(it) => (Some(&mut it.status), &mut it.extension),
        Resource::MedicationAdministration(it) => (Some(&mut it.status), &mut it.extension),
        Resource::MedicationStatement(it) => (Some(&mut it.status), &mut it.extension),
        Resource::Observation(it) => (Some(&mut it.status), &mut it.extension),
        Resource::DetectedIssue(it) => (Some(&mut it.status), &mut it.extension),
        Resource::Task(it) => (Some(&mut it.status), &mut it.extension),
        Resource::Basic(it) => (None, &mut it.extension),
        _ => return,
    };
    if let Some(status) = status {
        if let Some(before) = status.as_deref() {
            extension.push(Extension::code(STATUS_BEFORE, before));
        }
        *status = Some(Text::fixed("entered-in-error"));
    }
    if let Some(by) = by {
        extension.push(Extension::of(TAKEN_BACK, parts_of(&fields_of(by))));
    }
}

/// The tombstone on a record, if it was taken back.
pub(super) fn tombstone_in(extensions: &[Extension]) -> Result<Option<Tombstone>, ReadRefusal> {
    let Some(parts) = find(extensions, TAKEN_BACK) else { return Ok(None) };
    noun_of(fields_in(&parts.extension)?).map(Some)
}

/// The tombstone a `Provenance` holds; `None` for another program's, and for a correction's.
pub(super) fn read(it: &Provenance) -> Result<Option<Tombstone>, ReadRefusal> {
    let Some(parts) = find(&it.extension, FACT) else { return Ok(None) };
    let mut fields = fields_in(&parts.extension)?;
    fill(&mut fields, "id", it.fact_id()?.to_string());
    noun_of(fields).map(Some)
}
