//! Marks: an infection, exertion, a crash, the period; shown beside the verdict and corrected for nowhere.

use super::App;
use super::symptoms::past;
use crate::domain::fact_id::FactId;
use crate::domain::night::Night;
use crate::domain::response::Mark;
use crate::domain::symptom::{Effect, EffectCourse, Severity, SymptomError};
use crate::error::Error;

impl App {
    /// Marks a night. With `over`, says that what was marked last is over: the nights between are marked, too.
    pub fn mark(&self, mark: Mark, over: bool, night: Option<Night>) -> Result<(FactId, Night), Error> {
        let look = self.look()?;
        let night = past(&look, night)?;
        let newest = look.journal.effects.iter().rev().find(|it| Mark::named(&it.what) == Some(mark));
        let open = newest.filter(|it| it.course == EffectCourse::Open);
        let continues = match (over, open) {
            (true, None) => return Err(SymptomError::NoOpenEffect.into()),
            (true, Some(open)) => Some(open.id),
            (false, _) => None,
        };
        let course = if over { EffectCourse::Resolved } else { EffectCourse::Open };
        let what = mark.code().to_owned();
        let severity = Severity::Mild;
        let id =
            self.keep(&look, |id, stamp| Effect { id, night, what, severity, course, continues, stamp })?;
        Ok((id, night))
    }
}
