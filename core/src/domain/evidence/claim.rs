//! What is claimed: one name for each statement. Its sentence stands in `words`, its sources in `core/data/evidence.json`.

use serde::{Deserialize, Serialize};

/// A statement on low-dose naltrexone. None is of opioids, surgery, missed doses or stopping: on those only the safety
/// rules speak (`safety.md` 28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// The tablets are licensed for something else, at a higher dose.
    AnotherUse,
    /// A short block, then more endorphins: proposed.
    ReboundProposed,
    /// Calmer microglia: proposed.
    GliaProposed,
    /// The first pilot.
    YoungerPilot,
    /// The second trial: pain, mood.
    YoungerTrialPain,
    /// The second trial: who counts as a responder.
    YoungerTrialResponders,
    /// What the page makes of that trial.
    PageSixInTen,
    /// The second trial: no gain in fatigue or sleep.
    YoungerTrialFatigue,
    /// The largest trial missed its goal.
    FinalPain,
    /// Its responders.
    FinalResponders,
    /// Its sign of better memory.
    FinalMemory,
    /// Four trials together: pain.
    PooledPain,
    /// Four trials together: no difference in daily life.
    PooledImpact,
    /// ESR in the pilot: no prediction is made of it.
    EsrPilot,
    /// The chart series of ME/CFS.
    PoloAny,
    /// What the page makes of that series.
    PagePoloHalf,
    /// Three reported patients.
    ThreeCases,
    /// Killer cells in a laboratory.
    KillerCells,
    /// No controlled trial has reported.
    NoControlledTrial,
    /// Klimas.
    Klimas,
    /// Liptan.
    Liptan,
    /// Chheda.
    Chheda,
    /// Younger's own summing-up, before the largest trial.
    YoungerPreliminary,
    /// A clinic for ME/CFS.
    BatemanHorne,
    /// Beck: people differ.
    DosesDiffer,
    /// Most start (P1).
    CommonStart,
    /// Lenz's steps (P2).
    LenzLadder,
    /// De Meirleir's range (P3).
    DeMeirleirRange,
    /// The largest trial gave more.
    FinalDose,
    /// De Meirleir's re-check.
    DownThenUp,
    /// Very low starts (P5).
    VeryLowStart,
    /// Arseneau's liquid (P4).
    LiquidLadder,
    /// One woman at 12 mg.
    OneAtTwelve,
    /// Up again months later.
    RetryMonthsLater,
    /// Where responders are.
    UpDownDose,
    /// Younger: 8 to 10 weeks.
    EightToTenWeeks,
    /// Others wait less or longer.
    OtherWaits,
    /// The page on liquid.
    PageLiquidStable,
    /// What was tested is not plain water.
    TestedLiquid,
    /// Syringes are in millilitres.
    SyringesAreInMillilitres,
    /// Slow release and calcium carbonate.
    Fillers,
    /// Not every preparation is reliable.
    PharmaciesVary,
    /// Six of six failed.
    InternetSamples,
    /// What three tablets cost.
    TabletCost,
    /// A survey of a thousand.
    SurveySleep,
    /// Vivid dreams in pooled trials.
    PooledDreams,
    /// Complaints in the largest trial.
    FinalAdverse,
    /// How many gave it up in ME/CFS.
    PoloGaveUp,
    /// Rare ones the page names.
    RareEffects,
    /// Some have great difficulty.
    SomeStruggle,
    /// Another substance.
    DextroNaltrexone,
}

impl Claim {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 51] = [
        Self::AnotherUse,
        Self::ReboundProposed,
        Self::GliaProposed,
        Self::YoungerPilot,
        Self::YoungerTrialPain,
        Self::YoungerTrialResponders,
        Self::PageSixInTen,
        Self::YoungerTrialFatigue,
        Self::FinalPain,
        Self::FinalResponders,
        Self::FinalMemory,
        Self::PooledPain,
        Self::PooledImpact,
        Self::EsrPilot,
        Self::PoloAny,
        Self::PagePoloHalf,
        Self::ThreeCases,
        Self::KillerCells,
        Self::NoControlledTrial,
        Self::Klimas,
        Self::Liptan,
        Self::Chheda,
        Self::YoungerPreliminary,
        Self::BatemanHorne,
        Self::DosesDiffer,
        Self::CommonStart,
        Self::LenzLadder,
        Self::DeMeirleirRange,
        Self::FinalDose,
        Self::DownThenUp,
        Self::VeryLowStart,
        Self::LiquidLadder,
        Self::OneAtTwelve,
        Self::RetryMonthsLater,
        Self::UpDownDose,
        Self::EightToTenWeeks,
        Self::OtherWaits,
        Self::PageLiquidStable,
        Self::TestedLiquid,
        Self::SyringesAreInMillilitres,
        Self::Fillers,
        Self::PharmaciesVary,
        Self::InternetSamples,
        Self::TabletCost,
        Self::SurveySleep,
        Self::PooledDreams,
        Self::FinalAdverse,
        Self::PoloGaveUp,
        Self::RareEffects,
        Self::SomeStruggle,
        Self::DextroNaltrexone,
    ];

    /// The word for JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AnotherUse => "another_use",
            Self::ReboundProposed => "rebound_proposed",
            Self::GliaProposed => "glia_proposed",
            Self::YoungerPilot => "younger_pilot",
            Self::YoungerTrialPain => "younger_trial_pain",
            Self::YoungerTrialResponders => "younger_trial_responders",
            Self::PageSixInTen => "page_six_in_ten",
            Self::YoungerTrialFatigue => "younger_trial_fatigue",
            Self::FinalPain => "final_pain",
            Self::FinalResponders => "final_responders",
            Self::FinalMemory => "final_memory",
            Self::PooledPain => "pooled_pain",
            Self::PooledImpact => "pooled_impact",
            Self::EsrPilot => "esr_pilot",
            Self::PoloAny => "polo_any",
            Self::PagePoloHalf => "page_polo_half",
            Self::ThreeCases => "three_cases",
            Self::KillerCells => "killer_cells",
            Self::NoControlledTrial => "no_controlled_trial",
            Self::Klimas => "klimas",
            Self::Liptan => "liptan",
            Self::Chheda => "chheda",
            Self::YoungerPreliminary => "younger_preliminary",
            Self::BatemanHorne => "bateman_horne",
            Self::DosesDiffer => "doses_differ",
            Self::CommonStart => "common_start",
            Self::LenzLadder => "lenz_ladder",
            Self::DeMeirleirRange => "de_meirleir_range",
            Self::FinalDose => "final_dose",
            Self::DownThenUp => "down_then_up",
            Self::VeryLowStart => "very_low_start",
            Self::LiquidLadder => "liquid_ladder",
            Self::OneAtTwelve => "one_at_twelve",
            Self::RetryMonthsLater => "retry_months_later",
            Self::UpDownDose => "up_down_dose",
            Self::EightToTenWeeks => "eight_to_ten_weeks",
            Self::OtherWaits => "other_waits",
            Self::PageLiquidStable => "page_liquid_stable",
            Self::TestedLiquid => "tested_liquid",
            Self::SyringesAreInMillilitres => "syringes_are_in_millilitres",
            Self::Fillers => "fillers",
            Self::PharmaciesVary => "pharmacies_vary",
            Self::InternetSamples => "internet_samples",
            Self::TabletCost => "tablet_cost",
            Self::SurveySleep => "survey_sleep",
            Self::PooledDreams => "pooled_dreams",
            Self::FinalAdverse => "final_adverse",
            Self::PoloGaveUp => "polo_gave_up",
            Self::RareEffects => "rare_effects",
            Self::SomeStruggle => "some_struggle",
            Self::DextroNaltrexone => "dextro_naltrexone",
        }
    }
}
