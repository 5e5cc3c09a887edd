//! Made-up patients for demonstrations and load tests: no two runs differ, and each is marked as test data.
//!
//! Their diaries are facts, written by the same mapping a phone uses, so that what reads them reads the real shape.

use super::{Clinic, ClinicError, NewPatient};
use crate::store::{Access, Actor, Done, Draft, May, Work, Write};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use nocte_core::catalogue::codes;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::entry::StepRef;
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{
    Agreement, AgreementKind, Decision, DecisionKind, Gate, PlanReason, PlanTerms, PlanVersion, Step,
};
use nocte_core::domain::symptom::Score;
use nocte_core::fhir::{Writing, write};

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seeded {
    /// The patients' ids.
    pub patients: Vec<String>,
    /// Resources in their records.
    pub resources: u64,
}

/// Resources of one commit.
const BATCH: usize = 500;
/// Nights of a step.
const STEP_NIGHTS: u32 = 14;
/// The steps' doses in micrograms.
const DOSES_MCG: [u64; 6] = [500, 1_000, 1_500, 2_500, 3_500, 4_500];
/// The scales every diary rates.
const SCALES: [&str; 3] = ["pain", "fatigue", "sleep"];

impl Clinic {
    /// Makes `patients` synthetic patients with `days` nights of diary each, ending last night.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn seed(&self, patients: u32, days: u32) -> Result<Seeded, ClinicError> {
        let today = self.access().at.date_naive();
        let mut made = Seeded { patients: Vec::new(), resources: 0 };
        for number in 1..=patients {
            let mut diary = Diary::new(number, today - TimeDelta::days(i64::from(days)));
            let patient = diary.patient_id();
            let birth = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap_or_default()
                + TimeDelta::days(i64::from(number) * 97 % 18_000);
            let new = NewPatient { name: format!("Synthetic Patient {number:05}"), birth, synthetic: true };
            self.add_patient_as(&patient, &new).await?;
            let facts = diary.facts(days);
            let with = Writing { patient: &patient, install: diary.install(), codes: codes() };
            let mut drafts = Vec::new();
            for fact in &facts {
                for resource in write(fact, &(), &with) {
                    let value = super::orders::value(&resource);
                    let id = resource.id().unwrap_or_default().to_owned();
                    drafts.push(Draft::new(resource.kind(), &id, value));
                }
            }
            made.resources += u64::try_from(drafts.len()).unwrap_or(0);
            self.keep(&patient, drafts).await?;
            made.patients.push(patient);
        }
        Ok(made)
    }

    /// Keeps a diary as its phone would have sent it.
    async fn keep(&self, patient: &str, drafts: Vec<Draft>) -> Result<(), ClinicError> {
        let actor = Actor::Patient { patient: patient.to_owned(), token: "synthetic".to_owned() };
        let mut drafts = drafts.into_iter().peekable();
        while drafts.peek().is_some() {
            let writes = drafts.by_ref().take(BATCH);
            let work = Work {
                access: Access { actor: actor.clone(), at: self.access().at, request: "seed".to_owned() },
                patient: patient.to_owned(),
                writes: writes
                    .map(|draft| Write::Put { draft: Box::new(draft), if_match: None, may: May::BOTH })
                    .collect(),
                whole: true,
                judge: |_, _, _, _| Ok(()),
            };
            for done in self.shared.store.apply(work).await? {
                if let Done::Refused(refusal) = done {
                    return Err(ClinicError::Refused(refusal));
                }
            }
        }
        Ok(())
    }
}

/// One made-up diary. Its numbers come from the patient's own: the same each time.
struct Diary {
    number: u32,
    first: NaiveDate,
    state: u64,
    minted: u64,
}

impl Diary {
    fn new(number: u32, first: NaiveDate) -> Self {
        Self { number, first, state: u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, minted: 0 }
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

    fn patient_id(&self) -> String {
        self.id(DateTime::UNIX_EPOCH, 0).to_string()
    }

    fn install(&self) -> FactId {
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

    fn facts(&mut self, days: u32) -> Vec<Fact> {
        let plan = self.plan();
        let mut facts = vec![Fact::Plan(plan.clone())];
        for day in 0..days {
            let at = self.evening(day);
            let night = Night::of(at.date_naive());
            let index = usize::try_from(day / STEP_NIGHTS).unwrap_or(0).min(plan.steps.len() - 1);
            let begins = day > 0 && day % STEP_NIGHTS == 0 && index > 0;
            let Some(step) = plan.steps.get(index) else { continue };
            if begins && usize::try_from(day / STEP_NIGHTS).is_ok_and(|reached| reached == index) {
                let kind = DecisionKind::StepUp { to: step.id.clone() };
                let id = self.mint(at);
                let decision = Decision { id, plan: plan.id, kind, from: night, stamp: Self::stamp(at) };
                facts.push(Fact::Decision(decision));
            }
            facts.push(Fact::Dose(self.dose(&plan, step, night, at)));
            // Better with the weeks, by chance and not by claim: somebody has to look at a falling line.
            let better = u64::from(day / 28).min(3);
            for scale in SCALES {
                let value = u8::try_from(7 - better + self.roll(3)).unwrap_or(5);
                let (id, stamp) = (self.mint(at), Self::stamp(at));
                facts.push(Fact::Score(Score { id, night, scale: scale.to_owned(), value, stamp }));
            }
        }
        facts
    }

    fn plan(&mut self) -> PlanVersion {
        let at = self.evening(0) - TimeDelta::hours(4);
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
            effective_night: Night::of(self.first),
            protocol: None,
            agreement: Agreement {
                kind: AgreementKind::Reported,
                by: "Dr Synthetic".to_owned(),
                on: self.first,
            },
            reason: PlanReason::New,
            steps: DOSES_MCG.iter().enumerate().map(step).collect(),
            start_step: 0,
            cap: None,
            stop_after: None,
            already_since: None,
            terms: PlanTerms::default(),
            stamp: Self::stamp(at),
        }
    }

    fn dose(&mut self, plan: &PlanVersion, step: &Step, night: Night, at: DateTime<Utc>) -> DoseEntry {
        let status = match self.roll(20) {
            0 => DoseStatus::Skipped,
            1 => DoseStatus::Unknown,
            _ => DoseStatus::Taken,
        };
        DoseEntry {
            id: self.mint(at),
            night,
            status,
            taken_at: (status == DoseStatus::Taken).then_some(at),
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

    #[test]
    fn a_made_up_diary_is_the_same_each_time_and_no_id_comes_twice() {
        let first = NaiveDate::from_ymd_opt(2026, 8, 1).expect("a date");
        let facts = Diary::new(7, first).facts(90);
        assert_eq!(facts, Diary::new(7, first).facts(90));
        assert_ne!(facts, Diary::new(8, first).facts(90));
        let mut ids: Vec<FactId> = facts.iter().map(Fact::id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), facts.len());
        assert_eq!(facts.iter().filter(|fact| matches!(fact, Fact::Dose(_))).count(), 90);
        assert_eq!(facts.iter().filter(|fact| matches!(fact, Fact::Decision(_))).count(), 5);
    }
}
