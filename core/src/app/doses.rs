//! Telling of a dose.

use super::App;
use crate::domain::entry::Tombstone;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::logging::{self, LogOutcome, LogRequest};
use crate::domain::night::Night;
use crate::domain::planning::planner_input;
use crate::domain::reminder::{Action, ActionKind, ActionResult, apply_action};
use crate::domain::snooze::Snooze;
use crate::error::Error;
use crate::id;

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

    /// *Later*: keeps a snooze of the usual length; it survives a restart because it is a fact. Refused after the
    /// last one of a night, past its late window, in a hold: then nothing is kept, and the answer says which.
    pub fn snooze(&self, night: Night) -> Result<ActionResult, Error> {
        let look = self.look()?;
        let (_, state, params) =
            planner_input(&look.journal, look.medicines, look.parameters, look.now, &look.zone);
        let kind = ActionKind::Snooze { minutes: None };
        let action = Action { kind, night, at: look.now, source: None };
        let outcome = apply_action(&state, &action, &params, &look.zone);
        if let (ActionResult::Snoozed, Some(snooze)) = (outcome.result, outcome.state.snooze) {
            let until = snooze.until;
            self.keep(&look, |id, stamp| Snooze { id, night, until, stamp })?;
        }
        Ok(outcome.result)
    }

    /// Takes any fact back; it stays in the file.
    pub fn take_back(&self, target: FactId) -> Result<FactId, Error> {
        let look = self.look()?;
        self.keep(&look, |id, stamp| Tombstone { id, target, stamp })
    }
}
