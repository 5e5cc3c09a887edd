//! The patient's own choices. Each change is a fact; the newest of its kind holds.

use super::amount::Dose;
use super::entry::Stamp;
use super::fact_id::FactId;
use super::syringe::Syringe;
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// One changed choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingChange {
    /// Its id.
    pub id: FactId,
    /// What was chosen.
    pub choice: Choice,
    /// When and where.
    pub stamp: Stamp,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "set")]
pub enum Choice {
    /// Lights-out.
    Bedtime {
        /// Local wall time.
        at: NaiveTime,
    },
    /// Where a night begins: 12:00, or 00:00 for day sleepers.
    Cutover {
        /// Local wall time.
        at: NaiveTime,
    },
    /// Minutes between the first reminder and lights-out; 45 by default, so that all notices end by then.
    Lead {
        /// Minutes.
        minutes: u16,
    },
    /// The syringe in use.
    Syringe {
        /// As the patient reads it.
        syringe: Syringe,
    },
    /// The dose is swallowed as capsules of these strengths and not drawn; empty means it is drawn.
    Capsules {
        /// The strengths at hand.
        strengths: Vec<Dose>,
    },
    /// Four weeks of check-ins before the first dose were accepted or declined.
    Baseline {
        /// Accepted.
        accepted: bool,
    },
    /// An own 0–10 scale.
    OwnScale {
        /// Its name.
        name: String,
    },
    /// Price of one tablet in the smallest unit of a currency.
    TabletPrice {
        /// Cents, pence …
        minor_units: u64,
        /// "EUR".
        currency: String,
    },
    /// Tablets in the cupboard, counted now.
    TabletsLeft {
        /// Whole tablets.
        count: u32,
    },
}

/// What one tablet costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabletPrice {
    /// In the smallest unit of the currency: cents, pence …
    pub minor_units: u64,
    /// "EUR".
    pub currency: String,
}

/// The choices in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Lights-out; 22:30 until chosen.
    pub bedtime: NaiveTime,
    /// Where a night begins.
    pub cutover: NaiveTime,
    /// Minutes of lead.
    pub lead_min: u16,
    /// The syringe in use, once chosen.
    pub syringe: Option<Syringe>,
    /// Capsules at hand; empty means the dose is drawn from a bottle.
    #[serde(default)]
    pub capsules: Vec<Dose>,
    /// Baseline accepted, declined, or not asked.
    pub baseline: Option<bool>,
    /// Own scales.
    pub own_scales: Vec<String>,
    /// Price of one tablet.
    pub tablet_price: Option<TabletPrice>,
    /// Tablets at the last count.
    pub tablets_left: Option<u32>,
}

impl Default for Settings {
    fn default() -> Self {
        let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap_or_default();
        Self {
            bedtime: time(22, 30),
            cutover: time(12, 0),
            lead_min: 45,
            syringe: None,
            capsules: Vec::new(),
            baseline: None,
            own_scales: Vec::new(),
            tablet_price: None,
            tablets_left: None,
        }
    }
}

impl Settings {
    /// Whether a night runs from midnight to midnight: then it is a day, for those who sleep by day or take the
    /// dose in the morning.
    pub fn by_day(&self) -> bool {
        self.cutover == NaiveTime::MIN
    }

    /// The choices after one more change.
    #[must_use]
    pub fn with(mut self, choice: &Choice) -> Self {
        match choice {
            Choice::Bedtime { at } => self.bedtime = *at,
            Choice::Cutover { at } => self.cutover = *at,
            Choice::Lead { minutes } => self.lead_min = *minutes,
            Choice::Syringe { syringe } => self.syringe = Some(*syringe),
            Choice::Capsules { strengths } => self.capsules.clone_from(strengths),
            Choice::Baseline { accepted } => self.baseline = Some(*accepted),
            Choice::OwnScale { name } => self.own_scales.push(name.clone()),
            Choice::TabletPrice { minor_units, currency } => {
                self.tablet_price =
                    Some(TabletPrice { minor_units: *minor_units, currency: currency.clone() });
            }
            Choice::TabletsLeft { count } => self.tablets_left = Some(*count),
        }
        self
    }
}
