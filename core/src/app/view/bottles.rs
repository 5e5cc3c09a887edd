//! Bottles and supply.

use crate::app::{App, BottleView, SupplyView};
use crate::domain::supply::{Cost, Need};
use crate::error::Error;
use crate::words::{Lang, amount, dilution as words};

/// The supply is reckoned night by night; nobody asks for more than a year of it.
const MOST_NIGHTS: u32 = 366;

/// A bottle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BottleCard {
    /// The values.
    pub view: BottleView,
    /// The strength as its label prints it.
    pub strength_text: String,
    /// Why it may not be drawn from, in words; nothing when it may.
    pub state_text: Option<String>,
    /// Its clocks in words.
    pub clocks_text: Option<String>,
    /// The lines of its label, from the top.
    pub label: Vec<String>,
}

/// What the coming nights need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplyCard {
    /// The bottle it is reckoned from.
    pub letter: String,
    /// Bottles and tablets; nothing where the present dose cannot be drawn from bottles like it.
    pub need: Option<Need>,
    /// What the present dose costs; nothing without a price.
    pub cost: Option<Cost>,
    /// The same in words.
    pub cost_text: Option<String>,
    /// Tablets at the last count.
    pub tablets_left: Option<u32>,
}

/// The page of bottles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BottlesView {
    /// Every bottle ever made, oldest first.
    pub bottles: Vec<BottleCard>,
    /// The supply; nothing before there is a plan and a bottle made from tablets.
    pub supply: Option<SupplyCard>,
}

impl BottleCard {
    /// With its words.
    pub fn of(view: BottleView, lang: Lang) -> Self {
        let (bottle, clocks) = (&view.bottle, &view.clocks);
        Self {
            strength_text: amount::show_strength(bottle.strength, lang),
            state_text: words::bottle_state(&bottle.letter, view.state, lang),
            clocks_text: clocks.map(|clocks| words::clocks(&bottle.letter, &clocks, lang)),
            label: words::label(bottle, lang),
            view,
        }
    }
}

impl App {
    /// Every bottle, and the supply for so many nights, a year of them at most.
    pub fn bottles_view(&self, nights: u32, lang: Lang) -> Result<BottlesView, Error> {
        let bottles = self.bottles()?.into_iter().map(|one| BottleCard::of(one, lang)).collect();
        let supply = self.supplies(nights.min(MOST_NIGHTS))?.map(|supply| {
            let SupplyView { letter, need, cost, currency, tablets_left } = supply;
            let cost_text = cost.as_ref().zip(currency).map(|(cost, of)| words::cost(cost, &of, lang));
            SupplyCard { letter, need: need.ok(), cost, cost_text, tablets_left }
        });
        Ok(BottlesView { bottles, supply })
    }
}
