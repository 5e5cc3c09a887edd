//! What came from the clinic, and what goes back to it.

use super::Table;
use crate::domain::clinic::{Received, Reply, ResourceRef, StepRequest};
use crate::domain::entry::Stamp;
use crate::domain::fact_id::FactId;
use crate::store::cell::{Cells, Reader};
use crate::store::error::StoreError;

impl Table for Received {
    const NAME: &'static str = "received";
    const COLUMNS: &'static str = "kind, resource, version, what";
    const LEAVES: bool = false;

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.from.kind)?.put(&self.from.id)?.put(&self.from.version)?.put(&self.what)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        let resource = ResourceRef { kind: from.take()?, id: from.take()?, version: from.take()? };
        Ok(Self { id, from: resource, what: from.take()?, stamp })
    }
}

impl Table for StepRequest {
    const NAME: &'static str = "step_request";
    const COLUMNS: &'static str = "plan, to_step";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.plan)?.put(&self.to)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, plan: from.take()?, to: from.take()?, stamp })
    }
}

impl Table for Reply {
    const NAME: &'static str = "reply";
    const COLUMNS: &'static str = "arrival, what";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.to)?.put(&self.what)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, to: from.take()?, what: from.take()?, stamp })
    }
}
