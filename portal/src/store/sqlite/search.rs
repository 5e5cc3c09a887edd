//! Searches in the embedded database.

use super::find::page;
use crate::store::sql::{Given, Sql, Tongue};
use crate::store::{Found, Query, StoreError};
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ToSql};

const TONGUE: Tongue = Tongue { sign: '?', number: "", join: "r.seq = c.seq" };

impl ToSql for Given {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(text) => text.to_sql(),
            Self::Number(number) => number.to_sql(),
        }
    }
}

/// One page of what the query finds.
pub(super) fn search(connection: &Connection, patient: &str, query: &Query) -> Result<Found, StoreError> {
    let sql = Sql::page(patient, query, TONGUE);
    let values: Vec<&dyn ToSql> = sql.given.iter().map(|value| value as &dyn ToSql).collect();
    page(connection, &sql.text, &values, query.page.count, |row| row.get(7))
}

/// How many the query finds, without its page.
pub(super) fn count(connection: &Connection, patient: &str, query: &Query) -> Result<Found, StoreError> {
    let sql = Sql::count(patient, query, TONGUE);
    let total: i64 = connection
        .prepare_cached(&sql.text)?
        .query_row(rusqlite::params_from_iter(sql.given), |row| row.get(0))?;
    Ok(Found { total: u64::try_from(total).ok(), ..Found::default() })
}
