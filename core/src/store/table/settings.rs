//! Choices, and the facts about facts: taken back, put off, restored.

use super::Table;
use crate::domain::entry::Stamp;
use crate::domain::entry::Tombstone;
use crate::domain::fact_id::FactId;
use crate::domain::restored::{RestoreConfirmed, Restored};
use crate::domain::setting::SettingChange;
use crate::domain::snooze::Snooze;
use crate::store::cell::{Cells, Reader};
use crate::store::error::StoreError;

impl Table for SettingChange {
    const NAME: &'static str = "setting";
    const COLUMNS: &'static str = "choice";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.choice)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, choice: from.take()?, stamp })
    }
}

impl Table for Tombstone {
    const NAME: &'static str = "tombstone";
    const COLUMNS: &'static str = "target";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.target)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, target: from.take()?, stamp })
    }
}

impl Table for Snooze {
    const NAME: &'static str = "snooze";
    const COLUMNS: &'static str = "night, until";
    const LEAVES: bool = false;

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.night)?.put(&self.until)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, night: from.take()?, until: from.take()?, stamp })
    }
}

impl Table for Restored {
    const NAME: &'static str = "restored";
    const COLUMNS: &'static str = "copied_at";
    const LEAVES: bool = false;

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.copied_at)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, copied_at: from.take()?, stamp })
    }
}

impl Table for RestoreConfirmed {
    const NAME: &'static str = "restore_confirmed";
    const COLUMNS: &'static str = "restored";
    const LEAVES: bool = false;

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.restored)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, restored: from.take()?, stamp })
    }
}
