//! A new bottle: what it is made of, how strong it is, and how long it keeps.

use super::letter::next_letter;
use super::state::{BottleState, bottle_state};
use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::bottle::{Bottle, DrawnFrom, Recipe};
use crate::domain::dilution::{DilutionError, shelf_days, strength_of};
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::second_dilution::{SecondDilutionError, second_dilution};
use crate::domain::syringe::Syringe;
use chrono::{Days, NaiveDate};

/// What the patient says about a new bottle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BottleRequest {
    /// How it was made.
    pub made: Made,
    /// The day it was made, or opened.
    pub made_on: NaiveDate,
    /// The syringe it will be drawn with.
    pub syringe: Syringe,
    /// A date printed on its label or given by a pharmacist. Only ever shortens a home recipe's life.
    pub printed: Option<NaiveDate>,
}

/// The ways a bottle comes to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// Tablets in water, nothing else.
    TabletInWater {
        /// The strength of each tablet.
        tablets: Vec<Dose>,
        /// The water added, which counts as the final volume.
        water: Volume,
    },
    /// The preserved recipe of the stability study.
    Preserved {
        /// The strength of each tablet.
        tablets: Vec<Dose>,
        /// The final volume.
        volume: Volume,
    },
    /// A pharmacy's liquid.
    Pharmacy {
        /// As its label prints it.
        strength: Strength,
        /// What the bottle holds.
        volume: Volume,
    },
    /// A second dilution of another bottle.
    SecondDilution {
        /// The letter of the stronger bottle.
        from: String,
    },
}

/// A bottle to be recorded; its id and stamp are given by whoever records it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBottle {
    /// Its letter.
    pub letter: String,
    /// Its recipe.
    pub recipe: Recipe,
    /// The tablets in it.
    pub tablets: Vec<Dose>,
    /// The final volume.
    pub volume: Volume,
    /// Its strength.
    pub strength: Strength,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// The last day it may be used.
    pub discard_by: NaiveDate,
    /// The syringe it is drawn with.
    pub syringe: Syringe,
    /// What it took from another bottle.
    pub drawn_from: Option<DrawnFrom>,
}

impl NewBottle {
    /// The recorded bottle.
    pub fn recorded(self, id: FactId, stamp: crate::domain::entry::Stamp) -> Bottle {
        let Self { letter, recipe, tablets, volume, strength, made_on, discard_by, syringe, drawn_from } =
            self;
        Bottle {
            id,
            letter,
            recipe,
            tablets,
            volume,
            strength,
            made_on,
            discard_by,
            syringe,
            drawn_from,
            stamp,
        }
    }
}

/// Why a bottle is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MakeRefusal {
    /// The tablets and the water make no strength.
    Strength(DilutionError),
    /// Another tablet than the plain one the rule allows (`safety.md` 13): naltrexone of other strengths is combined,
    /// released slowly or filled by a pharmacy with what nobody here knows.
    OtherTablet {
        /// The only one (50 mg).
        only: Dose,
    },
    /// A bottle of nothing.
    NoVolume,
    /// A pharmacy's liquid without the date on its label.
    LabelDateMissing,
    /// The printed date lies before the day it was made or opened.
    LabelDatePast,
    /// No bottle with that letter.
    NoSuchBottle,
    /// The stronger bottle may not be used.
    StockUnusable(BottleState),
    /// The stronger bottle is itself a second dilution.
    StockIsSecond,
    /// There is not enough left in the stronger bottle.
    StockTooLittle {
        /// How much would be taken.
        take: Volume,
        /// How much should be left.
        left: Volume,
    },
    /// The second dilution itself is refused.
    Second(SecondDilutionError),
}

impl MakeRefusal {
    /// The stable name of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Strength(error) => error.code(),
            Self::OtherTablet { .. } => "other_tablet",
            Self::NoVolume => "no_volume",
            Self::LabelDateMissing => "label_date_missing",
            Self::LabelDatePast => "label_date_past",
            Self::NoSuchBottle => "no_such_bottle",
            Self::StockUnusable(state) => state.code(),
            Self::StockIsSecond => "stock_is_second_dilution",
            Self::StockTooLittle { .. } => "stock_too_little",
            Self::Second(error) => error.code(),
        }
    }
}

/// Judges a new bottle and fills in what follows from its recipe.
pub fn make(
    request: BottleRequest,
    journal: &Journal,
    parameters: &Parameters,
) -> Result<NewBottle, MakeRefusal> {
    let letter = next_letter(journal);
    let BottleRequest { made, made_on, syringe, printed } = request;
    let (recipe, tablets, volume, strength, drawn_from) = match made {
        Made::TabletInWater { tablets, water } => {
            let strength = strength_of(&tablets, water).map_err(MakeRefusal::Strength)?;
            (Recipe::TabletInWater, tablets, water, strength, None)
        }
        Made::Preserved { tablets, volume } => {
            let strength = strength_of(&tablets, volume).map_err(MakeRefusal::Strength)?;
            (Recipe::Preserved, tablets, volume, strength, None)
        }
        Made::Pharmacy { strength, volume } => (Recipe::Pharmacy, Vec::new(), volume, strength, None),
        Made::SecondDilution { from } => {
            return second(letter, &from, made_on, syringe, printed, journal, parameters);
        }
    };
    if volume.is_zero() {
        return Err(MakeRefusal::NoVolume);
    }
    let weakest = parameters.weakest.value;
    if strength < weakest {
        return Err(MakeRefusal::Strength(DilutionError::TooWeak { weakest }));
    }
    let only = parameters.whole_tablet.value;
    if tablets.iter().any(|tablet| *tablet != only) {
        return Err(MakeRefusal::OtherTablet { only });
    }
    let discard_by = keeps_until(recipe, made_on, printed, parameters)?;
    Ok(NewBottle { letter, recipe, tablets, volume, strength, made_on, discard_by, syringe, drawn_from })
}

/// The last day a bottle may be used: its recipe's days, or a printed date if that is earlier.
fn keeps_until(
    recipe: Recipe,
    made_on: NaiveDate,
    printed: Option<NaiveDate>,
    parameters: &Parameters,
) -> Result<NaiveDate, MakeRefusal> {
    if printed.is_some_and(|date| date < made_on) {
        return Err(MakeRefusal::LabelDatePast);
    }
    let Some(days) = shelf_days(recipe, parameters) else {
        return printed.ok_or(MakeRefusal::LabelDateMissing);
    };
    let recipe_ends = made_on.checked_add_days(Days::new(u64::from(days))).unwrap_or(made_on);
    Ok(printed.map_or(recipe_ends, |date| date.min(recipe_ends)))
}

fn second(
    letter: String,
    from: &str,
    made_on: NaiveDate,
    syringe: Syringe,
    printed: Option<NaiveDate>,
    journal: &Journal,
    parameters: &Parameters,
) -> Result<NewBottle, MakeRefusal> {
    let stock =
        journal.bottles.iter().find(|bottle| bottle.letter == from).ok_or(MakeRefusal::NoSuchBottle)?;
    if stock.recipe == Recipe::SecondDilution {
        return Err(MakeRefusal::StockIsSecond);
    }
    match bottle_state(stock, journal, Night::of(made_on)) {
        BottleState::Usable => {}
        state => return Err(MakeRefusal::StockUnusable(state)),
    }
    let weakest = parameters.weakest.value;
    let dilution = second_dilution(stock.strength, weakest, parameters).map_err(MakeRefusal::Second)?;
    let stage = dilution.stages.first().ok_or(MakeRefusal::Second(SecondDilutionError::NotMeasurable))?;
    let left = super::left_in(stock, journal).volume;
    if left < stage.take {
        return Err(MakeRefusal::StockTooLittle { take: stage.take, left });
    }
    let own = keeps_until(Recipe::SecondDilution, made_on, printed, parameters)?;
    Ok(NewBottle {
        letter,
        recipe: Recipe::SecondDilution,
        tablets: Vec::new(),
        volume: stage.take.checked_add(stage.water).ok_or(MakeRefusal::NoVolume)?,
        strength: stage.strength,
        made_on,
        // Never longer than the liquid it came from.
        discard_by: own.min(stock.discard_by),
        syringe,
        drawn_from: Some(DrawnFrom { bottle: stock.id, take: stage.take }),
    })
}
