//! A titration plan: what a prescriber agreed to, in versions; a change never rewrites history.

use super::amount::Dose;
use super::entry::Stamp;
use super::fact_id::FactId;
use super::night::Night;
use super::protocol::{Missing, OnReaction, Recheck};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One version of the plan, in force from its effective night until the next version's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanVersion {
    /// Its id.
    pub id: FactId,
    /// 1, 2, 3 …
    pub version: u32,
    /// The version this one follows; `None` for the first.
    pub follows: Option<FactId>,
    /// The first night it governs.
    pub effective_night: Night,
    /// The protocol it was made from ("P2"), or `None` when typed in.
    pub protocol: Option<String>,
    /// Who agreed, and how we know.
    pub agreement: Agreement,
    /// Why this version was made.
    pub reason: PlanReason,
    /// The steps, lowest first is usual but not required (re-checks go down and up). Never empty.
    pub steps: Vec<Step>,
    /// The index in `steps` at which this version begins (back, halve, repeat, already taking it).
    pub start_step: usize,
    /// The protocol's or prescriber's own cap.
    pub cap: Option<Dose>,
    /// A stop night set by a prescriber: the last night with a dose. Nothing else ends a plan.
    pub stop_after: Option<Night>,
    /// "Already taking it": since when, as remembered (`safety.md` 5). Excludes a baseline verdict.
    pub already_since: Option<NaiveDate>,
    /// What was agreed besides the steps.
    #[serde(default)]
    pub terms: PlanTerms,
    /// When and where it was recorded.
    pub stamp: Stamp,
}

/// What a plan carries besides its steps: the reaction rules it may use, a re-check, and what a prescriber added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTerms {
    /// What may be done on a reaction. *Halve* is offered only where it stands here (`safety.md` 15).
    #[serde(default)]
    pub on_reaction: Vec<OnReaction>,
    /// The periodic re-check, where one was agreed.
    #[serde(default)]
    pub recheck: Option<Recheck>,
    /// What the protocol's source leaves open and a prescriber filled in; shown, never silent.
    #[serde(default)]
    pub completed: Vec<Completion>,
    /// A step that was not borne, and when it may be asked about again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_again: Option<AskAgain>,
}

/// "Ask again after n months": adjustment can take longer than expected, and a step that failed was borne months
/// later by one patient (Health Rising page). A reminder to ask, never a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskAgain {
    /// The dose that was not borne.
    pub dose: Dose,
    /// From this day on.
    pub from: NaiveDate,
}

/// One gap of a protocol, filled by a prescriber.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// What the source leaves open.
    pub missing: Missing,
    /// The prescriber who gave it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

/// One step of a plan: a dose for a number of nights taken, and what must hold before the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its id within the plan ("s1").
    pub id: String,
    /// The dose per night.
    pub dose: Dose,
    /// Nights *taken* before the step may end.
    pub min_nights: u32,
    /// Nights taken after which a review is due; `None` is open-ended.
    pub max_nights: Option<u32>,
    /// What else must hold before the next step.
    pub gate: Gate,
}

/// What must hold, besides the counted nights, before the next step may be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Gate {
    /// Only the counted nights.
    Nights,
    /// No moderate or severe effect open in the last `nights` counted nights, and the patient has said so once.
    SymptomFree {
        /// How many counted nights.
        nights: u32,
    },
    /// The patient confirms.
    Patient,
    /// A clinician confirms: signed, or reported by the patient with name and date.
    Clinician,
}

/// Who agreed to something, and how we know (`safety.md` 4). The two kinds are never shown alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Signed by an order from a paired portal, or reported by the patient.
    pub kind: AgreementKind,
    /// The prescriber's name.
    pub by: String,
    /// The date of the agreement.
    pub on: NaiveDate,
}

impl Agreement {
    /// As a shell tells it. Whatever kind was filled in, what is told by hand is *reported*: a *signed* one is made
    /// from a clinic's order alone (`safety.md` 4).
    #[must_use]
    pub fn told(self) -> Self {
        Self { kind: AgreementKind::Reported, ..self }
    }
}

/// How an agreement is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// An order from a paired portal. Only sync can make one; there is no code a patient can type.
    Signed,
    /// The patient names prescriber and date.
    Reported,
}

/// Why a plan version exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanReason {
    /// The first one, or a new start.
    New,
    /// The same step again, count 0.
    Repeat,
    /// One step back, count 0. Always allowed.
    Back,
    /// Half the dose, where the plan has it and the syringe can read it.
    Halve,
    /// Other steps, agreed with the prescriber.
    Change,
    /// A stop night.
    Stop,
    /// The periodic down-then-up.
    Recheck,
    /// Step 1 of the same plan again after a long break, agreed with the prescriber.
    Retitrate,
}

/// A recorded decision on the way through a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its id.
    pub id: FactId,
    /// The plan version it speaks of.
    pub plan: FactId,
    /// What was decided.
    pub kind: DecisionKind,
    /// The night from which it holds.
    pub from: Night,
    /// When and where it was recorded.
    pub stamp: Stamp,
}

/// A decision not yet written down: the rules make it, the store gives it id and stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// The plan version it speaks of.
    pub plan: FactId,
    /// What was decided.
    pub kind: DecisionKind,
    /// The night from which it holds.
    pub from: Night,
}

impl NewDecision {
    /// The decision as a fact.
    pub fn recorded(self, id: FactId, stamp: Stamp) -> Decision {
        Decision { id, plan: self.plan, kind: self.kind, from: self.from, stamp }
    }
}

/// The kinds of decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DecisionKind {
    /// The tap that starts the next step (`safety.md` 15).
    StepUp {
        /// The step that begins.
        to: String,
    },
    /// The patient said once that the nights were free of symptoms (*symptom-free* gate).
    SymptomFree {
        /// The step it speaks of.
        step: String,
    },
    /// A clinician's confirmation of a *clinician confirms* gate.
    ClinicianGate {
        /// The step it opens the way out of.
        step: String,
        /// Who, how, when.
        agreement: Agreement,
    },
    /// Of two versions with one predecessor (two phones), the decision's plan is followed and `over` no longer.
    Choose {
        /// The version left behind.
        over: FactId,
    },
    /// A hold begins. It never ends by itself.
    HoldBegin {
        /// Why.
        reason: HoldReason,
    },
    /// A hold ends, by an explicit confirmation; `from` of the decision is the first night again.
    HoldEnd {
        /// The hold that ends.
        hold: FactId,
    },
}

/// Why a hold is on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum HoldReason {
    /// The patient paused everything.
    Patient,
    /// An opioid was taken or will be: the medicine's id.
    Opioid {
        /// The medicine entry.
        medicine: FactId,
    },
    /// A planned operation on a date.
    Surgery {
        /// The date of the operation.
        on: NaiveDate,
    },
    /// A side effect.
    Effect {
        /// The effect entry.
        effect: FactId,
    },
    /// A clinician's stop, on-hold or Flag.
    Clinician,
}
