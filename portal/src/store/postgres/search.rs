//! Searches in PostgreSQL.

use super::find::page;
use super::on::{On, Value};
use crate::store::sql::{Given, Sql, Tongue};
use crate::store::{Found, Query, StoreError};

const TONGUE: Tongue =
    Tongue { sign: '$', number: "::bigint", join: "r.patient = c.patient AND r.seq = c.seq" };

/// The values as the driver takes them.
fn given(sql: &Sql) -> Vec<Value<'_>> {
    let mut values: Vec<Value<'_>> = Vec::with_capacity(sql.given.len());
    for one in &sql.given {
        match one {
            Given::Text(text) => values.push(text),
            Given::Number(number) => values.push(number),
        }
    }
    values
}

/// One page of what the query finds.
pub(super) async fn search(on: &On, patient: &str, query: &Query) -> Result<Found, StoreError> {
    let sql = Sql::page(patient, query, TONGUE);
    let rows = on.rows_once(&sql.text, &given(&sql)).await?;
    page(&rows, query.page.count, |row| Ok(row.try_get(7)?))
}

/// How many the query finds, without its page.
pub(super) async fn count(on: &On, patient: &str, query: &Query) -> Result<Found, StoreError> {
    let sql = Sql::count(patient, query, TONGUE);
    let rows = on.rows_once(&sql.text, &given(&sql)).await?;
    let total: i64 = rows.first().ok_or(StoreError::Damaged("count"))?.try_get(0)?;
    Ok(Found { total: u64::try_from(total).ok(), ..Found::default() })
}
