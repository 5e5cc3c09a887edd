//! What a sync does to the file: steps of delivery, what was pulled, and sync's own documents, in one transaction.
//!
//! One call is one step of the exchange: either all of it stands, cursor included, or none of it. So a power cut
//! between any two steps costs a repetition and never a fact: what was sent is sent again word for word, and what
//! was pulled is pulled again and found to be there.
//!
//! A pull only ever adds. A fact that is here under the same id and says something else is not overwritten: what
//! came is set apart and shown.

use super::cell::Cell;
use super::error::StoreError;
use super::table::{self, Origin, TABLES, Table, Written};
use super::writing::last_seq;
use crate::domain::clinic::{Received, ResourceRef};
use crate::domain::fact::Fact;
use crate::domain::parked::ParkedReason;
use crate::domain::restored::{RestoreConfirmed, Restored};
use crate::domain::snooze::Snooze;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use std::collections::BTreeMap;

/// One thing a sync wants to stand in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A document of sync's own takes the place of the one of its name.
    Document {
        /// Which.
        name: &'static str,
        /// Its JSON.
        body: String,
    },
    /// A document of sync's own is no longer kept.
    Forget {
        /// Which.
        name: &'static str,
    },
    /// A fact of this device, with its outbox row.
    Fact(Box<Fact>),
    /// Another clinic: everything that leaves waits anew, and what the former server said is no longer kept.
    Requeue,
    /// A fact is about to be sent, as these letters; a second attempt keeps the first one's.
    InFlight {
        /// Its place in the sequence.
        seq: i64,
        /// What is sent, as JSON.
        letters: String,
    },
    /// A fact was not delivered and waits again.
    Queued {
        /// Its place in the sequence.
        seq: i64,
    },
    /// A fact was got ready and not sent: it waits again, and that attempt does not count.
    Unsent {
        /// Its place in the sequence.
        seq: i64,
    },
    /// The server has it.
    Acked {
        /// Its place in the sequence.
        seq: i64,
    },
    /// What the server said of a resource it took.
    Receipt(Receipt),
    /// The server will not take it as it is.
    Parked {
        /// Its place in the sequence.
        seq: i64,
        /// The HTTP status, where there was one.
        status: Option<u16>,
        /// Why.
        reason: ParkedReason,
    },
    /// Facts read back from one resource, written by another phone or by this one before it was restored.
    Pulled {
        /// Where they stood.
        from: ResourceRef,
        /// They.
        facts: Vec<Fact>,
        /// The resource as it came, kept if it cannot be taken in.
        body: String,
    },
    /// Something the clinic sent, and what follows from it at once. Received before, nothing follows again.
    Received {
        /// It.
        received: Box<Received>,
        /// A hold, as a rule.
        follows: Vec<Fact>,
    },
    /// Something that came and cannot be read: kept and shown, in nobody's way.
    SetApart {
        /// Where it stood.
        from: ResourceRef,
        /// Why.
        reason: ParkedReason,
        /// As it came.
        body: String,
    },
}

/// What the server said of a resource it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its type.
    pub kind: String,
    /// Its id, ours.
    pub id: String,
    /// Its id there, where that is another.
    pub server_id: Option<String>,
    /// Its version there, where the server told.
    pub version: Option<String>,
}

/// What a step did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[must_use]
pub struct Applied {
    /// Facts that were new here.
    pub facts: u64,
    /// Arrivals that were new here.
    pub arrivals: u64,
    /// Resources set apart.
    pub set_apart: u64,
}

/// Something that came and could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetApart {
    /// Where it stood.
    pub from: ResourceRef,
    /// Why.
    pub reason: ParkedReason,
}

/// Tables whose facts stay on this phone.
const STAYING: [&str; 4] = [Received::NAME, Snooze::NAME, Restored::NAME, RestoreConfirmed::NAME];

/// All or nothing.
pub(super) fn apply(connection: &mut Connection, changes: &[Change]) -> Result<Applied, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut step = Step { seq: last_seq(&transaction)?, done: Applied::default(), connection: &transaction };
    for change in changes {
        step.take(change)?;
    }
    let done = step.done;
    transaction.commit()?;
    Ok(done)
}

/// A document of sync's own.
pub(super) fn document(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT body FROM sync_document WHERE name = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([name], |row| row.get(0)).optional()?)
}

/// What the server calls resources that it named itself: type, our id, its id.
pub(super) fn named(connection: &Connection) -> Result<Vec<(String, String, String)>, StoreError> {
    let sql = "SELECT kind, resource, server_id FROM receipt WHERE server_id IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many resources of each type the server has taken.
pub(super) fn delivered(connection: &Connection) -> Result<BTreeMap<String, u64>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT kind, count(*) FROM receipt GROUP BY kind")?;
    let rows = statement.query_map([], |row| {
        let count: i64 = row.get(1)?;
        Ok((row.get(0)?, u64::try_from(count).unwrap_or(0)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What the server said of one resource.
pub(super) fn receipt(connection: &Connection, kind: &str, id: &str) -> Result<Option<Receipt>, StoreError> {
    let sql = "SELECT server_id, version FROM receipt WHERE kind = ?1 AND resource = ?2";
    let found = connection.prepare_cached(sql)?.query_row([kind, id], |row| {
        Ok(Receipt { kind: kind.to_owned(), id: id.to_owned(), server_id: row.get(0)?, version: row.get(1)? })
    });
    Ok(found.optional()?)
}

/// What came and could not be taken in.
pub(super) fn set_apart(connection: &Connection) -> Result<Vec<SetApart>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, resource, version, reason FROM arrival_parked ORDER BY kind, resource",
    )?;
    let rows = statement.query_map([], |row| {
        let from = ResourceRef { kind: row.get(0)?, id: row.get(1)?, version: row.get(2)? };
        Ok(SetApart { from, reason: why(row.get(3)?) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A reason as it is kept: a code as JSON, or the sentence of an earlier build.
pub(super) fn why(kept: Option<String>) -> ParkedReason {
    let text = kept.unwrap_or_default();
    serde_json::from_str(&text).unwrap_or(ParkedReason::Told { text })
}

struct Step<'a> {
    connection: &'a Connection,
    seq: i64,
    done: Applied,
}

impl Step<'_> {
    fn take(&mut self, change: &Change) -> Result<(), StoreError> {
        match change {
            Change::Document { name, body } => self.run(
                "INSERT INTO sync_document (name, body) VALUES (?1, ?2) \
                 ON CONFLICT (name) DO UPDATE SET body = excluded.body",
                (name, body),
            ),
            Change::Forget { name } => self.run("DELETE FROM sync_document WHERE name = ?1", [name]),
            Change::Fact(fact) => self.insert(fact, Origin::Here).map(|_| ()),
            Change::Requeue => self.requeue(),
            Change::InFlight { seq, letters } => self.run(
                "UPDATE outbox SET state = 'in_flight', attempt = attempt + 1, letters = coalesce(letters, ?2) \
                 WHERE seq = ?1",
                (seq, letters),
            ),
            Change::Queued { seq } => {
                self.run("UPDATE outbox SET state = 'queued' WHERE seq = ?1 AND state = 'in_flight'", [seq])
            }
            Change::Unsent { seq } => self.run(
                "UPDATE outbox SET state = 'queued', attempt = max(attempt - 1, 0) \
                 WHERE seq = ?1 AND state = 'in_flight'",
                [seq],
            ),
            Change::Acked { seq } => self.run("DELETE FROM outbox WHERE seq = ?1", [seq]),
            Change::Receipt(it) => self.run(
                "INSERT INTO receipt (kind, resource, server_id, version) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (kind, resource) DO UPDATE \
                 SET server_id = coalesce(excluded.server_id, server_id), version = excluded.version",
                (&it.kind, &it.id, &it.server_id, &it.version),
            ),
            Change::Parked { seq, status, reason } => self.run(
                "UPDATE outbox SET state = 'parked', status = ?2, reason = ?3 WHERE seq = ?1",
                (seq, status, reason.to_cell()?),
            ),
            Change::Pulled { from, facts, body } => self.pulled(from, facts, body),
            Change::Received { received, follows } => self.received(received, follows),
            Change::SetApart { from, reason, body } => self.keep_apart(from, reason, body),
        }
    }

    fn run(&self, sql: &str, bound: impl rusqlite::Params) -> Result<(), StoreError> {
        self.connection.prepare_cached(sql)?.execute(bound)?;
        Ok(())
    }

    fn requeue(&self) -> Result<(), StoreError> {
        self.run("DELETE FROM receipt", [])?;
        self.run("DELETE FROM outbox", [])?;
        for family in TABLES.iter().filter(|family| !STAYING.contains(family)) {
            let all = format!("INSERT INTO outbox (seq, family) SELECT seq, '{family}' FROM {family}");
            self.run(&all, [])?;
        }
        Ok(())
    }

    fn pulled(&mut self, from: &ResourceRef, facts: &[Fact], body: &str) -> Result<(), StoreError> {
        let mut against = None;
        for fact in facts {
            if table::stands_elsewhere(self.connection, fact)? {
                against = Some(ParkedReason::AnotherWord);
                continue;
            }
            match self.insert(fact, Origin::Pulled) {
                Ok(Written::Added) => self.done.facts += 1,
                Ok(Written::Already) => {}
                Err(StoreError::Conflict { .. }) => against = Some(ParkedReason::AnotherWord),
                Err(StoreError::OutOfRange { .. }) => against = Some(ParkedReason::Unfit),
                Err(error) => return Err(error),
            }
        }
        match against {
            Some(reason) => self.keep_apart(from, &reason, body),
            None => self.understood(from),
        }
    }

    fn received(&mut self, received: &Received, follows: &[Fact]) -> Result<(), StoreError> {
        let is_here = "SELECT 1 FROM received WHERE id = ?1";
        if self.connection.prepare_cached(is_here)?.exists([received.id.to_cell()?])? {
            return Ok(());
        }
        for fact in core::iter::once(&Fact::from(received.clone())).chain(follows) {
            self.insert(fact, Origin::Here)?;
        }
        self.done.arrivals += 1;
        self.understood(&received.from)
    }

    fn insert(&mut self, fact: &Fact, origin: Origin) -> Result<Written, StoreError> {
        let written = table::insert(self.connection, self.seq + 1, fact, origin)?;
        if written == Written::Added {
            self.seq += 1;
        }
        Ok(written)
    }

    fn keep_apart(
        &mut self,
        from: &ResourceRef,
        reason: &ParkedReason,
        body: &str,
    ) -> Result<(), StoreError> {
        self.done.set_apart += 1;
        self.run(
            "INSERT INTO arrival_parked (kind, resource, version, reason, body) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (kind, resource) DO UPDATE \
             SET version = excluded.version, reason = excluded.reason, body = excluded.body",
            (&from.kind, &from.id, &from.version, reason.to_cell()?, body),
        )
    }

    /// A later version, or a later build, could be taken in: nothing is set apart any more.
    fn understood(&self, from: &ResourceRef) -> Result<(), StoreError> {
        self.run("DELETE FROM arrival_parked WHERE kind = ?1 AND resource = ?2", (&from.kind, &from.id))
    }
}
