//! A refusal by the rules, kept out of every log: an object whose text is asked for, never printed.

use crate::error::ApiError;
use nocte_core::domain::amount::{AmountError, Dose};
use nocte_core::domain::dilution::{DilutionError, StepsRefused};
use nocte_core::domain::hold::HoldRefusal;
use nocte_core::domain::plan_change::PlanRefusal;
use nocte_core::domain::progress::TapRefusal;
use nocte_core::domain::proposal::{ProposalRefusal, RequestRefusal};
use nocte_core::domain::safety::{CheckError, Reason};
use nocte_core::domain::second_dilution::SecondDilutionError;
use nocte_core::domain::supply::MakeRefusal;
use nocte_core::domain::syringe::{Syringe, SyringeError};
use nocte_core::words::{Lang, amount, clinic, dilution, plan, refusal, safety};
use std::fmt;
use std::sync::Arc;

/// Why a rule said no. Its words may name a medicine or a dose, so they are asked for and never part of an error's
/// own text.
#[derive(uniffi::Object)]
pub struct Refusal(Why);

/// A refusal in words: no screen shows the one without the other.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RefusalWords {
    /// Why it is refused.
    pub reason: String,
    /// The next step.
    pub next: String,
}

/// What was refused, as the core said it.
pub(crate) enum Why {
    Amount(AmountError),
    Syringe(SyringeError),
    Dilution(DilutionError),
    Steps(StepsRefused, Vec<Dose>),
    Second(SecondDilutionError),
    Check(CheckError),
    Plan(PlanRefusal),
    Tap(TapRefusal),
    Hold(HoldRefusal),
    Safety(Vec<Reason>),
    Bottle(MakeRefusal),
    Proposal(ProposalRefusal),
    Request(RequestRefusal),
}

#[uniffi::export]
impl Refusal {
    /// A short code in `snake_case`, the same in every language; for tests and for choosing a picture.
    pub fn code(&self) -> String {
        match &self.0 {
            Why::Amount(error) => error.code(),
            Why::Syringe(error) => error.code(),
            Why::Dilution(error) => error.code(),
            Why::Steps(refused, _) => refused.refusal.code(),
            Why::Second(error) => error.code(),
            Why::Check(error) => check_code(*error),
            // The dose is to be typed a second time, and passed on with `typed_twice`.
            Why::Plan(PlanRefusal::TypeTwice { .. })
            | Why::Proposal(ProposalRefusal::Plan(PlanRefusal::TypeTwice { .. })) => "type_twice",
            Why::Plan(_) => "plan",
            Why::Tap(_) => "step",
            Why::Hold(_) => "hold",
            Why::Safety(_) => "safety",
            Why::Bottle(refusal) => refusal.code(),
            Why::Proposal(_) => "proposal",
            Why::Request(_) => "request",
        }
        .to_owned()
    }

    /// Why, and what to do next.
    pub fn words(&self, lang: Lang) -> RefusalWords {
        let refusal::Refusal { reason, next } = match &self.0 {
            Why::Amount(error) => amount::amount_refused(*error, lang),
            Why::Syringe(error) => amount::syringe_refused(*error, lang),
            Why::Dilution(error) => dilution::dilution_refused(*error, lang),
            Why::Steps(refused, doses) => dilution::steps_refused(*refused, doses, lang),
            Why::Second(error) => dilution::second_refused(*error, lang),
            Why::Check(error) => safety::check_refused(*error, lang),
            Why::Plan(refusal) => plan::plan_refused(refusal, lang),
            Why::Tap(refusal) => plan::tap_refused(refusal, lang),
            Why::Hold(refusal) => plan::hold_refused(*refusal, lang),
            Why::Safety(reasons) => against(reasons, lang),
            Why::Bottle(refusal) => dilution::make_refused(*refusal, lang),
            Why::Proposal(refusal) => clinic::proposal_refused(refusal, lang),
            Why::Request(refusal) => clinic::request_refused(*refusal, lang),
        };
        RefusalWords { reason, next }
    }

    /// A common syringe that would do, where another syringe is the way out.
    pub fn better_syringe(&self) -> Option<Syringe> {
        match &self.0 {
            Why::Dilution(
                DilutionError::LineZero { better } | DilutionError::TooManyDraws { better, .. },
            ) => *better,
            Why::Steps(refused, _) => refused.would_do,
            _ => None,
        }
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Refusal")
    }
}

impl From<Why> for ApiError {
    fn from(why: Why) -> Self {
        Self::Refused { refusal: Arc::new(Refusal(why)) }
    }
}

/// All reasons, and what would clear the first that says so.
fn against(reasons: &[Reason], lang: Lang) -> refusal::Refusal {
    let all: Vec<String> = reasons.iter().map(|reason| safety::reason(reason, lang)).collect();
    let clears = reasons.iter().find_map(|reason| reason.clears_when);
    refusal::Refusal::new(
        all.join(" "),
        clears.map(|when| safety::clears_when(when, lang)).unwrap_or_default(),
    )
}

fn check_code(error: CheckError) -> &'static str {
    match error {
        CheckError::LastInFuture => "last_in_future",
        CheckError::StartInPast => "start_in_past",
        CheckError::LastAndStart => "last_and_start",
        CheckError::SurgeryInPast => "surgery_in_past",
    }
}
