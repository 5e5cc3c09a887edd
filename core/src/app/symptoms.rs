//! What the patient felt, and what a laboratory found.

use super::{App, Look};
use crate::domain::fact_id::FactId;
use crate::domain::night::Night;
use crate::domain::progress::felt_now;
use crate::domain::symptom::{
    BadDay, Effect, EffectCourse, Lab, Note, Score, Severity, SymptomError, lab_value, rating, words,
};
use crate::error::Error;
use chrono::NaiveDate;

/// What is told of a side effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectReport {
    /// What ("insomnia", own words).
    pub what: String,
    /// How bad; `None` keeps the last one said, for an effect that is gone.
    pub severity: Option<Severity>,
    /// Still there, or gone.
    pub course: EffectCourse,
    /// The night; `None` is tonight.
    pub night: Option<Night>,
}

impl App {
    /// Keeps a 0–10 rating; the newest of a night and scale counts.
    pub fn rate(&self, scale: &str, value: u8, night: Option<Night>) -> Result<(FactId, Night), Error> {
        let look = self.look()?;
        rating(scale, value, &look.journal.settings)?;
        let night = past(&look, night)?;
        let scale = scale.to_owned();
        let id = self.keep(&look, |id, stamp| Score { id, night, scale, value, stamp })?;
        Ok((id, night))
    }

    /// Keeps a side effect, or a change in one that is open.
    pub fn report_effect(&self, report: &EffectReport) -> Result<(FactId, Night), Error> {
        let look = self.look()?;
        let night = past(&look, report.night)?;
        let what = words(&report.what)?.to_owned();
        let open = felt_now(&look.journal.effects).find(|open| open.what == what);
        let severity = match (report.severity, report.course) {
            (Some(severity), _) => severity,
            (None, _) => open.map(|open| open.severity).ok_or(SymptomError::NoOpenEffect)?,
        };
        if report.course == EffectCourse::Resolved && open.is_none() {
            return Err(SymptomError::NoOpenEffect.into());
        }
        let continues = open.map(|open| open.id);
        let course = report.course;
        let id =
            self.keep(&look, |id, stamp| Effect { id, night, what, severity, course, continues, stamp })?;
        Ok((id, night))
    }

    /// Keeps a laboratory value as the report prints it.
    pub fn keep_lab(
        &self,
        what: &str,
        (value, unit): (&str, &str),
        method: Option<String>,
        on: Option<NaiveDate>,
    ) -> Result<(FactId, Night), Error> {
        let look = self.look()?;
        let on = on.unwrap_or(look.today());
        if on > look.today() {
            return Err(SymptomError::Future.into());
        }
        let (what, unit) = (words(what)?.to_owned(), words(unit)?.to_owned());
        let value = lab_value(value)?.to_owned();
        let night = Night::of(on.min(look.tonight.date));
        let id = self.keep(&look, |id, stamp| Lab { id, night, what, value, unit, method, on, stamp })?;
        Ok((id, night))
    }

    /// Keeps a note.
    pub fn note(&self, text: &str, night: Option<Night>) -> Result<(FactId, Night), Error> {
        let look = self.look()?;
        let night = past(&look, night)?;
        let text = words(text)?.to_owned();
        let id = self.keep(&look, |id, stamp| Note { id, night, text, stamp })?;
        Ok((id, night))
    }

    /// Marks a bad day; everything else of it stays missing, never zero.
    pub fn bad_day(&self, night: Option<Night>) -> Result<(FactId, Night), Error> {
        let look = self.look()?;
        let night = past(&look, night)?;
        let id = self.keep(&look, |id, stamp| BadDay { id, night, stamp })?;
        Ok((id, night))
    }
}

/// The night named, or tonight; not one to come.
pub(super) fn past(look: &Look, night: Option<Night>) -> Result<Night, SymptomError> {
    let night = night.unwrap_or(look.tonight);
    if night > look.tonight { Err(SymptomError::Future) } else { Ok(night) }
}
