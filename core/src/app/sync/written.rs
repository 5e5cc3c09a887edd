//! What the session wants written down, as one step of the store.

use super::{Run, keep_state};
use crate::error::Error;
use crate::store;
use crate::sync::Change;

impl Run<'_> {
    /// Makes everything stand at once. Counts what was new.
    pub(super) fn write_down(&mut self, changes: Vec<Change>) -> Result<(), Error> {
        let mut steps: Vec<store::Change> = Vec::new();
        for change in changes {
            match change {
                Change::State(state) => steps.push(keep_state(&state)?),
                Change::InFlight(parcels) => steps.extend(
                    parcels
                        .into_iter()
                        .map(|seq| store::Change::InFlight { seq, letters: self.log.letters(seq) }),
                ),
                Change::Queued(parcels) => {
                    steps.extend(parcels.into_iter().map(|seq| store::Change::Queued { seq }));
                }
                Change::Unsent(parcels) => {
                    steps.extend(parcels.into_iter().map(|seq| store::Change::Unsent { seq }));
                }
                Change::Acked { seq, receipts } => {
                    self.delivered += 1;
                    self.log.delivered(seq);
                    steps.push(store::Change::Acked { seq });
                    steps.extend(receipts.into_iter().map(|it| {
                        store::Change::Receipt(store::Receipt {
                            kind: it.kind,
                            id: it.id,
                            server_id: it.server_id,
                            version: it.version,
                        })
                    }));
                }
                Change::Parked { seq, status, reason } => {
                    steps.push(store::Change::Parked { seq, status, reason });
                }
                Change::Pulled(resources) => steps.extend(self.arrived(&resources)?),
            }
        }
        let done = self.store.apply(&steps)?;
        self.pulled += done.facts + done.arrivals;
        Ok(())
    }
}
