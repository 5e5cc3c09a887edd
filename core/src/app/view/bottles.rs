//! Bottles and supply.

use crate::app::{App, BottleView, SupplyView};
use crate::domain::amount::Volume;
use crate::domain::bottle::{Bottle, Recipe};
use crate::domain::second_dilution::Stage;
use crate::domain::supply::{Cost, Need};
use crate::domain::syringe::{COMMON_SYRINGES, Syringe};
use crate::error::Error;
use crate::words::dilution::GuideStep;
use crate::words::{Lang, amount, dilution as words};

/// The supply is reckoned night by night; nobody asks for more than a year of it.
const MOST_NIGHTS: u32 = 366;
/// Water is measured with a syringe of 10 mL at most: that one is in most kitchens, and its lines can be read.
const MEASURE_UL: u64 = 10_000;

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
    /// How it is made at home, a step each; nothing for a pharmacy's.
    pub guide: Vec<String>,
    /// How many fillings each of those steps counts; 0 where none is counted.
    pub fills: Vec<u64>,
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
    /// With its words; `stock` is what a second dilution was taken out of.
    fn of(view: BottleView, stock: Option<&Bottle>, lang: Lang) -> Self {
        let (bottle, clocks) = (&view.bottle, &view.clocks);
        let steps = guide(bottle, stock, lang).unwrap_or_default();
        let fills = steps.iter().map(|step| step.count.unwrap_or(0)).collect();
        Self {
            guide: steps.into_iter().map(|step| step.text).collect(),
            fills,
            strength_text: amount::show_strength(bottle.strength, lang),
            state_text: words::bottle_state(&bottle.letter, view.state, lang),
            clocks_text: clocks.map(|clocks| words::clocks(&bottle.letter, &clocks, lang)),
            label: words::label(bottle, lang),
            view,
        }
    }
}

/// The steps of making it, as they are said while it is made (`safety.md` 13).
fn guide(bottle: &Bottle, stock: Option<&Bottle>, lang: Lang) -> Option<Vec<GuideStep>> {
    let Bottle { letter, tablets, volume, strength, syringe, drawn_from, .. } = bottle;
    let measure = |water: Volume| measure(*syringe, water);
    match (drawn_from, stock) {
        (Some(from), Some(stock)) => {
            let water = Volume::from_ul(volume.ul().checked_sub(from.take.ul())?);
            let stage = Stage { name: "B", take: from.take, water, strength: *strength };
            words::second_stage(letter, &stock.letter, stock.strength, &stage, measure(water), lang)
        }
        _ if bottle.recipe == Recipe::TabletInWater => {
            words::mixing(letter, tablets, *volume, *strength, measure(*volume), lang)
        }
        _ => None,
    }
}

/// What the water is measured with: the dose's own syringe, or where that is small the largest common one with a line
/// for it.
fn measure(own: Syringe, water: Volume) -> Syringe {
    let common = COMMON_SYRINGES.iter().map(|one| one.syringe).filter(|one| one.fills(water).is_some());
    let larger = common.filter(|one| one.capacity().ul() <= MEASURE_UL).max_by_key(|one| one.capacity());
    larger.filter(|one| one.capacity() > own.capacity()).unwrap_or(own)
}

fn card(view: BottleView, all: &[BottleView], lang: Lang) -> BottleCard {
    let from = view.bottle.drawn_from.map(|from| from.bottle);
    let stock = all.iter().map(|one| &one.bottle).find(|one| Some(one.id) == from);
    BottleCard::of(view, stock, lang)
}

impl App {
    /// One bottle's card.
    pub fn bottle_card(&self, view: BottleView, lang: Lang) -> Result<BottleCard, Error> {
        Ok(card(view, &self.bottles()?, lang))
    }

    /// Every bottle, and the supply for so many nights, a year of them at most.
    pub fn bottles_view(&self, nights: u32, lang: Lang) -> Result<BottlesView, Error> {
        let all = self.bottles()?;
        let bottles = all.iter().map(|one| card(one.clone(), &all, lang)).collect();
        let supply = self.supplies(nights.min(MOST_NIGHTS))?.map(|supply| {
            let SupplyView { letter, need, cost, currency, tablets_left } = supply;
            let cost_text = cost.as_ref().zip(currency).map(|(cost, of)| words::cost(cost, &of, lang));
            SupplyCard { letter, need: need.ok(), cost, cost_text, tablets_left }
        });
        Ok(BottlesView { bottles, supply })
    }
}
