//! The patient's own choices.

use super::App;
use crate::domain::fact::Fact;
use crate::domain::night::bedtime_fits;
use crate::domain::setting::{Choice, SettingChange, Settings};
use crate::domain::symptom::is_scale;
use crate::error::{ChoiceRefusal, Error};
use crate::id;
use chrono::NaiveTime;

/// Longest lead: three hours before lights-out is still the evening.
const LONGEST_LEAD_MIN: u16 = 180;

impl App {
    /// The choices in force.
    pub fn settings(&self) -> Result<Settings, Error> {
        Ok(self.look()?.journal.settings)
    }

    /// Keeps choices made together: bedtime and the start of the night often only fit as a pair.
    pub fn choose(&self, choices: Vec<Choice>) -> Result<(), Error> {
        let look = self.look()?;
        let mut settings = look.journal.settings.clone();
        for choice in &choices {
            possible(choice, &settings).map_err(Error::Choice)?;
            settings = settings.with(choice);
        }
        if !bedtime_fits(settings.cutover, settings.bedtime) {
            return Err(Error::Choice(ChoiceRefusal::NearCutover));
        }
        let stamp = look.stamp.clone();
        let change = |choice| SettingChange { id: id::mint(look.now), choice, stamp: stamp.clone() }.into();
        let facts: Vec<Fact> = choices.into_iter().map(change).collect();
        self.append(&facts)?;
        Ok(())
    }
}

/// Whether a choice can be kept at all; whether bedtime and cutover fit is asked of all choices together.
fn possible(choice: &Choice, settings: &Settings) -> Result<(), ChoiceRefusal> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    match choice {
        Choice::Cutover { at } if *at != noon && *at != NaiveTime::MIN => Err(ChoiceRefusal::Cutover),
        Choice::Lead { minutes } if *minutes > LONGEST_LEAD_MIN => Err(ChoiceRefusal::Lead),
        Choice::OwnScale { name } if name.trim().is_empty() || is_scale(name, settings) => {
            Err(ChoiceRefusal::Name)
        }
        _ => Ok(()),
    }
}
