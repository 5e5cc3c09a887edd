//! Appending: one IMMEDIATE transaction for all facts of one intention, with their outbox rows.

use super::error::StoreError;
use super::table::{self, Origin, TABLES, Written};
use crate::domain::fact::Fact;
use rusqlite::{Connection, TransactionBehavior};
use std::sync::OnceLock;

/// What an acknowledged append did. That it exists means: everything stands in the file and survives a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Acknowledged {
    /// Facts that were new.
    pub added: usize,
    /// Facts that stood there already, word for word (a retry, a second import).
    pub already: usize,
}

/// All or nothing. With `one_space`, an id that stands in another table is a conflict too; minted ids cannot,
/// imported ones can.
pub(super) fn append<'facts>(
    connection: &mut Connection,
    facts: impl IntoIterator<Item = &'facts Fact>,
    one_space: bool,
) -> Result<Acknowledged, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut seq = last_seq(&transaction)?;
    let mut done = Acknowledged { added: 0, already: 0 };
    for fact in facts {
        if one_space && table::stands_elsewhere(&transaction, fact)? {
            return Err(StoreError::Conflict { id: fact.id() });
        }
        match table::insert(&transaction, seq + 1, fact, Origin::Here)? {
            Written::Added => {
                seq += 1;
                done.added += 1;
            }
            Written::Already => done.already += 1,
        }
    }
    transaction.commit()?;
    Ok(done)
}

/// The last place taken in the one sequence. Asked of the file each time: another process may have written.
pub(super) fn last_seq(connection: &Connection) -> Result<i64, StoreError> {
    static SQL: OnceLock<String> = OnceLock::new();
    let sql = SQL.get_or_init(|| {
        let each: Vec<String> =
            TABLES.iter().map(|table| format!("SELECT max(seq) AS last FROM {table}")).collect();
        format!("SELECT coalesce(max(last), 0) FROM ({})", each.join(" UNION ALL "))
    });
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}
