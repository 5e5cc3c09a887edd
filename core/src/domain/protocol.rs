//! A titration protocol as data: who uses it, with source, grade, version and what its source leaves open.

use super::amount::Dose;
use super::plan::Gate;
use serde::{Deserialize, Serialize};

/// One published protocol (P1–P20). Data, never code; shown with its provenance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protocol {
    /// "P2".
    pub id: String,
    /// Who uses it.
    pub name: String,
    /// Where it stands.
    pub source: String,
    /// A–D as in the reference: A label or paper … D low quality.
    pub grade: Grade,
    /// Version of the data file.
    pub version: u32,
    /// The clinician who reviewed it; `None` shows "not clinically reviewed" everywhere (`safety.md` 27).
    pub reviewed_by: Option<String>,
    /// Whether a plan can be made from it without anything added.
    pub executable: bool,
    /// Why it cannot, in code ("two_doses_per_day", "interval_missing").
    pub missing: Vec<Missing>,
    /// The steps as far as the source gives them.
    pub steps: Vec<ProtocolStep>,
    /// The protocol's own maximum.
    pub cap: Option<Dose>,
    /// What to do on a reaction, as the source says.
    pub on_reaction: Vec<OnReaction>,
    /// The steps could not be read in the source itself and wait for someone to look them up.
    #[serde(default)]
    pub verify: bool,
    /// The rule the steps were generated from, as the source words it.
    #[serde(default)]
    pub ladder: Option<Ladder>,
    /// The dose the source aims at, where it gives one or a range.
    #[serde(default)]
    pub target: Option<DoseRange>,
    /// Days after which this source judges the response.
    #[serde(default)]
    pub assess_after_days: Option<u32>,
    /// Days without any effect after which this source stops.
    #[serde(default)]
    pub stop_if_no_effect_days: Option<u32>,
    /// The periodic re-check, where the source has one.
    #[serde(default)]
    pub recheck: Option<Recheck>,
    /// What else the source says about doses.
    #[serde(default)]
    pub remarks: Vec<Remark>,
}

impl Protocol {
    /// The highest dose the source starts with; `None` where it names no start.
    pub fn highest_start(&self) -> Option<Dose> {
        self.steps.first().and_then(|step| step.dose_max.or(step.dose))
    }

    /// The largest dose one step may have without leaving this protocol.
    pub fn allows(&self, dose: Dose) -> bool {
        self.cap.is_none_or(|cap| dose <= cap)
    }
}

/// A ladder as its source words it; every number optional, because sources are silent on different ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ladder {
    /// The increase per step: lowest the source gives.
    pub increase_min: Option<Dose>,
    /// The increase per step: highest. Generated steps take the cautious end.
    pub increase_max: Option<Dose>,
    /// Days between increases: shortest.
    pub every_days_min: Option<u32>,
    /// Days between increases: longest.
    pub every_days_max: Option<u32>,
    /// Days from start to target, where the source gives only that.
    pub over_days: Option<u32>,
}

/// A dose, or a range of doses, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoseRange {
    /// The lower end; `None` where the source gives only a top.
    pub low: Option<Dose>,
    /// The upper end; `None` for "or more".
    pub high: Option<Dose>,
}

/// A periodic look at whether the need has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recheck {
    /// What is done.
    pub kind: RecheckKind,
    /// After so many months; `None` where the source says only "every few months".
    pub months: Option<u32>,
}

/// The kinds of re-check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecheckKind {
    /// Down, then up again.
    DownThenUp,
    /// A trial reduction or stop after stable months, with a diary.
    TrialReduction,
}

/// What else a source says about doses; the sentences are in `words`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// Most patients settle between 3 and 4.5 mg; 1.5 is usually too little, 6 too much.
    MostSettleBelowTarget,
    /// Goes below the lowest dose named here, by liquid.
    LowerByLiquid,
    /// The highest dose the patient tolerates is the target.
    HighestTolerated,
    /// Many long-COVID patients need less than 4.5 mg.
    ManyNeedLess,
    /// Only about three in ten tolerate 4.5 mg, in the author's opinion.
    FewTolerateTarget,
    /// Sensitive patients start at 1 mg.
    SensitiveStartLower,
    /// The target is individual.
    IndividualTarget,
    /// The daily amount is split over two doses, which version 1 does not execute.
    TwiceDaily,
    /// After halving, raised every one to two weeks.
    SlowerAfterHalving,
    /// Raised slowly; no number is given.
    Slowly,
    /// Small steps until pain or mood improves.
    UntilBetter,
}

/// One step as the source gives it; `None` where the source is silent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolStep {
    /// One dose; `None` when not given. Of a range, the cautious end.
    pub dose: Option<Dose>,
    /// The upper end, where the source gives a range.
    #[serde(default)]
    pub dose_max: Option<Dose>,
    /// Nights before the next step; `None` when not given.
    pub min_nights: Option<u32>,
    /// Upper end where the source gives a range.
    pub max_nights: Option<u32>,
    /// The gate; plain nights when the source names none.
    pub gate: Gate,
    /// Doses per day, 1 or 2. 2 is shown and not executable (`safety.md` 9).
    pub doses_per_day: u8,
    /// When in the day, where the source says.
    #[serde(default)]
    pub slot: Option<Slot>,
}

impl ProtocolStep {
    /// Whether version 1 can execute this step as it stands: one known dose a day (`safety.md` 9).
    pub fn executable(&self) -> bool {
        self.dose.is_some() && self.doses_per_day == 1
    }
}

/// The time of day a source asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// On waking.
    Morning,
    /// In the evening or at bedtime.
    Night,
}

/// Grades of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// Drug label, peer-reviewed paper, trial registry, standards body.
    A,
    /// Specialist clinic, LDN pharmacist or hospital leaflet.
    B,
    /// Patient blog, vendor or general page.
    C,
    /// Low-quality page, used only where it shows disagreement.
    D,
    /// Our own arithmetic or proposal: no source at all, and said so.
    Derived,
}

/// What a protocol's source leaves open, so that a prescriber must complete it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// No start dose.
    Start,
    /// No interval between steps.
    Interval,
    /// The steps between start and target.
    Steps,
    /// Two doses a day: not executable in version 1.
    TwoDosesPerDay,
    /// Only a cap or a rule, no ladder.
    Ladder,
}

/// What the source says to do on a reaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum OnReaction {
    /// Stay until it has passed.
    Hold,
    /// One step back.
    BackOne,
    /// Half the dose for so many weeks.
    Halve {
        /// At least.
        weeks_min: u32,
        /// At most.
        weeks_max: u32,
    },
    /// Return to the last good dose.
    LastGoodDose,
    /// Drop to a range.
    DropTo {
        /// The lower end.
        low: Dose,
        /// The upper end.
        high: Dose,
    },
    /// Ask the prescriber.
    AskClinician,
}
