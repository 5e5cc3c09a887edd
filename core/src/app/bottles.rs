//! Bottles: made, looked at, ended.

use super::{App, Look};
use crate::domain::bottle::{Bottle, BottleEnd, BottleEndReason};
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::progress::{plan_in_force, progress, upcoming};
use crate::domain::supply::{self, BottleRequest, BottleState, Clocks, Coming, Left};
use crate::error::Error;

/// A bottle with its state, what should be left in it, and its two clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BottleView {
    /// As made.
    pub bottle: Bottle,
    /// Whether it may be drawn from.
    pub state: BottleState,
    /// What should be left.
    pub left: Left,
    /// Its clocks; `None` when it is ended or there is no plan to empty it.
    pub clocks: Option<Clocks>,
}

impl App {
    /// Records a new bottle.
    pub fn make_bottle(&self, request: BottleRequest) -> Result<BottleView, Error> {
        let look = self.look()?;
        let made = supply::make(request, &look.journal, look.parameters)?;
        let id = self.keep(&look, |id, stamp| made.recorded(id, stamp))?;
        self.bottles()?.into_iter().find(|view| view.bottle.id == id).ok_or(Error::NoSuch("bottle"))
    }

    /// Every bottle ever made, oldest first.
    pub fn bottles(&self) -> Result<Vec<BottleView>, Error> {
        let look = self.look()?;
        Ok(look.journal.bottles.iter().map(|bottle| view(bottle, &look)).collect())
    }

    /// Ends a bottle.
    pub fn end_bottle(&self, letter: &str, why: BottleEndReason) -> Result<FactId, Error> {
        let look = self.look()?;
        let wanted = |bottle: &&Bottle| bottle.letter.eq_ignore_ascii_case(letter);
        let bottle = look.journal.bottles.iter().find(wanted).ok_or(Error::NoSuch("bottle"))?.id;
        self.keep(&look, |id, stamp| BottleEnd { id, bottle, why, stamp })
    }
}

fn view(bottle: &Bottle, look: &Look) -> BottleView {
    let state = supply::bottle_state(bottle, &look.journal, look.tonight);
    let left = supply::left_in(bottle, &look.journal);
    let coming = coming(&look.journal, look).filter(|_| state == BottleState::Usable);
    let clocks =
        coming.map(|coming| supply::clocks(bottle, left.volume, &coming, look.tonight, look.parameters));
    BottleView { bottle: bottle.clone(), state, left, clocks }
}

/// The coming nights of the plan in force, or of the one that begins next.
pub(super) fn coming(journal: &Journal, look: &Look) -> Option<Vec<Coming>> {
    match (plan_in_force(journal, look.tonight), progress(journal, look.tonight)) {
        (Some(plan), Some(now)) => Some(supply::coming(&plan.steps, now.step_index, now.nights_taken)),
        _ => upcoming(journal, look.tonight).map(|plan| supply::coming(&plan.steps, plan.start_step, 0)),
    }
}
