//! Telling of a dose.

use super::App;
use crate::domain::entry::Tombstone;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::logging::{self, LogOutcome, LogRequest};
use crate::domain::night::Night;
use crate::domain::snooze::Snooze;
use crate::error::Error;
use crate::id;
use chrono::{DateTime, Utc};

impl App {
    /// Logs, corrects or takes back a dose. A result that stores nothing is an answer, not an error.
    ///
    /// Returns the id of what was stored.
    pub fn log(&self, request: &LogRequest) -> Result<(LogOutcome, Option<FactId>), Error> {
        let look = self.look()?;
        // Two phones of one kind must not look alike: the device is named as its entries name it.
        let request = &LogRequest { source: look.stamp.source.clone(), ..request.clone() };
        let outcome =
            logging::log(&look.journal, request, look.medicines, look.parameters, look.now, &look.zone);
        let stamp = look.stamp.clone();
        let mut facts: Vec<Fact> = Vec::new();
        if let Some(entry) = outcome.entry.clone() {
            facts.push(entry.stamped(id::mint(look.now), stamp.clone()).into());
        }
        if let Some(target) = outcome.takes_back {
            facts.push(Tombstone { id: id::mint(look.now), target, stamp }.into());
        }
        if !facts.is_empty() {
            self.append(&facts)?;
        }
        Ok((outcome, facts.first().map(Fact::id)))
    }

    /// Keeps a snooze the patient asked for; it survives a restart because it is a fact.
    pub fn snooze(&self, night: Night, until: DateTime<Utc>) -> Result<FactId, Error> {
        let look = self.look()?;
        self.keep(&look, |id, stamp| Snooze { id, night, until, stamp })
    }

    /// Takes any fact back; it stays in the file.
    pub fn take_back(&self, target: FactId) -> Result<FactId, Error> {
        let look = self.look()?;
        self.keep(&look, |id, stamp| Tombstone { id, target, stamp })
    }
}
