//! What was felt: one table per kind.

use super::Table;
use crate::domain::entry::Stamp;
use crate::domain::fact_id::FactId;
use crate::domain::symptom::{BadDay, Effect, Lab, Note, Score};
use crate::store::cell::{Cells, Reader};
use crate::store::error::StoreError;

impl Table for Score {
    const NAME: &'static str = "score";
    const COLUMNS: &'static str = "night, scale, value";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.night)?.put(&self.scale)?.put(&self.value)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, night: from.take()?, scale: from.take()?, value: from.take()?, stamp })
    }
}

impl Table for Effect {
    const NAME: &'static str = "effect";
    const COLUMNS: &'static str = "night, what, severity, course, continues";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.night)?.put(&self.what)?.put(&self.severity)?.put(&self.course)?.put(&self.continues)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id,
            night: from.take()?,
            what: from.take()?,
            severity: from.take()?,
            course: from.take()?,
            continues: from.take()?,
            stamp,
        })
    }
}

impl Table for Lab {
    const NAME: &'static str = "lab";
    const COLUMNS: &'static str = "night, what, value, unit, method, sampled_on";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.night)?
            .put(&self.what)?
            .put(&self.value)?
            .put(&self.unit)?
            .put(&self.method)?
            .put(&self.on)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id,
            night: from.take()?,
            what: from.take()?,
            value: from.take()?,
            unit: from.take()?,
            method: from.take()?,
            on: from.take()?,
            stamp,
        })
    }
}

impl Table for Note {
    const NAME: &'static str = "note";
    const COLUMNS: &'static str = "night, text";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.night)?.put(&self.text)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, night: from.take()?, text: from.take()?, stamp })
    }
}

impl Table for BadDay {
    const NAME: &'static str = "bad_day";
    const COLUMNS: &'static str = "night";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.night)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, night: from.take()?, stamp })
    }
}
