//! The answer of a check of medicines and operations.

use crate::scalar::Day;
use nocte_core::domain::fact_id::FactId;
pub(crate) use nocte_core::domain::medicine::Question;
use nocte_core::domain::night::Night;
pub(crate) use nocte_core::domain::safety::{
    CheckAnswer, ClearsWhen, Reason as SafetyReason, Rule as SafetyRule, Verdict,
};

/// What is to be done, the gravest last.
#[uniffi::remote(Enum)]
pub enum Verdict {
    Clear,
    AskClinician,
    Hold,
    Refuse,
    Emergency,
}

/// The rule that speaks.
#[uniffi::remote(Enum)]
pub enum SafetyRule {
    OpioidShort,
    OpioidLong,
    OpioidMethadone,
    OpioidBuprenorphine,
    OpioidMixed,
    OpioidDepot,
    OpioidHospital,
    OpioidCough,
    OpioidUnclassified,
    OpioidAskAgain,
    OpioidUnanswered,
    OpioidNotNamed,
    Antidiarrhoeal,
    Dextromethorphan,
    DuplicateNaltrexone,
    OtherSubstance,
    OpioidAntagonist,
    Thyroid,
    Immunosuppressant,
    AskBeforeBoth,
    NotRecognised,
    NoOpioidFound,
    Surgery,
    SurgeryTooNear,
    SurgeryNoDate,
    QuestionOpen,
    Liver,
    Pregnancy,
    Transplant,
    TableOutOfDate,
}

/// What would clear a reason.
#[uniffi::remote(Enum)]
pub enum ClearsWhen {
    LastDoseTold,
    AskedAgain { on: Night },
    AskedAgainAndSigned { on: Night },
    Signed,
    ClinicianAgrees,
    PharmacistAsked,
    NameFromThePack,
    Answered,
    DrugRecorded,
    DateGiven,
    DischargeTold,
    OtherStopped,
    TableRenewed,
}

/// The questions that cannot be skipped.
#[uniffi::remote(Enum)]
pub enum Question {
    Opioids,
    Liver,
    Pregnancy,
    Transplant,
    Surgery,
}

/// One reason of an answer.
#[uniffi::remote(Record)]
pub struct SafetyReason {
    pub rule: SafetyRule,
    pub verdict: Verdict,
    /// The name as typed.
    pub name: Option<String>,
    /// What it was recognised as, or the opioid it looks like.
    pub substance: Option<String>,
    pub medicine: Option<FactId>,
    pub question: Option<Question>,
    pub from: Option<Night>,
    pub until: Option<Night>,
    /// The countdown's length in nights.
    pub length: Option<u32>,
    pub on: Option<Day>,
    /// A number or code behind it still waits for a clinician's review.
    pub verify: bool,
    pub source: String,
    pub clears_when: Option<ClearsWhen>,
}

/// The answer of a check, with the gravest reason first.
#[uniffi::remote(Record)]
pub struct CheckAnswer {
    pub verdict: Verdict,
    pub from: Option<Night>,
    pub until: Option<Night>,
    pub reasons: Vec<SafetyReason>,
    pub clinically_reviewed: bool,
}
