//! The internal error: what an intention can fail by, with everything a sentence about it needs.
//!
//! Rich inside, one variant per thing that can be done about it. No name, dose, note or id stands in a `Display`;
//! `words` says the values to the person they belong to.

use crate::domain::hold::HoldRefusal;
use crate::domain::plan_change::PlanRefusal;
use crate::domain::progress::TapRefusal;
use crate::domain::proposal::{ProposalRefusal, RequestRefusal};
use crate::domain::safety::{CheckError, Reason};
use crate::domain::sharing::ShareRefusal;
use crate::domain::supply::MakeRefusal;
use crate::domain::symptom::SymptomError;
use crate::store::StoreError;
use crate::sync::link::LinkError;

/// Why an intention did not happen. Nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store could not be read or written, or is in a state that says no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A plan or a change was refused.
    #[error("the plan was refused")]
    Plan(PlanRefusal),
    /// A step, a gate or a choice was refused.
    #[error("the step was refused")]
    Tap(TapRefusal),
    /// A hold can't begin or end like that.
    #[error("the hold was refused")]
    Hold(HoldRefusal),
    /// Safety stands against it.
    #[error("a safety rule stands against it")]
    Safety(Vec<Reason>),
    /// A date of a medicine or an operation cannot be meant.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// A bottle was refused.
    #[error("the bottle was refused")]
    Bottle(MakeRefusal),
    /// What was typed about a symptom cannot be kept.
    #[error(transparent)]
    Symptom(#[from] SymptomError),
    /// There is no such thing on record.
    #[error("there is no such {0}")]
    NoSuch(&'static str),
    /// There is no clinic to speak with.
    #[error("this phone is not paired with a clinic")]
    NotPaired,
    /// Pairing ended without one.
    #[error("pairing was refused")]
    Pairing(PairRefusal),
    /// A clinic's proposal is not followed, or not yet.
    #[error("the proposal was refused")]
    Proposal(ProposalRefusal),
    /// Nothing was asked of the clinic.
    #[error("nothing was asked of the clinic")]
    Request(RequestRefusal),
    /// Nothing was shared, or nothing heard of a link.
    #[error(transparent)]
    Share(#[from] ShareRefusal),
    /// A choice outside what can be chosen.
    #[error("the choice cannot be kept: {0}")]
    Choice(ChoiceRefusal),
}

/// Why pairing ended without one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PairRefusal {
    /// The link, or the server's answer to it.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The server did not answer, or not as it should.
    #[error("the clinic's server did not answer as it should")]
    NoAnswer,
    /// The record is another person's, or initials or year were mistyped.
    #[error("initials or birth year are not those of the clinic's record")]
    Differs,
}

/// Why a choice is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceRefusal {
    /// Bedtime and cutover are less than four hours apart.
    #[error("bedtime and the start of the night are less than four hours apart")]
    NearCutover,
    /// A night begins at 12:00, or at 00:00 for people who sleep by day.
    #[error("a night begins at 12:00 or at 00:00")]
    Cutover,
    /// More than three hours of lead would ring in the afternoon.
    #[error("the lead is at most three hours")]
    Lead,
    /// A name with nothing in it, or one that is taken.
    #[error("the name is empty, too long or taken")]
    Name,
    /// Another phone gives and may have logged what this one has not heard of (`safety.md` 18).
    #[error("another phone gives the dose, and this one has not heard of it in the last ten minutes")]
    SyncFirst,
}

impl From<PlanRefusal> for Error {
    fn from(refusal: PlanRefusal) -> Self {
        Self::Plan(refusal)
    }
}

impl From<PairRefusal> for Error {
    fn from(refusal: PairRefusal) -> Self {
        Self::Pairing(refusal)
    }
}

impl From<ProposalRefusal> for Error {
    fn from(refusal: ProposalRefusal) -> Self {
        Self::Proposal(refusal)
    }
}

impl From<RequestRefusal> for Error {
    fn from(refusal: RequestRefusal) -> Self {
        Self::Request(refusal)
    }
}

impl From<TapRefusal> for Error {
    fn from(refusal: TapRefusal) -> Self {
        Self::Tap(refusal)
    }
}

impl From<HoldRefusal> for Error {
    fn from(refusal: HoldRefusal) -> Self {
        Self::Hold(refusal)
    }
}

impl From<MakeRefusal> for Error {
    fn from(refusal: MakeRefusal) -> Self {
        Self::Bottle(refusal)
    }
}
