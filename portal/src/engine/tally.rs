//! At the end: everything that was sent is read back, and one digest of each type is made on either side.

use super::body::{Alike, alike, form, without_narrative};
use super::cut::{Version, Versions};
use super::{Engine, EngineError};
use crate::store::replay::{Cell, End};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, HashMap};

/// Resources that are read back at once.
const TOGETHER: usize = 50;

/// What a move came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replayed {
    /// How many resources of each type there are, and a digest over them: on both sides the same.
    pub types: BTreeMap<String, Kept>,
    /// Versions that were moved.
    pub versions: u64,
    /// Resources of several versions whose history the server shows, none of it missing.
    pub histories: u64,
    /// Those whose history it does not show: the current version is there, of the others nobody can tell.
    pub without_history: u64,
    /// Resources in which a decimal came back with fewer digits of the same value.
    pub less_exact: u64,
    /// It went on where an earlier one had been broken off.
    pub resumed: bool,
}

/// Resources of one type.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// How many.
    pub count: u64,
    /// The digest over all of them, in commit order, read from the other side.
    pub sha256: [u8; 32],
}

/// The digests of both sides while they grow.
#[derive(Default)]
struct Both {
    count: u64,
    here: Sha256,
    there: Sha256,
}

impl Engine {
    /// Compares record by record: the memory of one record's ids is all it takes.
    pub(super) async fn compare(&self, from: &dyn End) -> Result<Replayed, EngineError> {
        let mut told = Replayed::default();
        let mut digests: BTreeMap<String, Both> = BTreeMap::new();
        let (mut first, mut second) = (Versions::after(from, Vec::new()), Versions::after(from, Vec::new()));
        while let Some(patient) = first.whose().await? {
            let mut newest: HashMap<(String, String), (Option<Cell>, u64)> = HashMap::new();
            while let Some(version) = first.next_of(&patient).await? {
                told.versions += 1;
                let known = newest.entry((version.kind, version.id)).or_default();
                *known = (version.key.get(1).cloned(), known.1 + 1);
            }
            let mut waiting = Vec::with_capacity(TOGETHER);
            while let Some(version) = second.next_of(&patient).await? {
                let name = (version.kind.clone(), version.id.clone());
                let Some((place, count)) = newest.get(&name) else { continue };
                if version.key.get(1) != place.as_ref() {
                    continue;
                }
                if *count > 1 {
                    self.history(&version, *count, &mut told).await?;
                }
                waiting.push(version);
                if waiting.len() == TOGETHER {
                    self.current(&waiting, &mut digests, &mut told).await?;
                    waiting.clear();
                }
            }
            self.current(&waiting, &mut digests, &mut told).await?;
        }
        for (kind, Both { count, here, there }) in digests {
            let (here, there): ([u8; 32], [u8; 32]) = (here.finalize().into(), there.finalize().into());
            if here != there {
                return Err(EngineError::Differs { kind, id: "all of them".to_owned() });
            }
            told.types.insert(kind, Kept { count, sha256: there });
        }
        Ok(told)
    }

    async fn current(
        &self,
        wanted: &[Version],
        digests: &mut BTreeMap<String, Both>,
        told: &mut Replayed,
    ) -> Result<(), EngineError> {
        if wanted.is_empty() {
            return Ok(());
        }
        for (version, came) in wanted.iter().zip(self.read_all(wanted).await?) {
            let differs = || EngineError::Differs { kind: version.kind.clone(), id: version.id.clone() };
            let sent: Value = serde_json::from_str(&version.body).map_err(|_| differs())?;
            let came = came.ok_or_else(differs)?;
            match alike(&sent, &came) {
                Alike::Wholly => {}
                Alike::ByValue => told.less_exact += 1,
                Alike::No => return Err(differs()),
            }
            let both = digests.entry(version.kind.clone()).or_default();
            both.count += 1;
            both.here.update(form(&sent, true));
            both.there.update(form(&without_narrative(&sent, &came), true));
        }
        Ok(())
    }

    async fn history(&self, version: &Version, count: u64, told: &mut Replayed) -> Result<(), EngineError> {
        match self.versions(&version.kind, &version.id).await? {
            None => told.without_history += 1,
            // A server that was asked twice for the same may keep it twice.
            Some(kept) if kept >= count => told.histories += 1,
            Some(_) => {
                return Err(EngineError::Differs {
                    kind: version.kind.clone(),
                    id: format!("{}/_history", version.id),
                });
            }
        }
        Ok(())
    }
}
