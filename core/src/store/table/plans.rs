//! Plan versions and the decisions on the way through them.

use super::Table;
use crate::domain::entry::Stamp;
use crate::domain::fact_id::FactId;
use crate::domain::plan::{Agreement, Decision, PlanVersion};
use crate::store::cell::{Cells, Reader};
use crate::store::error::StoreError;

impl Table for PlanVersion {
    const NAME: &'static str = "plan";
    const COLUMNS: &'static str = "version, follows, effective_night, protocol, agreement, agreed_by, agreed_on, reason, \
        steps, start_step, cap_ng, stop_after, already_since, terms";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.version)?.put(&self.follows)?.put(&self.effective_night)?.put(&self.protocol)?;
        to.put(&self.agreement.kind)?.put(&self.agreement.by)?.put(&self.agreement.on)?.put(&self.reason)?;
        to.put(&self.steps)?.put(&self.start_step)?.put(&self.cap)?.put(&self.stop_after)?;
        to.put(&self.already_since)?.put(&self.terms)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id,
            version: from.take()?,
            follows: from.take()?,
            effective_night: from.take()?,
            protocol: from.take()?,
            agreement: Agreement { kind: from.take()?, by: from.take()?, on: from.take()? },
            reason: from.take()?,
            steps: from.take()?,
            start_step: from.take()?,
            cap: from.take()?,
            stop_after: from.take()?,
            already_since: from.take()?,
            terms: from.take()?,
            stamp,
        })
    }
}

impl Table for Decision {
    const NAME: &'static str = "decision";
    const COLUMNS: &'static str = "plan, kind, from_night";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.plan)?.put(&self.kind)?.put(&self.from)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, plan: from.take()?, kind: from.take()?, from: from.take()?, stamp })
    }
}
