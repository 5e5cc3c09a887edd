//! Plans, what is decided about them, and where a titration stands.

use super::diary::Severity;
use super::safety::SafetyReason;
use crate::scalar::{Day, Index, Instant};
pub(crate) use app::Planned as PlannedVersion;
use nocte_core::app;
pub(crate) use nocte_core::app::{PlanPage, PlanStart, Resumed, StepStanding, StepTap, When};
use nocte_core::domain::amount::Dose;
pub(crate) use nocte_core::domain::entry::{Stamp, StepRef};
use nocte_core::domain::fact_id::FactId;
pub(crate) use nocte_core::domain::hold::Hold;
use nocte_core::domain::night::Night;
pub(crate) use nocte_core::domain::plan::{
    Agreement, AgreementKind, AskAgain, Completion, Decision, DecisionKind, Gate as StepGate, HoldReason,
    PlanReason, PlanTerms, PlanVersion, Step as PlanStep,
};
pub(crate) use nocte_core::domain::plan_change::{Filling, PlanWarning, Taking};
pub(crate) use nocte_core::domain::progress::{
    Block as StepBlock, NextStep, OpenEffect, PlanState, Progress as PlanProgress, StepState,
};
pub(crate) use nocte_core::domain::protocol::{Missing, OnReaction, Recheck, RecheckKind};

mirror! {
    /// When and where a fact was recorded.
    struct Stamp { recorded_at: Instant, zone: String, offset_s: i32, source: String, clock_suspect: bool }
    /// A step of one plan version.
    struct StepRef { plan: FactId, step: String }
    /// A version of the plan. Versions are never edited.
    struct PlanVersion {
        id: FactId, version: u32, follows: Option<FactId>, effective_night: Night,
        protocol: Option<String>, agreement: Agreement, reason: PlanReason, steps: Vec<PlanStep>,
        start_step: Index, cap: Option<Dose>, stop_after: Option<Night>, already_since: Option<Day>,
        terms: PlanTerms, stamp: Stamp,
    }
    /// What a plan carries besides its steps; `completed` is what a prescriber added.
    struct PlanTerms {
        on_reaction: Vec<OnReaction>, recheck: Option<Recheck>, completed: Vec<Completion>,
        #[uniffi(default)] ask_again: Option<AskAgain>,
    }
    /// A step that was not borne, and from when the prescriber may be asked about it again.
    struct AskAgain { dose: Dose, from: Day }
    /// One gap of a protocol, filled by a prescriber.
    struct Completion { missing: Missing, by: String, on: Day }
    /// What a protocol's source leaves open, so that a prescriber must complete it.
    enum Missing { Start, Interval, Steps, TwoDosesPerDay, Ladder }
    /// What the source says to do on a reaction.
    enum OnReaction {
        Hold, BackOne, Halve { weeks_min: u32, weeks_max: u32 }, LastGoodDose,
        DropTo { low: Dose, high: Dose }, AskClinician,
    }
    /// A periodic look at whether the need has changed.
    struct Recheck { kind: RecheckKind, months: Option<u32> }
    /// The kinds of re-check.
    enum RecheckKind { DownThenUp, TrialReduction }
    /// One step of a plan: a dose for a number of nights taken, and what must hold before the next.
    struct PlanStep { id: String, dose: Dose, min_nights: u32, max_nights: Option<u32>, gate: StepGate }
    /// What must hold, besides the counted nights, before the next step may be confirmed.
    enum StepGate { Nights, SymptomFree { nights: u32 }, Patient, Clinician }
    /// Who agreed to something, and how we know.
    struct Agreement { kind: AgreementKind, by: String, on: Day }
    /// How an agreement is known.
    enum AgreementKind { Signed, Reported }
    /// Why a plan version exists.
    enum PlanReason { New, Repeat, Back, Halve, Change, Stop, Recheck, Retitrate }
    /// A recorded decision on the way through a plan.
    struct Decision { id: FactId, plan: FactId, kind: DecisionKind, from: Night, stamp: Stamp }
    /// The kinds of decision.
    enum DecisionKind {
        StepUp { to: String }, SymptomFree { step: String },
        ClinicianGate { step: String, agreement: Agreement }, Choose { over: FactId },
        HoldBegin { reason: HoldReason }, HoldEnd { hold: FactId },
    }
    /// Why a hold is on.
    enum HoldReason {
        Patient, Opioid { medicine: FactId }, Surgery { on: Day }, Effect { effect: FactId }, Clinician,
    }
    /// Where the patient stands in the plan in force.
    struct PlanProgress {
        plan: FactId, step_index: Index, step: String, dose: Dose, nights_taken: u32, nights_needed: u32,
        next: Option<NextStep>, blocks: Vec<StepBlock>, may_step_up: bool, review_due: bool,
        state: PlanState,
    }
    /// The step after the present one; lower in a re-check.
    struct NextStep { id: String, dose: Dose }
    /// A plan's state in one word.
    enum PlanState { Planned, Running, Waiting, Held, Ended, Superseded }
    /// A step's state.
    enum StepState { NotUsed, Done, Current, Ahead }
    /// One thing the next step waits for.
    enum StepBlock {
        Ended { last: Night }, TwoPlans, Confirmed { from: Night }, ChangePending { from: Night },
        LastStep, AboveCap { dose: Dose, cap: Dose }, Nights { taken: u32, needed: u32 },
        EffectOpen(OpenEffect), Hold { hold: FactId, reason: HoldReason },
        SymptomFreeNights { free: u32, needed: u32 }, SymptomFreeNotSaid, Clinician,
    }
    /// A moderate or severe effect nobody has said is gone or better.
    struct OpenEffect { effect: FactId, what: String, severity: Severity }
    /// A hold, open or ended.
    struct Hold { id: FactId, plan: FactId, reason: HoldReason, from: Night, until: Option<Night> }
    /// What going on ended.
    struct Resumed { ended: Vec<Hold>, from: Night }
    /// The plan in force, or the one that begins next, with its steps in order.
    struct PlanPage {
        plan: PlanVersion, state: PlanState, steps: Vec<StepStanding>, progress: Option<PlanProgress>,
        holds: Vec<Hold>,
    }
    /// Where one step of the plan stands: nights counted, and its state.
    struct StepStanding { nights_taken: u32, state: StepState }
    /// A version just recorded, with what to say of it.
    struct PlannedVersion { plan: PlanVersion, warnings: Vec<PlanWarning>, reasons: Vec<SafetyReason> }
    /// What is said before a plan is confirmed; none of it stops one.
    enum PlanWarning {
        NotReviewed, OutOfDate { review_by: Day }, Verify, AboveSoftCap { dose: Dose, cap: Dose },
        Completed { missing: Vec<Missing>, by: String }, LeftOpen { missing: Vec<Missing> },
    }
    /// How a plan begins.
    enum PlanStart {
        Protocol { id: String }, Completed { id: String, filling: Filling },
        Typed { steps: Vec<PlanStep>, cap: Option<Dose> },
    }
    /// What a prescriber gave for the gaps of a protocol.
    struct Filling { interval_nights: Option<u32>, steps: Option<Vec<PlanStep>> }
    /// "Already taking it", the commonest first user: the plan begins at the step of this dose.
    struct Taking { dose: Dose, since: Day }
    /// From which night a change holds (without one the first open night), and whether its dose was typed a
    /// second time, after a refusal with code `type_twice`.
    struct When { #[uniffi(default)] from: Option<Night>, #[uniffi(default)] typed_twice: bool }
    /// What is said together with the tap that starts a step.
    struct StepTap {
        #[uniffi(default)] no_opioids: bool, #[uniffi(default)] symptom_free: bool,
        #[uniffi(default)] agreed: Option<Agreement>,
    }
}
