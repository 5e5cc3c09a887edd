//! Other medicines the patient takes, and what class of opioid, if any, a name belongs to.

use super::entry::Stamp;
use super::fact_id::FactId;
pub use super::medicine_table::MedicineTable;
use super::plan::Agreement;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A medicine on the patient's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medicine {
    /// Its id.
    pub id: FactId,
    /// As typed.
    pub name: String,
    /// What it was recognised as; `None` means not recognised.
    pub class: Option<MedicineClass>,
    /// When it was, or will be, taken.
    pub course: Course,
    /// When and where it was recorded.
    pub stamp: Stamp,
}

/// When a medicine was, or will be, taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "course")]
pub enum Course {
    /// Being taken; no end is known.
    Current,
    /// Last taken, patch removed, or discharged, on this date (`safety.md` 20).
    Last {
        /// The date.
        on: NaiveDate,
    },
    /// Will start.
    Starting {
        /// The date.
        on: NaiveDate,
    },
    /// The patient says it is not taken.
    NotTaking,
    /// A check found it and the patient has not said yet whether and when it was taken (`safety.md` 2).
    Unanswered,
}

/// Classes that a rule speaks of; from the medicines table, never from a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MedicineClass {
    /// Short-acting opioid, tramadol and tapentadol included.
    ShortOpioid,
    /// Extended release or patch of any opioid.
    LongOpioid,
    /// Methadone (and levomethadyl).
    Methadone,
    /// Buprenorphine in any form that ends.
    Buprenorphine,
    /// Mixed agonists.
    MixedOpioid,
    /// Depot or implant: no countdown, clinician only.
    Depot,
    /// Given in hospital: sufentanil and its kin.
    SurgicalOpioid,
    /// Loperamide, diphenoxylate: may stop working.
    AntidiarrhoealOpioid,
    /// Codeine-type cough remedies.
    CoughOpioid,
    /// Dextromethorphan: ask the pharmacist.
    AskPharmacist,
    /// An opioid or opioid-like substance without a verified code or clock (kratom, tianeptine): gates all the same.
    UnclassifiedOpioid,
    /// A product that contains naltrexone.
    DuplicateNaltrexone,
    /// Thyroid hormone.
    Thyroid,
    /// Transplant immunosuppressant and other immunosuppressants.
    Immunosuppressant,
    /// Recognised, and no rule of ours speaks of it.
    NoOpioid,
    /// Another substance than naltrexone, refused as a plan (dextro-naltrexone).
    OtherSubstance,
    /// Naloxone and its kin: recognised, and no source read says what they do beside low doses.
    OpioidAntagonist,
    /// Recognised, and a source advises to ask before taking both (thioridazine).
    AskClinician,
}

/// An answer to one of the questions that cannot be skipped (`safety.md` 1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Its id.
    pub id: FactId,
    /// The question.
    pub question: Question,
    /// Yes or no. A "yes" opens a reason or a hold; it is never silently accepted.
    pub yes: bool,
    /// The date of a planned operation, with a "yes" to [`Question::Surgery`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// The clinician who agreed in spite of a "yes", or who confirmed the end of a countdown that needs one.
    /// What it may lift depends on its kind (`safety.md` 4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
    /// When it was asked, for questions that return (every step up, every new bottle).
    pub at: DateTime<Utc>,
    /// When and where.
    pub stamp: Stamp,
}

/// The questions of `safety.md` 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Any opioid in the last 14 nights, or planned.
    Opioids,
    /// Liver failure or acute hepatitis.
    Liver,
    /// Pregnancy or breastfeeding.
    Pregnancy,
    /// A transplant.
    Transplant,
    /// A planned operation.
    Surgery,
}

impl Question {
    /// All of them, in the order they are asked.
    pub const ALL: [Self; 5] = [Self::Opioids, Self::Liver, Self::Pregnancy, Self::Transplant, Self::Surgery];
}
