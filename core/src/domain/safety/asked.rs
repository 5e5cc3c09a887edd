//! What a doctor who has five minutes asks first: opioids and when the last, and an operation to come.

use super::course::told;
use super::operation::operations;
use super::recognise::is_opioid;
use super::washout::class_of;
use crate::domain::journal::Journal;
use crate::domain::medicine::{Course, MedicineClass, MedicineTable};
use crate::domain::night::Night;
use chrono::NaiveDate;

/// A medicine as all its entries together tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldMedicine<'j> {
    /// As typed.
    pub name: &'j str,
    /// The graver of what it was recognised as and what today's table says; `None`: not recognised.
    pub class: Option<MedicineClass>,
    /// When it was, or will be, taken.
    pub course: Course,
}

impl ToldMedicine<'_> {
    /// Whether the opioid rules speak of it.
    pub fn opioid(&self) -> bool {
        self.class.is_some_and(is_opioid)
    }
}

/// One line per name, in the order in which the names were first recorded; those never taken are left out.
pub fn told_medicines<'j>(journal: &'j Journal, table: &MedicineTable) -> Vec<ToldMedicine<'j>> {
    let all = told(&journal.medicines).into_iter().filter(|told| told.course != Course::NotTaking);
    all.map(|told| {
        let (class, course) = (class_of(&told, table), told.course);
        ToldMedicine { name: &told.entry.name, class, course }
    })
    .collect()
}

/// The next operation announced and not called off, today's included.
pub fn operation_ahead(journal: &Journal, tonight: Night) -> Option<NaiveDate> {
    let ahead = operations(journal).into_iter().filter(|one| !one.cancelled && one.on >= tonight.date);
    ahead.map(|one| one.on).min()
}
