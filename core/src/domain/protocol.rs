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
}

/// One step as the source gives it; `None` where the source is silent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolStep {
    /// Dose per night; `None` when not given.
    pub dose: Option<Dose>,
    /// Nights before the next step; `None` when not given.
    pub min_nights: Option<u32>,
    /// Upper end where the source gives a range.
    pub max_nights: Option<u32>,
    /// The gate; plain nights when the source names none.
    pub gate: Gate,
    /// Doses per day, 1 or 2. 2 is shown and not executable (`safety.md` 9).
    pub doses_per_day: u8,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Ask the prescriber.
    AskClinician,
}
