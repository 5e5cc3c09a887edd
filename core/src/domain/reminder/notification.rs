//! One request to the operating system: when, of what kind, for which night.
//!
//! It holds no text: shells keep the neutral sentences, which name no drug and no dose.

use crate::domain::night::Night;
use crate::domain::zone::{Trigger, ZoneWindow};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use core::fmt;
use serde::{Serialize, Serializer};

/// What a notification is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The night's first reminder.
    Base,
    /// A repetition while the night is open.
    Followup,
    /// The repetition the patient asked for.
    Snooze,
    /// The one notification of a morning.
    Day,
    /// The one notification of an evening beside the dose.
    Eve,
}

impl Kind {
    /// The word used in vectors and revisions.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Followup => "followup",
            Self::Snooze => "snooze",
            Self::Day => "day",
            Self::Eve => "eve",
        }
    }
}

/// What a morning or evening notification speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The question about a night without an answer.
    Confirm(Night),
    /// A review is due.
    Reeval,
    /// Supply is low.
    Stock,
    /// The bottle ends soon.
    Expiry,
    /// The weekly look back.
    Review,
    /// A symptom check-in.
    Checkin,
    /// Is the hold still on?
    HoldCheck,
    /// The horizon has ended: open the app to go on.
    Stopped,
    /// Reminders have stopped after too many unlogged nights: a review instead.
    Silence,
    /// A step begins tonight.
    Step(String),
    /// The horizon ends in two days.
    Sentinel,
}

impl Part {
    /// What is dropped last has the lowest tier: 0 the end of reminders, 3 the plan, 4 questions and supply, 5 the rest.
    pub(super) const fn tier(&self) -> u8 {
        match self {
            Self::Sentinel | Self::Stopped | Self::Silence => 0,
            Self::Step(_) | Self::Reeval | Self::HoldCheck => 3,
            Self::Confirm(_) | Self::Stock | Self::Expiry => 4,
            Self::Review | Self::Checkin => 5,
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Confirm(night) => write!(f, "confirm:{night}"),
            Self::Reeval => f.write_str("reeval"),
            Self::Stock => f.write_str("stock"),
            Self::Expiry => f.write_str("expiry"),
            Self::Review => f.write_str("review"),
            Self::Checkin => f.write_str("checkin"),
            Self::HoldCheck => f.write_str("hold_check"),
            Self::Stopped => f.write_str("stopped"),
            Self::Silence => f.write_str("silence"),
            Self::Step(id) => write!(f, "step:{id}"),
            Self::Sentinel => f.write_str("sentinel"),
        }
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// One notification. As JSON it has the golden cases' shape: flags only when true, `night` null by day.
// Four independent flags of that shape, not a state machine.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notification {
    /// Stable over re-planning, app versions and zones: `d/<night>/base`, `…/fu1`, `…/snz1`, `day/<date>`, `eve/<date>`.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// The night it belongs to; an answer to it is about this night, whenever it is tapped.
    pub night: Option<Night>,
    /// When.
    #[serde(serialize_with = "instant")]
    pub at: DateTime<Utc>,
    /// What the clock shows then.
    #[serde(serialize_with = "wall")]
    pub local: NaiveDateTime,
    /// Seconds east of UTC then.
    pub offset_s: i32,
    /// How it may be handed to the operating system.
    pub trigger: Trigger,
    /// The step of that night.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// What a morning or evening notification speaks of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Due already: post it now.
    #[serde(skip_serializing_if = "is_unset")]
    pub immediate: bool,
    /// Moved to keep the least gap between two doses.
    #[serde(skip_serializing_if = "is_unset")]
    pub deferred: bool,
    /// Without sound.
    #[serde(skip_serializing_if = "is_unset")]
    pub quiet: bool,
    /// Offers *Open* only (`safety.md` 11).
    #[serde(skip_serializing_if = "is_unset")]
    pub open_only: bool,
}

impl Notification {
    /// A bare one at an instant.
    pub(super) fn at(window: &ZoneWindow, id: String, kind: Kind, at: DateTime<Utc>) -> Self {
        Self {
            id,
            kind,
            night: None,
            at,
            local: window.local(at),
            offset_s: window.offset_at(at),
            trigger: window.trigger_at(at),
            step: None,
            parts: Vec::new(),
            immediate: false,
            deferred: false,
            quiet: false,
            open_only: false,
        }
    }

    /// Everything that makes one request differ from another; the same id and revision need no call.
    ///
    /// `at|trigger|kind|step|parts|sound`, with `|open` at the end for one that offers *Open* only.
    pub fn rev(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(Part::to_string).collect();
        format!(
            "{}|{}|{}|{}|{}|{}{}",
            self.at.format(INSTANT),
            self.trigger.as_str(),
            self.kind.as_str(),
            self.step.as_deref().unwrap_or("-"),
            if parts.is_empty() { "-".to_owned() } else { parts.join("+") },
            if self.quiet { "quiet" } else { "sound" },
            if self.open_only { "|open" } else { "" },
        )
    }
}

/// The id of a night's reminder.
pub(super) fn dose_id(key: Night, which: &str) -> String {
    format!("d/{key}/{which}")
}

/// The id of a morning's or evening's one notification.
pub(super) fn date_id(kind: Kind, date: NaiveDate) -> String {
    format!("{}/{}", kind.as_str(), date.format("%Y-%m-%d"))
}

const INSTANT: &str = "%Y-%m-%dT%H:%M:%SZ";

fn instant<S: Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&at.format(INSTANT))
}

fn wall<S: Serializer>(local: &NaiveDateTime, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&local.format("%Y-%m-%dT%H:%M"))
}

// serde calls this with a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_unset(flag: &bool) -> bool {
    !*flag
}
