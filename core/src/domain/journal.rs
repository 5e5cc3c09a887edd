//! Everything the rules look at to decide about tonight: the effective facts, loaded once.
//!
//! *Effective* means: corrections and tombstones are applied, so every entry here stands.
//! The file keeps the rest; a rule never needs it.

use super::bottle::{Bottle, BottleEnd};
use super::clinic::{Received, Reply, StepRequest};
use super::entry::DoseEntry;
use super::medicine::{Answer, Medicine};
use super::phone::{PhoneWord, ThisPhone};
use super::plan::{Decision, PlanVersion};
use super::setting::Settings;
use super::symptom::Effect;
use chrono::{DateTime, Utc};

/// The effective facts, each list in the store's order (oldest first).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journal {
    /// All plan versions.
    pub plans: Vec<PlanVersion>,
    /// All decisions.
    pub decisions: Vec<Decision>,
    /// Dose entries that stand.
    pub doses: Vec<DoseEntry>,
    /// Side effects.
    pub effects: Vec<Effect>,
    /// Other medicines; a later entry of the same name replaces an earlier one.
    pub medicines: Vec<Medicine>,
    /// Answers to the questions that cannot be skipped.
    pub answers: Vec<Answer>,
    /// Bottles made.
    pub bottles: Vec<Bottle>,
    /// Bottles ended.
    pub bottle_ends: Vec<BottleEnd>,
    /// The choices in force.
    pub settings: Settings,
    /// The choices of before, each with the instant at which another bedtime or another start of the night was
    /// chosen, oldest first: a dose may still have been taken by them (`safety.md` 14).
    pub settings_until: Vec<(DateTime<Utc>, Settings)>,
    /// Snoozes asked for, by night.
    pub snoozes: Vec<(super::night::Night, DateTime<Utc>)>,
    /// The file was restored from a copy made then; nights since are unknown (`safety.md` 23) until confirmed.
    pub restored_from: Option<DateTime<Utc>>,
    /// The newest copy this file was ever restored from, confirmed or not: what was answered before it may have
    /// changed since, on a phone that is gone.
    pub copied_last: Option<DateTime<Utc>>,
    /// What came from the clinic, as it came.
    pub received: Vec<Received>,
    /// Steps asked of the clinic.
    pub requests: Vec<StepRequest>,
    /// Answers to what was received.
    pub replies: Vec<Reply>,
    /// What the patient's phones said of themselves.
    pub phones: Vec<PhoneWord>,
    /// This installation, handed in by whoever reads the file; `None` where it has never been told from others.
    pub this_phone: Option<ThisPhone>,
}
