//! Tonight, what is told of a dose, the reminders, the history, the card.

use super::Worded;
use crate::app::App;
use crate::catalogue;
use crate::domain::amount::Volume;
use crate::domain::entry::DoseEntry;
use crate::domain::fact_id::FactId;
use crate::domain::logging::{LogOutcome, LogRequest};
use crate::domain::night::Night;
use crate::domain::ratio::Ratio;
use crate::domain::reminder::{self, Delivered, Diff, Notification, Pending, Planned};
use crate::domain::safety::RedFlag;
use crate::domain::syringe::Syringe;
use crate::domain::tonight::Tonight;
use crate::error::Error;
use crate::store::{Counts, History, StoreError};
use crate::words::{self, Lang};
use std::collections::BTreeSet;

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
    /// "Sunday night": the card's heading.
    pub night_text: String,
    /// The state without the name of the night.
    pub state_text: String,
    /// What to draw, where there is a line.
    pub line_text: Option<String>,
    /// Both lines after a change; *Done* comes after one tap on it (`safety.md` 11).
    pub changed_text: Option<String>,
    /// Where the bottle should stand before tonight's dose is drawn.
    pub left_text: Option<String>,
    /// The syringe's scale: a label per mark from 0, empty where none is printed.
    pub marks: Vec<String>,
    /// The mark of each draw's line.
    pub at: Vec<u32>,
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
    /// Every night of it, oldest first: its key, and how it is named among others ("Sun 22 Nov").
    pub days: Vec<Worded>,
}

impl App {
    /// [`App::tonight`], finished.
    pub fn tonight_view(&self, lang: Lang) -> Result<TonightView, Error> {
        let tonight = self.tonight()?;
        let reasons = tonight.reasons.iter();
        let reasons = reasons.map(|one| Worded::new(one.code(), words::tonight::reason(one, lang)));
        let beside = tonight.beside.iter();
        let beside = beside.map(|one| Worded::new(one.rule.code(), words::safety::reason(one, lang)));
        let drawn = tonight.syringe.filter(|_| tonight.line.is_some());
        Ok(TonightView {
            text: words::tonight::text(&tonight, lang),
            spoken: words::tonight::spoken(&tonight, lang),
            dose_text: tonight.dose.map(|dose| words::amount::show_dose(dose, lang)),
            strength_text: tonight.strength.map(|strength| words::amount::show_strength(strength, lang)),
            reasons: reasons.collect(),
            offers_done: tonight.offers_done(),
            beside: beside.collect(),
            night_text: words::tonight::show_night_name(tonight.night, tonight.by_day, lang),
            state_text: words::tonight::state_alone(&tonight, lang),
            line_text: words::tonight::draw_to(&tonight, lang),
            changed_text: words::tonight::changed(&tonight, lang),
            left_text: self.stands_at(&tonight, lang)?,
            marks: drawn.map(|syringe| words::amount::scale(syringe, lang)).unwrap_or_default(),
            at: drawn.map(|syringe| marks(syringe, &tonight.lines)).unwrap_or_default(),
            tonight,
        })
    }

    /// Only beside a line: nobody is sent to the fridge for a bottle that is not drawn from.
    fn stands_at(&self, tonight: &Tonight, lang: Lang) -> Result<Option<String>, Error> {
        let Some(letter) = tonight.bottle.as_deref().filter(|_| tonight.line.is_some()) else {
            return Ok(None);
        };
        let bottle = self.bottles()?.into_iter().find(|view| view.bottle.letter == letter);
        Ok(bottle.map(|view| words::dilution::stands_at(letter, view.left.volume, lang)))
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
    pub fn history_view(&self, from: Night, to: Night, lang: Lang) -> Result<HistoryView, Error> {
        let store = match self.store() {
            Ok(store) => store,
            Err(Error::Store(StoreError::Missing)) => return Ok(HistoryView::default()),
            Err(error) => return Err(error),
        };
        let history = store.history(&(from..=Night::second_of(to.date)))?;
        let amounts = history.doses.iter().map(DoseEntry::amount_ng).collect();
        let days = nights(&history).into_iter();
        let days = days.map(|night| Worded::new(night.to_string(), words::date::short_day(night, lang)));
        Ok(HistoryView { days: days.collect(), history, amounts, counts: store.counts()? })
    }

    /// [`App::card`], a line each.
    pub fn card_view(&self, lang: Lang) -> Result<Vec<String>, Error> {
        Ok(words::safety::card(&self.card()?, lang))
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

/// Which mark each line stands on; a line always stands on one.
fn marks(syringe: Syringe, lines: &[Volume]) -> Vec<u32> {
    let mark = |line: &Volume| u32::try_from(line.ul() / syringe.graduation().ul()).unwrap_or(u32::MAX);
    lines.iter().map(mark).collect()
}

/// The red flags in sentences: without a store and without a network.
pub fn red_flags(lang: Lang) -> Vec<Worded> {
    let word = |flag: &RedFlag| {
        Worded::new(flag.sign.code(), words::red_flag::red_flag(flag.sign, flag.action, lang))
    };
    catalogue::red_flags().flags.iter().map(word).collect()
}
