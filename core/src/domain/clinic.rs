//! What arrives from a paired clinic, and what goes back: orders, flags, messages; requests and replies.
//!
//! An arrival is kept as it came, with the resource and version it came in, and is never edited. What follows from
//! it is another fact: a hold that begins, a plan version after the patient's confirmation, a reply.
//! Orders carry milligrams only (`safety.md` 25); millilitres exist on the phone alone.

use super::amount::Dose;
use super::entry::Stamp;
use super::fact_id::FactId;
use super::plan::Step;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Something that came from the clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Its id, made from `from`: two phones of one patient call it the same, and one's answer is the other's.
    pub id: FactId,
    /// The resource it stood in, at the version that was read.
    pub from: ResourceRef,
    /// What it says.
    pub what: Arrival,
    /// When and where it was received.
    pub stamp: Stamp,
}

/// One version of a resource on the clinic's server.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ResourceRef {
    /// Its type ("MedicationRequest").
    pub kind: String,
    /// Its logical id on that server.
    pub id: String,
    /// Its version there: opaque text, never compared by size.
    pub version: String,
}

/// The kinds of arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "arrival")]
pub enum Arrival {
    /// An order for the plan. *Stopped* and *on hold* hold at once; everything else is a proposal.
    Order(Order),
    /// A standing warning. While active it holds.
    Flag(ClinicFlag),
    /// Words to the patient.
    Message(ClinicMessage),
    /// The clinic's answer to a request.
    Answer(RequestAnswer),
}

/// A prescriber's signed order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// In force, paused, or ended.
    pub status: OrderStatus,
    /// The prescriber's name.
    pub by: String,
    /// The day it was signed.
    pub on: NaiveDate,
    /// The first day it may govern; a proposal never takes effect before.
    pub start: Option<NaiveDate>,
    /// The steps, first to last; empty in a bare stop or hold.
    pub steps: Vec<Step>,
    /// The prescriber's own cap.
    pub cap: Option<Dose>,
    /// The last day with a dose, where the prescriber set one.
    pub stop_after: Option<NaiveDate>,
    /// What the prescriber was looking at. Without it, confirming always re-runs against everything.
    pub saw: Option<Saw>,
    /// The order this one replaces, by its id on the server.
    pub replaces: Option<String>,
    /// Words with it.
    pub note: Option<String>,
}

/// An order's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// In force once the patient confirms.
    Active,
    /// Paused: holds at once.
    OnHold,
    /// Ended: holds at once, until a newer order or the patient's confirmation.
    Stopped,
}

/// What an order saw when it was signed (`safety.md` 25).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Saw {
    /// The plan version in force on the prescriber's screen.
    pub plan: FactId,
    /// The newest fact there.
    pub last_fact: FactId,
}

/// A standing warning by the clinic ("no naltrexone until …").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClinicFlag {
    /// Whether it stands.
    pub active: bool,
    /// Who raised it.
    pub by: String,
    /// Its words.
    pub text: String,
    /// Its first day.
    pub from: Option<NaiveDate>,
    /// Its last day, as the clinic sees it. It ends no hold.
    pub until: Option<NaiveDate>,
}

/// Words from the clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClinicMessage {
    /// Who wrote it.
    pub by: String,
    /// When it was sent, by the clinic's clock.
    pub sent: Option<DateTime<Utc>>,
    /// The words.
    pub text: String,
}

/// The clinic's answer to a [`StepRequest`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestAnswer {
    /// The request.
    pub request: FactId,
    /// How it was answered.
    pub outcome: RequestOutcome,
    /// Who answered.
    pub by: String,
    /// Why, in the clinic's words.
    pub reason: Option<String>,
    /// The order that came of it, by its id on the server.
    pub order: Option<String>,
}

/// How a request stands at the clinic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestOutcome {
    /// Seen, not decided.
    Accepted,
    /// Agreed to; an order comes with it.
    Completed,
    /// Not agreed to.
    Rejected,
}

/// "May I step up?", asked of the clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRequest {
    /// Its id.
    pub id: FactId,
    /// The plan version in force.
    pub plan: FactId,
    /// The step asked for.
    pub to: String,
    /// When and where.
    pub stamp: Stamp,
}

/// The patient's answer to an arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Its id.
    pub id: FactId,
    /// The arrival it answers.
    pub to: FactId,
    /// The answer.
    pub what: ReplyKind,
    /// When and where.
    pub stamp: Stamp,
}

/// The kinds of reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reply")]
pub enum ReplyKind {
    /// Confirmed; this plan version came of it.
    Confirmed {
        /// The version.
        plan: FactId,
    },
    /// Not wanted.
    Declined {
        /// Why, in the patient's words.
        reason: Option<String>,
    },
    /// A rule sent it back: what it saw is no longer so.
    SentBack,
}
