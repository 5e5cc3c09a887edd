//! The kinds of pages that leave the phone on paper.

use serde::{Deserialize, Serialize};

/// A page to print, to hand over or to stick on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// For the doctor who is asked for the first time: *Starting the conversation*.
    Start,
    /// For the doctor who prescribed it: the next decision.
    FollowUp,
    /// For whoever gives an anaesthetic, the dentist included.
    Anaesthetist,
    /// For a border, an airport, a hotel's fridge.
    Travel,
    /// The emergency card for a wallet (`safety.md` 24).
    Card,
    /// A month of nights to fill in by hand.
    Month,
    /// The labels of the bottles in use (`safety.md` 13).
    Label,
}

impl Paper {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Start, Self::FollowUp, Self::Anaesthetist, Self::Travel, Self::Card, Self::Month, Self::Label];

    /// The word of the command line and of file names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::FollowUp => "follow-up",
            Self::Anaesthetist => "anaesthetist",
            Self::Travel => "travel",
            Self::Card => "card",
            Self::Month => "month",
            Self::Label => "label",
        }
    }
}
