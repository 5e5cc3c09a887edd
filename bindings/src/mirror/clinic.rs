//! What a clinic says, and the pairing with it.

use super::plan::{PlanStep, Stamp};
use crate::scalar::{Day, Index, Instant};
pub(crate) use nocte_core::app::{ClinicPage, Confirmation, PairPage};
use nocte_core::domain::amount::Dose;
pub(crate) use nocte_core::domain::clinic::{
    Arrival, ClinicFlag, ClinicMessage, Order, OrderStatus, Received, RequestAnswer, RequestOutcome,
    ResourceRef, Saw, StepRequest,
};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
pub(crate) use nocte_core::domain::proposal::{Difference as PlanDifference, Proposal, StepAt};

mirror! {
    /// A pairing as the patient sees it.
    struct PairPage {
        clinic: Option<String>, base: String, initials: Option<String>, birth_year: Option<i32>,
        present_dose: Option<Dose>, matched: bool,
    }
    /// What a clinic has said and the patient can answer or read.
    struct ClinicPage {
        proposal: Option<Proposal>, matched: bool, stops: Vec<Received>, request: Option<StepRequest>,
        said: Vec<Received>,
    }
    /// How a proposal is confirmed: the version its diff was read against, the dose typed twice, "no
    /// opioids".
    struct Confirmation {
        #[uniffi(default)] read_against: Option<FactId>, #[uniffi(default)] typed_twice: bool,
        #[uniffi(default)] no_opioids: bool,
    }
    /// An order that waits for the patient's answer.
    struct Proposal {
        arrival: FactId, order: Order, against: Option<FactId>, effective_night: Night,
        differences: Vec<PlanDifference>,
    }
    /// One thing that would change.
    enum PlanDifference {
        FirstPlan { dose: Dose }, Dose { before: Dose, after: Dose },
        Step { before: Option<StepAt>, after: Option<StepAt> },
        Cap { before: Option<Dose>, after: Option<Dose> },
        StopAfter { before: Option<Night>, after: Option<Night> },
    }
    /// A step and its place, counted from the present one.
    struct StepAt { place: Index, step: PlanStep, last: bool }
    /// Something that came from the clinic.
    struct Received { id: FactId, from: ResourceRef, what: Arrival, stamp: Stamp }
    /// One version of a resource on the clinic's server.
    struct ResourceRef { kind: String, id: String, version: String }
    /// The kinds of arrival.
    enum Arrival { Order(Order), Flag(ClinicFlag), Message(ClinicMessage), Answer(RequestAnswer) }
    /// A prescriber's signed order.
    struct Order {
        status: OrderStatus, by: String, on: Day, start: Option<Day>, steps: Vec<PlanStep>,
        cap: Option<Dose>, stop_after: Option<Day>, saw: Option<Saw>, replaces: Option<String>,
        note: Option<String>,
    }
    /// An order's status.
    enum OrderStatus { Active, OnHold, Stopped }
    /// What an order saw when it was signed.
    struct Saw { plan: FactId, last_fact: FactId }
    /// A standing warning by the clinic ("no naltrexone until …").
    struct ClinicFlag { active: bool, by: String, text: String, from: Option<Day>, until: Option<Day> }
    /// Words from the clinic.
    struct ClinicMessage { by: String, sent: Option<Instant>, text: String }
    /// The clinic's answer to a [`StepRequest`].
    struct RequestAnswer {
        request: FactId, outcome: RequestOutcome, by: String, reason: Option<String>,
        order: Option<String>,
    }
    /// How a request stands at the clinic.
    enum RequestOutcome { Accepted, Completed, Rejected }
    /// "May I step up?", asked of the clinic.
    struct StepRequest { id: FactId, plan: FactId, to: String, stamp: Stamp }
}
