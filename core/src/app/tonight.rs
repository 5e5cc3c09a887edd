//! Reading: tonight, the reminders, the card.

use super::App;
use crate::domain::planning::planner_input;
use crate::domain::reminder::{self, Delivered, Planned};
use crate::domain::safety::{self, Card};
use crate::domain::tonight::{self, Tonight};
use crate::error::Error;

impl App {
    /// Tonight's screen.
    pub fn tonight(&self) -> Result<Tonight, Error> {
        let look = self.look()?;
        Ok(tonight::tonight(&look.journal, look.medicines, look.parameters, look.now, &look.zone))
    }

    /// The reminders this phone should hold, given what stands in its notification shade. `nights` shortens the
    /// horizon.
    pub fn reminders(&self, delivered: Vec<Delivered>, nights: Option<u32>) -> Result<Planned, Error> {
        let look = self.look()?;
        let (plan, mut state, mut params) =
            planner_input(&look.journal, look.medicines, look.parameters, look.now, &look.zone);
        state.delivered = delivered;
        if let Some(nights) = nights {
            params.horizon_nights = nights;
        }
        Ok(reminder::plan(&state, &plan, &params, look.now, &look.zone))
    }

    /// The emergency card.
    pub fn card(&self) -> Result<Card, Error> {
        let look = self.look()?;
        Ok(safety::card(&look.journal, look.tonight))
    }
}
