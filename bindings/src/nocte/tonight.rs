//! Tonight, what is told of a dose, the reminders, the card.

use super::{Nocte, Worded};
use crate::error::ApiError;
use crate::mirror::{
    DeliveredReminder, Lang, LogOutcome, PendingReminder, ReminderDiff, ReminderPlan, Told, Tonight,
};
use crate::ports::Screen;
use crate::scalar::Instant;
use nocte_core::catalogue;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::logging::LogRequest;
use nocte_core::domain::night::Night;
use nocte_core::domain::reminder;
use nocte_core::domain::safety::RedFlag;
use nocte_core::words;

/// Tonight's screen.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
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

impl TonightView {
    fn of(tonight: Tonight, lang: Lang) -> Self {
        let reasons = tonight.reasons.iter();
        let reasons = reasons.map(|one| Worded::new(one.code(), words::tonight::reason(one, lang)));
        let beside = tonight.beside.iter();
        let beside = beside.map(|one| Worded::new(one.rule.code(), words::safety::reason(one, lang)));
        Self {
            text: words::tonight::text(&tonight, lang),
            spoken: words::tonight::spoken(&tonight, lang),
            dose_text: tonight.dose.map(|dose| words::amount::show_dose(dose, lang)),
            strength_text: tonight.strength.map(|strength| words::amount::show_strength(strength, lang)),
            reasons: reasons.collect(),
            beside: beside.collect(),
            offers_done: tonight.offers_done(),
            tonight,
        }
    }
}

/// What became of something told.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
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
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RemindersView {
    /// The whole set.
    pub plan: ReminderPlan,
    /// The revision of each of its notifications, in their order.
    pub revs: Vec<String>,
    /// What to add, replace, remove and keep.
    pub changes: ReminderDiff,
}

#[uniffi::export]
impl Nocte {
    /// Tonight's screen.
    pub fn tonight(&self) -> Result<TonightView, ApiError> {
        self.read("tonight", |app, lang| Ok(TonightView::of(app.tonight()?, lang)))
    }

    /// Tells of a dose: logs, corrects or takes back. A result that stores nothing is an answer, not an error.
    ///
    /// `night` is the notification's, or the one picked; without one it is the night of the time of taking.
    pub fn log(&self, told: Told, night: Option<Night>) -> Result<LoggedView, ApiError> {
        let source = self.source.clone();
        self.write("log", &[Screen::Tonight, Screen::Plan, Screen::Bottles, Screen::History], |app, lang| {
            let (outcome, id) = app.log(&LogRequest { told, night, source })?;
            let advice = outcome.advice.iter();
            let advice =
                advice.map(|one| Worded::new(one.code(), words::tonight::advice(one, lang))).collect();
            Ok(LoggedView { text: words::tonight::log(&outcome, lang), advice, outcome, id })
        })
    }

    /// Asks for the reminder of a night once more, at this instant.
    pub fn snooze(&self, night: Night, until: Instant) -> Result<FactId, ApiError> {
        self.write("snooze", &[Screen::Tonight], |app, _| Ok(app.snooze(night, until)?))
    }

    /// Takes back any fact; it stays in the file.
    pub fn take_back(&self, fact: FactId) -> Result<FactId, ApiError> {
        let all = [Screen::Tonight, Screen::Plan, Screen::Medicines, Screen::Bottles, Screen::History];
        self.write("take_back", &all, |app, _| Ok(app.take_back(fact)?))
    }

    /// The reminders this phone should hold, given what stands in its notification shade and what is pending.
    /// `nights` shortens the horizon.
    pub fn reminders(
        &self,
        delivered: Vec<DeliveredReminder>,
        pending: Vec<PendingReminder>,
        nights: Option<u32>,
    ) -> Result<RemindersView, ApiError> {
        self.read("reminders", |app, _| {
            let plan = app.reminders(delivered, nights)?;
            let revs = plan.notifications.iter().map(reminder::Notification::rev).collect();
            let changes = reminder::diff(&pending, &plan.notifications);
            Ok(RemindersView { plan, revs, changes })
        })
    }

    /// The emergency card, a line each. It names the drug: it leaves the phone only by its owner's hand.
    pub fn card(&self) -> Result<Vec<String>, ApiError> {
        self.read("card", |app, lang| Ok(words::safety::card(&app.card()?, lang)))
    }
}

/// The red flags in sentences, reachable without a store and without a network.
#[uniffi::export]
pub fn red_flags(lang: Lang) -> Result<Vec<Worded>, ApiError> {
    let word = |flag: &RedFlag| {
        Worded::new(flag.sign.code(), words::red_flag::red_flag(flag.sign, flag.action, lang))
    };
    Ok(catalogue::red_flags().flags.iter().map(word).collect())
}
