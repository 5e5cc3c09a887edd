//! What a patient needs from the clinic: the badges of the worklist, gravest first, each until it is answered.

use super::nights::Nights;
use super::{Chart, Said};
use chrono::{DateTime, NaiveDate, Utc};
use nocte_core::catalogue::{medicines, parameters};
use nocte_core::domain::clinic::{Arrival, OrderStatus, ReplyKind, RequestOutcome, StepRequest};
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::hold;
use nocte_core::domain::plan::HoldReason;
use nocte_core::domain::progress::{Block, open_effects, progress};
use nocte_core::domain::safety::{RedFlagSign, washouts};
use nocte_core::domain::symptom::{EffectCourse, Severity};

/// Skipped nights of the last [`SKIP_NIGHTS`] from which on somebody asks why (portal reference 6.2: "3+ skipped").
const MANY_SKIPPED: u32 = 3;
/// The nights they are counted in.
pub const SKIP_NIGHTS: u64 = 14;
/// Days without anything from the phone from which on the list says so (portal reference 6.2: "silent ≥ 4 days").
pub(super) const SILENT_DAYS: i64 = 4;

/// Side effects of the log that are signs of the red-flag table.
const RED_EFFECTS: [(&str, RedFlagSign); 8] = [
    ("anaphylaxis", RedFlagSign::AllergicReaction),
    ("angioedema", RedFlagSign::AllergicReaction),
    ("urticaria", RedFlagSign::AllergicReaction),
    ("shortness_of_breath", RedFlagSign::AllergicReaction),
    ("opioid_withdrawal", RedFlagSign::Withdrawal),
    ("suicidal_thoughts", RedFlagSign::SuicidalThoughts),
    ("priapism", RedFlagSign::LongErection),
    ("jaundice", RedFlagSign::LiverSigns),
];

/// One need. The order of the variants is the order of the list: what is decided first comes first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// A sign of the red-flag table, and the clinic has not said a word since.
    RedFlag {
        /// The effect, or the extra dose, as the log names it.
        what: String,
        /// Its night.
        on: NaiveDate,
    },
    /// An opioid stands against a dose: taken, planned, or its countdown unanswered.
    Opioid,
    /// The patient asks for the next step.
    Asks {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// The next step waits for nothing but the clinic's word.
    Gate,
    /// A rule on the phone sent the order back: what it saw is no longer so.
    SentBack {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// The patient does not want what was proposed.
    Declined {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// A hold that nobody has ended.
    OnHold {
        /// Why.
        why: HoldWhy,
        /// Its first night.
        from: NaiveDate,
    },
    /// The clinic stopped or paused, and the phone has not answered.
    Stopped {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// A moderate or severe side effect is open.
    Effect {
        /// Its name in the log.
        what: String,
        /// Severe, not moderate.
        severe: bool,
    },
    /// A phone claimed a link, and its match is not confirmed here.
    Match,
    /// Several nights left out.
    Skipped {
        /// How many of the last fourteen.
        nights: u32,
    },
    /// Nothing has come from the phone.
    Silent {
        /// For so many days.
        days: i64,
    },
    /// The present step has lasted as long as it was meant to.
    Review,
    /// An order waits for the patient.
    Waiting {
        /// Since when.
        since: DateTime<Utc>,
    },
}

/// Why a hold is on, without what is only the record's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HoldWhy {
    /// The clinic's stop, pause or warning.
    Clinician,
    /// An opioid.
    Opioid,
    /// An operation.
    Surgery,
    /// A side effect.
    Effect,
    /// The patient's own pause.
    Patient,
}

impl From<&HoldReason> for HoldWhy {
    fn from(reason: &HoldReason) -> Self {
        match reason {
            HoldReason::Patient => Self::Patient,
            HoldReason::Opioid { .. } => Self::Opioid,
            HoldReason::Surgery { .. } => Self::Surgery,
            HoldReason::Effect { .. } => Self::Effect,
            HoldReason::Clinician => Self::Clinician,
        }
    }
}

impl Need {
    /// Whether a person of the clinic has to do something; the others are worth knowing.
    pub fn decides(&self) -> bool {
        matches!(
            self,
            Self::RedFlag { .. }
                | Self::Opioid
                | Self::Asks { .. }
                | Self::Gate
                | Self::SentBack { .. }
                | Self::Declined { .. }
                | Self::OnHold { .. }
                | Self::Stopped { .. }
                | Self::Effect { .. }
                | Self::Match
        )
    }
}

impl Chart {
    /// What this patient needs, gravest first (`safety.md` 16: a hold, a red flag and a request stay until answered).
    pub fn needs(&self) -> Vec<Need> {
        let mut needs = self.red_flags();
        if !washouts(&self.journal, medicines(), parameters(), self.tonight).is_empty() {
            needs.push(Need::Opioid);
        }
        needs.extend(self.requests().first().map(|open| Need::Asks { since: open.stamp.recorded_at }));
        let order = self.order_needs();
        if self.waits_for_word() && order.is_none() && self.requests().is_empty() {
            needs.push(Need::Gate);
        }
        needs.extend(order);
        for open in hold::open_holds(&self.journal) {
            needs.push(Need::OnHold { why: HoldWhy::from(&open.reason), from: open.from.date });
        }
        for open in open_effects(&self.journal) {
            needs.push(Need::Effect { what: open.what, severe: open.severity == Severity::Severe });
        }
        if self.unmatched().is_some() {
            needs.push(Need::Match);
        }
        let skipped = Nights::of(self).count_last(SKIP_NIGHTS).skipped;
        if skipped >= MANY_SKIPPED {
            needs.push(Need::Skipped { nights: skipped });
        }
        needs.extend(self.silence());
        if progress(&self.journal, self.tonight).is_some_and(|now| now.review_due) {
            needs.push(Need::Review);
        }
        needs.sort();
        needs.dedup();
        needs
    }

    /// The requests nobody has decided, oldest first. One that was taken back is none.
    pub fn requests(&self) -> Vec<&StepRequest> {
        let decided = |request: &&StepRequest| {
            self.said.iter().any(|said| {
                matches!(&said.what, Arrival::Answer(answer)
                    if answer.request == request.id && answer.outcome != RequestOutcome::Accepted)
            })
        };
        self.journal.requests.iter().filter(|request| !decided(request)).collect()
    }

    /// Whether everything else the next step waits for is there. The patient need not ask: a step that only a clinician
    /// may end would otherwise go on in silence (`safety.md` 16).
    fn waits_for_word(&self) -> bool {
        let now = progress(&self.journal, self.tonight);
        now.is_some_and(|now| now.blocks == [Block::Clinician])
    }

    /// Days since the phone last wrote anything, where that is worth a word.
    fn silence(&self) -> Option<Need> {
        let days = (self.now - self.arrived?).num_days();
        (days >= SILENT_DAYS).then_some(Need::Silent { days })
    }

    fn red_flags(&self) -> Vec<Need> {
        let answered = |at: DateTime<Utc>| self.last_word().is_some_and(|word| word > at);
        let effects = self.journal.effects.iter().filter(|it| {
            it.course == EffectCourse::Open
                && RED_EFFECTS.iter().any(|(name, _)| *name == it.what)
                && !answered(it.stamp.recorded_at)
        });
        let mut needs: Vec<Need> =
            effects.map(|it| Need::RedFlag { what: it.what.clone(), on: it.night.date }).collect();
        let whole = parameters().whole_tablet.value;
        let tablets = self.journal.doses.iter().filter(|it| {
            matches!(it.status, DoseStatus::Taken | DoseStatus::Extra)
                && it.amount_ng().is_some_and(|ng| ng >= nocte_core::domain::ratio::Ratio::whole(whole.ng()))
                && !answered(it.stamp.recorded_at)
        });
        needs.extend(tablets.map(|it| Need::RedFlag { what: "whole tablet".to_owned(), on: it.night.date }));
        needs
    }

    fn order_needs(&self) -> Option<Need> {
        let (said, order) = self.newest_order()?;
        let Said { at, reply, .. } = said;
        Some(match (order.status, reply) {
            (OrderStatus::Active, None) => Need::Waiting { since: *at },
            (OrderStatus::Active, Some((since, ReplyKind::SentBack))) => Need::SentBack { since: *since },
            (OrderStatus::Active, Some((since, ReplyKind::Declined { .. }))) => {
                Need::Declined { since: *since }
            }
            (OrderStatus::OnHold | OrderStatus::Stopped, None) => Need::Stopped { since: *at },
            (_, Some(_)) => return None,
        })
    }
}
