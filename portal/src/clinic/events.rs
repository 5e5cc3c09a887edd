//! What happened in a record, one line each, in the order of the days: the marks of the graph and the news of a visit.

use super::Chart;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use nocte_core::catalogue::medicines;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::{Arrival, OrderStatus, ReplyKind, RequestOutcome};
use nocte_core::domain::entry::{DoseStatus, Stamp};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::hold;
use nocte_core::domain::medicine::Course;
use nocte_core::domain::plan::{Agreement, HoldReason, PlanReason};
use nocte_core::domain::safety::names_an_opioid;
use nocte_core::domain::symptom::{EffectCourse, Severity};

/// Something that happened.
#[derive(Clone)]
pub struct Event {
    /// The day or night it belongs to.
    pub on: NaiveDate,
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// The fact that says so; `None` for the clinic's own words.
    pub fact: Option<FactId>,
    /// What.
    pub what: What,
}

/// The kinds of event.
#[derive(Clone)]
pub enum What {
    /// A dose began.
    Step {
        /// The dose.
        dose: Dose,
    },
    /// A version of the plan was made.
    Plan {
        /// Its number.
        version: u32,
        /// Why.
        reason: PlanReason,
        /// Who agreed, and how we know.
        agreement: Agreement,
    },
    /// A side effect was told, or that it is gone.
    Effect {
        /// Its name in the log.
        what: String,
        /// How bad.
        severity: Severity,
        /// Still there, or gone.
        course: EffectCourse,
    },
    /// Another medicine was told.
    Medicine {
        /// As typed.
        name: String,
        /// When it was taken.
        course: Course,
        /// Whether it is an opioid, by its name now or as it was recorded.
        opioid: bool,
    },
    /// A hold began.
    HoldBegin {
        /// Why.
        reason: HoldReason,
    },
    /// A hold ended: the first night again.
    HoldEnd {
        /// Why it was on.
        reason: HoldReason,
    },
    /// A laboratory value.
    Lab {
        /// Its name in the log.
        what: String,
        /// As the report prints it.
        value: String,
        /// The unit.
        unit: String,
    },
    /// A dose beyond the night's own.
    Extra,
    /// A bad day.
    BadDay,
    /// A note in the patient's words.
    Note {
        /// The words.
        text: String,
    },
    /// "May I step up?"
    Asked {
        /// The dose of the step asked for, where the plan is known.
        dose: Option<Dose>,
    },
    /// The patient answered the clinic.
    Replied {
        /// How.
        reply: ReplyKind,
    },
    /// The clinic signed an order.
    Ordered {
        /// In force, paused or ended.
        status: OrderStatus,
        /// Who signed.
        by: String,
    },
    /// The clinic answered a request.
    Decided {
        /// How.
        outcome: RequestOutcome,
        /// Who.
        by: String,
    },
    /// A warning was put up or taken back.
    Flag {
        /// Whether it stands.
        active: bool,
        /// Its words.
        text: String,
        /// Who.
        by: String,
    },
    /// Words to the patient.
    Message {
        /// Who wrote them.
        by: String,
        /// The words.
        text: String,
    },
}

impl Chart {
    /// Everything that happened, by day and then as it was written down.
    pub fn events(&self) -> Vec<Event> {
        let mut events = self.told_events();
        events.extend(self.plan_events());
        events.extend(self.clinic_events());
        events.sort_by_key(|event| (event.on, event.at));
        events
    }

    /// What was written down after `since`, newest first, but for nights, ratings and notes.
    pub fn news(&self, since: DateTime<Utc>) -> Vec<Event> {
        let mut news = self.events();
        news.retain(|event| event.at > since && !matches!(event.what, What::Note { .. } | What::BadDay));
        news.reverse();
        // One tap may answer an order and the stop before it: said once.
        news.dedup_by(|one, other| one.on == other.on && is_reply(one) && is_reply(other));
        news
    }

    fn told_events(&self) -> Vec<Event> {
        let mut events = Vec::new();
        let mut add = |on: NaiveDate, fact: FactId, stamp: &Stamp, what: What| {
            events.push(Event { on, at: stamp.recorded_at, fact: Some(fact), what });
        };
        for it in &self.journal.effects {
            let (what, severity, course) = (it.what.clone(), it.severity, it.course);
            add(it.night.date, it.id, &it.stamp, What::Effect { what, severity, course });
        }
        for it in &self.journal.medicines {
            let opioid = names_an_opioid(it, medicines());
            let on = match it.course {
                Course::Last { on } | Course::Starting { on } => on,
                _ => local_day(&it.stamp),
            };
            let what = What::Medicine { name: it.name.clone(), course: it.course, opioid };
            add(on, it.id, &it.stamp, what);
        }
        for it in self.journal.doses.iter().filter(|it| it.status == DoseStatus::Extra) {
            add(it.night.date, it.id, &it.stamp, What::Extra);
        }
        for it in &self.labs {
            let (what, value, unit) = (it.what.clone(), it.value.clone(), it.unit.clone());
            add(it.on, it.id, &it.stamp, What::Lab { what, value, unit });
        }
        for it in &self.bad_days {
            add(it.night.date, it.id, &it.stamp, What::BadDay);
        }
        for it in &self.notes {
            add(it.night.date, it.id, &it.stamp, What::Note { text: it.text.clone() });
        }
        for it in &self.journal.requests {
            let plan = self.journal.plans.iter().find(|plan| plan.id == it.plan);
            let dose =
                plan.and_then(|plan| plan.steps.iter().find(|step| step.id == it.to)).map(|step| step.dose);
            add(local_day(&it.stamp), it.id, &it.stamp, What::Asked { dose });
        }
        for it in &self.journal.replies {
            add(local_day(&it.stamp), it.id, &it.stamp, What::Replied { reply: it.what.clone() });
        }
        events
    }

    fn plan_events(&self) -> Vec<Event> {
        let mut events = Vec::new();
        for it in &self.journal.plans {
            let what = What::Plan { version: it.version, reason: it.reason, agreement: it.agreement.clone() };
            let (on, at) = (it.effective_night.date, it.stamp.recorded_at);
            events.push(Event { on, at, fact: Some(it.id), what });
        }
        let mut dose = None;
        for span in nocte_core::domain::progress::confirmed_steps(&self.journal) {
            if dose.replace(span.dose) == Some(span.dose) {
                continue;
            }
            let on = span.first.date;
            // Written down by the tap or the version that began it.
            let decisions = self.journal.decisions.iter().filter(|it| it.from == span.first);
            let stamps = decisions.map(|it| it.stamp.recorded_at);
            let plans = self.journal.plans.iter().filter(|it| it.id == span.step.plan);
            let at = stamps.chain(plans.map(|it| it.stamp.recorded_at)).min().unwrap_or_default();
            events.push(Event { on, at, fact: None, what: What::Step { dose: span.dose } });
        }
        for it in hold::holds(&self.journal) {
            let decision = |id: FactId| self.journal.decisions.iter().find(|one| one.id == id);
            let at = decision(it.id).map_or(self.now, |one| one.stamp.recorded_at);
            let what = What::HoldBegin { reason: it.reason.clone() };
            events.push(Event { on: it.from.date, at, fact: Some(it.id), what });
            if let Some(until) = it.until {
                let ends = self.journal.decisions.iter().filter(|one| {
                    matches!(one.kind, nocte_core::domain::plan::DecisionKind::HoldEnd { hold } if hold == it.id)
                });
                let ended = ends.max_by_key(|one| one.from);
                let at = ended.map_or(self.now, |one| one.stamp.recorded_at);
                let what = What::HoldEnd { reason: it.reason };
                events.push(Event { on: until.date, at, fact: ended.map(|one| one.id), what });
            }
        }
        events
    }

    fn clinic_events(&self) -> Vec<Event> {
        let day = |at: DateTime<Utc>| (at + TimeDelta::seconds(i64::from(self.offset_s))).date_naive();
        let event = |said: &super::Said| {
            let what = match &said.what {
                Arrival::Order(order) => What::Ordered { status: order.status, by: order.by.clone() },
                Arrival::Answer(answer) => What::Decided { outcome: answer.outcome, by: answer.by.clone() },
                Arrival::Flag(flag) => {
                    What::Flag { active: flag.active, text: flag.text.clone(), by: flag.by.clone() }
                }
                Arrival::Message(message) => {
                    What::Message { by: message.by.clone(), text: message.text.clone() }
                }
            };
            Event { on: day(said.at), at: said.at, fact: None, what }
        };
        self.said.iter().map(event).collect()
    }
}

fn is_reply(event: &Event) -> bool {
    matches!(event.what, What::Replied { reply: ReplyKind::Confirmed { .. } })
}

/// The date the phone showed when something was recorded.
fn local_day(stamp: &Stamp) -> NaiveDate {
    (stamp.recorded_at + TimeDelta::seconds(i64::from(stamp.offset_s))).date_naive()
}
