//! Two carers, one night (`safety.md` 18): one phone is the giving phone, and the others say how old their
//! knowledge is.
//!
//! A phone that does not give cannot know what the giving one logged a minute ago. It shows what it knows with its
//! time, and a line and *Done* only while that is at most as old as `fresh_sync_min`. A dose that somebody gave is
//! never kept from being told: "I gave it myself just now" is always open.

use super::journal::Journal;
use super::parameter::Parameters;
use super::phone::{holder, standing_choices};
use super::zone::ZoneWindow;
use chrono::{DateTime, FixedOffset, Offset, TimeDelta, Utc};

/// Who gives, and how old what this phone knows is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Giving {
    /// Who gives.
    pub giver: Giver,
    /// As of when this phone knows what was logged elsewhere, on the clock the patient sees; `None` where it has
    /// never heard of it. Says nothing on the giving phone, which need not ask.
    pub as_of: Option<DateTime<FixedOffset>>,
    /// That was on the present date of that clock: the hour says enough.
    pub today: bool,
    /// That is recent enough for *Done*.
    pub fresh: bool,
}

/// The phone that gives the dose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Giver {
    /// This one: chosen, or the only one anybody knows of.
    Here,
    /// Another.
    There {
        /// How its entries name it.
        source: String,
        /// Who holds it, where that was said.
        name: Option<String>,
    },
    /// Nobody chose, and this phone joined the log of another.
    Unchosen,
    /// Two were chosen without knowing of each other.
    Disputed,
}

impl Giver {
    /// The word for JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::There { .. } => "there",
            Self::Unchosen => "unchosen",
            Self::Disputed => "disputed",
        }
    }
}

impl Giving {
    /// Whether this phone gives.
    pub fn here(&self) -> bool {
        self.giver == Giver::Here
    }

    /// Whether a line and *Done* are offered, everything else permitting.
    pub fn offers_done(&self) -> bool {
        self.here() || self.fresh
    }
}

/// Who gives, seen from this phone at an instant.
pub fn giving(journal: &Journal, parameters: &Parameters, now: DateTime<Utc>, zone: &ZoneWindow) -> Giving {
    let here = journal.this_phone;
    let clock =
        |at: DateTime<Utc>| at.with_timezone(&FixedOffset::east_opt(zone.offset_at(at)).unwrap_or(Utc.fix()));
    let heard_at = here.and_then(|here| here.heard_at);
    let limit = TimeDelta::minutes(parameters.fresh_sync_min.value.into());
    let standing = standing_choices(&journal.phones);
    let giver = match standing.first() {
        None if here.is_some_and(|here| here.joined) => Giver::Unchosen,
        None => Giver::Here,
        Some(one) if standing.iter().any(|other| other.phone != one.phone) => Giver::Disputed,
        Some(one) if here.is_some_and(|here| here.phone == one.phone) => Giver::Here,
        Some(one) => Giver::There {
            source: one.stamp.source.clone(),
            name: holder(&journal.phones, &one.stamp.source).map(str::to_owned),
        },
    };
    Giving {
        giver,
        as_of: heard_at.map(clock),
        today: heard_at.is_some_and(|at| clock(at).date_naive() == clock(now).date_naive()),
        // A clock that was set back makes no knowledge younger.
        fresh: heard_at.is_some_and(|at| at <= now && now - at <= limit),
    }
}

/// Whether this phone may be made the giving one now: it must know what the present one did last, or a second dose
/// follows the first. Without a clinic there is no way to hear of it, and the household says so itself.
pub fn may_take_over(giving: &Giving, paired: bool) -> bool {
    giving.offers_done() || !paired
}
