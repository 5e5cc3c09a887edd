//! Pausing and going on.

use super::{App, Look};
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::hold::{self, Hold, HoldRefusal};
use crate::domain::night::Night;
use crate::domain::plan::{HoldReason, NewDecision};
use crate::domain::progress::open_effects;
use crate::domain::safety::{self, Verdict};
use crate::domain::symptom::SymptomError;
use crate::error::Error;
use crate::id;
use chrono::NaiveDate;

/// What going on ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumed {
    /// The holds that ended.
    pub ended: Vec<Hold>,
    /// The first night with a dose again.
    pub from: Night,
}

impl App {
    /// Begins a hold at `from`; without one, tonight.
    pub fn hold(&self, reason: HoldReason, from: Option<Night>) -> Result<FactId, Error> {
        let look = self.look()?;
        let begun = hold::begin(&look.journal, reason, from.unwrap_or(look.tonight), look.tonight)?;
        self.decide(&look, begun)
    }

    /// Begins a hold because of the newest side effect that is still open.
    pub fn hold_for_effect(&self, from: Option<Night>) -> Result<FactId, Error> {
        let look = self.look()?;
        let effect =
            open_effects(&look.journal).last().map(|open| open.effect).ok_or(SymptomError::NoOpenEffect)?;
        let from = from.unwrap_or(look.tonight);
        let begun = hold::begin(&look.journal, HoldReason::Effect { effect }, from, look.tonight)?;
        self.decide(&look, begun)
    }

    /// Begins the hold before an operation on `on`, early enough for the full days of the rule.
    pub fn hold_for_surgery(&self, on: NaiveDate) -> Result<FactId, Error> {
        let look = self.look()?;
        if on < look.today() {
            return Err(safety::CheckError::SurgeryInPast.into());
        }
        let begun = hold::begin_surgery(&look.journal, look.parameters, on, look.tonight)?;
        self.decide(&look, begun)
    }

    /// Ends every open hold that has begun, by the patient's explicit confirmation, from `from` (tonight without
    /// one). Refused with the reasons while a clock or an unanswered class stands against it.
    ///
    /// A hold that begins later (a planned operation) stays. With nothing else on, the nearest of those ends.
    pub fn resume(&self, from: Option<Night>) -> Result<Resumed, Error> {
        let look = self.look()?;
        let from = from.unwrap_or(look.tonight);
        let ended = look.holds_to_end(from);
        if ended.is_empty() {
            return Err(HoldRefusal::NoSuchHold.into());
        }
        let against: Vec<_> = safety::before_resuming(&look.journal, look.medicines, look.parameters, from)
            .into_iter()
            .filter(|reason| reason.verdict >= Verdict::Hold)
            .collect();
        if !against.is_empty() {
            return Err(Error::Safety(against));
        }
        let stamp = look.stamp.clone();
        let facts: Result<Vec<Fact>, HoldRefusal> = ended
            .iter()
            .map(|one| {
                let end = hold::end(&look.journal, one.id, from, look.tonight)?;
                Ok(end.recorded(id::mint(look.now), stamp.clone()).into())
            })
            .collect();
        let mut facts = facts?;
        facts.extend(look.answered_stops(&ended));
        self.append(&facts)?;
        Ok(Resumed { ended, from })
    }

    /// Every hold nobody has ended.
    pub fn open_holds(&self) -> Result<Vec<Hold>, Error> {
        Ok(hold::open_holds(&self.look()?.journal))
    }

    pub(super) fn decide(&self, look: &Look, decision: NewDecision) -> Result<FactId, Error> {
        self.keep(look, |id, stamp| decision.recorded(id, stamp))
    }
}
