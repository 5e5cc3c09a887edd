//! Bottles and supply.

use super::Nocte;
use crate::error::ApiError;
use crate::mirror::Screen;
use crate::mirror::{BottleCard, BottleEndReason, BottleRequest, BottlesView};
use nocte_core::domain::fact_id::FactId;

const STALE: [Screen; 2] = [Screen::Tonight, Screen::Bottles];

#[uniffi::export]
impl Nocte {
    /// Records a new bottle; `no_opioids` answers the question that returns with every new one.
    pub fn make_bottle(&self, request: BottleRequest, no_opioids: bool) -> Result<BottleCard, ApiError> {
        self.write("make_bottle", &STALE, |app, lang| {
            app.make_bottle_saying(request, no_opioids).and_then(|made| app.bottle_card(made, lang))
        })
    }

    /// The page of bottles, with the supply for so many nights, a year of them at most.
    pub fn bottles(&self, nights: u32) -> Result<BottlesView, ApiError> {
        self.read("bottles", |app, lang| app.bottles_view(nights, lang))
    }

    /// Ends a bottle.
    pub fn end_bottle(&self, letter: &str, why: BottleEndReason) -> Result<FactId, ApiError> {
        self.write("end_bottle", &STALE, |app, _| app.end_bottle(letter, why))
    }
}
