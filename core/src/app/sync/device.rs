//! This installation, and whether its file is still being rebuilt from the server.

use super::super::App;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::phone::ThisPhone;
use crate::domain::restored::Restored;
use crate::error::Error;
use crate::id;
use crate::store::{Change, Store, StoreError};
use crate::sync::{Problem, Report};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a paired installation knows of itself. Kept beside the session's state, in no copy of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::app) struct Device {
    /// Its id: the `Device` of what it writes.
    pub(in crate::app) install: FactId,
    /// The log was empty when it was paired: what the server has is still to come, and nights since the last
    /// entry there are unknown (`safety.md` 23).
    pub(in crate::app) rebuilding: bool,
    /// Initials, birth year and present dose were compared by the patient (`safety.md` 25).
    pub(in crate::app) matched: bool,
    /// It joined a log that another phone had begun (`safety.md` 18).
    #[serde(default)]
    pub(in crate::app) joined: bool,
    /// When the last sync began that heard everything a dose may stand in.
    #[serde(default)]
    pub(in crate::app) heard_at: Option<DateTime<Utc>>,
}

impl Device {
    /// A new installation that knows nothing yet.
    pub(in crate::app) fn new(install: FactId) -> Self {
        Self { install, rebuilding: false, matched: false, joined: false, heard_at: None }
    }

    /// It among the patient's phones.
    pub(in crate::app) fn here(&self) -> ThisPhone {
        ThisPhone { phone: self.install, joined: self.joined, heard_at: self.heard_at }
    }

    /// How entries made here name their device: two phones of one kind must not look alike (`safety.md` 17).
    pub(in crate::app) fn source(&self, surface: &str) -> String {
        format!("{surface} {:04x}", self.install.0 & 0xffff)
    }

    pub(in crate::app) fn of(store: &Store) -> Result<Option<Self>, Error> {
        let Some(body) = store.document(DEVICE)? else { return Ok(None) };
        Ok(serde_json::from_str(&body).map(Some).map_err(|_| StoreError::Damaged { kept_at: None })?)
    }

    pub(in crate::app) fn kept(&self) -> Result<Change, Error> {
        let body = serde_json::to_string(self).map_err(|_| StoreError::OutOfRange { what: "a device" })?;
        Ok(Change::Document { name: DEVICE, body })
    }
}

/// The document's name.
pub(in crate::app) const DEVICE: &str = "device";

/// The types in which a dose, its taking back and a phone's word travel.
const HEARD_IN: [&str; 2] = ["MedicationAdministration", "Basic"];

/// Whether a run has heard everything a dose may stand in. Trouble with sending, with another kind of record or with
/// what was asked once more and answered then does not matter.
fn has_heard(run: &Report) -> bool {
    let unreadable =
        |kind: &str| run.problems.iter().any(|it| matches!(it, Problem::Unreadable(of) if of == kind));
    HEARD_IN.iter().all(|kind| run.read.contains(*kind) && !unreadable(kind))
}

impl App {
    /// After a run that began at an instant: as of then this phone knows what others logged, if nothing kept it from
    /// hearing it.
    pub(super) fn heard(store: &Store, began: DateTime<Utc>, run: &Report) -> Result<(), Error> {
        if let Some(device) = Device::of(store)?.filter(|_| has_heard(run)) {
            let _ = store.apply(&[Device { heard_at: Some(began), ..device }.kept()?])?;
        }
        Ok(())
    }

    /// After a whole run: a log that was rebuilt from the server is a copy, and says so. One that had nothing to
    /// come is simply new.
    pub(super) fn rebuilt(&self, store: &Store) -> Result<(), Error> {
        let Some(device) = Device::of(store)?.filter(|device| device.rebuilding) else { return Ok(()) };
        let facts = store.facts()?;
        let copied_at = facts
            .iter()
            .filter(|fact| matches!(fact, Fact::Dose(_) | Fact::Plan(_)))
            .map(|fact| fact.stamp().recorded_at)
            .max();
        let mut changes = vec![Device { rebuilding: false, joined: copied_at.is_some(), ..device }.kept()?];
        if let Some(copied_at) = copied_at {
            let moment = self.clock.moment();
            let stamp = moment.stamp(&device.source(&self.source));
            changes
                .push(Change::Fact(Box::new(Restored { id: id::mint(moment.now), copied_at, stamp }.into())));
        }
        let _ = store.apply(&changes)?;
        Ok(())
    }
}
