//! Other medicines, the clocks they start, and the questions that cannot be skipped.

use super::Nocte;
use crate::error::ApiError;
use crate::mirror::Screen;
use crate::mirror::{Answering, CheckQuery, CheckView, MedicineAdded, MedicinesView, Said};
use crate::scalar::Day;
use nocte_core::app::App;
use nocte_core::domain::fact_id::FactId;

const STALE: [Screen; 3] = [Screen::Tonight, Screen::Medicines, Screen::Plan];

#[uniffi::export]
impl Nocte {
    /// Checks names and an operation. An opioid it finds is kept as unanswered, so that *Tonight* asks.
    pub fn check(&self, query: CheckQuery, today: Day) -> Result<CheckView, ApiError> {
        let request = query.on(today);
        self.write("check", &STALE, |app, lang| app.check_view(&request, lang))
    }

    /// Records a medicine, and the hold that begins with it.
    pub fn add_medicine(&self, name: &str, said: Said) -> Result<MedicineAdded, ApiError> {
        self.write("add_medicine", &STALE, |app, _| app.add_medicine(name, said))
    }

    /// The page of medicines.
    pub fn medicines(&self) -> Result<MedicinesView, ApiError> {
        self.read("medicines", App::medicines_view)
    }

    /// Answers a question.
    pub fn answer(&self, answering: Answering) -> Result<FactId, ApiError> {
        self.write("answer", &STALE, |app, _| app.answer(answering))
    }
}
