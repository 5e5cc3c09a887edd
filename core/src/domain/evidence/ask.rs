//! What to ask whom, on the way to a prescription. No pharmacy, maker or doctor is named: such a list is out of date
//! the day it is printed.

use serde::{Deserialize, Serialize};

/// A question to take along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Whether low-dose naltrexone is an option.
    LowDose,
    /// All medicines and illnesses.
    AllMedicines,
    /// Steps and what lets one go up.
    StepsAndGates,
    /// What to do if a step is not borne.
    OnReaction,
    /// When to judge.
    WhenToJudge,
    /// Which form.
    CapsuleOrLiquid,
    /// Immediate release.
    ImmediateRelease,
    /// Which filler.
    WhichFiller,
    /// The assay.
    Assay,
    /// What the label says.
    LabelSays,
    /// The syringe.
    OralSyringe,
    /// From a pharmacy with a prescription only.
    NotByInternet,
    /// Whether tablets are covered.
    TabletsCovered,
    /// Whether a made-up preparation is covered.
    CompoundedCovered,
    /// Own price.
    OwnPrice,
}

impl Ask {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 15] = [
        Self::LowDose,
        Self::AllMedicines,
        Self::StepsAndGates,
        Self::OnReaction,
        Self::WhenToJudge,
        Self::CapsuleOrLiquid,
        Self::ImmediateRelease,
        Self::WhichFiller,
        Self::Assay,
        Self::LabelSays,
        Self::OralSyringe,
        Self::NotByInternet,
        Self::TabletsCovered,
        Self::CompoundedCovered,
        Self::OwnPrice,
    ];

    /// The word for JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LowDose => "low_dose",
            Self::AllMedicines => "all_medicines",
            Self::StepsAndGates => "steps_and_gates",
            Self::OnReaction => "on_reaction",
            Self::WhenToJudge => "when_to_judge",
            Self::CapsuleOrLiquid => "capsule_or_liquid",
            Self::ImmediateRelease => "immediate_release",
            Self::WhichFiller => "which_filler",
            Self::Assay => "assay",
            Self::LabelSays => "label_says",
            Self::OralSyringe => "oral_syringe",
            Self::NotByInternet => "not_by_internet",
            Self::TabletsCovered => "tablets_covered",
            Self::CompoundedCovered => "compounded_covered",
            Self::OwnPrice => "own_price",
        }
    }
}

/// Who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// The prescriber.
    Prescriber,
    /// The pharmacy.
    Pharmacy,
    /// The insurer.
    Insurer,
}

impl Asked {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Prescriber, Self::Pharmacy, Self::Insurer];

    /// The word for JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Prescriber => "prescriber",
            Self::Pharmacy => "pharmacy",
            Self::Insurer => "insurer",
        }
    }
}
