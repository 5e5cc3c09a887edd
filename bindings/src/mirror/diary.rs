//! What was felt and found, what is on record, and the choices in force.

use super::plan::Stamp;
use super::tonight::DoseEntry;
use crate::scalar::{Day, TimeOfDay};
pub(crate) use nocte_core::app::EffectReport;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
pub(crate) use nocte_core::domain::setting::{Choice, Settings, TabletPrice};
pub(crate) use nocte_core::domain::symptom::{
    BadDay, Effect as SideEffect, EffectCourse, Lab as LabValue, Note as DiaryNote, Score as Rating,
    Severity, SymptomError,
};
use nocte_core::domain::syringe::Syringe;
pub(crate) use nocte_core::error::ChoiceRefusal;
pub(crate) use nocte_core::store::{Counts, History};

mirror! {
    /// What is on record of a stretch of nights, each list oldest first.
    struct History {
        doses: Vec<DoseEntry>, scores: Vec<Rating>, effects: Vec<SideEffect>, labs: Vec<LabValue>,
        notes: Vec<DiaryNote>, bad_days: Vec<BadDay>,
    }
    /// How many entries stand.
    struct Counts { doses: u64, scores: u64, effects: u64, labs: u64, notes: u64, plans: u64 }
    /// One 0–10 rating.
    struct Rating { id: FactId, night: Night, scale: String, value: u8, stamp: Stamp }
    /// A side effect, or a change in one.
    struct SideEffect {
        id: FactId, night: Night, what: String, severity: Severity, course: EffectCourse,
        continues: Option<FactId>, stamp: Stamp,
    }
    /// How bad a side effect is.
    enum Severity { Mild, Moderate, Severe }
    /// Whether an effect is still there.
    enum EffectCourse { Open, Resolved }
    /// What is told of a side effect.
    struct EffectReport {
        what: String, severity: Option<Severity>, course: EffectCourse, night: Option<Night>,
    }
    /// A laboratory value, kept for the doctor; no prediction is made of it.
    struct LabValue {
        id: FactId, night: Night, what: String, value: String, unit: String, method: Option<String>,
        on: Day, stamp: Stamp,
    }
    /// A note in the patient's words.
    struct DiaryNote { id: FactId, night: Night, text: String, stamp: Stamp }
    /// A bad day: counted as such, everything else of it is missing.
    struct BadDay { id: FactId, night: Night, stamp: Stamp }
    /// Why something about a symptom cannot be kept.
    enum SymptomError { Rating, Scale, Empty, TooLong, Value, Future, NoOpenEffect }
    /// The choices in force.
    struct Settings {
        bedtime: TimeOfDay, cutover: TimeOfDay, lead_min: u16, syringe: Option<Syringe>,
        capsules: Vec<Dose>, baseline: Option<bool>, own_scales: Vec<String>, tablet_price: Option<TabletPrice>,
        tablets_left: Option<u32>,
    }
    /// What one tablet costs, in the currency's minor units; the currency in three letters.
    struct TabletPrice { minor_units: u64, currency: String }
    /// What can be chosen.
    enum Choice {
        Bedtime { at: TimeOfDay }, Cutover { at: TimeOfDay }, Lead { minutes: u16 },
        Syringe { syringe: Syringe }, Capsules { strengths: Vec<Dose> }, Baseline { accepted: bool },
        OwnScale { name: String }, TabletPrice { minor_units: u64, currency: String },
        TabletsLeft { count: u32 },
    }
    /// Why a choice is not kept.
    enum ChoiceRefusal { NearCutover, Cutover, Lead, Name, SyncFirst }
}
