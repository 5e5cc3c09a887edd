//! Bottles and their ends; strength and syringe, which dose entries keep too.

use super::Table;
use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::bottle::{Bottle, BottleEnd, DrawnFrom};
use crate::domain::entry::Stamp;
use crate::domain::fact_id::FactId;
use crate::domain::syringe::Syringe;
use crate::store::cell::{Cells, Reader, torn_pair};
use crate::store::error::StoreError;

impl Table for Bottle {
    const NAME: &'static str = "bottle";
    const COLUMNS: &'static str = "letter, recipe, tablets, volume_ul, strength_ng, strength_ul, made_on, discard_by, \
        syringe_capacity_ul, syringe_graduation_ul, drawn_from, drawn_ul";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.letter)?.put(&self.recipe)?.put(&self.tablets)?.put(&self.volume)?;
        put_strength(to, Some(self.strength))?;
        to.put(&self.made_on)?.put(&self.discard_by)?;
        put_syringe(to, Some(self.syringe))?;
        to.put(&self.drawn_from.map(|it| it.bottle))?.put(&self.drawn_from.map(|it| it.take))?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id,
            letter: from.take()?,
            recipe: from.take()?,
            tablets: from.take()?,
            volume: from.take()?,
            strength: take_strength(from)?.ok_or_else(torn_pair)?,
            made_on: from.take()?,
            discard_by: from.take()?,
            syringe: take_syringe(from)?.ok_or_else(torn_pair)?,
            drawn_from: match (from.take()?, from.take()?) {
                (Some(bottle), Some(take)) => Some(DrawnFrom { bottle, take }),
                (None, None) => None,
                _ => return Err(torn_pair()),
            },
            stamp,
        })
    }
}

impl Table for BottleEnd {
    const NAME: &'static str = "bottle_end";
    const COLUMNS: &'static str = "bottle, why";

    fn id(&self) -> FactId {
        self.id
    }

    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn write(&self, to: &mut Cells) -> Result<(), StoreError> {
        to.put(&self.bottle)?.put(&self.why)?;
        Ok(())
    }

    fn read(id: FactId, stamp: Stamp, from: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self { id, bottle: from.take()?, why: from.take()?, stamp })
    }
}

/// A strength is a ratio: two columns, in lowest terms.
pub(super) fn put_strength(to: &mut Cells, strength: Option<Strength>) -> Result<(), StoreError> {
    let ratio = strength.map(Strength::ng_per_ul);
    let part = |number: u128| {
        u64::try_from(number).map(Some).map_err(|_| StoreError::OutOfRange { what: "a strength" })
    };
    to.put(&ratio.map_or(Ok(None), |it| part(it.num()))?)?;
    to.put(&ratio.map_or(Ok(None), |it| part(it.den()))?)?;
    Ok(())
}

/// Both columns or neither.
pub(super) fn take_strength(from: &mut Reader<'_, '_>) -> rusqlite::Result<Option<Strength>> {
    match (from.take::<Option<Dose>>()?, from.take::<Option<Volume>>()?) {
        (None, None) => Ok(None),
        (Some(dose), Some(volume)) => Strength::new(dose, volume).map(Some).ok_or_else(torn_pair),
        _ => Err(torn_pair()),
    }
}

/// A syringe is its capacity and its graduation.
pub(super) fn put_syringe(to: &mut Cells, syringe: Option<Syringe>) -> Result<(), StoreError> {
    to.put(&syringe.map(Syringe::capacity))?.put(&syringe.map(Syringe::graduation))?;
    Ok(())
}

/// Both columns or neither.
pub(super) fn take_syringe(from: &mut Reader<'_, '_>) -> rusqlite::Result<Option<Syringe>> {
    match (from.take::<Option<Volume>>()?, from.take::<Option<Volume>>()?) {
        (None, None) => Ok(None),
        (Some(capacity), Some(graduation)) => {
            Syringe::new(capacity, graduation).map(Some).map_err(|_| torn_pair())
        }
        _ => Err(torn_pair()),
    }
}
