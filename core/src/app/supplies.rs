//! What the coming nights need: tablets, bottles, and what they cost at the user's own price.

use super::bottles::coming;
use super::{App, Look};
use crate::domain::bottle::Bottle;
use crate::domain::dilution::DilutionError;
use crate::domain::progress::{plan_in_force, progress, upcoming};
use crate::domain::supply::{self, Batch, Cost, Need};
use crate::error::Error;

/// The supply for a stretch of nights, made as the newest home-made bottle was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplyView {
    /// The letter of the bottle it is reckoned from.
    pub letter: String,
    /// Bottles and tablets, with what is thrown away.
    pub need: Result<Need, DilutionError>,
    /// The cost of the present dose; `None` without a price or for a pharmacy's liquid.
    pub cost: Option<Cost>,
    /// The currency of the price.
    pub currency: Option<String>,
    /// Tablets at the last count.
    pub tablets_left: Option<u32>,
}

impl App {
    /// The supply for so many nights; `None` before there is a plan and a bottle made from tablets.
    pub fn supplies(&self, nights: u32) -> Result<Option<SupplyView>, Error> {
        let look = self.look()?;
        let made = look.journal.bottles.iter().rev().find(|bottle| !bottle.tablets.is_empty());
        let (Some(bottle), Some(coming)) = (made, coming(&look.journal, &look)) else { return Ok(None) };
        let batch = batch(bottle);
        let price = look.journal.settings.tablet_price.clone();
        let cost = price.as_ref().zip(dose(&look)).and_then(|(price, dose)| {
            supply::cost(&batch, dose, price.minor_units, look.parameters).ok().flatten()
        });
        Ok(Some(SupplyView {
            letter: bottle.letter.clone(),
            need: supply::tablets_needed(&batch, &coming, nights, look.parameters),
            cost,
            currency: price.map(|price| price.currency),
            tablets_left: look.journal.settings.tablets_left,
        }))
    }
}

fn batch(bottle: &Bottle) -> Batch {
    Batch {
        tablets: u32::try_from(bottle.tablets.len()).unwrap_or(u32::MAX),
        volume: bottle.volume,
        strength: bottle.strength,
        recipe: bottle.recipe,
        syringe: bottle.syringe,
    }
}

/// The present dose, or the first of a plan that begins later.
fn dose(look: &Look) -> Option<crate::domain::amount::Dose> {
    let now = progress(&look.journal, look.tonight).map(|now| now.dose);
    now.or_else(|| {
        let plan =
            plan_in_force(&look.journal, look.tonight).or_else(|| upcoming(&look.journal, look.tonight))?;
        plan.steps.get(plan.start_step).map(|step| step.dose)
    })
}
