//! From the outbox to parcels: facts as the letters that are sent.

use super::Run;
use crate::catalogue;
use crate::domain::entry::Tombstone;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::error::Error;
use crate::fhir::{self, Known, Resource, Writing};
use crate::store::outbox::Waiting;
use crate::store::{Change, Store};
use crate::sync::{Letter, Parcel};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Parcels handed over at once.
const A_FEW_HUNDRED: usize = 300;

/// What else is in the log, as far as letters need it.
pub(super) struct Log<'a> {
    store: &'a Store,
    install: FactId,
    patient: String,
    tombstones: BTreeMap<FactId, Tombstone>,
    bottles: BTreeMap<String, FactId>,
    /// What was handed over, as it is kept once it is in flight.
    offered: BTreeMap<i64, String>,
}

/// A letter as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    kind: String,
    id: String,
    body: String,
    version: Option<String>,
}

impl<'a> Log<'a> {
    pub(super) fn of(store: &'a Store, install: FactId, patient: String) -> Result<Self, Error> {
        let tombstones = store.tombstones()?.into_iter().map(|it| (it.target, it)).collect();
        let bottles = store.journal()?.bottles.into_iter().map(|it| (it.letter, it.id)).collect();
        Ok(Self { store, install, patient, tombstones, bottles, offered: BTreeMap::new() })
    }

    /// This install, for a server that does not know it yet.
    pub(super) fn device(&self) -> Letter {
        let with = Writing { patient: &self.patient, install: self.install, codes: catalogue::codes() };
        let device = fhir::write_device(env!("CARGO_PKG_VERSION"), &with);
        Letter {
            kind: device.kind().to_owned(),
            id: self.install.to_string(),
            body: device.to_json(),
            version: None,
        }
    }

    /// How the letters of a parcel are kept.
    pub(super) fn letters(&self, seq: i64) -> String {
        self.offered.get(&seq).cloned().unwrap_or_else(|| "[]".to_owned())
    }

    /// A parcel has arrived: its letters are not kept in hand any longer.
    pub(super) fn delivered(&mut self, seq: i64) {
        self.offered.remove(&seq);
    }

    /// The letters of a fact: those it was first sent as, else written now.
    fn letters_of(&self, waiting: &Waiting) -> Result<Vec<Letter>, Error> {
        if let Some(frozen) = &waiting.letters
            && let Ok(kept) = serde_json::from_str::<Vec<Kept>>(frozen)
            && !kept.is_empty()
        {
            let letter = |it: Kept| Letter { kind: it.kind, id: it.id, body: it.body, version: it.version };
            return Ok(kept.into_iter().map(letter).collect());
        }
        let with = Writing { patient: &self.patient, install: self.install, codes: catalogue::codes() };
        fhir::write(&waiting.fact, self, &with).iter().map(|resource| self.letter(resource)).collect()
    }

    fn letter(&self, resource: &Resource) -> Result<Letter, Error> {
        let (kind, id) = (resource.kind().to_owned(), resource.id().unwrap_or_default().to_owned());
        // A task is the one thing that both sides write: an edit names the version it was made from.
        let version = match kind.as_str() {
            "Task" => self.store.receipt(&kind, &id)?.and_then(|receipt| receipt.version),
            _ => None,
        };
        Ok(Letter { kind, id, body: resource.to_json(), version })
    }
}

/// Every resource that the facts of a file give, in the order in which they were recorded; what a later fact changed
/// comes again.
pub(in crate::app) fn resources(
    store: &Store,
    install: FactId,
    patient: &str,
) -> Result<Vec<Resource>, Error> {
    let log = Log::of(store, install, patient.to_owned())?;
    let with = Writing { patient, install, codes: catalogue::codes() };
    let mut all = vec![fhir::write_device(env!("CARGO_PKG_VERSION"), &with)];
    for fact in store.facts()? {
        all.extend(fhir::write(&fact, &log, &with));
    }
    Ok(all)
}

impl Known for Log<'_> {
    fn fact(&self, id: FactId) -> Option<Fact> {
        self.store.fact(id).ok().flatten()
    }

    fn bottle(&self, letter: &str) -> Option<FactId> {
        self.bottles.get(letter).copied()
    }

    fn tombstone_on(&self, id: FactId) -> Option<Tombstone> {
        self.tombstones.get(&id).cloned()
    }
}

impl Run<'_> {
    /// The next parcels. Facts that stay on the phone leave the outbox on the way, without being sent.
    pub(super) fn parcels(&mut self, after: i64) -> Result<Vec<Parcel>, Error> {
        let mut after = after.max(0);
        loop {
            let waiting = self.store.outbox_after(after, A_FEW_HUNDRED)?;
            let Some(last) = waiting.last() else { return Ok(Vec::new()) };
            after = last.seq;
            let mut parcels = Vec::new();
            let mut staying = Vec::new();
            for one in waiting {
                let resources = self.log.letters_of(&one)?;
                if resources.is_empty() {
                    staying.push(Change::Acked { seq: one.seq });
                    continue;
                }
                self.log.offered.insert(one.seq, kept(&resources));
                let Waiting { seq, fact, attempt, .. } = one;
                parcels.push(Parcel { seq, fact: fact.id(), night: fact.night(), attempt, resources });
            }
            let _ = self.store.apply(&staying)?;
            if !parcels.is_empty() {
                return Ok(parcels);
            }
        }
    }
}

fn kept(letters: &[Letter]) -> String {
    let kept: Vec<Kept> = letters
        .iter()
        .map(|it| Kept {
            kind: it.kind.clone(),
            id: it.id.clone(),
            body: it.body.clone(),
            version: it.version.clone(),
        })
        .collect();
    serde_json::to_string(&kept).unwrap_or_else(|_| "[]".to_owned())
}
