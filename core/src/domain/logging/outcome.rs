//! What became of something told: a typed result, the entry to store, and advice as codes.

use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::entry::{DoseEntry, DoseStatus, Stamp, StepRef, amount_of};
use crate::domain::fact_id::FactId;
use crate::domain::giving::Giving;
use crate::domain::night::Night;
use crate::domain::ratio::Ratio;
use crate::domain::syringe::Syringe;
use chrono::{DateTime, FixedOffset, Utc};

/// The answer to a [`super::LogRequest`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogOutcome {
    /// What became of it.
    pub result: LogResult,
    /// The night it belongs to; the screen names it.
    pub night: Night,
    /// Whether that night is a day (cutover 00:00), and is named as one.
    pub by_day: bool,
    /// The entry to store, or nothing. Id and stamp are the caller's.
    pub entry: Option<NewDoseEntry>,
    /// The entry to take back with a tombstone (undo), or nothing.
    pub takes_back: Option<FactId>,
    /// The entry that already answers the night, for `already_closed`.
    pub closed_by: Option<FactId>,
    /// What to know now, most urgent first.
    pub advice: Vec<Advice>,
}

impl LogOutcome {
    /// An outcome that stores nothing.
    pub(super) const fn refused(result: LogResult, night: Night) -> Self {
        Self {
            result,
            night,
            by_day: false,
            entry: None,
            takes_back: None,
            closed_by: None,
            advice: Vec::new(),
        }
    }
}

/// What became of something told. Everything but `Logged`, `LoggedWithWarning` and `Undone` stores nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LogResult {
    /// Stored.
    Logged,
    /// Stored, and the first advice is a warning.
    LoggedWithWarning,
    /// Taken back.
    Undone,
    /// The night has its answer; the first one is kept. To change it is a correction.
    AlreadyClosed,
    /// Told too late to guess: when was it swallowed?
    AskTime,
    /// The time or the night is still to come.
    RefusedFuture,
    /// The time said and the night said are not of one night.
    RefusedNight,
    /// Nothing is swallowed with an amount of nothing.
    RefusedAmount,
    /// No bottle has that letter.
    RefusedBottle,
    /// There is nothing to correct or take back.
    RefusedNothing,
    /// *Done* on a phone that does not give and has not just heard what the others know (`safety.md` 18).
    RefusedNotGiving,
}

impl LogResult {
    /// The word scripts rely on (`interface.md`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Logged => "logged",
            Self::LoggedWithWarning => "logged_with_warning",
            Self::Undone => "undone",
            Self::AlreadyClosed => "already_closed",
            Self::AskTime => "ask_time",
            Self::RefusedFuture => "refused_future",
            Self::RefusedNight => "refused_night",
            Self::RefusedAmount => "refused_amount",
            Self::RefusedBottle => "refused_bottle",
            Self::RefusedNothing => "refused_nothing",
            Self::RefusedNotGiving => "refused_not_giving",
        }
    }

    /// Whether a fact is stored.
    pub const fn stores(self) -> bool {
        matches!(self, Self::Logged | Self::LoggedWithWarning | Self::Undone)
    }
}

/// What to know after telling. Codes only; the sentences are in `words`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// As much as a whole tablet or more: emergency or poison line (`parameter` `whole_tablet`).
    WholeTablet {
        /// What was swallowed within 24 hours, nanograms.
        total: Ratio,
    },
    /// More within 24 hours than anything Nocte plans: call for advice.
    AboveRefuse {
        /// Nanograms.
        total: Ratio,
    },
    /// More within 24 hours than goes without a signed agreement: call the prescriber.
    AboveSigned {
        /// Nanograms.
        total: Ratio,
    },
    /// More within 24 hours than the soft cap: tell the prescriber.
    AboveSoftCap {
        /// Nanograms.
        total: Ratio,
    },
    /// Swallowed although a hold covers the night: tell whoever set it.
    TakenDuringHold,
    /// Swallowed during an opioid hold: the withdrawal page opens (`safety.md` 20).
    WithdrawalPage,
    /// Less than the shortest gap after the last possible dose.
    TooSoon {
        /// The end of the gap, on the clock the patient sees.
        until: DateTime<FixedOffset>,
    },
    /// A dose beyond the night's own: nothing makes up for it, nothing is left out for it but the gap.
    ExtraDose,
    /// More than the line was swallowed.
    MoreThanPlanned,
    /// Less than the line was swallowed: never top up.
    LessThanPlanned,
    /// The bottle was ended, expired or left warm; watch for it and make a new one.
    BottleNotUsable {
        /// Its letter.
        letter: String,
    },
    /// Two bottles are open and none was said; the amount is taken from the plan.
    WhichBottle,
    /// Two devices told of the same night more than five minutes apart: one dose or two? (`safety.md` 17)
    OneDoseOrTwo,
    /// Another phone gives: sync first, or say "I gave it myself just now" (`safety.md` 18).
    NotGiving(Giving),
    /// It was outside the window: leave it, take tonight's as usual.
    TonightAsUsual,
    /// How every answer ends: nothing to take now.
    NothingToTakeNow,
}

impl Advice {
    /// The word for JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WholeTablet { .. } => "whole_tablet",
            Self::AboveRefuse { .. } => "above_refuse",
            Self::AboveSigned { .. } => "above_signed",
            Self::AboveSoftCap { .. } => "above_soft_cap",
            Self::TakenDuringHold => "taken_during_hold",
            Self::WithdrawalPage => "withdrawal_page",
            Self::TooSoon { .. } => "too_soon",
            Self::ExtraDose => "extra_dose",
            Self::MoreThanPlanned => "more_than_planned",
            Self::LessThanPlanned => "less_than_planned",
            Self::BottleNotUsable { .. } => "bottle_not_usable",
            Self::WhichBottle => "which_bottle",
            Self::OneDoseOrTwo => "one_dose_or_two",
            Self::NotGiving(_) => "not_giving",
            Self::TonightAsUsual => "tonight_as_usual",
            Self::NothingToTakeNow => "nothing_to_take_now",
        }
    }

    /// Whether it makes a log *with warning*.
    pub const fn warns(&self) -> bool {
        !matches!(
            self,
            Self::LessThanPlanned
                | Self::WhichBottle
                | Self::NotGiving(_)
                | Self::TonightAsUsual
                | Self::NothingToTakeNow
        )
    }
}

/// A dose entry before the caller gives it an id and a stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDoseEntry {
    /// The night it answers.
    pub night: Night,
    /// The answer.
    pub status: DoseStatus,
    /// When it was swallowed; `None` for skipped and unknown.
    pub taken_at: Option<DateTime<Utc>>,
    /// The plan's dose that night.
    pub planned: Option<Dose>,
    /// The plan version and step in force that night.
    pub step: Option<StepRef>,
    /// The volume drawn.
    pub volume: Option<Volume>,
    /// The bottle's letter.
    pub bottle: Option<String>,
    /// The bottle's strength.
    pub strength: Option<Strength>,
    /// The syringe it was drawn with.
    pub syringe: Option<Syringe>,
    /// What was said in milligrams.
    pub swallowed: Option<Dose>,
    /// The entry it replaces.
    pub corrects: Option<FactId>,
}

impl NewDoseEntry {
    /// The amount swallowed, as [`DoseEntry::amount_ng`].
    pub fn amount_ng(&self) -> Option<Ratio> {
        amount_of(self.status, self.swallowed, self.volume.zip(self.strength), self.planned)
    }

    /// The fact, with its id and stamp.
    pub fn stamped(self, id: FactId, stamp: Stamp) -> DoseEntry {
        DoseEntry {
            id,
            night: self.night,
            status: self.status,
            taken_at: self.taken_at,
            planned: self.planned,
            step: self.step,
            volume: self.volume,
            bottle: self.bottle,
            strength: self.strength,
            syringe: self.syringe,
            swallowed: self.swallowed,
            corrects: self.corrects,
            stamp,
        }
    }
}
