//! Plans, what is decided about them, and where a titration stands.

use crate::scalar::{Day, Index, Instant};
use nocte_core::domain::amount::{Dose, Strength, Volume};
pub(crate) use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp, StepRef};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
pub(crate) use nocte_core::domain::plan::{
    Agreement, AgreementKind, Completion, Decision, DecisionKind, Gate as StepGate, HoldReason, PlanReason,
    PlanTerms, PlanVersion, Step as PlanStep,
};
pub(crate) use nocte_core::domain::progress::{
    Block as StepBlock, NextStep, OpenEffect, PlanState, Progress as PlanProgress,
};
pub(crate) use nocte_core::domain::protocol::{Missing, OnReaction, Recheck, RecheckKind};
pub(crate) use nocte_core::domain::symptom::{Effect as SideEffect, EffectCourse, Severity};
use nocte_core::domain::syringe::Syringe;

/// When, where and by what a fact was recorded.
#[uniffi::remote(Record)]
pub struct Stamp {
    pub recorded_at: Instant,
    pub zone: String,
    pub offset_s: i32,
    pub source: String,
    /// The clock had gone back.
    pub clock_suspect: bool,
}

/// A version of the plan. Versions are never edited.
#[uniffi::remote(Record)]
pub struct PlanVersion {
    pub id: FactId,
    pub version: u32,
    pub follows: Option<FactId>,
    pub effective_night: Night,
    pub protocol: Option<String>,
    pub agreement: Agreement,
    pub reason: PlanReason,
    pub steps: Vec<PlanStep>,
    pub start_step: Index,
    pub cap: Option<Dose>,
    /// The last night with a dose.
    pub stop_after: Option<Night>,
    pub already_since: Option<Day>,
    pub terms: PlanTerms,
    pub stamp: Stamp,
}

/// What the source says beside the steps.
#[uniffi::remote(Record)]
pub struct PlanTerms {
    pub on_reaction: Vec<OnReaction>,
    pub recheck: Option<Recheck>,
    pub completed: Vec<Completion>,
}

/// What a protocol left open and a prescriber filled in.
#[uniffi::remote(Record)]
pub struct Completion {
    pub missing: Missing,
    pub by: String,
    pub on: Day,
}

/// What a source leaves open.
#[uniffi::remote(Enum)]
pub enum Missing {
    Start,
    Interval,
    Steps,
    TwoDosesPerDay,
    Ladder,
}

/// What the source says to do on a reaction.
#[uniffi::remote(Enum)]
pub enum OnReaction {
    Hold,
    BackOne,
    Halve { weeks_min: u32, weeks_max: u32 },
    LastGoodDose,
    DropTo { low: Dose, high: Dose },
    AskClinician,
}

/// A planned trial of a lower dose.
#[uniffi::remote(Record)]
pub struct Recheck {
    pub kind: RecheckKind,
    pub months: Option<u32>,
}

/// How a recheck goes.
#[uniffi::remote(Enum)]
pub enum RecheckKind {
    DownThenUp,
    TrialReduction,
}

/// A step: one dose for at least so many nights taken.
#[uniffi::remote(Record)]
pub struct PlanStep {
    pub id: String,
    pub dose: Dose,
    pub min_nights: u32,
    pub max_nights: Option<u32>,
    pub gate: StepGate,
}

/// What must hold before the next step may be tapped.
#[uniffi::remote(Enum)]
pub enum StepGate {
    Nights,
    SymptomFree { nights: u32 },
    Patient,
    Clinician,
}

/// Who agreed to it.
#[uniffi::remote(Record)]
pub struct Agreement {
    pub kind: AgreementKind,
    pub by: String,
    pub on: Day,
}

/// Signed by a paired clinic, or reported by the patient.
#[uniffi::remote(Enum)]
pub enum AgreementKind {
    Signed,
    Reported,
}

/// Why a version was made.
#[uniffi::remote(Enum)]
pub enum PlanReason {
    New,
    Repeat,
    Back,
    Halve,
    Change,
    Stop,
    Recheck,
    Retitrate,
}

/// What was decided about a plan, and from which night.
#[uniffi::remote(Record)]
pub struct Decision {
    pub id: FactId,
    pub plan: FactId,
    pub kind: DecisionKind,
    pub from: Night,
    pub stamp: Stamp,
}

/// What was decided.
#[uniffi::remote(Enum)]
pub enum DecisionKind {
    StepUp { to: String },
    SymptomFree { step: String },
    ClinicianGate { step: String, agreement: Agreement },
    Choose { over: FactId },
    HoldBegin { reason: HoldReason },
    HoldEnd { hold: FactId },
}

/// Why doses are held.
#[uniffi::remote(Enum)]
pub enum HoldReason {
    Patient,
    Opioid { medicine: FactId },
    Surgery { on: Day },
    Effect { effect: FactId },
    Clinician,
}

/// What was told of a night's dose.
#[uniffi::remote(Record)]
pub struct DoseEntry {
    pub id: FactId,
    pub night: Night,
    pub status: DoseStatus,
    pub taken_at: Option<Instant>,
    pub planned: Option<Dose>,
    pub step: Option<StepRef>,
    pub volume: Option<Volume>,
    /// The bottle's letter.
    pub bottle: Option<String>,
    pub strength: Option<Strength>,
    pub syringe: Option<Syringe>,
    /// What was swallowed, where no line says it.
    pub swallowed: Option<Dose>,
    pub corrects: Option<FactId>,
    pub stamp: Stamp,
}

/// Taken or not.
#[uniffi::remote(Enum)]
pub enum DoseStatus {
    Taken,
    Skipped,
    Unknown,
    Extra,
}

/// A step of a version.
#[uniffi::remote(Record)]
pub struct StepRef {
    pub plan: FactId,
    pub step: String,
}

/// A side effect, or a change in one.
#[uniffi::remote(Record)]
pub struct SideEffect {
    pub id: FactId,
    pub night: Night,
    pub what: String,
    pub severity: Severity,
    pub course: EffectCourse,
    pub continues: Option<FactId>,
    pub stamp: Stamp,
}

/// How bad.
#[uniffi::remote(Enum)]
pub enum Severity {
    Mild,
    Moderate,
    Severe,
}

/// Still there, or gone.
#[uniffi::remote(Enum)]
pub enum EffectCourse {
    Open,
    Resolved,
}

/// Where the plan in force stands.
#[uniffi::remote(Record)]
pub struct PlanProgress {
    pub plan: FactId,
    pub step_index: Index,
    pub step: String,
    pub dose: Dose,
    pub nights_taken: u32,
    pub nights_needed: u32,
    pub next: Option<NextStep>,
    /// Everything the next step waits for; empty when a tap would start it.
    pub blocks: Vec<StepBlock>,
    pub may_step_up: bool,
    pub review_due: bool,
    pub state: PlanState,
}

/// The step after this one.
#[uniffi::remote(Record)]
pub struct NextStep {
    pub id: String,
    pub dose: Dose,
}

/// The state of a plan.
#[uniffi::remote(Enum)]
pub enum PlanState {
    Planned,
    Running,
    Waiting,
    Held,
    Ended,
    Superseded,
}

/// What the next step waits for.
#[uniffi::remote(Enum)]
pub enum StepBlock {
    Ended { last: Night },
    TwoPlans,
    Confirmed { from: Night },
    ChangePending { from: Night },
    LastStep,
    AboveCap { dose: Dose, cap: Dose },
    Nights { taken: u32, needed: u32 },
    EffectOpen(OpenEffect),
    Hold { hold: FactId, reason: HoldReason },
    SymptomFreeNights { free: u32, needed: u32 },
    SymptomFreeNotSaid,
    Clinician,
}

/// A side effect that stands open.
#[uniffi::remote(Record)]
pub struct OpenEffect {
    pub effect: FactId,
    pub what: String,
    pub severity: Severity,
}
