//! Tonight, what is told of a dose, the reminders, the card.

use super::Worded;
use crate::app::App;
use crate::catalogue;
use crate::domain::amount::Volume;
use crate::domain::fact_id::FactId;
use crate::domain::logging::{LogRequest, LogResult};
use crate::domain::night::Night;
use crate::domain::reminder::{self, Delivered, Diff, Notification, Pending, Planned};
use crate::domain::safety::RedFlag;
use crate::domain::syringe::Syringe;
use crate::domain::tonight::{Tonight, TonightState};
use crate::error::Error;
use crate::words::{self, Lang};

/// Tonight's screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TonightView {
    /// The night of it.
    pub night: Night,
    /// What the night is now.
    pub state: TonightState,
    /// The letter of the bottle to draw from.
    pub bottle: Option<String>,
    /// The line over all draws; none whenever a reason stands against it.
    pub line: Option<Volume>,
    /// Whether it is between the reminder and the night's end: the hours of the dark theme.
    pub evening: bool,
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
    /// What to draw or to swallow, where nothing stands against it.
    pub line_text: Option<String>,
    /// Both lines after a change; *Done* comes after one tap on it (`safety.md` 11).
    pub changed_text: Option<String>,
    /// Where the bottle should stand before tonight's dose is drawn.
    pub left_text: Option<String>,
    /// How many marks the syringe's scale has, from 0 on; none where there is no line.
    pub marks: u32,
    /// The numbers printed beside some of them.
    pub numbers: Vec<ScaleNumber>,
    /// The mark of each draw's line.
    pub at: Vec<u32>,
}

/// A number beside a mark of a syringe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleNumber {
    /// The mark, counted from 0.
    pub at: u32,
    /// In millilitres, without the unit.
    pub text: String,
}

/// What became of something told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedView {
    /// What became of it.
    pub result: LogResult,
    /// The night it was told of.
    pub night: Night,
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
    /// Bases that did not come although the phone was on (requirement S10): to be told once.
    pub missed: Vec<String>,
    /// Drug and dose of tonight's notices, for who asked for them to be named; nothing where no dose is to be taken.
    pub detail: Option<String>,
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
        let scale = drawn.map(|syringe| words::amount::scale(syringe, lang)).unwrap_or_default();
        let number = |(at, text)| ScaleNumber { at, text };
        let now = self.clock.moment().now;
        // Capsules have no line to draw to: the state says which.
        let whole = !tonight.capsules.is_empty() && tonight.reasons.is_empty();
        let swallow = whole.then(|| words::tonight::state_alone(&tonight, lang));
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
            line_text: words::tonight::draw_to(&tonight, lang).or(swallow),
            changed_text: words::tonight::changed(&tonight, lang),
            left_text: self.stands_at(&tonight, lang)?,
            marks: u32::try_from(scale.len()).unwrap_or(u32::MAX),
            numbers: (0..).zip(scale).filter(|(_, text)| !text.is_empty()).map(number).collect(),
            at: drawn.map(|syringe| marks(syringe, &tonight.lines)).unwrap_or_default(),
            night: tonight.night,
            state: tonight.state,
            line: tonight.line,
            evening: tonight.times.is_some_and(|times| (times.due..=times.closes).contains(&now)),
            bottle: tonight.bottle,
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
        let text = words::tonight::log(&outcome, lang);
        Ok(LoggedView { result: outcome.result, night: outcome.night, text, advice, id })
    }

    /// [`App::reminders`] with what has come due of what the system holds, and the difference to it.
    pub fn reminders_view(
        &self,
        delivered: Vec<Delivered>,
        pending: &[Pending],
        nights: Option<u32>,
        lang: Lang,
    ) -> Result<RemindersView, Error> {
        let (plan, withdrawn) = self.reminders_due(delivered, pending, nights)?;
        let revs = plan.notifications.iter().map(Notification::rev).collect();
        let changes = reminder::diff(pending, &plan.notifications);
        let missed = reminder::missed(pending, self.look()?.now);
        let detail = words::tonight::detail(&self.tonight()?, lang);
        Ok(RemindersView { plan, revs, changes, withdrawn, missed, detail })
    }

    /// [`App::card`], a line each.
    pub fn card_view(&self, lang: Lang) -> Result<Vec<String>, Error> {
        Ok(words::safety::card(&self.card()?, lang))
    }
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
