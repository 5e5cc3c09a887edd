//! A dose taken on top of an opioid: the one case in which logging opens another page.

use super::washout::washouts;
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::medicine::MedicineTable;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::plan::{DecisionKind, HoldReason};

/// Whether a dose on this night was taken on top of an opioid: a clock stands against it, or an opioid hold is
/// open. Then the withdrawal page opens (`safety.md` 20). The dose is logged all the same.
pub fn on_top_of_opioid(
    journal: &Journal,
    table: &MedicineTable,
    parameters: &Parameters,
    night: Night,
) -> bool {
    let ended = |id: FactId| {
        let ends = |kind: &DecisionKind| matches!(kind, DecisionKind::HoldEnd { hold } if *hold == id);
        journal.decisions.iter().any(|one| ends(&one.kind) && one.from <= night)
    };
    let held = journal.decisions.iter().any(|one| {
        let opioid = matches!(one.kind, DecisionKind::HoldBegin { reason: HoldReason::Opioid { .. } });
        opioid && one.from <= night && !ended(one.id)
    });
    held || !washouts(journal, table, parameters, night).is_empty()
}
