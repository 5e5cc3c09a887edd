//! Other medicines, and the answers to the questions that cannot be skipped.

use super::Table;
use crate::domain::entry::Stamp;
use crate::domain::fact_id::FactId;
use crate::domain::medicine::{Answer, Medicine};
use crate::domain::plan::Agreement;
use crate::store::cell::{Cells, Reader, torn_pair};
use crate::store::error::StoreError;

impl Table for Medicine {
    const NAME: &'static str = "medicine";
    const COLUMNS: &'static str = "name, class, course";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.name)?.put(&self.class)?.put(&self.course)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, name: from.take()?, class: from.take()?, course: from.take()?, stamp })
    }
}

impl Table for Answer {
    const NAME: &'static str = "answer";
    const COLUMNS: &'static str = "question, yes, planned_on, agreement, agreed_by, agreed_on, asked_at";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.question)?.put(&self.yes)?.put(&self.on)?;
        let agreement = self.agreement.as_ref();
        to.put(&agreement.map(|it| it.kind))?.put(&agreement.map(|it| it.by.clone()))?;
        to.put(&agreement.map(|it| it.on))?.put(&self.at)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id,
            question: from.take()?,
            yes: from.take()?,
            on: from.take()?,
            agreement: match (from.take()?, from.take()?, from.take()?) {
                (Some(kind), Some(by), Some(on)) => Some(Agreement { kind, by, on }),
                (None, None, None) => None,
                _ => return Err(torn_pair()),
            },
            at: from.take()?,
            stamp,
        })
    }
}
