//! Bottles and supply.

use super::Nocte;
use crate::error::ApiError;
use crate::mirror::{BottleEndReason, BottleRequest, BottleView, Cost, Lang, Need};
use crate::ports::Screen;
use crate::refusal::Why;
use nocte_core::app::SupplyView;
use nocte_core::domain::fact_id::FactId;
use nocte_core::words::{amount, dilution as words};

const STALE: [Screen; 2] = [Screen::Tonight, Screen::Bottles];

/// A bottle.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
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
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SupplyCard {
    /// The bottle it is reckoned from.
    pub letter: String,
    /// Bottles and tablets.
    pub need: Need,
    /// What the present dose costs; nothing without a price.
    pub cost: Option<Cost>,
    /// The same in words.
    pub cost_text: Option<String>,
    /// Tablets at the last count.
    pub tablets_left: Option<u32>,
}

fn card(view: BottleView, lang: Lang) -> BottleCard {
    let (bottle, clocks) = (&view.bottle, &view.clocks);
    BottleCard {
        strength_text: amount::show_strength(bottle.strength, lang),
        state_text: words::bottle_state(&bottle.letter, view.state, lang),
        clocks_text: clocks.map(|clocks| words::clocks(&bottle.letter, &clocks, lang)),
        label: words::label(bottle, lang),
        view,
    }
}

#[uniffi::export]
impl Nocte {
    /// Records a new bottle; `no_opioids` answers the question that returns with every new one.
    pub fn make_bottle(&self, request: BottleRequest, no_opioids: bool) -> Result<BottleCard, ApiError> {
        self.write("make_bottle", &STALE, |app, lang| {
            let made = if no_opioids {
                app.make_bottle_saying_no_opioids(request)?
            } else {
                app.make_bottle(request)?
            };
            Ok(card(made, lang))
        })
    }

    /// Every bottle ever made, oldest first.
    pub fn bottles(&self) -> Result<Vec<BottleCard>, ApiError> {
        self.read("bottles", |app, lang| Ok(app.bottles()?.into_iter().map(|one| card(one, lang)).collect()))
    }

    /// Ends a bottle.
    pub fn end_bottle(&self, letter: &str, why: BottleEndReason) -> Result<FactId, ApiError> {
        self.write("end_bottle", &STALE, |app, _| Ok(app.end_bottle(letter, why)?))
    }

    /// The supply for so many nights; nothing before there is a plan and a bottle made from tablets.
    pub fn supplies(&self, nights: u32) -> Result<Option<SupplyCard>, ApiError> {
        self.read("supplies", |app, lang| {
            let Some(supply) = app.supplies(nights)? else { return Ok(None) };
            let SupplyView { letter, need, cost, currency, tablets_left } = supply;
            let need = need.map_err(Why::Dilution)?;
            let cost_text = cost.as_ref().zip(currency).map(|(cost, of)| words::cost(cost, &of, lang));
            Ok(Some(SupplyCard { letter, need, cost, cost_text, tablets_left }))
        })
    }
}
