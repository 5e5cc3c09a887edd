//! A phone that tells anything, by numbers that look random.

use chrono::{DateTime, TimeDelta, Utc};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp, StepRef, Tombstone};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::medicine::{Answer, Course, Medicine, Question};
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{Decision, DecisionKind, HoldReason};
use nocte_core::domain::setting::{Choice, SettingChange};
use nocte_core::domain::symptom::{BadDay, Effect, EffectCourse, Note, Score, Severity};
use nocte_core::fhir::Known;
use serde_json::Value;

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    pub(crate) fn of<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[usize::try_from(self.roll(some.len() as u64)).expect("small")]
    }
}

/// A patient's phone with what it has told.
pub(crate) struct Teller {
    pub(crate) patient: String,
    pub(crate) told: Vec<Fact>,
    /// The resource that was sent last.
    pub(crate) last: Value,
}

impl Known for Teller {
    fn fact(&self, id: FactId) -> Option<Fact> {
        self.told.iter().find(|fact| fact.id() == id).cloned()
    }

    fn bottle(&self, _: &str) -> Option<FactId> {
        None
    }

    fn tombstone_on(&self, id: FactId) -> Option<Tombstone> {
        self.told.iter().rev().find_map(|fact| match fact {
            Fact::Tombstone(it) if it.target == id => Some(it.clone()),
            _ => None,
        })
    }
}

impl Teller {
    /// Something, about some night of the last three months: anything that a line could depend on, and what it must not.
    pub(crate) fn something(&self, dice: &mut Dice, now: DateTime<Utc>) -> Fact {
        let at = now - TimeDelta::minutes(i64::try_from(dice.roll(130_000)).expect("small"));
        let stamp = Stamp {
            recorded_at: at,
            zone: "Europe/Vienna".to_owned(),
            offset_s: *dice.of(&[3_600, 7_200, -18_000]),
            source: "phone".to_owned(),
            clock_suspect: false,
        };
        let id = FactId(0x019f << 112 | 0x7 << 76 | 0x2 << 62 | u128::from(dice.roll(1 << 30)));
        let night = Night::of(at.date_naive());
        let plan = self.told.iter().find_map(|fact| if let Fact::Plan(it) = fact { Some(it) } else { None });
        let plan = plan.expect("every made-up diary begins with one");
        let step = dice.of(&plan.steps).clone();
        let from = Night::of(night.date + TimeDelta::days(i64::try_from(dice.roll(40)).expect("small")));
        let decided = |kind| Fact::Decision(Decision { id, plan: plan.id, kind, from, stamp: stamp.clone() });
        // What was told lately is spoken of more often.
        let some = |dice: &mut Dice| {
            let lately = &self.told[self.told.len().saturating_sub(6)..];
            if dice.roll(2) == 0 { dice.of(lately).id() } else { dice.of(&self.told).id() }
        };
        match dice.roll(16) {
            0..=2 => Fact::Dose(DoseEntry {
                id,
                night,
                status: *dice.of(&[
                    DoseStatus::Taken,
                    DoseStatus::Skipped,
                    DoseStatus::Unknown,
                    DoseStatus::Extra,
                ]),
                taken_at: None,
                planned: Some(step.dose),
                step: Some(StepRef { plan: plan.id, step: step.id }),
                volume: None,
                bottle: None,
                strength: None,
                syringe: None,
                swallowed: (dice.roll(9) == 0).then(|| Dose::from_mcg(50_000).expect("a tablet")),
                corrects: (dice.roll(2) == 0).then(|| some(dice)),
                stamp,
            }),
            3..=5 => {
                let scale = (*dice.of(&["pain", "fatigue", "sleep"])).to_owned();
                let value = u8::try_from(dice.roll(11)).expect("small");
                Fact::Score(Score { id, night, scale, value, stamp })
            }
            6 | 7 => {
                let target = some(dice);
                Fact::Tombstone(Tombstone { id, target, stamp })
            }
            8 => {
                let what = (*dice.of(&["urticaria", "vivid_dreams"])).to_owned();
                let severity = *dice.of(&[Severity::Mild, Severity::Moderate, Severity::Severe]);
                let course = *dice.of(&[EffectCourse::Open, EffectCourse::Resolved]);
                Fact::Effect(Effect { id, night, what, severity, course, continues: None, stamp })
            }
            9 => {
                let course = *dice.of(&[Course::Current, Course::NotTaking, Course::Last { on: night.date }]);
                Fact::Medicine(Medicine { id, name: "tramadol".to_owned(), class: None, course, stamp })
            }
            10 => decided(DecisionKind::HoldBegin { reason: HoldReason::Patient }),
            11 => decided(DecisionKind::HoldEnd { hold: some(dice) }),
            12 => decided(DecisionKind::StepUp { to: step.id }),
            13 => {
                let choice = Choice::Cutover {
                    at: chrono::NaiveTime::from_hms_opt(if dice.roll(2) == 0 { 12 } else { 0 }, 0, 0)
                        .expect("a time"),
                };
                Fact::Setting(SettingChange { id, choice, stamp })
            }
            14 => Fact::Answer(Answer {
                id,
                question: Question::ALL[0],
                yes: dice.roll(2) == 0,
                on: Some(night.date),
                agreement: None,
                at,
                stamp,
            }),
            _ if dice.roll(2) == 0 => Fact::BadDay(BadDay { id, night, stamp }),
            _ => Fact::Note(Note { id, night, text: "n".to_owned(), stamp }),
        }
    }
}

/// A rating of pain.
pub(crate) fn rating(id: u128, night: Night, value: u8, offset_s: i32) -> Fact {
    let stamp = Stamp {
        recorded_at: DateTime::UNIX_EPOCH,
        zone: "Europe/Vienna".to_owned(),
        offset_s,
        source: "phone".to_owned(),
        clock_suspect: false,
    };
    let id = FactId(0x019e << 112 | 0x7 << 76 | 0x2 << 62 | id);
    Fact::Score(Score { id, night, scale: "pain".to_owned(), value, stamp })
}
