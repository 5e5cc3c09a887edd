//! A patient's life in facts, told in a few words: so that a test reads like the story it checks.
//!
//! The facts go through `Journal::from_facts`, so corrections and tombstones are applied as the store applies them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use nocte_core::catalogue::medicines::medicines;
use nocte_core::catalogue::parameters::parameters;
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::bottle::{Bottle, BottleEnd, BottleEndReason, Recipe};
use nocte_core::domain::entry::{Stamp, Tombstone};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::logging::{Answer, LogOutcome, LogRequest, Swallowed, log};
use nocte_core::domain::medicine::{Answer as Answered, Course, Medicine, Question};
use nocte_core::domain::night::Night;
use nocte_core::domain::phone::{PhoneSays, PhoneWord, ThisPhone};
use nocte_core::domain::plan::{
    Agreement, AgreementKind, Decision, DecisionKind, Gate, HoldReason, PlanReason, PlanTerms, PlanVersion,
    Step,
};
use nocte_core::domain::planning::planner_input;
use nocte_core::domain::reminder::{Planned, plan};
use nocte_core::domain::restored::{RestoreConfirmed, Restored};
use nocte_core::domain::safety::recognise;
use nocte_core::domain::setting::{Choice, SettingChange};
use nocte_core::domain::snooze::Snooze;
use nocte_core::domain::syringe::Syringe;
use nocte_core::domain::tonight::{Tonight, tonight};
use nocte_core::domain::zone::ZoneWindow;

/// Everything that was ever said on one phone. Berlin in winter, one hour east, unless moved.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) facts: Vec<Fact>,
    pub(crate) offset_s: i32,
    pub(crate) source: &'static str,
    /// The installation it is told on, where it is one of several.
    pub(crate) here: Option<ThisPhone>,
}

/// Half a milligram for fourteen nights, then one, then one and a half.
pub(crate) const LADDER: [u64; 3] = [500_000, 1_000_000, 1_500_000];

impl Life {
    /// Nothing said yet.
    pub(crate) fn new() -> Self {
        Self { facts: Vec::new(), offset_s: 3600, source: "phone", here: None }
    }

    /// The usual patient: a ladder from 1 November 2026, all questions answered "no", bottle A of 1 mg/mL read
    /// on a 1 mL syringe, bedtime 22:30.
    pub(crate) fn usual() -> Self {
        let mut life = Self::new();
        life.plan("2026-11-01", &LADDER);
        life.bottle("A", "2026-11-01", 50, 50, "2026-12-31");
        life.no_to_all("2026-11-01T12:30");
        life
    }

    pub(crate) fn at(&self, local: &str) -> DateTime<Utc> {
        let format = if local.len() == 16 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
        let wall = NaiveDateTime::parse_from_str(local, format).expect("a local time in a test");
        let zone = FixedOffset::east_opt(self.offset_s).expect("an offset within a day");
        wall.and_local_timezone(zone).single().expect("a fixed offset is unambiguous").to_utc()
    }

    pub(crate) fn zone(&self) -> ZoneWindow {
        ZoneWindow {
            zone: "Test/Zone".to_owned(),
            initial_offset_s: self.offset_s,
            transitions: Vec::new(),
            until: None,
        }
    }

    pub(crate) fn id(&self) -> FactId {
        FactId(self.facts.len() as u128 + 1)
    }

    pub(crate) fn stamp(&self, at: DateTime<Utc>) -> Stamp {
        Stamp {
            recorded_at: at,
            zone: "Test/Zone".to_owned(),
            offset_s: self.offset_s,
            source: self.source.to_owned(),
            clock_suspect: false,
        }
    }

    pub(crate) fn journal(&self) -> Journal {
        Journal { this_phone: self.here, ..Journal::from_facts(self.facts.clone()) }
    }

    pub(crate) fn tonight(&self, local: &str) -> Tonight {
        self.tonight_at(self.at(local))
    }

    pub(crate) fn tonight_at(&self, now: DateTime<Utc>) -> Tonight {
        tonight(&self.journal(), medicines(), parameters(), now, &self.zone())
    }

    pub(crate) fn reminders(&self, local: &str) -> Planned {
        let (journal, zone, now) = (self.journal(), self.zone(), self.at(local));
        let (steps, state, params) = planner_input(&journal, medicines(), parameters(), now, &zone);
        plan(&state, &steps, &params, now, &zone)
    }

    pub(crate) fn plan(&mut self, from: &str, doses: &[u64]) -> FactId {
        self.version(from, doses, 0, PlanReason::New, None)
    }

    pub(crate) fn version(
        &mut self,
        from: &str,
        doses: &[u64],
        start_step: usize,
        reason: PlanReason,
        follows: Option<FactId>,
    ) -> FactId {
        let id = self.id();
        let steps = doses.iter().enumerate().map(|(index, ng)| Step {
            id: format!("s{}", index + 1),
            dose: Dose::from_ng(*ng),
            min_nights: 14,
            max_nights: None,
            gate: Gate::Nights,
        });
        let effective_night = night(from);
        self.facts.push(Fact::Plan(PlanVersion {
            id,
            version: u32::try_from(self.facts.len()).expect("few facts") + 1,
            follows,
            effective_night,
            protocol: None,
            agreement: Agreement {
                kind: AgreementKind::Reported,
                by: "Dr Example".to_owned(),
                on: effective_night.date,
            },
            reason,
            steps: steps.collect(),
            start_step,
            cap: None,
            stop_after: None,
            already_since: None,
            terms: PlanTerms::default(),
            stamp: self.stamp(self.at(&format!("{from}T12:00"))),
        }));
        id
    }

    pub(crate) fn last_plan(&mut self) -> &mut PlanVersion {
        let mut plans = self.facts.iter_mut().rev();
        let newest = plans.find_map(|fact| if let Fact::Plan(plan) = fact { Some(plan) } else { None });
        newest.expect("the life has a plan")
    }

    pub(crate) fn decide(&mut self, plan: FactId, kind: DecisionKind, from: &str, at: &str) -> FactId {
        let (id, stamp) = (self.id(), self.stamp(self.at(at)));
        self.facts.push(Fact::Decision(Decision { id, plan, kind, from: night(from), stamp }));
        id
    }

    pub(crate) fn hold(&mut self, reason: HoldReason, from: &str, at: &str) -> FactId {
        let plan = self.last_plan().id;
        self.decide(plan, DecisionKind::HoldBegin { reason }, from, at)
    }

    pub(crate) fn bottle(&mut self, letter: &str, made: &str, mg: u64, ml: u64, discard_by: &str) -> FactId {
        let (id, stamp) = (self.id(), self.stamp(self.at(&format!("{made}T12:00"))));
        let (dose, volume) = (Dose::from_mg(mg).expect("small"), Volume::from_ml(ml).expect("small"));
        self.facts.push(Fact::Bottle(Bottle {
            id,
            letter: letter.to_owned(),
            recipe: Recipe::TabletInWater,
            tablets: vec![dose],
            volume,
            strength: Strength::new(dose, volume).expect("neither is nothing"),
            made_on: date(made),
            discard_by: date(discard_by),
            syringe: Syringe::new(Volume::from_ml(1).expect("small"), Volume::from_ul(10)).expect("fits"),
            drawn_from: None,
            stamp,
        }));
        id
    }

    pub(crate) fn last_bottle(&mut self) -> &mut Bottle {
        let mut all = self.facts.iter_mut().rev();
        let newest = all.find_map(|fact| if let Fact::Bottle(one) = fact { Some(one) } else { None });
        newest.expect("the life has a bottle")
    }

    pub(crate) fn end_bottle(&mut self, bottle: FactId, why: BottleEndReason, at: &str) {
        let (id, stamp) = (self.id(), self.stamp(self.at(at)));
        self.facts.push(Fact::BottleEnd(BottleEnd { id, bottle, why, stamp }));
    }

    pub(crate) fn no_to_all(&mut self, at: &str) {
        for question in Question::ALL {
            let (id, at) = (self.id(), self.at(at));
            let stamp = self.stamp(at);
            self.facts.push(Fact::Answer(Answered {
                id,
                question,
                yes: false,
                on: None,
                agreement: None,
                at,
                stamp,
            }));
        }
    }

    pub(crate) fn medicine(&mut self, name: &str, course: Course, at: &str) -> FactId {
        let (id, stamp) = (self.id(), self.stamp(self.at(at)));
        let class = recognise(name, medicines()).map(|known| known.class());
        self.facts.push(Fact::Medicine(Medicine { id, name: name.to_owned(), class, course, stamp }));
        id
    }

    pub(crate) fn set(&mut self, choice: Choice) {
        self.set_at(choice, "2026-11-01T12:00");
    }

    pub(crate) fn set_at(&mut self, choice: Choice, at: &str) {
        let (id, stamp) = (self.id(), self.stamp(self.at(at)));
        self.facts.push(Fact::Setting(SettingChange { id, choice, stamp }));
    }

    pub(crate) fn bedtime(&mut self, hour: u32, minute: u32) {
        let at = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day");
        self.set(Choice::Bedtime { at });
    }

    pub(crate) fn snooze(&mut self, of: &str, until: &str) {
        let (id, until) = (self.id(), self.at(until));
        let stamp = self.stamp(until);
        self.facts.push(Fact::Snooze(Snooze { id, night: night(of), until, stamp }));
    }

    /// What a phone says of itself, under the name its entries carry.
    pub(crate) fn phone_says(&mut self, phone: u128, source: &str, what: PhoneSays, at: &str) -> FactId {
        let (id, mut stamp) = (self.id(), self.stamp(self.at(at)));
        source.clone_into(&mut stamp.source);
        self.facts.push(Fact::Phone(PhoneWord { id, phone: FactId(phone), what, stamp }));
        id
    }

    pub(crate) fn restored(&mut self, copied: &str, at: &str) -> FactId {
        let (id, stamp) = (self.id(), self.stamp(self.at(at)));
        self.facts.push(Fact::Restored(Restored { id, copied_at: self.at(copied), stamp }));
        id
    }

    pub(crate) fn confirm_restore(&mut self, restored: FactId, at: &str) {
        let (id, stamp) = (self.id(), self.stamp(self.at(at)));
        self.facts.push(Fact::RestoreConfirmed(RestoreConfirmed { id, restored, stamp }));
    }

    /// Tells something and stores what comes of it, as the app does.
    pub(crate) fn tell(&mut self, request: &LogRequest, local: &str) -> LogOutcome {
        let now = self.at(local);
        self.tell_at(request, now)
    }

    pub(crate) fn tell_at(&mut self, request: &LogRequest, now: DateTime<Utc>) -> LogOutcome {
        let outcome = log(&self.journal(), request, medicines(), parameters(), now, &self.zone());
        let (id, mut stamp) = (self.id(), self.stamp(now));
        stamp.source.clone_from(&request.source);
        if let Some(entry) = outcome.entry.clone() {
            self.facts.push(Fact::Dose(entry.stamped(id, stamp)));
        } else if let Some(target) = outcome.takes_back {
            self.facts.push(Fact::Tombstone(Tombstone { id, target, stamp }));
        }
        outcome
    }

    pub(crate) fn take(&mut self, local: &str) -> LogOutcome {
        self.tell(&LogRequest::taken(self.source), local)
    }

    /// *Taken* at bedtime on every night of a range, the last one included.
    pub(crate) fn take_nights(&mut self, first: &str, last: &str) {
        let (mut day, last) = (date(first), date(last));
        while day <= last {
            let at = self.at(&format!("{day}T22:30"));
            let outcome = self.tell_at(&LogRequest::taken(self.source), at);
            assert!(outcome.entry.is_some(), "{day}: {:?}", outcome.result);
            day += TimeDelta::days(1);
        }
    }
}

/// What was swallowed at a time.
pub(crate) fn swallowed_at(at: DateTime<Utc>) -> Swallowed {
    Swallowed::at(at)
}

/// An answer told from the phone.
pub(crate) fn told(answer: Answer) -> LogRequest {
    LogRequest::answer(answer, "phone")
}

pub(crate) fn night(day: &str) -> Night {
    day.parse().expect("a night in a test")
}

pub(crate) fn date(day: &str) -> NaiveDate {
    day.parse().expect("a date in a test")
}
