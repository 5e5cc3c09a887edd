//! Other medicines, the clocks they start, and the questions that cannot be skipped.

use super::{Nocte, Worded};
use crate::error::ApiError;
use crate::mirror::{Answering, CheckAnswer, MedicineAdded, MedicineView, OpenQuestion, Said, Washout};
use crate::ports::Screen;
use crate::pure::CheckQuery;
use crate::scalar::Day;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::setting::Settings;
use nocte_core::words;

const STALE: [Screen; 3] = [Screen::Tonight, Screen::Medicines, Screen::Plan];

/// The answer of a check in words.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CheckView {
    /// The values.
    pub answer: CheckAnswer,
    /// The verdict in words.
    pub verdict_text: String,
    /// Its reasons in words, in their order.
    pub reasons: Vec<Worded>,
}

/// The page of medicines.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MedicinesView {
    /// Every entry, oldest first.
    pub medicines: Vec<MedicineView>,
    /// Everything that stands against a dose tonight, operations included.
    pub clocks: Vec<ClockRow>,
    /// What is to be asked before any line.
    pub questions: Vec<QuestionRow>,
}

/// A clock that stands against a dose.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClockRow {
    /// The values.
    pub clock: Washout,
    /// In words.
    pub text: String,
}

/// A question with why it is asked.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct QuestionRow {
    /// The values.
    pub open: OpenQuestion,
    /// The question in words.
    pub text: String,
    /// Why now, in words.
    pub why: String,
}

#[uniffi::export]
impl Nocte {
    /// Checks names and an operation. An opioid it finds is kept as unanswered, so that *Tonight* asks.
    pub fn check(&self, query: CheckQuery, today: Day) -> Result<CheckView, ApiError> {
        self.write("check", &STALE, |app, lang| {
            let answer = app.check(&query.on(today, Settings::default()))?;
            let reasons = answer.reasons.iter();
            let reasons =
                reasons.map(|one| Worded::new(one.rule.code(), words::safety::reason(one, lang))).collect();
            let verdict_text = words::safety::verdict(answer.verdict, lang).to_owned();
            Ok(CheckView { answer, verdict_text, reasons })
        })
    }

    /// Records a medicine, and the hold that begins with it.
    pub fn add_medicine(&self, name: &str, said: Said) -> Result<MedicineAdded, ApiError> {
        self.write("add_medicine", &STALE, |app, _| Ok(app.add_medicine(name, said)?))
    }

    /// The page of medicines.
    pub fn medicines(&self) -> Result<MedicinesView, ApiError> {
        self.read("medicines", |app, lang| {
            let clock = |clock: Washout| ClockRow { text: words::safety::reason(&clock.reason, lang), clock };
            let question = |open: OpenQuestion| QuestionRow {
                text: words::safety::question(open.question, lang).to_owned(),
                why: words::safety::why_asked(open.why, lang).to_owned(),
                open,
            };
            Ok(MedicinesView {
                medicines: app.medicines()?,
                clocks: app.clocks()?.into_iter().map(clock).collect(),
                questions: app.open_questions()?.into_iter().map(question).collect(),
            })
        })
    }

    /// Answers a question.
    pub fn answer(&self, answering: Answering) -> Result<FactId, ApiError> {
        self.write("answer", &STALE, |app, _| Ok(app.answer(answering)?))
    }
}
