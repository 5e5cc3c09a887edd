//! A life with the store: evenings of doses, symptoms, second thoughts and changed choices, at random.
//!
//! Each intention is one append. Where it begins and where its acknowledgement stands in the medium's log is kept,
//! so that for a power cut anywhere it is known what must be there, and what may be.

use crate::facts;
use crate::medium::Laboratory;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::setting::Choice;
use nocte_core::store::{OpenOptions, Store, StoreError};
use nocte_vfs::{Cut, Files, Op};

/// One intention, acknowledged.
pub struct Intention {
    /// The length of the log before it.
    pub begin: usize,
    /// The length of the log at the acknowledgement.
    pub end: usize,
    /// What it appended.
    pub facts: Vec<Fact>,
}

/// A life and the medium's log of it.
pub struct Life {
    /// The files it began with.
    pub before: Files,
    /// What was done to them.
    pub log: Vec<Op>,
    /// What was acknowledged.
    pub intentions: Vec<Intention>,
}

/// What a store is like after a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Everything acknowledged is there, and at most what was in flight besides.
    Whole,
    /// So many acknowledged facts are not there; what is there is sound.
    Lost(usize),
    /// The self-check finds something, or what is there was never said in this order.
    Corrupt,
    /// It does not open.
    Unopenable,
}

/// Lives `evenings` evenings on a store with `options`, starting from `before`.
///
/// # Errors
/// What the store says; with no fault set it says nothing.
pub fn live(
    laboratory: &Laboratory,
    options: &OpenOptions,
    before: &Files,
    evenings: u32,
    luck: &mut fastrand::Rng,
) -> Result<Life, StoreError> {
    laboratory.medium.put(before.clone());
    let open = || Store::open(laboratory.path(), &laboratory.vault, options.clone());
    let mut store = open()?;
    let mut said: Vec<Fact> = Vec::new();
    let mut intentions = Vec::new();
    for evening in 0..evenings {
        let facts = intention(evening, &said, luck);
        let begin = laboratory.medium.log_len();
        let _ = store.append(&facts)?;
        intentions.push(Intention { begin, end: laboratory.medium.log_len(), facts: facts.clone() });
        said.extend(facts);
        // Mostly the fold comes before the next entry, sometimes two entries are quicker.
        if luck.u8(0..4) > 0 {
            store.fold()?;
        }
        if luck.u8(0..16) == 0 {
            store.close()?;
            store = open()?;
        }
    }
    let log = laboratory.medium.log();
    drop(store);
    Ok(Life { before: before.clone(), log, intentions })
}

/// One intention of one evening: an answer, ratings, an undo, a choice, a note of any length, or two things at once.
fn intention(evening: u32, said: &[Fact], luck: &mut fastrand::Rng) -> Vec<Fact> {
    let which = |n: u64| luck_free_id(evening, n);
    match luck.u8(0..7) {
        0 | 1 => vec![facts::dose(evening, which(1)).into()],
        2 => ["pain", "fatigue", "sleep"]
            .iter()
            .zip(1..)
            .map(|(scale, n)| facts::score(evening, which(n), scale, luck.u8(0..=10)).into())
            .collect(),
        3 if !said.is_empty() => {
            let target = said[luck.usize(0..said.len())].id();
            vec![facts::undo(evening, which(1), target).into()]
        }
        4 => vec![facts::setting(evening, which(1), Choice::Lead { minutes: luck.u16(0..120) }).into()],
        5 => vec![facts::dose(evening, which(1)).into(), facts::score(evening, which(2), "pain", 3).into()],
        _ => {
            let words = "a long night ".repeat(luck.usize(0..400));
            vec![facts::note(evening, which(1), &words).into()]
        }
    }
}

fn luck_free_id(evening: u32, n: u64) -> u64 {
    u64::from(evening) * 16 + n
}

impl Life {
    /// Cuts the power, switches it on again, and looks.
    ///
    /// # Errors
    /// Why it does not open, beside the finding.
    pub fn cut(
        &self,
        cut: Cut,
        laboratory: &Laboratory,
        luck: &mut fastrand::Rng,
    ) -> (After, Option<StoreError>) {
        laboratory.medium.put(cut.image(&self.before, &self.log, luck));
        let store = match laboratory.open() {
            Ok(store) => store,
            Err(error) => return (After::Unopenable, Some(error)),
        };
        match self.compare(&store, cut.after) {
            Ok(after) => (after, None),
            Err(error) => (After::Corrupt, Some(error)),
        }
    }

    fn compare(&self, store: &Store, at: usize) -> Result<After, StoreError> {
        if !store.verify()?.is_ok() {
            return Ok(After::Corrupt);
        }
        let there = store.facts()?;
        let acknowledged: Vec<&Fact> =
            self.intentions.iter().filter(|it| it.end <= at).flat_map(|it| &it.facts).collect();
        let in_flight: Vec<&Fact> = self
            .intentions
            .iter()
            .filter(|it| it.begin < at && at < it.end)
            .flat_map(|it| &it.facts)
            .collect();
        let all: Vec<&Fact> = self.intentions.iter().flat_map(|it| &it.facts).collect();
        if there.len() > all.len() || there.iter().ne(all[..there.len()].iter().copied()) {
            return Ok(After::Corrupt);
        }
        if store.waiting()? != there.len() as u64 {
            return Ok(After::Corrupt);
        }
        if there.len() < acknowledged.len() {
            return Ok(After::Lost(acknowledged.len() - there.len()));
        }
        let more = there.len() - acknowledged.len();
        // An intention is all or nothing.
        Ok(if more == 0 || more == in_flight.len() { After::Whole } else { After::Corrupt })
    }
}
