//! This installation, and whether its file is still being rebuilt from the server.

use super::super::App;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::restored::Restored;
use crate::error::Error;
use crate::id;
use crate::store::{Change, Store, StoreError};
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
}

impl Device {
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

impl App {
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
        let mut changes = vec![Device { rebuilding: false, ..device }.kept()?];
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
