//! Tablets and money, with what is thrown away.
//!
//! Prices are the user's own, in the smallest unit of a currency; published prices are dated and bound to a
//! country. Nothing here rounds: a night may cost a third of a cent.

use super::clocks::Coming;
use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::bottle::Recipe;
use crate::domain::dilution::{DilutionError, dilute, shelf_days};
use crate::domain::parameter::Parameters;
use crate::domain::ratio::Ratio;
use crate::domain::syringe::Syringe;

/// How a patient makes one bottle after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    /// Tablets in each.
    pub tablets: u32,
    /// The volume of each.
    pub volume: Volume,
    /// The strength.
    pub strength: Strength,
    /// The recipe, which says how long each keeps.
    pub recipe: Recipe,
    /// The syringe.
    pub syringe: Syringe,
}

impl Batch {
    /// Nights one bottle may be used, its day of making included; `None` when only its label knows.
    fn shelf_nights(&self, parameters: &Parameters) -> Option<u32> {
        shelf_days(self.recipe, parameters).map(|days| days.saturating_add(1))
    }

    fn line(&self, dose: Dose, parameters: &Parameters) -> Result<Volume, DilutionError> {
        dilute(self.strength, dose, self.syringe, parameters).map(|dilution| dilution.line)
    }
}

/// What a stretch of nights needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Need {
    /// Nights with a dose.
    pub nights: u32,
    /// Bottles made.
    pub bottles: u32,
    /// Tablets in them.
    pub tablets: u32,
    /// Volume thrown away with bottles that ended before the last night.
    pub thrown: Volume,
}

/// The bottles and tablets for the coming nights, at most `nights`, each bottle made on its first night.
///
/// A bottle that no longer holds a whole line, or no longer keeps, is thrown away with what is in it.
pub fn tablets_needed(
    batch: &Batch,
    coming: &[Coming],
    nights: u32,
    parameters: &Parameters,
) -> Result<Need, DilutionError> {
    let shelf = batch.shelf_nights(parameters);
    let mut need = Need { nights: 0, bottles: 0, tablets: 0, thrown: Volume::ZERO };
    let (mut left, mut age) = (Volume::ZERO, 0_u32);
    for part in coming {
        let line = batch.line(part.dose, parameters)?;
        if line > batch.volume {
            return Err(DilutionError::BottleTooSmall);
        }
        for _ in 0..part.nights.unwrap_or(nights) {
            if need.nights == nights {
                return Ok(need);
            }
            if left < line || shelf.is_some_and(|shelf| age >= shelf) {
                need.thrown = need.thrown.checked_add(left).ok_or(DilutionError::TooMuch)?;
                need.bottles += 1;
                need.tablets = need.tablets.checked_add(batch.tablets).ok_or(DilutionError::TooMuch)?;
                (left, age) = (batch.volume, 0);
            }
            left = left.checked_sub(line).unwrap_or(Volume::ZERO);
            age += 1;
            need.nights += 1;
        }
    }
    Ok(need)
}

/// What one dose costs, in the smallest unit of the user's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cost {
    /// Nights one bottle serves before it is empty or off.
    pub nights_per_bottle: u32,
    /// What is then thrown away.
    pub thrown_per_bottle: Volume,
    /// Tablets for 30 nights.
    pub tablets_per_month: Ratio,
    /// Per night.
    pub per_night: Ratio,
    /// Per month of 30 nights.
    pub per_month: Ratio,
    /// Per milligram swallowed.
    pub per_mg: Ratio,
}

/// Nights in a month, for prices.
const MONTH: u64 = 30;

/// The cost of one steady dose from bottles of one batch, at the user's price for a tablet.
///
/// A pharmacy's liquid has no tablets and no recipe here: `None`, as for a dose larger than a bottle.
pub fn cost(
    batch: &Batch,
    dose: Dose,
    tablet_minor_units: u64,
    parameters: &Parameters,
) -> Result<Option<Cost>, DilutionError> {
    let dilution = dilute(batch.strength, dose, batch.syringe, parameters)?;
    let by_volume = u32::try_from(batch.volume.ul() / dilution.line.ul()).unwrap_or(u32::MAX);
    let Some(shelf) = batch.shelf_nights(parameters) else { return Ok(None) };
    let nights = by_volume.min(shelf);
    Ok(priced(batch, dilution.line, dilution.line_dose, nights, tablet_minor_units))
}

fn priced(batch: &Batch, line: Volume, line_dose: Ratio, nights: u32, price: u64) -> Option<Cost> {
    let month = Ratio::whole(MONTH);
    let tablets_per_night = Ratio::new(u128::from(batch.tablets), u128::from(nights))?;
    let per_night = tablets_per_night.checked_mul(Ratio::whole(price))?;
    let nights_per_mg = Ratio::new(line_dose.den().checked_mul(1_000_000)?, line_dose.num())?;
    Some(Cost {
        nights_per_bottle: nights,
        thrown_per_bottle: batch.volume.checked_sub(line.checked_mul(u64::from(nights))?)?,
        tablets_per_month: tablets_per_night.checked_mul(month)?,
        per_night,
        per_month: per_night.checked_mul(month)?,
        per_mg: per_night.checked_mul(nights_per_mg)?,
    })
}
