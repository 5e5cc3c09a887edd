//! Made-up patients for demonstrations and load tests: no two runs differ, and each is marked as test data.
//!
//! Their diaries are facts, written by the same mapping a phone uses, so that what reads them reads the real shape.

mod diary;
mod people;

use super::{Clinic, ClinicError, NewPatient};
use crate::store::{Access, Actor, Done, Draft, May, Work, Write};
use chrono::{NaiveDate, TimeDelta};
use diary::Diary;
use nocte_core::catalogue::codes;
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
                + TimeDelta::days(i64::from(number) * 1_237 % 18_000);
            let new = NewPatient { name: people::name(number), birth, synthetic: true };
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
