//! Why a plan or a change is refused, and what is said before one is confirmed.

use crate::domain::amount::Dose;
use crate::domain::night::Night;
use crate::domain::protocol::Missing;
use crate::domain::safety::TypedTwice;
use chrono::NaiveDate;

/// Why a plan or a change is refused: one variant per thing that can be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanRefusal {
    /// There is no plan to change.
    NoPlan,
    /// The plan has ended by the prescriber's stop night; a new one begins anew.
    Ended {
        /// The last night with a dose.
        last: Night,
    },
    /// Two versions stand side by side (two phones, or a step back before a planned change); choose first.
    TwoPlans,
    /// No steps at all.
    NoSteps,
    /// The plan begins at a step it does not have.
    NoSuchStep,
    /// Two steps carry one id, or one carries none.
    StepId {
        /// The id.
        id: String,
    },
    /// A step of no drug.
    DoseZero {
        /// The step's id.
        step: String,
    },
    /// Less than the least that can occur, 0.001 mg (`safety.md` 6).
    DoseTooSmall {
        /// The step's id.
        step: String,
        /// Its dose.
        dose: Dose,
    },
    /// A whole tablet or more: the commonest grave slip, alarmed by name.
    WholeTablet {
        /// The step's id.
        step: String,
        /// Its dose.
        dose: Dose,
    },
    /// Above what may be planned at all.
    AboveMaximum {
        /// The step's id.
        step: String,
        /// Its dose.
        dose: Dose,
        /// The maximum (12 mg).
        maximum: Dose,
    },
    /// Above the dose that needs a signed order (`safety.md` 4).
    NeedsSigned {
        /// The step's id.
        step: String,
        /// Its dose.
        dose: Dose,
        /// Signed is needed above this (6 mg).
        above: Dose,
    },
    /// Above the plan's own cap.
    AboveCap {
        /// The step's id.
        step: String,
        /// Its dose.
        dose: Dose,
        /// The cap.
        cap: Dose,
    },
    /// A step before the last has no number of nights.
    NoInterval {
        /// The step's id.
        step: String,
    },
    /// A step's longest is shorter than its shortest.
    Range {
        /// The step's id.
        step: String,
    },
    /// The dose must be typed a second time (`safety.md` 10).
    TypeTwice {
        /// Why.
        why: TypedTwice,
        /// The dose.
        dose: Dose,
        /// The dose before it; `None` for a first dose.
        before: Option<Dose>,
    },
    /// The night is past.
    NightPast {
        /// The night asked for.
        night: Night,
    },
    /// The night has been answered already; the first open one is later.
    NightAnswered {
        /// The night asked for.
        night: Night,
        /// The first open night.
        open: Night,
    },
    /// Another version already begins on a later night.
    BeforeVersion {
        /// Its first night.
        night: Night,
    },
    /// The agreement names nobody.
    PrescriberMissing,
    /// The agreement, or the day since when it is taken, lies in the future.
    DateAhead {
        /// The date.
        on: NaiveDate,
    },
    /// The protocol cannot be executed as it stands.
    NotExecutable {
        /// What is missing.
        missing: Vec<Missing>,
    },
    /// Values were given for a protocol that needs none.
    NothingMissing,
    /// The present dose is on no step of the plan.
    NotOnAStep {
        /// The present dose.
        dose: Dose,
    },
    /// There is no lower step that was agreed to.
    NothingLower,
    /// Halving is not part of this plan.
    HalveNotAgreed,
    /// The syringe cannot show half the dose.
    HalveNotReadable {
        /// Half the present dose.
        dose: Dose,
    },
    /// A re-check is not part of this plan, and no prescriber has agreed to one.
    RecheckNotAgreed,
    /// No re-check is running that could be ended.
    NoRecheck,
    /// Ending it would raise the dose while an effect is open or a hold is on.
    RecheckWaits,
}

/// What is said before a plan is confirmed; none of it stops one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanWarning {
    /// The parameters, or the protocol, have not been reviewed by a clinician (`safety.md` 27).
    NotReviewed,
    /// The tables are past their review-by date: ask.
    OutOfDate {
        /// The date.
        review_by: NaiveDate,
    },
    /// The protocol's steps could not be read in the source itself.
    Verify,
    /// A step lies above the usual 4.5 mg.
    AboveSoftCap {
        /// The highest step's dose.
        dose: Dose,
        /// The soft cap.
        cap: Dose,
    },
    /// The protocol's source leaves these open, and a prescriber filled them in.
    Completed {
        /// What was filled in.
        missing: Vec<Missing>,
        /// By whom.
        by: String,
    },
    /// The source's ladder goes on where this plan stays.
    LeftOpen {
        /// What stays open.
        missing: Vec<Missing>,
    },
}
