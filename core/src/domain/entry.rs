//! What the patient told us: append-only entries, each belonging to one night.

use super::amount::{Dose, Strength, Volume};
use super::fact_id::FactId;
use super::night::Night;
use super::ratio::Ratio;
use super::syringe::Syringe;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// When and where a fact was recorded. Order is by the store's sequence, never by this clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// When it was written down.
    pub recorded_at: DateTime<Utc>,
    /// The IANA zone the device showed.
    pub zone: String,
    /// Its offset then, seconds east of UTC.
    pub offset_s: i32,
    /// Which device or surface wrote it ("phone", "terminal", "carer-phone").
    pub source: String,
    /// The wall clock disagreed with the monotonic clock since the last entry.
    #[serde(default)]
    pub clock_suspect: bool,
}

/// The answer to one night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoseStatus {
    /// Swallowed. Counts for steps, stock and the gap.
    Taken,
    /// Left out on purpose.
    Skipped,
    /// "Not sure": counts as taken for the gap, as not taken for steps and stock (`safety.md` 14).
    Unknown,
    /// A second or wrong dose beyond the night's own (`safety.md` 17). Never closes or counts a night.
    Extra,
}

/// What the plan, bottle and syringe said at the moment of logging, kept as they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoseEntry {
    /// Its id.
    pub id: FactId,
    /// The night it answers.
    pub night: Night,
    /// The answer.
    pub status: DoseStatus,
    /// When it was swallowed; `None` for skipped and unknown.
    pub taken_at: Option<DateTime<Utc>>,
    /// The plan's dose that night; `None` without a plan.
    pub planned: Option<Dose>,
    /// The plan version and step in force.
    pub step: Option<StepRef>,
    /// The volume really drawn: the line's, or what the patient said (`log taken --volume`).
    pub volume: Option<Volume>,
    /// The bottle's letter ("C"); `None` for a capsule.
    pub bottle: Option<String>,
    /// The bottle's strength.
    pub strength: Option<Strength>,
    /// The syringe it was drawn with, so that a changed one is noticed (`safety.md` 11).
    #[serde(default)]
    pub syringe: Option<Syringe>,
    /// What was swallowed when it was said in milligrams (a whole tablet, a capsule), not drawn.
    #[serde(default)]
    pub swallowed: Option<Dose>,
    /// An earlier entry this one replaces; the earlier one stays in the file.
    pub corrects: Option<FactId>,
    /// When and where it was recorded.
    pub stamp: Stamp,
}

impl DoseEntry {
    /// The amount swallowed, in exact nanograms: what was said in milligrams, else the drawn volume's dose,
    /// else (a capsule, no bottle) the planned one.
    ///
    /// `None` when nothing was taken or nothing is known.
    pub fn amount_ng(&self) -> Option<Ratio> {
        amount_of(self.status, self.swallowed, self.volume.zip(self.strength), self.planned)
    }
}

/// The amount swallowed by the parts an entry keeps of it.
pub(in crate::domain) fn amount_of(
    status: DoseStatus,
    swallowed: Option<Dose>,
    drawn: Option<(Volume, Strength)>,
    planned: Option<Dose>,
) -> Option<Ratio> {
    let whole = |dose: Dose| Ratio::whole(dose.ng());
    match status {
        DoseStatus::Skipped | DoseStatus::Unknown => None,
        DoseStatus::Taken | DoseStatus::Extra => swallowed
            .map(whole)
            .or_else(|| drawn.map(|(volume, strength)| strength.dose_in(volume)))
            .or_else(|| planned.map(whole)),
    }
}

/// A step of one plan version.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StepRef {
    /// The plan version's id.
    pub plan: FactId,
    /// The step's id within it ("s1").
    pub step: String,
}

/// Something the patient said that stands no longer; the fact stays in the file (undo, deletion).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// Its own id.
    pub id: FactId,
    /// The fact it takes back.
    pub target: FactId,
    /// When and where.
    pub stamp: Stamp,
}
