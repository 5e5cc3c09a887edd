//! A fact: one thing that was said, decided or done. The log is a list of facts and nothing else.
//!
//! Facts are only ever added. A mistake is put right by another fact (a correction, a tombstone),
//! so that what a clinician once saw can always be shown again.

use super::bottle::{Bottle, BottleEnd};
use super::clinic::{Received, Reply, StepRequest};
use super::entry::{DoseEntry, Stamp, Tombstone};
use super::fact_id::FactId;
use super::medicine::{Answer, Medicine};
use super::night::Night;
use super::phone::PhoneWord;
use super::plan::{Decision, PlanVersion};
use super::restored::{RestoreConfirmed, Restored};
use super::setting::SettingChange;
use super::snooze::Snooze;
use super::symptom::{BadDay, Effect, Lab, Note, Score};
use serde::{Deserialize, Serialize};

/// Any fact. In JSON its kind stands in `fact`, beside the noun's own fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// A plan version.
    Plan(PlanVersion),
    /// A decision on the way through a plan.
    Decision(Decision),
    /// An answer to a night, an extra dose, or a correction of one.
    Dose(DoseEntry),
    /// A 0–10 rating.
    Score(Score),
    /// A side effect, or a change in one.
    Effect(Effect),
    /// A laboratory value.
    Lab(Lab),
    /// A note.
    Note(Note),
    /// A bad day.
    BadDay(BadDay),
    /// Another medicine.
    Medicine(Medicine),
    /// An answer to a question that cannot be skipped.
    Answer(Answer),
    /// A bottle made.
    Bottle(Bottle),
    /// A bottle's end.
    BottleEnd(BottleEnd),
    /// A changed choice.
    Setting(SettingChange),
    /// Something taken back.
    Tombstone(Tombstone),
    /// A snoozed reminder.
    Snooze(Snooze),
    /// The file came from a copy.
    Restored(Restored),
    /// What a restore left open was confirmed.
    RestoreConfirmed(RestoreConfirmed),
    /// Something that came from the clinic.
    Received(Received),
    /// "May I step up?", asked of the clinic.
    StepRequest(StepRequest),
    /// The patient's answer to something received.
    Reply(Reply),
    /// Something a phone said of itself.
    Phone(PhoneWord),
}

/// Does the same with whichever noun a fact holds; a new kind of fact is a compile error at every use.
macro_rules! each {
    ($fact:expr, $noun:ident => $what:expr) => {
        match $fact {
            $crate::domain::fact::Fact::Plan($noun) => $what,
            $crate::domain::fact::Fact::Decision($noun) => $what,
            $crate::domain::fact::Fact::Dose($noun) => $what,
            $crate::domain::fact::Fact::Score($noun) => $what,
            $crate::domain::fact::Fact::Effect($noun) => $what,
            $crate::domain::fact::Fact::Lab($noun) => $what,
            $crate::domain::fact::Fact::Note($noun) => $what,
            $crate::domain::fact::Fact::BadDay($noun) => $what,
            $crate::domain::fact::Fact::Medicine($noun) => $what,
            $crate::domain::fact::Fact::Answer($noun) => $what,
            $crate::domain::fact::Fact::Bottle($noun) => $what,
            $crate::domain::fact::Fact::BottleEnd($noun) => $what,
            $crate::domain::fact::Fact::Setting($noun) => $what,
            $crate::domain::fact::Fact::Tombstone($noun) => $what,
            $crate::domain::fact::Fact::Snooze($noun) => $what,
            $crate::domain::fact::Fact::Restored($noun) => $what,
            $crate::domain::fact::Fact::RestoreConfirmed($noun) => $what,
            $crate::domain::fact::Fact::Received($noun) => $what,
            $crate::domain::fact::Fact::StepRequest($noun) => $what,
            $crate::domain::fact::Fact::Reply($noun) => $what,
            $crate::domain::fact::Fact::Phone($noun) => $what,
        }
    };
}
#[cfg(feature = "store")]
pub(crate) use each;

impl Fact {
    /// Its id.
    pub fn id(&self) -> FactId {
        each!(self, noun => noun.id)
    }

    /// When and where it was recorded.
    pub fn stamp(&self) -> &Stamp {
        each!(self, noun => &noun.stamp)
    }

    /// The night it belongs to, for those that belong to one.
    pub fn night(&self) -> Option<Night> {
        match self {
            Self::Dose(it) => Some(it.night),
            Self::Score(it) => Some(it.night),
            Self::Effect(it) => Some(it.night),
            Self::Lab(it) => Some(it.night),
            Self::Note(it) => Some(it.night),
            Self::BadDay(it) => Some(it.night),
            Self::Snooze(it) => Some(it.night),
            Self::Plan(_)
            | Self::Decision(_)
            | Self::Medicine(_)
            | Self::Answer(_)
            | Self::Bottle(_)
            | Self::BottleEnd(_)
            | Self::Setting(_)
            | Self::Tombstone(_)
            | Self::Restored(_)
            | Self::RestoreConfirmed(_)
            | Self::Received(_)
            | Self::StepRequest(_)
            | Self::Reply(_)
            | Self::Phone(_) => None,
        }
    }
}

/// `From` for every noun, so that callers write `entry.into()`.
macro_rules! from_nouns {
    ($($variant:ident($noun:ty)),+ $(,)?) => {$(
        impl From<$noun> for Fact {
            fn from(noun: $noun) -> Self {
                Self::$variant(noun)
            }
        }
    )+};
}

from_nouns!(
    Plan(PlanVersion),
    Decision(Decision),
    Dose(DoseEntry),
    Score(Score),
    Effect(Effect),
    Lab(Lab),
    Note(Note),
    BadDay(BadDay),
    Medicine(Medicine),
    Answer(Answer),
    Bottle(Bottle),
    BottleEnd(BottleEnd),
    Setting(SettingChange),
    Tombstone(Tombstone),
    Snooze(Snooze),
    Restored(Restored),
    RestoreConfirmed(RestoreConfirmed),
    Received(Received),
    StepRequest(StepRequest),
    Reply(Reply),
    Phone(PhoneWord),
);
