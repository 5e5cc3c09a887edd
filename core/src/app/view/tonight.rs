//! Tonight, what is told of a dose, the reminders, the history, the card.

use super::Worded;
use crate::app::App;
use crate::catalogue;
use crate::domain::entry::DoseEntry;
use crate::domain::fact_id::FactId;
use crate::domain::logging::{LogOutcome, LogRequest};
use crate::domain::night::Night;
use crate::domain::ratio::Ratio;
use crate::domain::reminder::{self, Delivered, Diff, Notification, Pending, Planned};
use crate::domain::safety::RedFlag;
use crate::domain::tonight::Tonight;
use crate::error::Error;
use crate::store::{Counts, History, StoreError};
use crate::words::{self, Lang};

/// Tonight's screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TonightView {
    /// The values.
    pub tonight: Tonight,
    /// The screen in sentences.
    pub text: String,
    /// The same for a screen reader.
    pub spoken: String,
    /// The dose as it is shown.
    pub dose_text: Option<String>,
    /// The strength as the bottle's label prints it.
    pub strength_text: Option<String>,
    /// Why no line is shown, and what is asked.
    pub reasons: Vec<Worded>,
    /// Whether *Done* is offered; where it is not because another phone gives, "I gave it myself just now" is.
    pub offers_done: bool,
    /// What safety says beside the line.
    pub beside: Vec<Worded>,
}

/// What became of something told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedView {
    /// The values.
    pub outcome: LogOutcome,
    /// The answer in sentences.
    pub text: String,
    /// What to know now, the most urgent first.
    pub advice: Vec<Worded>,
    /// What was stored.
    pub id: Option<FactId>,
}

/// What this phone should hold, and what to change in the system's requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemindersView {
    /// The whole set.
    pub plan: Planned,
    /// The revision of each of its notifications, in their order.
    pub revs: Vec<String>,
    /// What to add, replace, remove and keep.
    pub changes: Diff,
    /// Ids in the shade that are to be taken out of it.
    pub withdrawn: Vec<String>,
}

/// What is on record of a stretch of nights.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryView {
    /// The entries.
    pub history: History,
    /// What was swallowed by each dose entry, in ng, in their order.
    pub amounts: Vec<Option<Ratio>>,
    /// How much is on record at all.
    pub counts: Counts,
}

impl App {
    /// [`App::tonight`], finished.
    pub fn tonight_view(&self, lang: Lang) -> Result<TonightView, Error> {
        let tonight = self.tonight()?;
        let reasons = tonight.reasons.iter();
        let reasons = reasons.map(|one| Worded::new(one.code(), words::tonight::reason(one, lang)));
        let beside = tonight.beside.iter();
        let beside = beside.map(|one| Worded::new(one.rule.code(), words::safety::reason(one, lang)));
        Ok(TonightView {
            text: words::tonight::text(&tonight, lang),
            spoken: words::tonight::spoken(&tonight, lang),
            dose_text: tonight.dose.map(|dose| words::amount::show_dose(dose, lang)),
            strength_text: tonight.strength.map(|strength| words::amount::show_strength(strength, lang)),
            reasons: reasons.collect(),
            offers_done: tonight.offers_done(),
            beside: beside.collect(),
            tonight,
        })
    }

    /// [`App::log`], finished.
    pub fn log_view(&self, request: &LogRequest, lang: Lang) -> Result<LoggedView, Error> {
        let (outcome, id) = self.log(request)?;
        let advice = outcome.advice.iter();
        let advice = advice.map(|one| Worded::new(one.code(), words::tonight::advice(one, lang))).collect();
        Ok(LoggedView { text: words::tonight::log(&outcome, lang), advice, outcome, id })
    }

    /// [`App::reminders`] with what has come due of what the system holds, and the difference to it.
    pub fn reminders_view(
        &self,
        delivered: Vec<Delivered>,
        pending: &[Pending],
        nights: Option<u32>,
    ) -> Result<RemindersView, Error> {
        let (plan, withdrawn) = self.reminders_due(delivered, pending, nights)?;
        let revs = plan.notifications.iter().map(Notification::rev).collect();
        let changes = reminder::diff(pending, &plan.notifications);
        Ok(RemindersView { plan, revs, changes, withdrawn })
    }

    /// What is on record from one night to another; nothing before the first fact.
    pub fn history_view(&self, from: Night, to: Night) -> Result<HistoryView, Error> {
        let store = match self.store() {
            Ok(store) => store,
            Err(Error::Store(StoreError::Missing)) => return Ok(HistoryView::default()),
            Err(error) => return Err(error),
        };
        let history = store.history(&(from..=Night::second_of(to.date)))?;
        let amounts = history.doses.iter().map(DoseEntry::amount_ng).collect();
        Ok(HistoryView { history, amounts, counts: store.counts()? })
    }

    /// [`App::card`], a line each.
    pub fn card_view(&self, lang: Lang) -> Result<Vec<String>, Error> {
        Ok(words::safety::card(&self.card()?, lang))
    }
}

/// The red flags in sentences: without a store and without a network.
pub fn red_flags(lang: Lang) -> Vec<Worded> {
    let word = |flag: &RedFlag| {
        Worded::new(flag.sign.code(), words::red_flag::red_flag(flag.sign, flag.action, lang))
    };
    catalogue::red_flags().flags.iter().map(word).collect()
}
