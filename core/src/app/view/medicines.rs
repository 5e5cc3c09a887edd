//! Other medicines, the clocks they start, and the questions that cannot be skipped.

use super::Worded;
use crate::app::{App, MedicineView};
use crate::domain::question::OpenQuestion;
use crate::domain::safety::{CheckAnswer, CheckRequest, Washout};
use crate::domain::setting::Settings;
use crate::error::Error;
use crate::words::{self, Lang};
use chrono::NaiveDate;

/// Names of medicines, and an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckQuery {
    /// As typed, one each.
    pub names: Vec<String>,
    /// The day of the last dose; not with `starting`.
    pub last: Option<NaiveDate>,
    /// The day the medicine begins.
    pub starting: Option<NaiveDate>,
    /// The day of an operation.
    pub surgery: Option<NaiveDate>,
}

impl CheckQuery {
    /// Asked on this day, with bedtime and cutover as shipped.
    pub fn on(self, today: NaiveDate) -> CheckRequest {
        let Self { names, last, starting, surgery } = self;
        CheckRequest { names, today, last, starting, surgery, settings: Settings::default() }
    }
}

/// The answer of a check in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckView {
    /// The values.
    pub answer: CheckAnswer,
    /// The verdict in words.
    pub verdict_text: String,
    /// Its reasons in words, in their order.
    pub reasons: Vec<Worded>,
}

/// The page of medicines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MedicinesView {
    /// Every entry, oldest first.
    pub medicines: Vec<MedicineView>,
    /// Everything that stands against a dose tonight, operations included.
    pub clocks: Vec<ClockRow>,
    /// What is to be asked before any line.
    pub questions: Vec<QuestionRow>,
}

/// A clock that stands against a dose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRow {
    /// The values.
    pub clock: Washout,
    /// In words.
    pub text: String,
}

/// A question with why it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionRow {
    /// The values.
    pub open: OpenQuestion,
    /// The question in words.
    pub text: String,
    /// Why now, in words.
    pub why: String,
}

impl App {
    /// [`App::check`], finished.
    pub fn check_view(&self, request: &CheckRequest, lang: Lang) -> Result<CheckView, Error> {
        let answer = self.check(request)?;
        let reasons = answer.reasons.iter();
        let reasons =
            reasons.map(|one| Worded::new(one.rule.code(), words::safety::reason(one, lang))).collect();
        let verdict_text = words::safety::verdict(answer.verdict, lang).to_owned();
        Ok(CheckView { answer, verdict_text, reasons })
    }

    /// Medicines, clocks and open questions in one page.
    pub fn medicines_view(&self, lang: Lang) -> Result<MedicinesView, Error> {
        let clock = |clock: Washout| ClockRow { text: words::safety::reason(&clock.reason, lang), clock };
        let question = |open: OpenQuestion| QuestionRow {
            text: words::safety::question(open.question, lang).to_owned(),
            why: words::safety::why_asked(open.why, lang).to_owned(),
            open,
        };
        Ok(MedicinesView {
            medicines: self.medicines()?,
            clocks: self.clocks()?.into_iter().map(clock).collect(),
            questions: self.open_questions()?.into_iter().map(question).collect(),
        })
    }
}
