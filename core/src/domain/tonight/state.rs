//! The one state of a night, and everything *Tonight* shows beside it.

use super::change::Changed;
use super::moment::Moment;
use super::reason::Reason;
use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::entry::{DoseEntry, DoseStatus, StepRef};
use crate::domain::fact_id::FactId;
use crate::domain::giving::Giving;
use crate::domain::night::Night;
use crate::domain::phone::holder;
use crate::domain::ratio::Ratio;
use crate::domain::safety;
use crate::domain::syringe::Syringe;
use chrono::{DateTime, NaiveTime, Utc};

/// Tonight, as the patient sees it in one glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tonight {
    /// The night; before the cutover it is still last night's.
    pub night: Night,
    /// Whether that night is a day (cutover 00:00), and is named as one.
    pub by_day: bool,
    /// Its one state.
    pub state: TonightState,
    /// The plan's dose; `None` where none is to be taken (held, ended, no plan, baseline).
    pub dose: Option<Dose>,
    /// The plan version and step that dose comes from.
    pub step: Option<StepRef>,
    /// The line to draw to, over all draws; `None` whenever a reason stands against it, and for capsules.
    pub line: Option<Volume>,
    /// The draws that make up the line, in order.
    pub lines: Vec<Volume>,
    /// What the line really holds, nanograms.
    pub line_dose: Option<Ratio>,
    /// The capsules to swallow, where the dose is not drawn.
    pub capsules: Vec<Dose>,
    /// The letter of the one bottle to draw from.
    pub bottle: Option<String>,
    /// That bottle's strength.
    pub strength: Option<Strength>,
    /// The syringe the line is read on.
    pub syringe: Option<Syringe>,
    /// Whether to shake first: always when drawn, since a tablet's coating does not dissolve (`safety.md` 13).
    pub shake: bool,
    /// What differs from the last dose taken (`safety.md` 11).
    pub changed: Option<Changed>,
    /// Why no line is shown, and what is asked; empty when a line or capsule may be taken as shown.
    pub reasons: Vec<Reason>,
    /// What safety says beside the line; stops nothing.
    pub beside: Vec<safety::Reason>,
    /// The first night of an open hold that is still to come; it stays here until answered.
    pub hold_ahead: Option<Night>,
    /// The night's answer so far.
    pub answered: Option<Answered>,
    /// Who gives the dose, and how old what this phone knows is (`safety.md` 18).
    pub giving: Giving,
    /// When a dose may be taken, and when it is asked for; `None` for a night that does not exist.
    pub times: Option<super::times::NightTimes>,
    /// From when to when it may be taken, on the clock the patient sees.
    pub clock: Option<(NaiveTime, NaiveTime)>,
    /// The earliest instant at which the next dose may be taken, window and gap together.
    pub next_possible: Option<DateTime<Utc>>,
}

/// What a night is at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TonightState {
    /// No plan.
    NoPlan,
    /// A plan, but questions that cannot be skipped are open.
    QuestionsOpen,
    /// Check-ins before the first dose.
    Baseline,
    /// Before the first reminder.
    Planned,
    /// From the first reminder to an hour after it.
    Due,
    /// From then to the end of the window.
    Late,
    /// The window is over and nothing was said.
    Unconfirmed,
    /// Taken.
    Taken,
    /// Skipped.
    Skipped,
    /// "Not sure", or after a restore.
    Unknown,
    /// A hold is on.
    Held,
    /// Many nights without *taken*: asked before any line.
    Review,
    /// A prescriber's stop night is past.
    Ended,
}

impl Tonight {
    /// Whether *Done* is offered: the night is open, nothing stands against its line, and this phone gives or has
    /// just heard what the others know.
    pub fn offers_done(&self) -> bool {
        self.state.open() && self.reasons.is_empty() && self.giving.offers_done()
    }
}

impl TonightState {
    /// Every state.
    pub const ALL: [Self; 13] = [
        Self::NoPlan,
        Self::QuestionsOpen,
        Self::Baseline,
        Self::Planned,
        Self::Due,
        Self::Late,
        Self::Unconfirmed,
        Self::Taken,
        Self::Skipped,
        Self::Unknown,
        Self::Held,
        Self::Review,
        Self::Ended,
    ];

    /// The word scripts rely on (`interface.md`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoPlan => "no_plan",
            Self::QuestionsOpen => "questions_open",
            Self::Baseline => "baseline",
            Self::Planned => "planned",
            Self::Due => "due",
            Self::Late => "late",
            Self::Unconfirmed => "unconfirmed",
            Self::Taken => "taken",
            Self::Skipped => "skipped",
            Self::Unknown => "unknown",
            Self::Held => "held",
            Self::Review => "review",
            Self::Ended => "ended",
        }
    }

    /// Whether a dose may still be taken in it, everything else permitting.
    pub const fn open(self) -> bool {
        matches!(self, Self::Planned | Self::Due | Self::Late)
    }
}

/// The entry that answers a night, with who said it and from where (`safety.md` 18).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The entry.
    pub entry: FactId,
    /// Its answer.
    pub status: DoseStatus,
    /// When it was swallowed.
    pub taken_at: Option<DateTime<Utc>>,
    /// The same on the clock the patient sees.
    pub taken_clock: Option<NaiveTime>,
    /// What was swallowed, nanograms.
    pub amount: Option<Ratio>,
    /// The device or surface that said so.
    pub source: String,
    /// Who holds that device, where it was said.
    pub by: Option<String>,
    /// When it was written down.
    pub recorded_at: DateTime<Utc>,
}

impl Answered {
    /// From the entry that stands.
    pub(super) fn of(moment: &Moment<'_>, entry: &DoseEntry) -> Self {
        Self {
            entry: entry.id,
            status: entry.status,
            taken_at: entry.taken_at,
            taken_clock: entry.taken_at.map(|at| moment.on_the_clock(at).time()),
            amount: entry.amount_ng(),
            source: entry.stamp.source.clone(),
            by: holder(&moment.journal.phones, &entry.stamp.source).map(str::to_owned),
            recorded_at: entry.stamp.recorded_at,
        }
    }
}
