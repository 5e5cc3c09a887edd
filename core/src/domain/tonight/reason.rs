//! Why *Tonight* shows no line, typed. Instants carry the offset of the clock the patient sees, so that a sentence
//! can name the hour without asking for a zone again.

use crate::domain::amount::{Dose, Volume};
use crate::domain::capsule::CapsuleError;
use crate::domain::dilution::DilutionError;
use crate::domain::giving::Giving;
use crate::domain::night::Night;
use crate::domain::plan::HoldReason;
use crate::domain::ratio::Ratio;
use crate::domain::safety;
use chrono::{DateTime, FixedOffset, NaiveDate};

/// One reason against a line, or one thing asked first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There is no plan.
    NoPlan,
    /// A safety rule stands against it: an open question, a clock, a "yes" nobody agreed to.
    Safety(Box<safety::Reason>),
    /// The plan begins later.
    PlanAhead {
        /// Its first night.
        from: Night,
    },
    /// The prescriber's stop night is past.
    Ended {
        /// The last night with a dose.
        after: Night,
    },
    /// A hold is on; it stays until answered (`safety.md` 16).
    Held {
        /// Why.
        why: HoldReason,
        /// Its first night.
        from: Night,
    },
    /// The file came from a copy; what happened since is unknown (`safety.md` 23).
    Restored {
        /// When the copy was made.
        copied_at: DateTime<FixedOffset>,
    },
    /// So many nights without *taken*: have you been taking it? (`safety.md` 16)
    Review {
        /// Nights.
        nights: u32,
    },
    /// The night has its answer.
    Answered,
    /// Two devices said *taken* more than five minutes apart: one dose or two? (`safety.md` 17)
    OneDoseOrTwo,
    /// The window is over: leave it, take the next as usual (`safety.md` 14).
    WindowOver {
        /// When it ended.
        since: DateTime<FixedOffset>,
    },
    /// Less than the shortest gap after the last possible dose (`safety.md` 14).
    TooSoon {
        /// The end of the gap.
        until: DateTime<FixedOffset>,
    },
    /// The gap ends after the window: tonight is left out.
    LeftOut {
        /// The end of the gap.
        until: DateTime<FixedOffset>,
    },
    /// Another phone gives, and this one knows too little of tonight: sync first (`safety.md` 18).
    NotGiving(Giving),
    /// The clock was changed so that the night does not exist.
    NoSuchNight,
    /// No bottle is open.
    NoBottle,
    /// More than one usable bottle is open; none is guessed (`safety.md` 12).
    TwoBottles {
        /// Their letters.
        letters: Vec<String>,
    },
    /// The only open bottle is past its date.
    BottleExpired {
        /// Its letter.
        letter: String,
        /// Its last day.
        discard_by: NaiveDate,
    },
    /// The only bottle was left warm.
    BottleWarm {
        /// Its letter.
        letter: String,
    },
    /// The only open bottle has no letter.
    BottleUnnamed,
    /// Nothing should be left in the only bottle.
    BottleEmpty {
        /// Its letter.
        letter: String,
    },
    /// The dose has no line on this syringe from this bottle.
    NoLine {
        /// Why.
        error: DilutionError,
    },
    /// The line holds too much less than the plan's dose (`safety.md` 8, verify).
    RoundedTooFar {
        /// The plan's dose.
        dose: Dose,
        /// What the line would hold, nanograms.
        line_dose: Ratio,
        /// A graduation that would do.
        graduation: Option<Volume>,
    },
    /// Two steps of the plan fall on one line of this syringe (`safety.md` 8).
    StepsShareALine {
        /// A graduation that would do.
        graduation: Option<Volume>,
    },
    /// No whole capsules at hand make the dose.
    NoCapsules {
        /// Why.
        error: CapsuleError,
    },
}

impl Reason {
    /// The word for JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoPlan => "no_plan",
            Self::Safety(reason) => reason.rule.code(),
            Self::PlanAhead { .. } => "plan_ahead",
            Self::Ended { .. } => "ended",
            Self::Held { .. } => "held",
            Self::Restored { .. } => "restored",
            Self::Review { .. } => "review",
            Self::Answered => "answered",
            Self::OneDoseOrTwo => "one_dose_or_two",
            Self::WindowOver { .. } => "window_over",
            Self::TooSoon { .. } => "too_soon",
            Self::LeftOut { .. } => "left_out",
            Self::NotGiving(_) => "not_giving",
            Self::NoSuchNight => "no_such_night",
            Self::NoBottle => "no_bottle",
            Self::TwoBottles { .. } => "two_bottles",
            Self::BottleExpired { .. } => "bottle_expired",
            Self::BottleWarm { .. } => "bottle_warm",
            Self::BottleUnnamed => "bottle_unnamed",
            Self::BottleEmpty { .. } => "bottle_empty",
            Self::NoLine { error } => error.code(),
            Self::RoundedTooFar { .. } => "rounded_too_far",
            Self::StepsShareALine { .. } => "steps_share_a_line",
            Self::NoCapsules { error } => error.code(),
        }
    }
}
