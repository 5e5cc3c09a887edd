//! Reading: tonight, the reminders, the card.

use super::App;
use crate::domain::planning::planner_input;
use crate::domain::reminder::{Asked, Delivered, Pending, Planned};
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
        self.reminders_due(delivered, &[], nights).map(|(planned, _withdrawn)| planned)
    }

    /// The same with those of its requests whose time has come and that still stand; and the ids in the shade that
    /// are to be taken out of it.
    pub fn reminders_due(
        &self,
        delivered: Vec<Delivered>,
        pending: &[Pending],
        nights: Option<u32>,
    ) -> Result<(Planned, Vec<String>), Error> {
        let look = self.look()?;
        let (plan, mut state, mut params) =
            planner_input(&look.journal, look.medicines, look.parameters, look.now, &look.zone);
        state.delivered = delivered;
        if let Some(nights) = nights {
            params.horizon_nights = nights;
        }
        let asked = Asked { state: &state, plan: &plan, params: &params, now: look.now, window: &look.zone };
        let planned = asked.planned(pending);
        let withdrawn = asked.withdrawn(&planned);
        Ok((planned, withdrawn))
    }

    /// The emergency card.
    pub fn card(&self) -> Result<Card, Error> {
        let look = self.look()?;
        Ok(safety::card(&look.journal, look.tonight))
    }
}
