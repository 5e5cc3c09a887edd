//! Dose entries, with what the bottle and the syringe were then.

use super::Table;
use super::bottles::{put_strength, put_syringe, take_strength, take_syringe};
use crate::domain::entry::Stamp;
use crate::domain::entry::{DoseEntry, StepRef};
use crate::domain::fact_id::FactId;
use crate::store::cell::{Cells, Reader, torn_pair};
use crate::store::error::StoreError;

impl Table for DoseEntry {
    const NAME: &'static str = "dose";
    const COLUMNS: &'static str = "night, status, taken_at, planned_ng, plan, step, volume_ul, bottle, strength_ng, \
        strength_ul, syringe_capacity_ul, syringe_graduation_ul, swallowed_ng, corrects";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.night)?.put(&self.status)?.put(&self.taken_at)?.put(&self.planned)?;
        to.put(&self.step.as_ref().map(|it| it.plan))?.put(&self.step.as_ref().map(|it| it.step.clone()))?;
        to.put(&self.volume)?.put(&self.bottle)?;
        put_strength(to, self.strength)?;
        put_syringe(to, self.syringe)?;
        to.put(&self.swallowed)?.put(&self.corrects)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id,
            night: from.take()?,
            status: from.take()?,
            taken_at: from.take()?,
            planned: from.take()?,
            step: match (from.take()?, from.take()?) {
                (Some(plan), Some(step)) => Some(StepRef { plan, step }),
                (None, None) => None,
                _ => return Err(torn_pair()),
            },
            volume: from.take()?,
            bottle: from.take()?,
            strength: take_strength(from)?,
            syringe: take_syringe(from)?,
            swallowed: from.take()?,
            corrects: from.take()?,
            stamp,
        })
    }
}
