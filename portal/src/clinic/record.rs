//! What the record says now, read with the phone's own rules: the plan in force, the present dose, the newest fact.

use super::{Clinic, ClinicError};
use crate::store::{Page, Reading, Since};
use chrono::{DateTime, NaiveTime, TimeDelta, Timelike, Utc};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::Saw;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::night::Night;
use nocte_core::domain::progress;
use nocte_core::fhir::{Read, Resource, read};

/// The types a plan and its way are made of: what an order is held against.
pub(super) const SIGHT_KINDS: [&str; 5] =
    ["MedicationRequest", "MedicationAdministration", "MedicationStatement", "Observation", "Basic"];
/// Rows of one page.
const PAGE: usize = 1_000;

/// What a prescriber is looking at. An order made on it names it (`safety.md` 25).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sight {
    /// The plan version in force and the newest fact that reached the clinic; `None` while there is no plan.
    pub saw: Option<Saw>,
    /// The dose of the present step.
    pub dose: Option<Dose>,
}

impl Clinic {
    /// What the record of a patient says now.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sight(&self, patient: &str) -> Result<Sight, ClinicError> {
        Ok(sight_of(self.facts(patient).await?, self.access().at))
    }

    /// The facts of a record, as they reached the clinic. What is no fact of the phone's is passed over.
    async fn facts(&self, patient: &str) -> Result<Vec<Fact>, ClinicError> {
        let kinds: Vec<String> = SIGHT_KINDS.iter().map(|kind| (*kind).to_owned()).collect();
        let mut facts = Vec::new();
        let mut page = Page { after: None, count: PAGE };
        loop {
            let reading = Reading::Everything { page, since: Since::Beginning, kinds: kinds.clone() };
            let found = self.read(patient, vec![reading]).await?.into_iter().next().unwrap_or_default();
            for stored in &found.entries {
                let said = Resource::from_json(&stored.body).ok().and_then(|resource| read(&resource).ok());
                if let Some(Read::Facts(read)) = said {
                    facts.extend(read);
                }
            }
            match found.next {
                Some(next) => page.after = Some(next),
                None => return Ok(facts),
            }
        }
    }

    /// Whether nothing but nights, scores and notes came after `last`. Another medicine, an effect, a step or a plan
    /// is news that a prescriber must have seen.
    pub(super) async fn only_nights_since(&self, patient: &str, last: FactId) -> Result<bool, ClinicError> {
        let facts = self.facts(patient).await?;
        let Some(at) = facts.iter().position(|fact| fact.id() == last) else { return Ok(false) };
        Ok(facts.iter().skip(at + 1).all(is_a_nights))
    }
}

/// Whether a fact is only a night's: no news that a prescriber must have seen before signing.
pub(super) fn is_a_nights(fact: &Fact) -> bool {
    matches!(fact, Fact::Dose(_) | Fact::Score(_) | Fact::Lab(_) | Fact::Note(_) | Fact::BadDay(_))
}

/// What a prescriber sees in these facts, which stand in commit order.
pub(super) fn sight_of(facts: Vec<Fact>, now: DateTime<Utc>) -> Sight {
    let Some(newest) = facts.last() else { return Sight::default() };
    let (last_fact, offset) = (newest.id(), newest.stamp().offset_s);
    let journal = Journal::from_facts(facts);
    let tonight = tonight(now, offset, journal.settings.cutover);
    let Some(now) = progress::progress(&journal, tonight) else { return Sight::default() };
    Sight { saw: Some(Saw { plan: now.plan, last_fact }), dose: Some(now.dose) }
}

/// The night on the patient's wall: from the cutover to the cutover, by the offset the phone last told.
pub(super) fn tonight(now: DateTime<Utc>, offset_s: i32, cutover: NaiveTime) -> Night {
    let before = i64::from(cutover.num_seconds_from_midnight());
    let wall = now.naive_utc() + TimeDelta::seconds(i64::from(offset_s) - before);
    Night::of(wall.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_turns_at_noon_on_the_patients_wall() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("a time of day");
        let date = |day| chrono::NaiveDate::from_ymd_opt(2026, 11, day).expect("a date");
        assert_eq!(tonight(at("2026-11-25T10:59:00Z"), 3_600, noon), Night::of(date(24)));
        assert_eq!(tonight(at("2026-11-25T11:00:00Z"), 3_600, noon), Night::of(date(25)));
        assert_eq!(tonight(at("2026-11-25T02:00:00Z"), -28_800, noon), Night::of(date(24)));
    }
}
