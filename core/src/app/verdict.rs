//! Is it working?

use super::App;
use crate::domain::night::Night;
use crate::domain::response::{Response, respond};
use crate::domain::symptom::{SymptomError, is_scale};
use crate::error::Error;
use chrono::NaiveDate;

impl App {
    /// What the log says tonight about each of these scales, in their order.
    pub fn verdicts(&self, scales: &[&str]) -> Result<Vec<Response>, Error> {
        let look = self.look()?;
        // From 1970: before every log.
        let nights = Night::of(NaiveDate::default())..=Night::second_of(look.tonight.date);
        let judged = scales.iter().map(|scale| {
            if !is_scale(scale, &look.journal.settings) {
                return Err(SymptomError::Scale.into());
            }
            let scores = match self.shelf.get() {
                Ok(store) => store.scores(&nights, scale)?,
                // Nothing is recorded yet: that is an answer.
                Err(_) => Vec::new(),
            };
            Ok(respond(&look.journal, &scores, scale, look.parameters, look.tonight))
        });
        judged.collect()
    }
}
