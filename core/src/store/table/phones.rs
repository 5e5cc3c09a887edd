//! What a phone said of itself.

use super::Table;
use crate::domain::entry::Stamp;
use crate::domain::fact_id::FactId;
use crate::domain::phone::PhoneWord;
use crate::store::cell::{Cells, Reader};
use crate::store::error::StoreError;

impl Table for PhoneWord {
    const NAME: &'static str = "phone";
    const COLUMNS: &'static str = "phone, what";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.phone)?.put(&self.what)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, phone: from.take()?, what: from.take()?, stamp })
    }
}
