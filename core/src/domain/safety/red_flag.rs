//! Red flags: signs that need help, kept on the phone, never behind a sign-in, never waiting for sync.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The shipped list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedFlags {
    /// Version of the data file.
    pub version: u32,
    /// Past this day the page says that it is out of date; it is shown all the same.
    pub review_by: NaiveDate,
    /// The clinician who reviewed it.
    pub reviewed_by: Option<String>,
    /// The flags, most urgent first.
    pub flags: Vec<RedFlag>,
}

/// One red flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedFlag {
    /// The sign.
    pub sign: RedFlagSign,
    /// Whom to turn to.
    pub action: RedFlagAction,
    /// Why it stands here.
    pub basis: String,
    /// Where that is from.
    pub source: String,
    /// Still to be confirmed by a clinician.
    #[serde(default)]
    pub verify: bool,
}

/// The signs. Each has a sentence in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedFlagSign {
    /// Swelling of face, lip or tongue, hives, trouble breathing.
    AllergicReaction,
    /// An opioid on top of naltrexone, to break through.
    OpioidOnTop,
    /// Withdrawal soon after a dose, with recent opioid use.
    Withdrawal,
    /// Someone else swallowed it: a child, or anyone on opioids (`safety.md` 22).
    SomeoneElse,
    /// Thoughts of suicide.
    SuicidalThoughts,
    /// An erection of four hours or more.
    LongErection,
    /// A whole 50 mg tablet.
    WholeTablet,
    /// Dark urine, yellow eyes or skin, severe pain on the right.
    LiverSigns,
    /// Palpitations or feeling overheated on thyroid tablets.
    ThyroidOveractive,
}

impl RedFlagSign {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::AllergicReaction,
        Self::OpioidOnTop,
        Self::Withdrawal,
        Self::SomeoneElse,
        Self::SuicidalThoughts,
        Self::LongErection,
        Self::WholeTablet,
        Self::LiverSigns,
        Self::ThyroidOveractive,
    ];

    /// The word for JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AllergicReaction => "allergic_reaction",
            Self::OpioidOnTop => "opioid_on_top",
            Self::Withdrawal => "withdrawal",
            Self::SomeoneElse => "someone_else",
            Self::SuicidalThoughts => "suicidal_thoughts",
            Self::LongErection => "long_erection",
            Self::WholeTablet => "whole_tablet",
            Self::LiverSigns => "liver_signs",
            Self::ThyroidOveractive => "thyroid_overactive",
        }
    }
}

/// Whom to turn to. No telephone number is built in: a wrong one costs more than none (`safety.md` 24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedFlagAction {
    /// Call the emergency number.
    EmergencyCall,
    /// Go to emergency care now.
    EmergencyCare,
    /// Emergency number or poison line.
    EmergencyOrPoisonLine,
    /// A crisis line first.
    CrisisLine,
    /// Poison line.
    PoisonLine,
    /// Stop, and urgent help.
    StopAndUrgentHelp,
    /// Stop, and a doctor the same day.
    StopAndSameDay,
    /// Call the prescriber.
    CallPrescriber,
}

impl RedFlagAction {
    /// The word for JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EmergencyCall => "emergency_call",
            Self::EmergencyCare => "emergency_care",
            Self::EmergencyOrPoisonLine => "emergency_or_poison_line",
            Self::CrisisLine => "crisis_line",
            Self::PoisonLine => "poison_line",
            Self::StopAndUrgentHelp => "stop_and_urgent_help",
            Self::StopAndSameDay => "stop_and_same_day",
            Self::CallPrescriber => "call_prescriber",
        }
    }
}
