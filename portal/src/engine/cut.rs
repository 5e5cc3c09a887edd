//! The versions of the portal's database in commit order, cut into parcels that are one transaction each.

use crate::store::StoreError;
use crate::store::replay::{Cell, End, Line, TABLES, Table};
use std::collections::{HashSet, VecDeque};

/// Resources of a transaction at most.
const ENTRIES: usize = 50;

/// Bytes of their bodies at most.
const BYTES: usize = 512 * 1024;

/// Versions that are read at once.
const TOGETHER: usize = 200;

/// One version of a resource. Personal: no `Debug`.
#[derive(Clone)]
pub(super) struct Version {
    /// Its key in the table: whose, and its place in commit order.
    pub(super) key: Line,
    /// The type.
    pub(super) kind: String,
    /// The id.
    pub(super) id: String,
    /// The body, without version and instant.
    pub(super) body: String,
}

/// All versions after a place, in the order in which each record was written.
pub(super) struct Versions<'a> {
    from: &'a dyn End,
    after: Line,
    waiting: VecDeque<Version>,
}

impl<'a> Versions<'a> {
    /// After a key; from the beginning when it is empty.
    pub(super) fn after(from: &'a dyn End, after: Line) -> Self {
        Self { from, after, waiting: VecDeque::new() }
    }

    /// The next one, which stays.
    async fn peek(&mut self) -> Result<Option<&Version>, StoreError> {
        if self.waiting.is_empty() {
            let table = versions_table();
            for line in self.from.lines(table, self.after.clone(), TOGETHER).await? {
                self.after = table.key_of(&line);
                self.waiting.push_back(version(table, &line)?);
            }
        }
        Ok(self.waiting.front())
    }

    /// The next one.
    pub(super) async fn next(&mut self) -> Result<Option<Version>, StoreError> {
        self.peek().await?;
        Ok(self.waiting.pop_front())
    }

    /// The next one of the record that this key is of.
    pub(super) async fn next_of(&mut self, patient: &Cell) -> Result<Option<Version>, StoreError> {
        match self.peek().await? {
            Some(version) if version.key.first() == Some(patient) => self.next().await,
            _ => Ok(None),
        }
    }

    /// Whose record comes next.
    pub(super) async fn whose(&mut self) -> Result<Option<Cell>, StoreError> {
        Ok(self.peek().await?.and_then(|version| version.key.first().cloned()))
    }

    /// The next transaction: no resource twice in it, as FHIR wants, and not too much of it.
    pub(super) async fn parcel(&mut self) -> Result<Option<Vec<Version>>, StoreError> {
        let (mut parcel, mut bytes, mut names) = (Vec::new(), 0, HashSet::new());
        while let Some(next) = self.peek().await? {
            bytes += next.body.len();
            let full = parcel.len() == ENTRIES || (bytes > BYTES && !parcel.is_empty());
            if full || !names.insert((next.kind.clone(), next.id.clone())) {
                break;
            }
            parcel.extend(self.next().await?);
        }
        Ok((!parcel.is_empty()).then_some(parcel))
    }
}

/// The table of versions.
fn versions_table() -> &'static Table {
    let [versions, ..] = &TABLES;
    versions
}

fn version(table: &Table, line: &Line) -> Result<Version, StoreError> {
    let text = |wanted: &str| {
        let cell = table.columns.iter().position(|(name, _)| *name == wanted).and_then(|at| line.get(at));
        match cell {
            Some(Cell::Text(text)) => Ok(text.clone()),
            _ => Err(StoreError::Damaged("res")),
        }
    };
    Ok(Version { key: table.key_of(line), kind: text("type")?, id: text("id")?, body: text("json")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_table_is_that_of_the_versions() {
        let table = versions_table();
        assert_eq!((table.name, table.key_names().as_str()), ("res", "patient, seq"));
    }
}
