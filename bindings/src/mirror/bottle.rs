//! Bottles and supply.

use super::plan::Stamp;
use crate::scalar::Day;
pub(crate) use nocte_core::app::BottleView;
use nocte_core::domain::amount::{Dose, Strength, Volume};
pub(crate) use nocte_core::domain::bottle::{Bottle, BottleEndReason, DrawnFrom, Recipe};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::ratio::Ratio;
pub(crate) use nocte_core::domain::supply::{
    BottleRequest, BottleState, Clock as BottleClock, Clocks as BottleClocks, Cost, Left as BottleLeft,
    Made as BottleMade, Need,
};
use nocte_core::domain::syringe::Syringe;

mirror! {
    /// A bottle with its state, what should be left in it, and its two clocks.
    struct BottleView { bottle: Bottle, state: BottleState, left: BottleLeft, clocks: Option<BottleClocks> }
    /// A bottle as it was made.
    struct Bottle {
        id: FactId, letter: String, recipe: Recipe, tablets: Vec<Dose>, volume: Volume, strength: Strength,
        made_on: Day, discard_by: Day, syringe: Syringe, drawn_from: Option<DrawnFrom>, stamp: Stamp,
    }
    /// What a second dilution took out of another bottle.
    struct DrawnFrom { bottle: FactId, take: Volume }
    /// How a liquid was made; shelf life is a property of the recipe.
    enum Recipe { TabletInWater, Preserved, Pharmacy, SecondDilution }
    /// What a bottle is, on one night.
    enum BottleState { Usable, Discarded, LeftWarm, Expired { discard_by: Day }, Empty, Unnamed }
    /// What a bottle should hold now.
    struct BottleLeft { volume: Volume, overdrawn: Volume }
    /// A bottle's two clocks, seen from one night.
    struct BottleClocks {
        discard_by: Day, empty_by: Option<Day>, use_by: Day, wins: BottleClock, nights_left: u32,
        make_on: Option<Day>,
    }
    /// Which clock ends a bottle.
    enum BottleClock { DiscardBy, EmptyBy }
    /// What the patient says about a new bottle.
    struct BottleRequest {
        made: BottleMade, made_on: Day, syringe: Syringe, #[uniffi(default)] printed: Option<Day>,
    }
    /// The ways a bottle comes to be.
    enum BottleMade {
        TabletInWater { tablets: Vec<Dose>, water: Volume },
        Preserved { tablets: Vec<Dose>, volume: Volume }, Pharmacy { strength: Strength, volume: Volume },
        SecondDilution { from: String },
    }
    /// Why a bottle is no longer drawn from.
    enum BottleEndReason { Discarded, LeftWarm, Empty }
    /// What a stretch of nights needs.
    struct Need { nights: u32, bottles: u32, tablets: u32, thrown: Volume }
    /// What one dose costs, in the smallest unit of the user's currency.
    struct Cost {
        nights_per_bottle: u32, thrown_per_bottle: Volume, tablets_per_month: Ratio, per_night: Ratio,
        per_month: Ratio, per_mg: Ratio,
    }
}
