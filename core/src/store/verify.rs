//! The self-check: every page authenticated, every index and promise looked at.

use super::error::StoreError;
use super::files::Files;
use super::fingerprint::{self, Fingerprint, Print};
use super::reading;
use super::table::TABLES;
use rusqlite::Connection;
use std::path::Path;

/// What the self-check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// What is wrong; empty when all is well.
    pub problems: Vec<Problem>,
}

impl Verification {
    /// Whether all is well.
    pub fn is_ok(&self) -> bool {
        self.problems.is_empty()
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Pages whose authentication fails: the medium changed them, or someone did.
    Pages {
        /// How many findings.
        count: usize,
    },
    /// SQLite's own check found something.
    Structure {
        /// How many findings.
        count: usize,
    },
    /// Rows that refer to nothing.
    References {
        /// How many.
        count: usize,
    },
    /// A fact cannot be read back.
    Facts,
    /// An outbox row has no fact, or two facts one place in the sequence.
    Sequence,
    /// The fingerprint beside the file is missing or another key's.
    Fingerprint,
}

impl Problem {
    /// A word for machines and reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pages { .. } => "pages",
            Self::Structure { .. } => "structure",
            Self::References { .. } => "references",
            Self::Facts => "facts",
            Self::Sequence => "sequence",
            Self::Fingerprint => "fingerprint",
        }
    }
}

/// Looks at everything. The log must be folded in before: SQLCipher's page check reads the main file only.
pub(super) fn verify(
    connection: &Connection,
    files: &dyn Files,
    path: &Path,
    print: Option<&Print>,
) -> Result<Verification, StoreError> {
    let mut problems = contents(connection)?;
    if let Some(print) = print
        && fingerprint::compare(files, path, print)? != Fingerprint::Same
    {
        problems.push(Problem::Fingerprint);
    }
    Ok(Verification { problems })
}

/// What is wrong inside the file, whatever stands beside it.
pub(super) fn contents(connection: &Connection) -> Result<Vec<Problem>, StoreError> {
    let mut problems = Vec::new();
    let pages = findings(connection, "PRAGMA cipher_integrity_check", None)?;
    if pages > 0 {
        problems.push(Problem::Pages { count: pages });
    }
    let structure = findings(connection, "PRAGMA integrity_check", Some("ok"))?;
    if structure > 0 {
        problems.push(Problem::Structure { count: structure });
    }
    let references = findings(connection, "PRAGMA foreign_key_check", None)?;
    if references > 0 {
        problems.push(Problem::References { count: references });
    }
    if problems.is_empty() {
        match reading::all_facts(connection) {
            Ok(_) => {}
            Err(error) if error.is_unreadable() => problems.push(Problem::Facts),
            Err(error) => return Err(error),
        }
        if !sequence_holds(connection)? {
            problems.push(Problem::Sequence);
        }
    }
    Ok(problems)
}

/// Rows that are not the one that says all is well. A check that cannot read on has found something, too.
fn findings(connection: &Connection, check: &str, well: Option<&str>) -> Result<usize, StoreError> {
    let count = || -> rusqlite::Result<usize> {
        let mut statement = connection.prepare(check)?;
        let mut rows = statement.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let said = row.get_ref(0)?.as_str().ok();
            if said.is_none() || said != well {
                count += 1;
            }
        }
        Ok(count)
    };
    match count().map_err(StoreError::from) {
        Err(error) if error.is_unreadable() => Ok(1),
        other => other,
    }
}

/// One place, one fact; and every outbox row has its fact.
fn sequence_holds(connection: &Connection) -> Result<bool, StoreError> {
    let each: Vec<String> =
        TABLES.iter().map(|table| format!("SELECT seq, '{table}' AS family FROM {table}")).collect();
    let all = each.join(" UNION ALL ");
    let twice = format!("SELECT 1 FROM ({all}) GROUP BY seq HAVING count(*) > 1 LIMIT 1");
    let lost = format!(
        "SELECT 1 FROM outbox LEFT JOIN ({all}) AS fact ON fact.seq = outbox.seq AND fact.family = outbox.family \
         WHERE fact.seq IS NULL LIMIT 1"
    );
    let any = |sql: &str| connection.prepare(sql).and_then(|mut statement| statement.exists([]));
    Ok(!any(&twice)? && !any(&lost)?)
}
