//! The table of medicines: which names belong to which substance, and what each substance means to the rules.
//!
//! Data, not code: `core/data/medicines.json`, read by `catalogue`. A name that stands nowhere in it is
//! *not recognised*, and that is an answer of its own: nothing is ever cleared by a guess (`safety.md` 3).

use super::code::CodeEntry;
use super::medicine::MedicineClass;
use super::safety::NameIndex;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The shipped table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicineTable {
    /// Version of the data file.
    pub version: u32,
    /// Past this day checks say "out of date: ask" (`safety.md` 27).
    pub review_by: NaiveDate,
    /// The pharmacist or clinician who reviewed it; `None` is shown.
    pub reviewed_by: Option<String>,
    /// Every substance known.
    pub substances: Vec<Substance>,
    /// Products whose name does not say what they contain.
    pub products: Vec<Product>,
    /// Words that tell the form ("retard", "patch").
    pub forms: Vec<FormWords>,
    /// Words that say nothing about the substance ("mg", "tablets", "sodium").
    pub neutral_words: Vec<String>,
    /// The names above, folded once.
    #[serde(skip)]
    pub index: NameIndex,
}

/// One ingredient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substance {
    /// A stable id ("codeine").
    pub id: String,
    /// What the rules do with it in its plain form.
    pub class: MedicineClass,
    /// Its RxNorm ingredient code, filled from the table of codes. A missing or doubtful one never opens the gate.
    #[serde(skip)]
    pub rxnorm: Option<CodeEntry>,
    /// The names it goes by.
    pub names: Vec<TableName>,
    /// Class or names still to be confirmed by a pharmacist.
    #[serde(default)]
    pub verify: bool,
}

/// A product and what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// The names it goes by.
    pub names: Vec<String>,
    /// Ids of its ingredients as far as a rule speaks of them.
    pub contains: Vec<String>,
    /// The form, where the name alone implies it ("MS Contin").
    #[serde(default)]
    pub form: Form,
    /// Contents or form still to be confirmed by a pharmacist.
    #[serde(default)]
    pub verify: bool,
}

/// A name of a substance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableName {
    /// The name.
    pub name: String,
    /// Still to be confirmed.
    #[serde(default)]
    pub verify: bool,
}

/// The pharmaceutical form, as far as a clock depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Nothing in the name says otherwise.
    #[default]
    Plain,
    /// A cough remedy.
    Cough,
    /// Releases slowly: the longer clock (`safety.md` 20).
    ExtendedRelease,
    /// A patch: the longer clock, from its removal.
    Patch,
    /// Depot or implant: no countdown.
    Depot,
}

/// The words that tell one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormWords {
    /// The form.
    pub form: Form,
    /// Whole words or runs of words ("slow release").
    pub words: Vec<String>,
    /// Beginnings or ends of compound words ("retard…", "…pflaster"), for languages that join them.
    #[serde(default)]
    pub parts: Vec<String>,
}
