//! One method per intention; glue only, no rule.
//!
//! Every method asks the clock once, loads the journal, lets `domain` decide, and appends what follows in one
//! transaction. `Ok` means that it is in the file.

mod accesses;
mod bottles;
mod doses;
mod due;
mod export;
mod file;
mod holds;
mod marks;
mod medicines;
mod pair;
mod phones;
mod plans;
mod proposals;
mod report;
mod said;
mod settings;
mod share;
mod shelf;
mod supplies;
mod symptoms;
mod sync;
mod tonight;
mod verdict;
pub mod view;
mod wish;

pub use accesses::Accesses;
pub use bottles::BottleView;
pub use file::{ExportFormat, RestoreConfirmation};
pub use holds::Resumed;
pub use medicines::{Answering, MedicineAdded, MedicineView};
pub use pair::{Match, PairPage};
pub use plans::{PlanPage, PlanStart, Planned, StepStanding, When};
pub use proposals::{ClinicPage, Confirmation};
pub use said::StepTap;
pub use share::{Leftover, ShareWish, Shared, SharedFile};
pub use supplies::SupplyView;
pub use symptoms::EffectReport;
pub use sync::{ParkedItem, SyncReport, Wire};
pub use wish::{DiaryEntry, HoldWish, PlanChange};

use crate::catalogue;
use crate::domain::entry::Stamp;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::medicine::MedicineTable;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::planning;
use crate::domain::reminder::key_at;
use crate::domain::zone::ZoneWindow;
use crate::error::Error;
use crate::id;
use crate::store::{Acknowledged, Counts, KeyVault, Store};
use crate::time::{Clock, Moment};
use chrono::{DateTime, NaiveDate, Utc};
use shelf::Shelf;
use std::path::PathBuf;

/// The product over one store.
pub struct App {
    shelf: Shelf,
    clock: Box<dyn Clock>,
    source: String,
}

impl App {
    /// Over an open store; `source` names this device or surface in every entry ("phone", "terminal").
    pub fn new(store: Store, clock: Box<dyn Clock>, source: impl Into<String>) -> Self {
        Self { shelf: Shelf::of(store), clock, source: source.into() }
    }

    /// Over the store at `path`. Without one every answer is an empty journal's; the first fact makes the store,
    /// and the key with it if `vault` has none.
    pub fn at(
        path: PathBuf,
        vault: Box<dyn KeyVault>,
        clock: Box<dyn Clock>,
        source: impl Into<String>,
    ) -> Result<Self, Error> {
        Ok(Self { shelf: Shelf::at(path, vault)?, clock, source: source.into() })
    }

    /// The store, for what needs no rule: counts, history, export, verify. [`StoreError::Missing`] before the
    /// first fact.
    ///
    /// [`StoreError::Missing`]: crate::store::StoreError::Missing
    pub fn store(&self) -> Result<&Store, Error> {
        Ok(self.shelf.get()?)
    }

    /// Takes in an export, all of it or nothing; makes the store where there is none.
    pub fn import(&self, text: &str) -> Result<(Acknowledged, Counts), Error> {
        Store::check_export(text)?;
        let store = self.shelf.made()?;
        let done = store.import_json(text)?;
        Ok((done, store.counts()?))
    }

    /// Folds the log in and closes the file.
    pub fn close(self) -> Result<(), Error> {
        Ok(self.shelf.close()?)
    }

    /// The night it is now.
    pub fn night(&self) -> Result<Night, Error> {
        Ok(self.look()?.tonight)
    }

    /// The facts and the moment, read once.
    fn look(&self) -> Result<Look, Error> {
        let moment = self.clock.moment();
        let mut journal = self.shelf.journal()?;
        let device = self.device()?;
        if device.as_ref().is_some_and(|device| device.rebuilding) {
            // What the server has is still coming in: until it is all here, no night is known.
            journal.restored_from.get_or_insert(moment.now);
        }
        journal.this_phone = device.as_ref().map(sync::Device::here);
        let medicines = catalogue::medicines();
        let parameters = catalogue::parameters();
        let (_, state, params) =
            planning::planner_input(&journal, medicines, parameters, moment.now, &moment.window);
        let tonight = key_at(&moment.window, &params, &state.log, moment.now);
        let stamp = moment.stamp(&device.map_or_else(|| self.source.clone(), |it| it.source(&self.source)));
        let Moment { now, window: zone, suspect: _ } = moment;
        Ok(Look { journal, medicines, parameters, now, zone, tonight, stamp })
    }

    /// What a paired installation knows of itself.
    fn device(&self) -> Result<Option<sync::Device>, Error> {
        self.shelf.get().map_or(Ok(None), sync::Device::of)
    }

    /// Appends the facts of one intention, all or none. `Ok` is the acknowledgement.
    fn append(&self, facts: &[Fact]) -> Result<(), Error> {
        Ok(self.shelf.append(facts)?)
    }

    /// Appends one fact made from a fresh id and stamp, and says its id.
    fn keep<F: Into<Fact>>(
        &self,
        look: &Look,
        make: impl FnOnce(FactId, Stamp) -> F,
    ) -> Result<FactId, Error> {
        let id = id::mint(look.now);
        self.append(&[make(id, look.stamp.clone()).into()])?;
        Ok(id)
    }
}

impl core::fmt::Debug for App {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("App(..)")
    }
}

/// What an intention decides on: one moment, one journal.
struct Look {
    journal: Journal,
    medicines: &'static MedicineTable,
    parameters: &'static Parameters,
    now: DateTime<Utc>,
    zone: ZoneWindow,
    tonight: Night,
    /// When and where, for a fact recorded now.
    stamp: Stamp,
}

impl Look {
    /// The civil date now: after midnight it is the day after tonight's.
    fn today(&self) -> NaiveDate {
        self.zone.local(self.now).date()
    }
}
