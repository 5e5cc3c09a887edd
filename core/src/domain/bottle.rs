//! Bottles: every one has a letter, a recipe, a strength and two clocks.

use super::amount::{Dose, Strength, Volume};
use super::entry::Stamp;
use super::fact_id::FactId;
use super::syringe::Syringe;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A bottle as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bottle {
    /// Its id.
    pub id: FactId,
    /// "A", "B" … "Z", "AA": on the label and on *Tonight* (`safety.md` 12).
    pub letter: String,
    /// How it was made.
    pub recipe: Recipe,
    /// The strength of every tablet put in; empty for a pharmacy's bottle.
    pub tablets: Vec<Dose>,
    /// The final volume.
    pub volume: Volume,
    /// What one microlitre holds.
    pub strength: Strength,
    /// The day it was made (or opened, for a pharmacy's).
    pub made_on: NaiveDate,
    /// The last day it may be used, from the recipe or the printed label.
    pub discard_by: NaiveDate,
    /// The syringe it is drawn with.
    pub syringe: Syringe,
    /// For a second dilution: the bottle it was made from and how much was taken out of that one.
    #[serde(default)]
    pub drawn_from: Option<DrawnFrom>,
    /// When and where it was recorded.
    pub stamp: Stamp,
}

/// What a second dilution took out of another bottle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DrawnFrom {
    /// The stronger bottle.
    pub bottle: FactId,
    /// How much was taken.
    pub take: Volume,
}

/// How a liquid was made; shelf life is a property of the recipe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipe {
    /// Tablet and water only.
    TabletInWater,
    /// With ascorbic acid, preservative and glycerol, as in the stability study.
    Preserved,
    /// Made by a pharmacy; the date printed on the label counts.
    Pharmacy,
    /// A second dilution of another bottle.
    SecondDilution,
}

/// A bottle's end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BottleEnd {
    /// Its id.
    pub id: FactId,
    /// The bottle.
    pub bottle: FactId,
    /// Why.
    pub why: BottleEndReason,
    /// When and where.
    pub stamp: Stamp,
}

/// Why a bottle is no longer drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BottleEndReason {
    /// Thrown away.
    Discarded,
    /// Left warm.
    LeftWarm,
    /// Empty.
    Empty,
}
