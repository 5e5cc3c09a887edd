//! Which facts stand: corrections and tombstones applied, nothing destroyed.
//!
//! A tombstone takes back one fact; a tombstone on that tombstone gives it back (undo of an undo).
//! A correction replaces the entry it names; taken back itself, it lets the earlier one stand again.
//! Of two corrections of one entry the later in the store's order stands. A reference to something unknown does
//! nothing. What names another fact speaks about it even if it came here first: another phone's correction can
//! arrive before the entry it corrects.

use super::entry::{DoseEntry, Tombstone};
use super::fact::Fact;
use super::fact_id::FactId;
use super::journal::Journal;
use super::restored::Restored;
use super::setting::Settings;
use chrono::{DateTime, Utc};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Ids that were taken back.
pub type TakenBack = BTreeSet<FactId>;

/// The ids that were taken back, given all tombstones oldest first.
pub fn taken_back(tombstones: &[Tombstone]) -> TakenBack {
    let target_of: HashMap<FactId, FactId> = tombstones.iter().map(|it| (it.id, it.target)).collect();
    // How many tombstones, not judged yet, could still take each one back.
    let mut still_open: HashMap<FactId, usize> = HashMap::new();
    for tombstone in tombstones {
        *still_open.entry(tombstone.target).or_default() += 1;
    }
    let mut gone = TakenBack::new();
    let mut judged: HashSet<FactId> = HashSet::new();
    let mut ready: Vec<FactId> =
        tombstones.iter().map(|it| it.id).filter(|id| !still_open.contains_key(id)).collect();
    let mut newest_first = tombstones.iter().rev();
    loop {
        // A circle is no undo that anyone made: it is broken at its newest.
        let next = ready.pop().or_else(|| newest_first.find(|it| !judged.contains(&it.id)).map(|it| it.id));
        let Some(id) = next else { return gone };
        let Some(target) = target_of.get(&id).filter(|_| judged.insert(id)) else { continue };
        if !gone.contains(&id) {
            gone.insert(*target);
        }
        if let Some(left) = still_open.get_mut(target) {
            *left -= 1;
            if *left == 0 && target_of.contains_key(target) {
                ready.push(*target);
            }
        }
    }
}

/// The dose entries that stand, given all of them oldest first.
///
/// An entry and its corrections, and theirs, are one answer: its newest that was not taken back stands.
pub fn standing_doses(doses: Vec<DoseEntry>, gone: &TakenBack) -> Vec<DoseEntry> {
    if gone.is_empty() && doses.iter().all(|dose| dose.corrects.is_none()) {
        return doses;
    }
    let places: HashMap<FactId, usize> =
        doses.iter().enumerate().map(|(place, dose)| (dose.id, place)).collect();
    let chains = chains(&doses, &places);
    let mut stands: HashMap<usize, (usize, usize, usize)> = HashMap::new();
    for (place, (dose, chain)) in doses.iter().zip(&chains).enumerate() {
        if !gone.contains(&dose.id) {
            let age = (chain.newest, chain.depth, place);
            let standing = stands.entry(chain.first).or_insert(age);
            *standing = age.max(*standing);
        }
    }
    let stands: HashSet<usize> = stands.into_values().map(|(_, _, place)| place).collect();
    doses.into_iter().enumerate().filter(|(place, _)| stands.contains(place)).map(|(_, dose)| dose).collect()
}

/// Where an entry stands among its corrections.
#[derive(Clone, Copy)]
struct Chain {
    /// The place of the entry that corrects none.
    first: usize,
    /// How many corrections lie between.
    depth: usize,
    /// The newest place on the way there: a correction is never older than what it corrects.
    newest: usize,
}

fn chains(doses: &[DoseEntry], places: &HashMap<FactId, usize>) -> Vec<Chain> {
    let mut found: Vec<Option<Chain>> = vec![None; doses.len()];
    for start in 0..doses.len() {
        let mut way: Vec<usize> = Vec::new();
        let mut on_the_way: HashSet<usize> = HashSet::new();
        let mut at = start;
        let mut below = loop {
            if let Some(chain) = found.get(at).copied().flatten() {
                break Some(chain);
            }
            way.push(at);
            on_the_way.insert(at);
            let corrected = doses.get(at).and_then(|dose| dose.corrects);
            match corrected.and_then(|id| places.get(&id).copied()) {
                // A circle ends where it began: nothing made here has one.
                Some(next) if !on_the_way.contains(&next) => at = next,
                _ => break None,
            }
        };
        for place in way.into_iter().rev() {
            let chain = below.map_or(Chain { first: place, depth: 0, newest: place }, |chain| Chain {
                first: chain.first,
                depth: chain.depth + 1,
                newest: chain.newest.max(place),
            });
            if let Some(slot) = found.get_mut(place) {
                *slot = Some(chain);
            }
            below = Some(chain);
        }
    }
    found.into_iter().flatten().collect()
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
                    let before = journal.settings.clone();
                    journal.settings = journal.settings.with(&it.choice);
                    // Another bedtime makes another evening of it: what was snoozed is planned anew.
                    if journal.settings.bedtime != before.bedtime {
                        journal.snoozes.clear();
                    }
                    journal.keep_settings(before, it.stamp.recorded_at);
                }
                Fact::Snooze(it) => journal.snoozes.push((it.night, it.until)),
                Fact::Restored(it) => {
                    journal.copied_last = journal.copied_last.max(Some(it.copied_at));
                    open_restores.push(it);
                }
                Fact::RestoreConfirmed(it) => {
                    open_restores.retain(|restore| restore.id != it.restored);
                }
                Fact::Received(it) => journal.received.push(it),
                Fact::StepRequest(it) => journal.requests.push(it),
                Fact::Reply(it) => journal.replies.push(it),
                Fact::Phone(it) => journal.phones.push(it),
                Fact::Score(_) | Fact::Lab(_) | Fact::Note(_) | Fact::BadDay(_) | Fact::Tombstone(_) => {}
            }
        }
        journal.doses = standing_doses(journal.doses, &gone);
        journal.restored_from = open_restores.iter().map(|restore| restore.copied_at).min();
        journal
    }

    /// Keeps the choices of before where the nights are timed otherwise from `until` on. Of choices made together
    /// (bedtime and the start of the night) only what stood before the first was ever lived.
    fn keep_settings(&mut self, before: Settings, until: DateTime<Utc>) {
        let retimed = (before.bedtime, before.cutover) != (self.settings.bedtime, self.settings.cutover);
        if retimed && self.settings_until.last().is_none_or(|(at, _)| *at != until) {
            self.settings_until.push((until, before));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::{DoseStatus, Stamp};
    use crate::domain::night::Night;
    use crate::domain::setting::{Choice, SettingChange};
    use crate::domain::snooze::Snooze;
    use chrono::{NaiveDate, NaiveTime};

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
        assert_eq!(standing(&[(1, Some(2)), (2, Some(1))], &[]).len(), 1, "a circle is one answer");
    }

    #[test]
    fn another_phones_correction_that_comes_first_still_replaces_what_it_names() {
        assert_eq!(standing(&[(2, Some(1)), (1, None)], &[]), [2]);
        assert_eq!(standing(&[(3, Some(2)), (2, Some(1)), (1, None)], &[]), [3]);
        assert_eq!(standing(&[(3, Some(2)), (1, None), (2, Some(1))], &[(9, 3)]), [2]);
        assert_eq!(standing(&[(1, None)], &[(9, 8), (8, 1)]), [1], "the undo's undo came before the undo");
        assert_eq!(standing(&[(1, None)], &[(10, 9), (9, 8), (8, 1)]), [0_u128; 0]);
        assert_eq!(standing(&[(1, None)], &[(8, 9), (9, 8)]), [1], "a circle of undoing ends");
    }

    #[test]
    fn of_a_long_chain_in_any_order_the_last_stands() {
        let chain: Vec<(u128, Option<u128>)> =
            (1..=5_000).rev().map(|id| (id, (id > 1).then(|| id - 1))).collect();
        assert_eq!(standing(&chain, &[]), [5_000]);
        let undone: Vec<(u128, u128)> =
            (0..5_001).map(|n| (10_000 + n, if n == 0 { 1 } else { 9_999 + n })).collect();
        assert_eq!(standing(&[(1, None)], &undone), [0_u128; 0], "an odd number of undos");
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
