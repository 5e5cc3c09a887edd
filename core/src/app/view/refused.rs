//! Refusals, each with its code and its two sentences; and the problems that a shell answers by its own words.

use crate::domain::amount::{AmountError, Dose};
use crate::domain::dilution::{DilutionError, StepsRefused};
use crate::domain::hold::HoldRefusal;
use crate::domain::plan_change::PlanRefusal;
use crate::domain::progress::TapRefusal;
use crate::domain::proposal::{ProposalRefusal, RequestRefusal};
use crate::domain::safety::{CheckError, Reason};
use crate::domain::second_dilution::SecondDilutionError;
use crate::domain::sharing::ShareRefusal;
use crate::domain::supply::MakeRefusal;
use crate::domain::syringe::{Syringe, SyringeError};
use crate::error::PairRefusal;
use crate::store::BackupRefusal;
use crate::sync::link::LinkError;
use crate::words::refusal::Refusal;
use crate::words::{Lang, amount, clinic, dilution, plan, safety, share};

/// What a rule said no to. It may name a medicine or a dose, so nothing prints it.
pub enum Refused {
    /// An amount as typed.
    Amount(AmountError),
    /// A syringe as typed.
    Syringe(SyringeError),
    /// A line.
    Dilution(DilutionError),
    /// The lines of a whole plan, with its doses.
    Steps(StepsRefused, Vec<Dose>),
    /// A second dilution.
    Second(SecondDilutionError),
    /// A date of a medicine or an operation.
    Check(CheckError),
    /// A plan or a change of it.
    Plan(PlanRefusal),
    /// A step, a gate or a choice.
    Tap(TapRefusal),
    /// A hold.
    Hold(HoldRefusal),
    /// Anything that safety stands against.
    Safety(Vec<Reason>),
    /// A bottle.
    Bottle(MakeRefusal),
    /// A clinic's proposal.
    Proposal(ProposalRefusal),
    /// A question to the clinic.
    Request(RequestRefusal),
    /// A link to share.
    Share(ShareRefusal),
}

impl Refused {
    /// A short code in `snake_case`, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Amount(error) => error.code(),
            Self::Syringe(error) => error.code(),
            Self::Dilution(error) => error.code(),
            Self::Steps(refused, _) => refused.refusal.code(),
            Self::Second(error) => error.code(),
            Self::Check(CheckError::LastInFuture) => "last_in_future",
            Self::Check(CheckError::StartInPast) => "start_in_past",
            Self::Check(CheckError::LastAndStart) => "last_and_start",
            Self::Check(CheckError::SurgeryInPast) => "surgery_in_past",
            // The dose is to be typed a second time, and passed on with `typed_twice`.
            Self::Plan(PlanRefusal::TypeTwice { .. })
            | Self::Proposal(ProposalRefusal::Plan(PlanRefusal::TypeTwice { .. })) => "type_twice",
            Self::Plan(_) => "plan",
            Self::Tap(_) => "step",
            Self::Hold(_) => "hold",
            Self::Safety(_) => "safety",
            Self::Bottle(refusal) => refusal.code(),
            Self::Proposal(_) => "proposal",
            Self::Request(_) => "request",
            Self::Share(refusal) => refusal.code(),
        }
    }

    /// Why, and what to do next.
    pub fn words(&self, lang: Lang) -> Refusal {
        match self {
            Self::Amount(error) => amount::amount_refused(*error, lang),
            Self::Syringe(error) => amount::syringe_refused(*error, lang),
            Self::Dilution(error) => dilution::dilution_refused(*error, lang),
            Self::Steps(refused, doses) => dilution::steps_refused(*refused, doses, lang),
            Self::Second(error) => dilution::second_refused(*error, lang),
            Self::Check(error) => safety::check_refused(*error, lang),
            Self::Plan(refusal) => plan::plan_refused(refusal, lang),
            Self::Tap(refusal) => plan::tap_refused(refusal, lang),
            Self::Hold(refusal) => plan::hold_refused(*refusal, lang),
            Self::Safety(reasons) => against(reasons, lang),
            Self::Bottle(refusal) => dilution::make_refused(*refusal, lang),
            Self::Proposal(refusal) => clinic::proposal_refused(refusal, lang),
            Self::Request(refusal) => clinic::request_refused(*refusal, lang),
            Self::Share(refusal) => share::refused(*refusal, lang),
        }
    }

    /// A common syringe that would do, where another syringe is the way out.
    pub fn better_syringe(&self) -> Option<Syringe> {
        match self {
            Self::Dilution(
                DilutionError::LineZero { better } | DilutionError::TooManyDraws { better, .. },
            ) => *better,
            Self::Steps(refused, _) => refused.would_do,
            _ => None,
        }
    }
}

/// All reasons, and what would clear the first that says so.
fn against(reasons: &[Reason], lang: Lang) -> Refusal {
    let all: Vec<String> = reasons.iter().map(|reason| safety::reason(reason, lang)).collect();
    let clears = reasons.iter().find_map(|reason| reason.clears_when);
    Refusal::new(all.join(" "), clears.map(|when| safety::clears_when(when, lang)).unwrap_or_default())
}

/// Why pairing did not go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairProblem {
    /// No pairing link, or of a kind not known here: scan again.
    NotALink,
    /// Used, ended or switched off: ask for a new one.
    LinkEnded,
    /// Ask for the passcode.
    PasscodeNeeded,
    /// Ask for the passcode again.
    WrongPasscode {
        /// So many tries are left, where the server says so.
        remaining: Option<u32>,
    },
    /// The server did not answer as it should: try again.
    NoAnswer,
    /// Initials or birth year are not those of the clinic's record: do not follow it.
    Differs,
}

impl From<PairRefusal> for PairProblem {
    fn from(refusal: PairRefusal) -> Self {
        match refusal {
            PairRefusal::NoAnswer | PairRefusal::Link(LinkError::TryAgain) => Self::NoAnswer,
            PairRefusal::Differs => Self::Differs,
            PairRefusal::Link(LinkError::PasscodeNeeded) => Self::PasscodeNeeded,
            PairRefusal::Link(LinkError::WrongPasscode { remaining }) => Self::WrongPasscode { remaining },
            PairRefusal::Link(LinkError::Expired | LinkError::Claimed | LinkError::Inactive) => {
                Self::LinkEnded
            }
            PairRefusal::Link(
                LinkError::NotALink
                | LinkError::UnknownKind
                | LinkError::Address
                | LinkError::NoAccess
                | LinkError::Sealed(_),
            ) => Self::NotALink,
        }
    }
}

/// Why a backup was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupProblem {
    /// Not one of ours: choose another file.
    NotABackup,
    /// Made by a newer version: offer the update.
    Newer,
    /// Cut short or changed: choose another copy.
    Damaged,
    /// Another passphrase opens it: ask again.
    WrongPassphrase,
    /// Too short to protect anything: ask for a longer one.
    ShortPassphrase,
    /// There is a file of this name: choose another name.
    Exists,
}

impl From<BackupRefusal> for BackupProblem {
    fn from(refusal: BackupRefusal) -> Self {
        match refusal {
            BackupRefusal::Newer => Self::Newer,
            BackupRefusal::Damaged => Self::Damaged,
            BackupRefusal::WrongPassphrase => Self::WrongPassphrase,
            BackupRefusal::ShortPassphrase => Self::ShortPassphrase,
            BackupRefusal::Exists => Self::Exists,
            _ => Self::NotABackup,
        }
    }
}
