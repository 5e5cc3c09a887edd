//! What is on record, a stretch of nights at a time.

use super::Worded;
use crate::app::App;
use crate::domain::entry::DoseEntry;
use crate::domain::night::Night;
use crate::domain::progress::felt_now;
use crate::domain::ratio::Ratio;
use crate::domain::response::{Mark, MarkedNight, open_marks, part_marks};
use crate::domain::symptom::Effect;
use crate::error::Error;
use crate::store::{Counts, History, Store, StoreError};
use crate::words::{self, Lang};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// What is on record of a stretch of nights.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryView {
    /// The entries; among the effects no marks.
    pub history: History,
    /// What was swallowed by each dose entry, in ng, in their order.
    pub amounts: Vec<Option<Ratio>>,
    /// How much is on record at all.
    pub counts: Counts,
    /// Every night of it, oldest first: its key, and how it is named among others ("Sun 22 Nov").
    pub days: Vec<Worded>,
    /// The side effects that nobody has said are gone, whenever they began, oldest first.
    pub felt: Vec<Effect>,
    /// The marks that were set, in their order.
    pub marked: Vec<MarkedNight>,
    /// The marks that nobody has said are over.
    pub marks: Vec<Mark>,
    /// Before this night there is more: what the next page is asked with.
    pub older: Option<Night>,
}

impl App {
    /// What is on record from one night to another; nothing before the first fact.
    pub fn history_view(&self, from: Night, to: Night, lang: Lang) -> Result<HistoryView, Error> {
        let Some(store) = self.on_record()? else { return Ok(HistoryView::default()) };
        Self::stretch(store, from, Night::second_of(to.date), lang)
    }

    /// The newest page, or the one before `before`: it ends with a night something is on record of, and has so many
    /// nights of the calendar, one at least.
    pub fn history_page(&self, before: Option<Night>, nights: u32, lang: Lang) -> Result<HistoryView, Error> {
        let Some(store) = self.on_record()? else { return Ok(HistoryView::default()) };
        let mut before = before;
        while let Some(last) = store.newest_night(before)? {
            let back = Days::new(u64::from(nights.saturating_sub(1)));
            let first = Night::of(last.date.checked_sub_days(back).unwrap_or(NaiveDate::MIN));
            let page = Self::stretch(store, first, last, lang)?;
            // Everything of these nights may have been taken back.
            if !page.days.is_empty() {
                return Ok(page);
            }
            before = Some(first);
        }
        Ok(HistoryView { counts: store.counts()?, ..HistoryView::default() })
    }

    fn stretch(store: &Store, from: Night, to: Night, lang: Lang) -> Result<HistoryView, Error> {
        let mut history = store.history(&(from..=to))?;
        let amounts = history.doses.iter().map(DoseEntry::amount_ng).collect();
        let days = nights(&history).into_iter();
        let days = days.map(|night| Worded::new(night.to_string(), words::date::short_day(night, lang)));
        let days = days.collect();
        let marked = part_marks(&mut history.effects);
        let effects = store.journal()?.effects;
        let felt = felt_now(&effects).filter(|effect| Mark::named(&effect.what).is_none()).cloned().collect();
        let marks = open_marks(&effects).collect();
        let older = store.newest_night(Some(from))?.map(|_| from);
        Ok(HistoryView { history, amounts, counts: store.counts()?, days, felt, marked, marks, older })
    }

    /// The store, once something is on record.
    fn on_record(&self) -> Result<Option<&Store>, Error> {
        match self.store() {
            Ok(store) => Ok(Some(store)),
            Err(Error::Store(StoreError::Missing)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Every night something is on record of, once.
fn nights(history: &History) -> BTreeSet<Night> {
    let History { doses, scores, effects, labs, notes, bad_days } = history;
    let doses = doses.iter().map(|one| one.night).chain(scores.iter().map(|one| one.night));
    let felt = effects.iter().map(|one| one.night).chain(labs.iter().map(|one| one.night));
    doses
        .chain(felt)
        .chain(notes.iter().map(|one| one.night))
        .chain(bad_days.iter().map(|one| one.night))
        .collect()
}
