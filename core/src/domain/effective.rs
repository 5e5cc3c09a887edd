//! Which facts stand: corrections and tombstones applied, nothing destroyed.
//!
//! *Order* is the store's: later facts speak about earlier ones, whatever the clocks said.
//! A tombstone takes back one fact; a tombstone on that tombstone gives it back (undo of an undo).
//! A correction replaces the entry it names; taken back itself, it lets the earlier one stand again.
//! Of two corrections of one entry the later stands. A reference to something unknown does nothing.

use super::entry::{DoseEntry, Tombstone};
use super::fact::Fact;
use super::fact_id::FactId;
use super::journal::Journal;
use super::restored::Restored;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Ids that were taken back.
pub type TakenBack = BTreeSet<FactId>;

/// The ids that were taken back, given all tombstones oldest first.
pub fn taken_back(tombstones: &[Tombstone]) -> TakenBack {
    let mut gone = TakenBack::new();
    for tombstone in tombstones.iter().rev() {
        if !gone.contains(&tombstone.id) {
            gone.insert(tombstone.target);
        }
    }
    gone
}

/// The dose entries that stand, given all of them oldest first.
///
/// An entry and its corrections, and theirs, are one answer: its newest that was not taken back stands.
pub fn standing_doses(doses: Vec<DoseEntry>, gone: &TakenBack) -> Vec<DoseEntry> {
    if gone.is_empty() && doses.iter().all(|dose| dose.corrects.is_none()) {
        return doses;
    }
    let mut first_of: HashMap<FactId, FactId> = HashMap::new();
    let mut stands: HashMap<FactId, FactId> = HashMap::new();
    for dose in &doses {
        let first = dose.corrects.and_then(|id| first_of.get(&id).copied()).unwrap_or(dose.id);
        first_of.insert(dose.id, first);
        if !gone.contains(&dose.id) {
            stands.insert(first, dose.id);
        }
    }
    let stands: HashSet<FactId> = stands.into_values().collect();
    doses.into_iter().filter(|dose| stands.contains(&dose.id)).collect()
}

impl Journal {
    /// What stands of `facts`, oldest first. Scores, labs, notes and bad days are passed over: no rule reads them.
    pub fn from_facts(facts: Vec<Fact>) -> Self {
        let tombstones: Vec<Tombstone> = facts
            .iter()
            .filter_map(|fact| if let Fact::Tombstone(it) = fact { Some(it.clone()) } else { None })
            .collect();
        let gone = taken_back(&tombstones);
        let mut journal = Self::default();
        let mut open_restores: Vec<Restored> = Vec::new();
        for fact in facts {
            if gone.contains(&fact.id()) && !matches!(fact, Fact::Dose(_)) {
                continue;
            }
            match fact {
                Fact::Plan(it) => journal.plans.push(it),
                Fact::Decision(it) => journal.decisions.push(it),
                Fact::Dose(it) => journal.doses.push(it),
                Fact::Effect(it) => journal.effects.push(it),
                Fact::Medicine(it) => journal.medicines.push(it),
                Fact::Answer(it) => journal.answers.push(it),
                Fact::Bottle(it) => journal.bottles.push(it),
                Fact::BottleEnd(it) => journal.bottle_ends.push(it),
                Fact::Setting(it) => {
                    let bedtime = journal.settings.bedtime;
                    journal.settings = journal.settings.with(&it.choice);
                    // Another bedtime makes another evening of it: what was snoozed is planned anew.
                    if journal.settings.bedtime != bedtime {
                        journal.snoozes.clear();
                    }
                }
                Fact::Snooze(it) => journal.snoozes.push((it.night, it.until)),
                Fact::Restored(it) => open_restores.push(it),
                Fact::RestoreConfirmed(it) => {
                    open_restores.retain(|restore| restore.id != it.restored);
                }
                Fact::Received(it) => journal.received.push(it),
                Fact::StepRequest(it) => journal.requests.push(it),
                Fact::Reply(it) => journal.replies.push(it),
                Fact::Score(_) | Fact::Lab(_) | Fact::Note(_) | Fact::BadDay(_) | Fact::Tombstone(_) => {}
            }
        }
        journal.doses = standing_doses(journal.doses, &gone);
        journal.restored_from = open_restores.iter().map(|restore| restore.copied_at).min();
        journal
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::{DoseStatus, Stamp};
    use crate::domain::night::Night;
    use crate::domain::setting::{Choice, SettingChange};
    use crate::domain::snooze::Snooze;
    use chrono::{DateTime, NaiveDate, NaiveTime};

    fn stamp() -> Stamp {
        Stamp {
            recorded_at: DateTime::UNIX_EPOCH,
            zone: "UTC".to_owned(),
            offset_s: 0,
            source: "phone".to_owned(),
            clock_suspect: false,
        }
    }

    fn dose(id: u128, corrects: Option<u128>) -> DoseEntry {
        DoseEntry {
            id: FactId(id),
            night: Night::of(NaiveDate::default()),
            status: DoseStatus::Taken,
            taken_at: None,
            planned: None,
            step: None,
            volume: None,
            bottle: None,
            strength: None,
            syringe: None,
            swallowed: None,
            corrects: corrects.map(FactId),
            stamp: stamp(),
        }
    }

    fn back(id: u128, target: u128) -> Tombstone {
        Tombstone { id: FactId(id), target: FactId(target), stamp: stamp() }
    }

    fn standing(doses: &[(u128, Option<u128>)], back_on: &[(u128, u128)]) -> Vec<u128> {
        let tombstones: Vec<Tombstone> = back_on.iter().map(|&(id, target)| back(id, target)).collect();
        let doses = doses.iter().map(|&(id, corrects)| dose(id, corrects)).collect();
        standing_doses(doses, &taken_back(&tombstones)).iter().map(|dose| dose.id.0).collect()
    }

    #[test]
    fn a_correction_replaces_and_gives_back() {
        let chain = [(1, None), (2, Some(1)), (3, Some(2))];
        assert_eq!(standing(&chain, &[]), [3]);
        assert_eq!(standing(&chain, &[(9, 3)]), [2], "the undone correction lets the one before stand");
        assert_eq!(
            standing(&chain, &[(9, 2)]),
            [3],
            "a link taken back out of the middle brings nothing back"
        );
        assert_eq!(standing(&chain, &[(7, 1), (8, 2), (9, 3)]), [0_u128; 0]);
        assert_eq!(
            standing(&[(1, None), (2, Some(1)), (3, Some(1))], &[]),
            [3],
            "two corrections: the later"
        );
    }

    #[test]
    fn an_undone_undo_gives_back() {
        assert_eq!(standing(&[(1, None)], &[(8, 1)]), [0_u128; 0]);
        assert_eq!(standing(&[(1, None)], &[(8, 1), (9, 8)]), [1]);
        assert_eq!(standing(&[(1, None)], &[(8, 1), (9, 8), (10, 9)]), [0_u128; 0]);
    }

    #[test]
    fn a_reference_to_nothing_or_to_itself_does_nothing() {
        assert_eq!(standing(&[(1, Some(77))], &[(9, 78)]), [1]);
        assert_eq!(standing(&[(1, Some(1))], &[]), [1]);
        assert_eq!(standing(&[(1, Some(2)), (2, Some(1))], &[]), [2]);
    }

    #[test]
    fn k4_another_bedtime_clears_the_snoozes_asked_for_before() {
        let bedtime = |id, hour| {
            let at = NaiveTime::from_hms_opt(hour, 30, 0).expect("an hour of the day");
            Fact::Setting(SettingChange { id: FactId(id), choice: Choice::Bedtime { at }, stamp: stamp() })
        };
        let snooze = |id| {
            let night = Night::of(NaiveDate::default());
            Fact::Snooze(Snooze { id: FactId(id), night, until: DateTime::UNIX_EPOCH, stamp: stamp() })
        };
        let left = |facts| Journal::from_facts(facts).snoozes.len();
        assert_eq!(left(vec![snooze(1), snooze(2)]), 2);
        assert_eq!(left(vec![snooze(1), bedtime(2, 21)]), 0);
        assert_eq!(left(vec![snooze(1), bedtime(2, 22)]), 1, "the same bedtime chosen again changes nothing");
        assert_eq!(left(vec![bedtime(1, 21), snooze(2)]), 1);
    }

    #[test]
    fn safety_23_every_night_since_the_oldest_unconfirmed_copy_is_unknown() {
        let day = |seconds| DateTime::from_timestamp(seconds, 0).expect("a small number is an instant");
        let restored =
            |id, at| Fact::Restored(Restored { id: FactId(id), copied_at: day(at), stamp: stamp() });
        let confirmed = |id, of| {
            Fact::RestoreConfirmed(crate::domain::restored::RestoreConfirmed {
                id: FactId(id),
                restored: FactId(of),
                stamp: stamp(),
            })
        };
        let from = |facts| Journal::from_facts(facts).restored_from;
        assert_eq!(from(vec![]), None);
        assert_eq!(from(vec![restored(1, 10), restored(2, 20)]), Some(day(10)));
        assert_eq!(from(vec![restored(1, 10), restored(2, 20), confirmed(3, 1)]), Some(day(20)));
        assert_eq!(from(vec![restored(1, 10), confirmed(3, 1)]), None);
    }
}
