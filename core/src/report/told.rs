//! What a page is filled with: the facts as they stand, read once, and what the rules say of them tonight.

use crate::domain::evidence::Evidence;
use crate::domain::journal::Journal;
use crate::domain::medicine::MedicineTable;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::protocol::Protocol;
use crate::domain::response::Response;
use crate::domain::symptom::{Lab, Score};
use crate::domain::tonight::Tonight;
use chrono::NaiveDate;

/// Everything a page may say.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The facts that stand.
    pub journal: &'a Journal,
    /// The table of medicines.
    pub medicines: &'a MedicineTable,
    /// The clinical parameters.
    pub parameters: &'a Parameters,
    /// The shipped protocols.
    pub protocols: &'a [Protocol],
    /// The evidence, for and against.
    pub evidence: &'a Evidence,
    /// Tonight's screen.
    pub tonight: &'a Tonight,
    /// The day it is printed on.
    pub today: NaiveDate,
    /// Every rating of the scales looked at.
    pub scores: &'a [Score],
    /// What the log says about each scale looked at, in their order.
    pub responses: &'a [Response],
    /// Laboratory values that stand.
    pub labs: &'a [Lab],
}

impl Told<'_> {
    /// The night it is printed in.
    pub fn night(&self) -> Night {
        self.tonight.night
    }
}
