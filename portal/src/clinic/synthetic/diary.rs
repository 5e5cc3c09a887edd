//! One made-up diary. Its numbers come from the patient's own: the same each time.
//!
//! Each eighth patient is of one kind: most do well, some ask, hold, suffer or skip, so that a worklist has something on
//! it. None of it is evidence of anything.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::StepRequest;
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp, StepRef};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::medicine::{Answer, Course, Medicine, MedicineClass, Question};
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{
    Agreement, AgreementKind, Decision, DecisionKind, Gate, HoldReason, PlanReason, PlanTerms, PlanVersion,
    Step,
};
use nocte_core::domain::symptom::{BadDay, Effect, EffectCourse, Lab, Score, Severity};

/// Nights of a step.
const STEP_NIGHTS: u32 = 14;
/// The steps' doses in micrograms, by ladder.
const LADDERS: [&[u64]; 3] =
    [&[500, 1_000, 1_500, 2_500, 3_500, 4_500], &[1_500, 3_000, 4_500], &[500, 1_000, 1_500, 2_000, 3_000]];
/// The scales every diary rates.
const SCALES: [&str; 3] = ["pain", "fatigue", "sleep"];
/// Nights recorded before the first dose, where the diary is long enough for four steps after them.
const BASELINE: u32 = 21;

/// What becomes of a patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Steady,
    Asks,
    Opioid,
    Effect,
    Skips,
    Surgery,
    RedFlag,
    Pauses,
}

const KINDS: [Kind; 16] = [
    Kind::Steady,
    Kind::Asks,
    Kind::Steady,
    Kind::Opioid,
    Kind::Steady,
    Kind::Effect,
    Kind::Skips,
    Kind::Steady,
    Kind::Surgery,
    Kind::Steady,
    Kind::Asks,
    Kind::RedFlag,
    Kind::Steady,
    Kind::Pauses,
    Kind::Steady,
    Kind::Effect,
];

pub(super) struct Diary {
    number: u32,
    first: NaiveDate,
    kind: Kind,
    state: u64,
    minted: u64,
}

impl Diary {
    pub(super) fn new(number: u32, first: NaiveDate) -> Self {
        let kind = KINDS[usize::try_from(number).unwrap_or(0) % KINDS.len()];
        let state = u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        Self { number, first, kind, state, minted: 0 }
    }

    /// The next number of this diary, below `below` (xorshift64; nothing here is a secret).
    fn roll(&mut self, below: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state % below
    }

    /// An id of version 7 for the instant, by count instead of chance.
    fn id(&self, at: DateTime<Utc>, count: u64) -> FactId {
        let ms = u128::from(u64::try_from(at.timestamp_millis()).unwrap_or(0)) & ((1 << 48) - 1);
        let own = (u128::from(self.number) << 32 | u128::from(count)) & ((1 << 62) - 1);
        FactId(ms << 80 | 0x7 << 76 | 0x5EE << 64 | 0x2 << 62 | own)
    }

    fn mint(&mut self, at: DateTime<Utc>) -> FactId {
        self.minted += 1;
        self.id(at, self.minted)
    }

    pub(super) fn patient_id(&self) -> String {
        self.id(DateTime::UNIX_EPOCH, 0).to_string()
    }

    pub(super) fn install(&self) -> FactId {
        self.id(DateTime::UNIX_EPOCH, u64::from(u32::MAX))
    }

    /// 22:00 of an evening, Vienna in winter.
    fn evening(&self, day: u32) -> DateTime<Utc> {
        let date = self.first + TimeDelta::days(i64::from(day));
        date.and_hms_opt(21, 0, 0).unwrap_or_default().and_utc()
    }

    fn stamp(at: DateTime<Utc>) -> Stamp {
        Stamp {
            recorded_at: at,
            zone: "Europe/Vienna".to_owned(),
            offset_s: 3_600,
            source: "synthetic".to_owned(),
            clock_suspect: false,
        }
    }

    /// The diary of `days` nights.
    pub(super) fn facts(&mut self, days: u32) -> Vec<Fact> {
        let baseline = if days >= BASELINE + 2 * STEP_NIGHTS { BASELINE } else { 0 };
        let plan = self.plan(baseline);
        let mut facts = vec![Fact::Plan(plan.clone())];
        facts.extend(self.answers(&plan));
        for day in 0..days {
            let at = self.evening(day);
            let night = Night::of(at.date_naive());
            if let Some(lived) = day.checked_sub(baseline) {
                facts.extend(self.lived(&plan, lived, night, at));
            }
            // Better with the weeks, by chance and not by claim: somebody has to look at a falling line.
            let better = u64::from(day / 28).min(3);
            facts.extend(self.rated(night, at, better));
            if day % 42 == 7 {
                facts.push(self.esr(night, at, better));
            }
        }
        if days > 0 {
            facts.extend(self.lately(&plan, days));
        }
        facts
    }

    /// The tap that begins a step, and the night's dose.
    fn lived(&mut self, plan: &PlanVersion, lived: u32, night: Night, at: DateTime<Utc>) -> Vec<Fact> {
        let mut facts = Vec::new();
        let reached = usize::try_from(lived / STEP_NIGHTS).unwrap_or(0);
        // Who asks for the last step has not begun it.
        let short = if self.kind == Kind::Asks { 2 } else { 1 };
        let index = reached.min(plan.steps.len() - short);
        let Some(step) = plan.steps.get(index) else { return facts };
        if lived > 0 && lived.is_multiple_of(STEP_NIGHTS) && reached == index {
            let kind = DecisionKind::StepUp { to: step.id.clone() };
            let id = self.mint(at);
            facts.push(Fact::Decision(Decision {
                id,
                plan: plan.id,
                kind,
                from: night,
                stamp: Self::stamp(at),
            }));
        }
        facts.push(Fact::Dose(self.dose(plan, step, night, at)));
        facts
    }

    /// Three ratings; now and then a bad day and only that, now and then nothing.
    fn rated(&mut self, night: Night, at: DateTime<Utc>, better: u64) -> Vec<Fact> {
        match self.roll(24) {
            0 => return Vec::new(),
            1 => {
                let (id, stamp) = (self.mint(at), Self::stamp(at));
                return vec![Fact::BadDay(BadDay { id, night, stamp })];
            }
            _ => {}
        }
        let rate = |(place, scale): (u64, &str), diary: &mut Self| {
            let worst = 7 + (u64::from(diary.number) + place) % 2;
            let value = u8::try_from(worst - better.min(worst) + diary.roll(3)).unwrap_or(5).min(10);
            let (id, stamp) = (diary.mint(at), Self::stamp(at));
            Fact::Score(Score { id, night, scale: scale.to_owned(), value, stamp })
        };
        (0_u64..).zip(SCALES).map(|scale| rate(scale, self)).collect()
    }

    fn esr(&mut self, night: Night, at: DateTime<Utc>, better: u64) -> Fact {
        let value = 26 + self.roll(9) - 3 * better;
        Fact::Lab(Lab {
            id: self.mint(at),
            night,
            what: "esr".to_owned(),
            value: value.to_string(),
            unit: "mm/h".to_owned(),
            method: Some("westergren".to_owned()),
            on: night.date,
            stamp: Self::stamp(at),
        })
    }

    /// No to each question; whose operation is planned says so in the last days.
    fn answers(&mut self, plan: &PlanVersion) -> Vec<Fact> {
        let at = plan.stamp.recorded_at;
        Question::ALL.map(|question| self.answer(question, None, at)).to_vec()
    }

    fn answer(&mut self, question: Question, on: Option<NaiveDate>, at: DateTime<Utc>) -> Fact {
        let (id, stamp) = (self.mint(at), Self::stamp(at));
        Fact::Answer(Answer { id, question, yes: on.is_some(), on, agreement: None, at, stamp })
    }

    /// What stands at the end of the diary.
    fn lately(&mut self, plan: &PlanVersion, days: u32) -> Vec<Fact> {
        let at = self.evening(days - 1) - TimeDelta::hours(3);
        let night = Night::of(at.date_naive());
        let mut facts = Vec::new();
        match self.kind {
            Kind::Steady | Kind::Skips => {}
            Kind::Asks => {
                let to = plan.steps.last().map(|step| step.id.clone()).unwrap_or_default();
                let (id, stamp) = (self.mint(at), Self::stamp(at));
                facts.push(Fact::StepRequest(StepRequest { id, plan: plan.id, to, stamp }));
            }
            Kind::Opioid => {
                let medicine = Medicine {
                    id: self.mint(at),
                    name: "codeine".to_owned(),
                    class: Some(MedicineClass::ShortOpioid),
                    course: Course::Last { on: night.date },
                    stamp: Self::stamp(at),
                };
                let reason = HoldReason::Opioid { medicine: medicine.id };
                facts.extend([Fact::Medicine(medicine), self.hold(plan, reason, night.next(), at)]);
            }
            Kind::Effect => facts.push(self.effect("vivid_dreams", Severity::Moderate, night, at)),
            Kind::RedFlag => facts.push(self.effect("urticaria", Severity::Severe, night, at)),
            Kind::Surgery => {
                let on = night.date + TimeDelta::days(19);
                facts.push(self.answer(Question::Surgery, Some(on), at));
                let reason = HoldReason::Surgery { on };
                facts.push(self.hold(plan, reason, Night::of(on - TimeDelta::days(8)), at));
            }
            Kind::Pauses => facts.push(self.hold(plan, HoldReason::Patient, night.next(), at)),
        }
        facts
    }

    fn hold(&mut self, plan: &PlanVersion, reason: HoldReason, from: Night, at: DateTime<Utc>) -> Fact {
        let (id, kind) = (self.mint(at), DecisionKind::HoldBegin { reason });
        Fact::Decision(Decision { id, plan: plan.id, kind, from, stamp: Self::stamp(at) })
    }

    fn effect(&mut self, what: &str, severity: Severity, night: Night, at: DateTime<Utc>) -> Fact {
        Fact::Effect(Effect {
            id: self.mint(at),
            night,
            what: what.to_owned(),
            severity,
            course: EffectCourse::Open,
            continues: None,
            stamp: Self::stamp(at),
        })
    }

    fn plan(&mut self, baseline: u32) -> PlanVersion {
        let at = self.evening(0) - TimeDelta::hours(4);
        let ladder = LADDERS[usize::try_from(self.number).unwrap_or(0) % LADDERS.len()];
        let step = |(place, mcg): (usize, &u64)| Step {
            id: format!("s{}", place + 1),
            dose: Dose::from_ng(mcg * 1_000),
            min_nights: STEP_NIGHTS,
            max_nights: None,
            gate: Gate::Patient,
        };
        PlanVersion {
            id: self.mint(at),
            version: 1,
            follows: None,
            effective_night: Night::of(self.first + TimeDelta::days(i64::from(baseline))),
            protocol: None,
            agreement: Agreement {
                kind: AgreementKind::Reported,
                by: "Dr Lindner".to_owned(),
                on: self.first,
            },
            reason: PlanReason::New,
            steps: ladder.iter().enumerate().map(step).collect(),
            start_step: 0,
            cap: None,
            stop_after: None,
            already_since: None,
            terms: PlanTerms::default(),
            stamp: Self::stamp(at),
        }
    }

    fn dose(&mut self, plan: &PlanVersion, step: &Step, night: Night, at: DateTime<Utc>) -> DoseEntry {
        let often = if self.kind == Kind::Skips { 4 } else { 30 };
        let status = match self.roll(often) {
            0 => DoseStatus::Skipped,
            1 if self.kind != Kind::Skips => DoseStatus::Unknown,
            _ => DoseStatus::Taken,
        };
        let late = TimeDelta::minutes(i64::try_from(self.roll(50)).unwrap_or(0));
        DoseEntry {
            id: self.mint(at),
            night,
            status,
            taken_at: (status == DoseStatus::Taken).then_some(at + late),
            planned: Some(step.dose),
            step: Some(StepRef { plan: plan.id, step: step.id.clone() }),
            volume: None,
            bottle: None,
            strength: None,
            syringe: None,
            swallowed: None,
            corrects: None,
            stamp: Self::stamp(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 8, 1).expect("a date")
    }

    #[test]
    fn a_made_up_diary_is_the_same_each_time_and_no_id_comes_twice() {
        let facts = Diary::new(7, first()).facts(90);
        assert_eq!(facts, Diary::new(7, first()).facts(90));
        assert_ne!(facts, Diary::new(8, first()).facts(90));
        let mut ids: Vec<FactId> = facts.iter().map(Fact::id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), facts.len());
        let doses = facts.iter().filter(|fact| matches!(fact, Fact::Dose(_))).count();
        assert_eq!(doses, 69, "three weeks are recorded before the first dose");
    }

    #[test]
    fn every_kind_of_life_is_among_sixteen_patients() {
        let of = |wanted: fn(&Fact) -> bool| {
            (0..16).filter(|n| Diary::new(*n, first()).facts(60).iter().any(wanted)).count()
        };
        assert_eq!(of(|fact| matches!(fact, Fact::StepRequest(_))), 2);
        assert_eq!(of(|fact| matches!(fact, Fact::Medicine(_))), 1);
        assert_eq!(of(|fact| matches!(fact, Fact::Effect(_))), 3);
        assert_eq!(of(|fact| matches!(fact, Fact::Dose(_))), 16);
    }
}
